import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  businessError,
  connect,
  ok,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type Script,
  type ScriptedPiste,
} from './scripted-piste.ts';

const NUMBER = 'ABCD1234-0001';
const FLOW = 'CPP0011117000000000000042';

const invoice = (changes: Readonly<Record<string, unknown>> = {}) => ({
  identifiantFactureCPP: 8400001,
  numeroFacture: NUMBER,
  statut: 'MISE_A_DISPOSITION',
  dateDepot: '2026-11-22',
  numeroFluxDepot: FLOW,
  ...changes,
});
const found = (...listeFactures: readonly unknown[]) => ok({ listeFactures });

const NOTHING: readonly (readonly [string, Reply])[] = [
  ['an empty list', found()],
  ['no list', ok()],
  ['null', ok({ listeFactures: null })],
  ['an error', businessError(20000, 'TRA_MSG_00.015')],
  ['an error with its text', businessError(20000, 'TRA_MSG_00_015 - Aucun résultat')],
];

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

async function withClient<Answer>(
  reply: Reply | Script,
  ask: (chorusPro: ReturnType<typeof connect>['chorusPro']) => Promise<Answer>,
): Promise<Answer> {
  piste.api = typeof reply === 'function' ? reply : () => reply;
  const { chorusPro } = connect(piste.application);
  const answer = await ask(chorusPro);
  await chorusPro.close();
  return answer;
}
const lookUp = (reply: Reply | Script) =>
  withClient(reply, (chorusPro) => chorusPro.lookUp(tenantOf(), NUMBER));
const status = (reply: Reply | Script) =>
  withClient(reply, (chorusPro) => chorusPro.invoiceStatus(tenantOf(), FLOW, NUMBER));

describe('looking a deposit up', () => {
  it('finds it by its exact number', async () => {
    const others = ['ABCD1234-00010', 'abcd1234-0001', '1234-0001', undefined].map(
      (numeroFacture) => invoice({ numeroFacture, numeroFluxDepot: 'CPP-OTHER' }),
    );
    expect(await lookUp(found(...others, invoice()))).toMatchObject({
      kind: 'found',
      flowNumber: FLOW,
    });
    expect(piste.requests[0]).toMatchObject({
      route: 'factures/v1/rechercher/fournisseur',
      json: { numeroFacture: NUMBER },
    });
    expect(await lookUp(found(...others))).toMatchObject({ kind: 'absent' });
  });

  it('finds it when a list of one is given as an object', async () => {
    expect(await lookUp(ok({ listeFactures: invoice() }))).toMatchObject({ kind: 'found' });
  });

  it.each(NOTHING)('finds nothing: %s', async (_title, reply) => {
    expect(await lookUp(reply)).toMatchObject({ kind: 'absent' });
  });

  it('prefers one that is alive, then the latest', async () => {
    const answer = await lookUp(
      found(
        invoice({ numeroFluxDepot: 'CPP-OLD', dateDepot: '2026-01-05' }),
        invoice({ numeroFluxDepot: 'CPP-DEAD', dateDepot: '2026-11-23', statut: 'REJETEE' }),
        invoice({ numeroFluxDepot: 'CPP-NEW', dateDepot: '2026-11-22' }),
      ),
    );
    expect(answer).toMatchObject({ flowNumber: 'CPP-NEW' });
  });

  it('finds one that the buyer has rejected meanwhile, rather than depositing it again', async () => {
    expect(await lookUp(found(invoice({ statut: 'REJETEE' })))).toMatchObject({
      kind: 'found',
      flowNumber: FLOW,
    });
  });

  it('asks a person about one that came without a flow', async () => {
    expect(await lookUp(found(invoice({ numeroFluxDepot: null })))).toMatchObject({
      kind: 'not_now',
      reason: { code: 'number_already_used', params: { number: NUMBER } },
    });
  });

  it('reads further pages', async () => {
    const answer = await lookUp((_request, nth) =>
      ok({
        listeFactures: [invoice({ numeroFacture: nth === 3 ? NUMBER : `${NUMBER}-${nth}` })],
        parametresRetour: { pageCourante: nth, pages: 3 },
      }),
    );
    expect(answer).toMatchObject({ kind: 'found' });
    expect(piste.requests.map(({ json }) => json['rechercheFactureParFournisseur'])).toEqual(
      [1, 2, 3].map((page) => ({
        pageResultatDemandee: page,
        nbResultatsParPage: 100,
        triColonne: 'NumeroFacture',
        triSens: 'Ascendant',
      })),
    );
  });

  it('never says absent of what it has not read', async () => {
    const endless = () =>
      ok({ listeFactures: [invoice({ numeroFacture: 'X' })], parametresRetour: { pages: 99 } });
    expect(await lookUp(endless)).toMatchObject({ kind: 'not_now' });
    expect(piste.requests).toHaveLength(5);
    expect(await lookUp(found(invoice(), { numeroFacture: NUMBER }))).toMatchObject({
      kind: 'not_now',
    });
  });
});

describe('an invoice’s status', () => {
  it('comes in the platform’s own words', async () => {
    const answer = await status(
      found(
        invoice({
          statut: 'SUSPENDUE',
          dateHeureEtatCourant: '2026-11-22T10:01:30.000+01:00',
          commentaireEtatCourant: 'Pièce manquante : bon de livraison',
        }),
      ),
    );
    expect(answer).toMatchObject({
      kind: 'status',
      remoteId: '8400001',
      status: 'SUSPENDUE',
      at: '2026-11-22T09:01:30.000Z',
      comment: 'Pièce manquante : bon de livraison',
      remote: { httpStatus: 200, code: '0' },
    });
    expect(piste.requests[0]?.json).toMatchObject({ numeroFluxDepot: FLOW });
  });

  it('may come without a date and a comment, and is then without', async () => {
    const answer = await status(found(invoice({ dateHeureEtatCourant: 'hier' })));
    expect(Object.keys(answer).sort()).toEqual(['kind', 'remote', 'remoteId', 'status']);
  });

  it('is of our invoice, where a flow has several', async () => {
    const other = invoice({ numeroFacture: 'OTHER', statut: 'REJETEE' });
    expect(await status(found(other, invoice()))).toMatchObject({ status: 'MISE_A_DISPOSITION' });
    expect(await status(found(other))).toMatchObject({ kind: 'absent' });
  });

  it.each(NOTHING)('is absent: %s', async (_title, reply) => {
    expect(await status(reply)).toMatchObject({ kind: 'absent' });
  });
});
