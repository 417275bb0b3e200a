import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';
import { startChorusPro, type ChorusProOptions, type ChorusProSimulator } from './chorus-pro.ts';
import { firstIn, listIn, makeCaller } from './sample-caller.ts';
import { samplePdf, sampleXml } from './sample-deposit.ts';

const running: ChorusProSimulator[] = [];

async function start(options: ChorusProOptions = {}) {
  const simulator = await startChorusPro(options);
  running.push(simulator);
  return { simulator, caller: await makeCaller(simulator) };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

describe('a deposit', () => {
  it('is taken with a flow number that carries the syntax, and stands in the ledger', async () => {
    const { simulator, caller } = await start({ now: () => Date.parse('2026-11-22T23:30:00Z') });
    const file = samplePdf(sampleXml());
    const { status, body } = await caller.depositFile(file);
    expect(status).toBe(200);
    expect(body).toEqual({
      codeRetour: 0,
      libelle: 'GCU_MSG_01_000',
      numeroFluxDepot: 'CPP0011117000000000000001',
      dateDepot: '2026-11-23',
      syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
    });
    expect(simulator.ledger).toEqual([
      {
        flowNumber: 'CPP0011117000000000000001',
        invoiceNumber: 'TEST-0001',
        supplierSiret: SUPPLIER.siret,
        sha256: createHash('sha256').update(file).digest('hex'),
        at: '2026-11-22T23:30:00.000Z',
        login: SUPPLIER.technicalAccount.login,
      },
    ]);
    expect(simulator.document('CPP0011117000000000000001')).toEqual(file);
  });

  it.each([
    ['no base64', { fichierFlux: 'not base64!' }],
    ['base64 for addresses', { fichierFlux: 'ab-_' }],
    ['a cut base64', { fichierFlux: 'JVBERi0xLjc' }],
    ['an unknown syntax', { syntaxeFlux: 'IN_DP_E9' }],
    ['no name', { nomFichier: '' }],
    ['a name of 201 characters', { nomFichier: 'f'.repeat(201) }],
  ])('is refused with %s', async (_, spoilt) => {
    const { simulator, caller } = await start();
    const { status } = await caller.call('factures/v1/deposer/flux', {
      fichierFlux: 'JVBERi0xLjc=',
      nomFichier: 'facture.pdf',
      syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
      ...spoilt,
    });
    expect(status).toBe(400);
    expect(simulator.ledger).toEqual([]);
  });

  it('is refused above 10 MB', async () => {
    const { caller } = await start();
    const { status, body } = await caller.depositFile(Buffer.alloc(10 * 1024 * 1024 + 1));
    expect([status, body['codeRetour'], body['libelle']]).toEqual([200, 20001, 'GDP_MSG_11.022']);
  });

  it('ends as inadmissible when it is no PDF, carries no factur-x.xml, or breaks the schema', async () => {
    const { caller } = await start();
    const files = {
      ERR_PDF_001: Buffer.from('no PDF'),
      ERR_PDF_002: samplePdf(sampleXml(), 'zugferd.xml'),
      ERR_XSD_001: samplePdf(sampleXml().replace('<ram:LineID>1</ram:LineID>', '')),
    };
    for (const [code, file] of Object.entries(files)) {
      const flow = String((await caller.depositFile(file)).body['numeroFluxDepot']);
      const { body } = await caller.report(flow);
      expect(body['etatCourantDepotFlux']).toBe('QP_IRRECEVABLE');
      expect(body['listeErreurDP']).toEqual([]);
      expect(firstIn(body, 'listeErreurTechnique')['codeErreur']).toBe(code);
      expect((await caller.find({ numeroFluxDepot: flow })).body['codeRetour']).toBe(20000);
    }
  });

  it('is rejected for the second time the same number is used in a year, not in the next', async () => {
    const { simulator, caller } = await start();
    const states = [];
    for (const issuedOn of ['20261120', '20261119', '20251120']) {
      const { body } = await caller.report(await caller.deposit({ issuedOn }));
      states.push(body['etatCourantDepotFlux']);
    }
    expect(states).toEqual(['IN_INTEGRE', 'IN_REJETE', 'IN_INTEGRE']);
    expect(simulator.ledger).toHaveLength(3);
    const { body } = await caller.find({ numeroFacture: 'TEST-0001' });
    expect(listIn(body, 'listeFactures')).toHaveLength(2);
  });

  it('is rejected when the number was deposited by hand', async () => {
    const { simulator, caller } = await start();
    simulator.seed([{ number: 'DEMO-DEJA-LA', supplierSiret: SUPPLIER.siret }]);
    const { body } = await caller.report(await caller.deposit({ number: 'DEMO-DEJA-LA' }));
    expect(firstIn(body, 'listeErreurDP')).toMatchObject({
      numeroDP: 'DEMO-DEJA-LA',
      identifiantFournisseur: SUPPLIER.siret,
      identifiantDestinataire: BUYERS.noDemand.siret,
    });
    const found = await caller.find({ numeroFacture: 'DEMO-DEJA-LA' });
    expect(firstIn(found.body, 'listeFactures')).toMatchObject({ modeDepot: 'SAISIE_PORTAIL' });
  });
});

describe('the life of a flow', () => {
  const T0 = Date.parse('2026-11-23T09:00:00Z');

  it('is unseen, waits, is processed, then its invoice exists and moves on', async () => {
    let nowMs = T0;
    const pace = { visibleAfterMs: 1_000, integratedAfterMs: 3_000, availableAfterMs: 9_000 };
    const { caller } = await start({ pace, now: () => nowMs });
    const flow = await caller.deposit();
    const seen = [];
    for (const afterMs of [999, 1_000, 2_000, 2_999, 3_000, 6_000, 9_000]) {
      nowMs = T0 + afterMs;
      const report = (await caller.report(flow)).body;
      const found = (await caller.find({ numeroFacture: 'TEST-0001' })).body;
      const state = report['etatCourantDepotFlux'] ?? report['libelle'];
      seen.push([afterMs, state, firstIn(found, 'listeFactures')['statut']]);
    }
    expect(seen).toEqual([
      [999, 'POQ_MSG_01.003', undefined],
      [1_000, 'IN_DEPOT_PORTAIL_EN_ATTENTE_TRAITEMENT_SE_CPP', undefined],
      [2_000, 'IN_EN_COURS_TRAITEMENT_CPP', undefined],
      [2_999, 'IN_EN_COURS_TRAITEMENT_CPP', undefined],
      [3_000, 'IN_INTEGRE', 'DEPOSEE'],
      [6_000, 'IN_INTEGRE', 'EN_COURS_ACHEMINEMENT'],
      [9_000, 'IN_INTEGRE', 'MISE_A_DISPOSITION'],
    ]);
    const { body } = await caller.report(flow);
    expect(body['dateHeureEtatCourantFlux']).toBe('2026-11-23T10:00:03.000+01:00');
  });

  it('is invisible to searches for as long as visibleAfterMs says', async () => {
    let nowMs = T0;
    const pace = { visibleAfterMs: 60_000, integratedAfterMs: 0, availableAfterMs: 0 };
    const { caller } = await start({ pace, now: () => nowMs });
    const flow = await caller.deposit();
    nowMs += 59_999;
    expect((await caller.find({ numeroFacture: 'TEST-0001' })).body['codeRetour']).toBe(20000);
    nowMs += 1;
    expect((await caller.find({ numeroFacture: 'TEST-0001' })).body['codeRetour']).toBe(0);
    const { body } = await caller.report(flow);
    expect(body['dateHeureEtatCourantFlux']).toBe('2026-11-23T10:01:00.000+01:00');
  });

  it('moves by hand alone in manual pace, one flow or all', async () => {
    const { simulator, caller } = await start({ pace: 'manual' });
    const [one, other] = [
      await caller.deposit({ number: 'A' }),
      await caller.deposit({ number: 'B' }),
    ];
    expect((await caller.report(one)).body['codeRetour']).toBe(20001);
    for (let step = 0; step < 3; step += 1) expect(simulator.advance(one)).toBe(1);
    expect((await caller.report(one)).body['etatCourantDepotFlux']).toBe('IN_INTEGRE');
    expect((await caller.report(other)).body['codeRetour']).toBe(20001);
    expect(simulator.advance()).toBe(2);
    simulator.advance(one);
    expect(simulator.advance(one)).toBe(0);
    const { body } = await caller.find({ numeroFluxDepot: one });
    expect(firstIn(body, 'listeFactures')['statut']).toBe('MISE_A_DISPOSITION');
    expect(() => simulator.advance('CPP0000000000000000000000')).toThrow('No flow');
  });

  it('no longer moves by itself once the buyer has acted', async () => {
    let nowMs = T0;
    const pace = { visibleAfterMs: 0, integratedAfterMs: 0, availableAfterMs: 10_000 };
    const { simulator, caller } = await start({ pace, now: () => nowMs });
    const flow = await caller.deposit();
    simulator.setStatus('TEST-0001', 'SUSPENDUE', 'Il manque le bon de livraison');
    nowMs += 20_000;
    const { body } = await caller.find({ numeroFluxDepot: flow });
    expect(firstIn(body, 'listeFactures')).toMatchObject({
      statut: 'SUSPENDUE',
      commentaireEtatCourant: 'Il manque le bon de livraison',
      dateHeureEtatCourant: '2026-11-23 10:00',
    });
  });

  it('shows a flow only to whom it belongs', async () => {
    const { simulator, caller } = await start();
    const flow = await caller.deposit();
    const stranger = { login: 'TECH_7@cpro.fr', password: 'autre' };
    simulator.addSupplier({ siret: '55210055400013', name: 'Autre', ...stranger });
    const other = await makeCaller(simulator, stranger);
    expect((await other.report(flow)).body['codeRetour']).toBe(20001);
    expect((await other.find({ numeroFacture: 'TEST-0001' })).body['codeRetour']).toBe(20000);
    const successor = { login: 'TECH_8@cpro.fr', password: 'nouveau' };
    simulator.addSupplier({ siret: SUPPLIER.siret, name: SUPPLIER.name, ...successor });
    const next = await makeCaller(simulator, successor);
    expect((await next.report(flow)).body['codeRetour']).toBe(0);
  });
});
