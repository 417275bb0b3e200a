import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import {
  connect,
  ok,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

/** What comes back broken, half, strange, or in another shape: every question answers, and none throws. */

const tenant = tenantOf();
const STATE = '11000201100044';
let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

type Question = (chorusPro: ChorusPro) => Promise<{ readonly kind: string }>;

const QUESTIONS: Readonly<Record<string, Question>> = {
  searchBuyers: (chorusPro) => chorusPro.searchBuyers(tenant, { text: 'mairie' }),
  findBuyer: (chorusPro) => chorusPro.findBuyer(tenant, STATE, undefined),
  checkEngagement: (chorusPro) => chorusPro.checkEngagement(tenant, STATE, '1407000001'),
  invoiceLife: (chorusPro) => chorusPro.invoiceLife(tenant, '7'),
  invoiceDetails: (chorusPro) => chorusPro.invoiceDetails(tenant, '7'),
  findInvoices: (chorusPro) =>
    chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T09:00:00Z' }),
  lookUpCorrection: (chorusPro) =>
    chorusPro.lookUpCorrection(tenant, {
      correction: 'complete',
      remoteId: '7',
      invoiceNumber: 'F-1',
      sentAt: '2026-11-23T09:00:00Z',
    }),
  checkConnection: (chorusPro) => chorusPro.checkConnection(tenant),
};

async function answer(question: Question | undefined, reply: Reply) {
  piste.api = () => reply;
  const { chorusPro, lines } = connect(piste.application);
  const given = await question?.(chorusPro);
  await chorusPro.close();
  if (!given) throw new Error('no such question');
  return { given, lines };
}

const html = '<!DOCTYPE html><html><body>Maintenance</body></html>';
const BROKEN: readonly (readonly [string, Reply])[] = [
  ['a page instead of JSON', { status: 200, headers: { 'content-type': 'text/html' }, body: html }],
  ['an empty body', { status: 200 }],
  ['half an answer', 'half'],
  ['a lost answer', 'drop'],
  ['JSON cut in the middle', { status: 200, body: '{"codeRetour":0,"liste' }],
  ['a list', { status: 200, body: [] }],
  ['a text', { status: 200, body: '"ok"' }],
  ['no codeRetour', { status: 200, body: { libelle: 'TRA_MSG_00.000' } }],
  ['a codeRetour that is no number', { status: 200, body: { codeRetour: 'zero', libelle: '' } }],
  ['a 502 with a page', { status: 502, body: html }],
  ['a 500 with JSON', { status: 500, body: { codeRetour: 500, libelle: 'Erreur technique' } }],
];

describe.each(Object.keys(QUESTIONS))('%s', (name) => {
  it.each(BROKEN)('is not answered now by %s', async (_title, reply) => {
    const { given, lines } = await answer(QUESTIONS[name], reply);
    expect(['not_now', 'unavailable', 'failing']).toContain(given.kind);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ end }) => end !== 'answered')).toBe(true);
  });

  it('is answered by the right JSON under the wrong content type', async () => {
    const right = await answer(QUESTIONS[name], ok(WHOLE));
    const wrong = await answer(QUESTIONS[name], {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: { codeRetour: 0, libelle: 'TRA_MSG_00.000', ...WHOLE },
    });
    expect({ ...wrong.given, readAt: '', demands: '' }).toEqual({
      ...right.given,
      readAt: '',
      demands: '',
    });
    expect(['not_now', 'unavailable', 'failing']).not.toContain(wrong.given.kind);
  });
});

/** The directory's questions ask several routes, one after the other: each may break while the others are well. */
const findBuyer: Question = (chorusPro) => chorusPro.findBuyer(tenant, STATE, 'S1');
const findServiceDemand: Question = (chorusPro) =>
  chorusPro.findServiceDemand(tenant, { remoteId: 1 }, { remoteId: 2 });
const checkEngagement: Question = (chorusPro) =>
  chorusPro.checkEngagement(tenant, STATE, '1407000001');
const DIRECTORY_ROUTES: readonly (readonly [string, string, Question])[] = [
  ['findBuyer', 'structures/v1/rechercher', findBuyer],
  ['findBuyer', 'structures/v1/consulter', findBuyer],
  ['findBuyer', 'structures/v1/rechercher/services', findBuyer],
  ['findBuyer', 'structures/v1/consulter/service', findBuyer],
  ['findServiceDemand', 'structures/v1/consulter/service', findServiceDemand],
  ['checkEngagement', 'structures/v1/rechercher', checkEngagement],
  ['checkEngagement', 'engagementsJuridiques/v1/rechercher', checkEngagement],
];

