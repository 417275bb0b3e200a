import { afterEach, describe, expect, it } from '@jest/globals';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';
import { startChorusPro, type ChorusProOptions, type ChorusProSimulator } from './chorus-pro.ts';
import { BUYER_ACCOUNT } from './directory.ts';
import { jsonIn } from './fields.ts';
import { firstIn, listIn, makeCaller } from './sample-caller.ts';

const running: ChorusProSimulator[] = [];

async function start(options: ChorusProOptions = {}) {
  const simulator = await startChorusPro(options);
  running.push(simulator);
  return { simulator, caller: await makeCaller(simulator) };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

describe('an invoice', () => {
  async function integrated() {
    const { simulator, caller } = await start();
    const flow = await caller.deposit();
    const { body } = await caller.find({ numeroFluxDepot: flow });
    const id = firstIn(body, 'listeFactures')['identifiantFactureCPP'];
    return { simulator, caller, id };
  }

  it('is shown with its parties, references and totals', async () => {
    const { caller, id } = await integrated();
    const { body } = await caller.call('factures/v1/consulter/fournisseur', {
      identifiantFactureCPP: id,
    });
    expect(jsonIn(body, 'facture')).toMatchObject({
      numeroFacture: 'TEST-0001',
      statutFacture: 'MISE_A_DISPOSITION',
      destinataire: { codeDestinataire: BUYERS.noDemand.siret },
      fournisseur: { codeFournisseur: SUPPLIER.siret },
      cadreDeFacturation: { codeCadreFacturation: 'A1_FACTURE_FOURNISSEUR' },
      references: { dateFacture: '2026-11-20', typeFacture: 'FACTURE', modePaiement: 'VIREMENT' },
      montantTotal: {
        montantHtTotal: 100,
        montantTVA: 20,
        montantTtcTotal: 120,
        montantAPayer: 120,
      },
    });
  });

  it('is suspended by the buyer, completed by the supplier, paid; and remembers it all', async () => {
    const { simulator, caller, id } = await integrated();
    const buyer = await makeCaller(simulator, BUYER_ACCOUNT);
    const act = (nouveauStatut: string, motif?: string) =>
      buyer.call('factures/v1/traiter/recue', { idFacture: id, nouveauStatut, motif });
    const complete = () =>
      caller.call('factures/v1/completer', { identifiantFactureCPP: id, commentaire: 'Voici' });
    expect((await complete()).body).toMatchObject({ codeRetour: 20002, libelle: 'GDP_MSG_11.033' });
    expect((await act('SUSPENDUE')).status).toBe(400);
    expect((await act('SUSPENDUE', 'Pièce manquante')).body['nouveauStatut']).toBe('SUSPENDUE');
    expect((await complete()).body['codeRetour']).toBe(0);
    expect((await act('N_IMPORTE_QUOI')).status).toBe(400);
    expect((await act('BROUILLON')).body['libelle']).toBe('GDP_MSG_11.001');
    expect((await act('MISE_EN_PAIEMENT')).body['codeRetour']).toBe(0);
    const { body } = await caller.call('factures/v1/consulter/historique', { idFacture: id });
    expect(body['statutCourantCode']).toBe('MISE_EN_PAIEMENT');
    const steps = listIn(jsonIn(body, 'historiquesDesStatuts'), 'histoStatut');
    expect(steps.map((step) => step['histoStatutCode'])).toEqual([
      'MISE_EN_PAIEMENT',
      'COMPLETEE',
      'SUSPENDUE',
      'MISE_A_DISPOSITION',
      'EN_COURS_ACHEMINEMENT',
      'DEPOSEE',
    ]);
    expect(steps[0]?.['histoStatutDatePassage']).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
  });

  it('is the buyer’s to treat, not the supplier’s, and a rejection can be acknowledged', async () => {
    const { simulator, caller, id } = await integrated();
    const refused = await caller.call('factures/v1/traiter/recue', {
      idFacture: id,
      nouveauStatut: 'MANDATEE',
    });
    expect(refused.body).toMatchObject({ codeRetour: 20001, libelle: 'GDP_MSG_11.005' });
    simulator.setStatus('TEST-0001', 'REJETEE', 'Doublon');
    const listeDemandePaiement = [{ idDemandePaiement: id }];
    await caller.call('factures/v1/traiterRejet', { listeDemandePaiement });
    const { body } = await caller.find({ numeroFacture: 'TEST-0001' });
    expect(firstIn(body, 'listeFactures')).toMatchObject({ statut: 'REJETEE', rejetTraite: true });
  });
});

describe('the search', () => {
  it('filters by status and time of its change, sorts, and cuts pages', async () => {
    let nowMs = Date.parse('2026-11-23T09:00:00Z');
    const { simulator, caller } = await start({ now: () => nowMs });
    for (let index = 1; index <= 25; index += 1) {
      await caller.deposit({ number: `N-${String(index).padStart(2, '0')}` });
    }
    nowMs += 2_700_000;
    simulator.setStatus('N-07', 'MANDATEE');
    const changed = await caller.find({ periodeDateHeureEtatCourantDu: '2026-11-23T09:30:00Z' });
    expect(firstIn(changed.body, 'listeFactures')['numeroFacture']).toBe('N-07');
    expect(jsonIn(changed.body, 'parametresRetour')['total']).toBe(1);
    const third = await caller.find({
      statutCourant: ['MISE_A_DISPOSITION'],
      rechercheFactureParFournisseur: {
        pageResultatDemandee: 3,
        nbResultatsParPage: 10,
        triColonne: 'NumeroFacture',
        triSens: 'Descendant',
      },
    });
    expect(jsonIn(third.body, 'parametresRetour')).toEqual({
      pageCourante: 3,
      pages: 3,
      nbResultatsParPage: 10,
      total: 24,
    });
    const numbers = listIn(third.body, 'listeFactures').map((row) => row['numeroFacture']);
    expect(numbers).toEqual(['N-04', 'N-03', 'N-02', 'N-01']);
  });

  it('answers that it found nothing as an error, or as an empty list', async () => {
    const strict = await start();
    const lenient = await start({ emptySearch: 'list' });
    expect((await strict.caller.find({ numeroFacture: 'X' })).body).toEqual({
      codeRetour: 20000,
      libelle: 'TRA_MSG_00.015',
    });
    expect((await lenient.caller.find({ numeroFacture: 'X' })).body).toMatchObject({
      codeRetour: 0,
      listeFactures: [],
    });
  });
});
