import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountHeader } from '../../backend/chorus-pro/piste.ts';
import { makeRedact } from '../../backend/chorus-pro/redact.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import {
  connect,
  DOCUMENT,
  goodToken,
  startScriptedPiste,
  tenantOf,
  tokenNumber,
  type Arrived,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

/**
 * A gateway that shows in its errors everything that it was sent, in every place that we keep words from. Nothing that
 * comes out of the client, answers and log lines alike, may hold a secret.
 */

const FLOW = 'CPP0011117000000000000042';
const SECRETS = [
  SUPPLIER.technicalAccount.password,
  accountHeader(SUPPLIER.technicalAccount),
  PISTE_APPLICATION.clientSecret,
  tokenNumber(1),
  tokenNumber(2),
];

/** All that a server was sent, credentials decoded. */
const shown = ({ headers, body }: Arrived) => {
  const account = Buffer.from(String(headers['cpro-account'] ?? ''), 'base64').toString();
  return `${JSON.stringify(headers)} ${body} ${new URLSearchParams(body)} ${account}`;
};
const spoken = (request: Arrived) => JSON.stringify(shown(request)).slice(1, -1);
const inHeader = (request: Arrived) => ({
  'www-authenticate': `Bearer error_description="${encodeURI(spoken(request))}"`,
  'x-correlationid': `Id-${encodeURI(spoken(request))}`,
});

const envelope = (request: Arrived, status: number, code: number): Reply => ({
  status,
  headers: { 'x-correlationid': `Id-${encodeURI(spoken(request))}` },
  body: {
    codeRetour: code,
    libelle: shown(request),
    etatCourantDepotFlux: 'IN_REJETE',
    listeErreurDP: [{ libelleErreurDP: shown(request) }],
    listeErreurTechnique: [{ codeErreur: shown(request), libelleErreur: shown(request) }],
    listeFactures: [
      {
        identifiantFactureCPP: 1,
        numeroFacture: 'F1',
        statut: shown(request),
        commentaireEtatCourant: shown(request),
      },
    ],
    listeStructures: [{ idStructureCPP: 1, identifiantStructure: '12345678200051' }],
    parametres: {},
    facture: {
      identifiantFactureCPP: 1,
      statutFacture: shown(request),
      commentaire: shown(request),
      listeDesPiecesJointes: { pieceJointe: [{ pieceJointeDesignation: shown(request) }] },
    },
    statutCourantCode: shown(request),
    historiquesDesStatuts: {
      histoStatut: [{ histoStatutCode: shown(request), histoStatutCommentaire: shown(request) }],
    },
    pieceJointeId: 31,
    listeServices: [{ idService: 1, codeService: shown(request), libelleService: shown(request) }],
  },
});

const REPLIES: Readonly<Record<string, (request: Arrived) => Reply>> = {
  'a success that talks': (request) => envelope(request, 200, 0),
  'a business error': (request) => envelope(request, 200, 29_999),
  'a refused request': (request) => envelope(request, 400, 1),
  'a server error': (request) => envelope(request, 500, 1),
  'a page': (request) => ({ status: 502, headers: inHeader(request), body: shown(request) }),
  'a refused account': (request) => ({ status: 401, headers: inHeader(request) }),
  'no token seen': (request) => ({ status: 400, headers: inHeader(request) }),
  'an OAuth error': (request) => ({
    status: 401,
    body: { error: 'invalid_client', error_description: shown(request) },
  }),
  'an echo': (request) => ({ status: 403, body: request.json }),
  'a bare text': (request) => ({ status: 200, body: JSON.stringify(shown(request)) }),
};

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

async function everythingProduced(): Promise<string> {
  const { chorusPro, lines } = connect(piste.application);
  const tenant = tenantOf();
  const answers = [
    await chorusPro.deposit(tenant, DOCUMENT),
    await chorusPro.lookUp(tenant, 'F1'),
    await chorusPro.flowReport(tenant, FLOW),
    await chorusPro.invoiceStatus(tenant, FLOW, 'F1'),
    await chorusPro.findBuyer(tenant, '12345678200051', undefined),
    await chorusPro.checkConnection(tenant),
    await chorusPro.examine(tenant, '12345678200051'),
    await chorusPro.searchBuyers(tenant, { text: 'mairie' }),
    await chorusPro.checkEngagement(tenant, '11000201100044', 'EJ-1'),
    await chorusPro.invoiceLife(tenant, '1'),
    await chorusPro.invoiceDetails(tenant, '1'),
    await chorusPro.findInvoices(tenant, { number: 'F1' }),
    await chorusPro.complete(tenant, {
      remoteId: '1',
      comment: 'Voici',
      attachments: [{ fileName: 'bl.pdf', bytes: new Uint8Array([1]) }],
    }),
    await chorusPro.recycle(tenant, { remoteId: '1', siret: '12345678200051' }),
    await chorusPro.acknowledgeRejection(tenant, '1'),
    await chorusPro.lookUpCorrection(tenant, {
      correction: 'complete',
      remoteId: '1',
      invoiceNumber: 'F1',
      sentAt: '2026-11-23T09:00:00Z',
    }),
  ];
  await chorusPro.close();
  expect(lines.length).toBeGreaterThanOrEqual(answers.length);
  return JSON.stringify({ answers, lines });
}

describe('no secret comes out', () => {
  it.each(Object.keys(REPLIES))('of %s by Chorus Pro', async (title) => {
    piste.api = (request) => REPLIES[title]?.(request) ?? 'drop';
    const produced = await everythingProduced();
    expect(SECRETS.filter((secret) => produced.includes(secret))).toEqual([]);
  });

  it.each(Object.keys(REPLIES))('of %s by the token server', async (title) => {
    piste.token = (request) => REPLIES[title]?.(request) ?? 'drop';
    const produced = await everythingProduced();
    expect(SECRETS.filter((secret) => produced.includes(secret))).toEqual([]);
  });

  it.each(['drop', 'half', 'silence'] as const)('of an answer that is a %s', async (reply) => {
    piste.api = () => reply;
    const produced = await everythingProduced();
    expect(SECRETS.filter((secret) => produced.includes(secret))).toEqual([]);
  });

  it('while the servers do speak them', async () => {
    const spoken_: string[] = [];
    piste.api = (request) => {
      spoken_.push(shown(request));
      return envelope(request, 200, 0);
    };
    piste.token = (request, nth) => {
      spoken_.push(shown(request));
      return goodToken(request, nth);
    };
    await everythingProduced();
    const said = spoken_.join();
    expect(SECRETS.filter((secret) => !said.includes(secret))).toEqual([tokenNumber(2)]);
  });
});

describe('a secret is found', () => {
  const secret = 'a+b & "c"\\é=';
  it.each([
    secret,
    new URLSearchParams({ secret }).toString(),
    encodeURIComponent(secret),
    JSON.stringify({ secret }),
  ])('as %s', (text) => {
    expect(makeRedact([secret])(`before ${text} after`)).toMatch(/^before .*\[redacted\].* after$/);
  });

  it('unless it is so short that ordinary words hold it', () => {
    expect(makeRedact(['a'])('a mistake')).toBe('a mistake');
  });
});