describe.each(DIRECTORY_ROUTES)('%s while %s is broken', (_name, route, question) => {
  const services = [{ idService: 2, codeService: 'S1', estActif: true }];
  it.each(BROKEN)('is not answered now by %s', async (_title, reply) => {
    piste.api = (request) =>
      request.route === route ? reply : ok({ ...WHOLE, listeServices: services });
    const { chorusPro } = connect(piste.application);
    const given = await question(chorusPro);
    await chorusPro.close();
    expect(['not_now', 'unavailable']).toContain(given.kind);
    expect(piste.requests.some((request) => request.route === route)).toBe(true);
  });
});

/** Something for every question. */
const WHOLE = {
  listeStructures: [
    { idStructureCPP: 1, identifiantStructure: STATE, designationStructure: 'ETAT' },
  ],
  parametres: {},
  informationGenerales: {},
  listeServices: [],
  listeEngagementJuridique: [{ numeroEngagementJuridique: '1407000001' }],
  listeFactures: [{ identifiantFactureCPP: 7, numeroFacture: 'F-1', statut: 'COMPLETEE' }],
  facture: { identifiantFactureCPP: 7, statutFacture: 'COMPLETEE' },
  statutCourantCode: 'COMPLETEE',
};

const ask = async (question: string, body: Readonly<Record<string, unknown>>) =>
  (await answer(QUESTIONS[question], ok({ ...WHOLE, ...body }))).given;

describe('a date in whatever way it is written', () => {
  it.each([
    ['2026-11-23', '2026-11-22T23:00:00.000Z'],
    ['2026-11-23 10:01', '2026-11-23T09:01:00.000Z'],
    ['2026-11-23T10:01:30.536+01:00', '2026-11-23T09:01:30.536Z'],
    ['2026-11-23T10:01:30', '2026-11-23T09:01:30.000Z'],
  ])('%s is read in a life and in a search', async (written, at) => {
    expect(
      await ask('invoiceLife', {
        historiquesDesStatuts: {
          histoStatut: [{ histoStatutCode: 'DEPOSEE', histoStatutDatePassage: written }],
        },
      }),
    ).toMatchObject({ steps: [{ status: 'DEPOSEE', at }] });
    expect(
      await ask('findInvoices', {
        listeFactures: [
          { identifiantFactureCPP: 7, statut: 'DEPOSEE', dateHeureEtatCourant: written },
        ],
      }),
    ).toMatchObject({ invoices: [{ at }] });
  });

  it.each(['hier', '', null, '2026-13-40'])('%p hides no status', async (written) => {
    const life = await ask('invoiceLife', {
      historiquesDesStatuts: {
        histoStatut: [{ histoStatutCode: 'DEPOSEE', histoStatutDatePassage: written }],
      },
    });
    expect(life).toMatchObject({ steps: [{ status: 'DEPOSEE' }] });
    expect(life).not.toHaveProperty('steps[0].at');
  });
});

describe('a list of one that is given as the bare element', () => {
  it('is a list of one, everywhere', async () => {
    expect(
      await ask('invoiceLife', {
        historiquesDesStatuts: { histoStatut: { histoStatutCode: 'DEPOSEE' } },
      }),
    ).toMatchObject({ steps: [{ status: 'DEPOSEE' }] });
    expect(await ask('findInvoices', { listeFactures: WHOLE.listeFactures[0] })).toMatchObject({
      invoices: [{ number: 'F-1' }],
    });
    expect(await ask('searchBuyers', { listeStructures: WHOLE.listeStructures[0] })).toMatchObject({
      buyers: [{ siret: STATE }],
    });
    expect(
      await ask('checkEngagement', {
        listeEngagementJuridique: WHOLE.listeEngagementJuridique[0],
      }),
    ).toMatchObject({ kind: 'known' });
    expect(
      await ask('invoiceDetails', {
        facture: {
          ...WHOLE.facture,
          listeDesPiecesJointes: { pieceJointe: { pieceJointeDesignation: 'bl.pdf' } },
        },
      }),
    ).toMatchObject({ invoice: { attachments: ['bl.pdf'] } });
  });
});

describe('what is missing or strange inside a good answer', () => {
  it('a status that nobody knows is passed on as it is', async () => {
    expect(
      await ask('invoiceDetails', { facture: { ...WHOLE.facture, statutFacture: 'INEDIT' } }),
    ).toMatchObject({
      invoice: { status: 'INEDIT' },
    });
    expect(
      await ask('findInvoices', {
        listeFactures: [{ identifiantFactureCPP: '7', statut: 'INEDIT', montantTTC: 120.5 }],
      }),
    ).toMatchObject({ invoices: [{ remoteId: '7', status: 'INEDIT', totalWithVat: '120.5' }] });
  });

  it('an invoice without a status is left out; one without an identifier is not understood', async () => {
    expect(
      await ask('findInvoices', { listeFactures: [{ identifiantFactureCPP: 7 }] }),
    ).toMatchObject({
      kind: 'found',
      invoices: [],
    });
    expect(await ask('findInvoices', { listeFactures: [{ statut: 'DEPOSEE' }] })).toMatchObject({
      kind: 'not_now',
    });
  });

  it('a step without a status is left out, and an absent history is an empty one', async () => {
    expect(
      await ask('invoiceLife', {
        historiquesDesStatuts: { histoStatut: [{ histoStatutCommentaire: 'rien' }, null] },
      }),
    ).toMatchObject({ kind: 'not_now' });
    expect(
      await ask('invoiceLife', {
        historiquesDesStatuts: { histoStatut: [{ histoStatutCommentaire: 'rien' }] },
      }),
    ).toMatchObject({ kind: 'life', steps: [] });
    expect(await ask('invoiceLife', {})).toMatchObject({
      kind: 'life',
      steps: [],
      status: 'COMPLETEE',
    });
  });

  it('a life of more pages is said to be incomplete', async () => {
    expect(
      await ask('invoiceLife', {
        historiquesDesStatuts: {
          histoStatut: [{ histoStatutCode: 'DEPOSEE' }],
          pagesHistoStatut: 2,
        },
      }),
    ).toMatchObject({ kind: 'life', complete: false });
  });

  it('a life is put in order, oldest first, whichever way it comes', async () => {
    const step = (status: string, at: string) => ({
      histoStatutCode: status,
      histoStatutDatePassage: at,
    });
    const steps = [
      step('DEPOSEE', '2026-11-20 10:00'),
      step('MISE_A_DISPOSITION', '2026-11-21 10:00'),
      step('SUSPENDUE', '2026-11-23 10:00'),
    ];
    for (const histoStatut of [steps, steps.toReversed()]) {
      expect(await ask('invoiceLife', { historiquesDesStatuts: { histoStatut } })).toMatchObject({
        steps: [{ status: 'DEPOSEE' }, { status: 'MISE_A_DISPOSITION' }, { status: 'SUSPENDUE' }],
      });
    }
  });

  it('a service without a code or a number is left out, or has no demand of its own', async () => {
    const listeServices = [
      { idService: 1 },
      null,
      { codeService: 'S1' },
      { idService: 'x', codeService: 'S2' },
    ];
    expect(
      await ask('findBuyer', { listeServices: [listeServices[0], listeServices[2]] }),
    ).toMatchObject({
      kind: 'found',
      demands: { services: [{ code: 'S1', label: 'S1', active: true }] },
    });
    // Half of a list would make services unknown that exist.
    expect(await ask('findBuyer', { listeServices })).toMatchObject({ kind: 'unavailable' });
  });

  it('a structure that nobody can ask about further is not understood', async () => {
    const listeStructures = [{ identifiantStructure: STATE }];
    expect(await ask('findBuyer', { listeStructures })).toMatchObject({ kind: 'unavailable' });
    expect(await ask('checkEngagement', { listeStructures })).toMatchObject({ kind: 'not_now' });
  });

  it('a structure without a SIRET is no buyer', async () => {
    expect(
      await ask('searchBuyers', {
        listeStructures: [
          { idStructureCPP: 1, identifiantStructure: 'FR123', designationStructure: 'A' },
          { idStructureCPP: 2, designationStructure: 'B' },
          { idStructureCPP: 3, identifiantStructure: STATE, statut: 'INACTIVE' },
        ],
      }),
    ).toMatchObject({ kind: 'found', buyers: [] });
  });
});
