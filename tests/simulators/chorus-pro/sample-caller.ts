import { PISTE_APPLICATION, SUPPLIER } from '../../samples/world.ts';
import type { ChorusProSimulator } from './chorus-pro.ts';
import { isJson, jsonIn, type Json } from './fields.ts';
import { samplePdf, sampleXml, type SampleInvoice } from './sample-deposit.ts';

/** A caller for the simulator's own tests: as plain as a caller can be, it hides nothing of an answer. */

/** A technical account. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty when the body is no JSON object. */
  readonly body: Json;
}

/** Asks for a token. */
export async function askToken(
  simulator: ChorusProSimulator,
  form: Readonly<Record<string, string>> = {},
): Promise<Received> {
  const response = await fetch(simulator.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: PISTE_APPLICATION.clientId,
      client_secret: PISTE_APPLICATION.clientSecret,
      scope: 'openid',
      ...form,
    }),
  });
  return received(response);
}

/** Makes callers that already have a token. */
export async function makeCaller(
  simulator: ChorusProSimulator,
  credentials: Credentials = SUPPLIER.technicalAccount,
) {
  const token = (await askToken(simulator)).body['access_token'];
  const account = Buffer.from(`${credentials.login}:${credentials.password}`).toString('base64');
  const call = async (
    route: string,
    body: Json,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Received> => {
    const response = await fetch(`${simulator.apiUrl}/${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${String(token)}`,
        'cpro-account': account,
        'content-type': 'application/json;charset=utf-8',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return received(response);
  };
  return {
    call,
    depositFile: (bytes: Buffer) =>
      call('factures/v1/deposer/flux', {
        fichierFlux: bytes.toString('base64'),
        nomFichier: 'facture.pdf',
        syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
        avecSignature: false,
      }),
    /** Deposits a sample and gives its flow number. */
    deposit: async (changes: SampleInvoice = {}): Promise<string> => {
      const { body } = await call('factures/v1/deposer/flux', {
        fichierFlux: samplePdf(sampleXml(changes)).toString('base64'),
        nomFichier: 'facture.pdf',
        syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
        avecSignature: false,
      });
      return String(body['numeroFluxDepot']);
    },
    report: (numeroFluxDepot: string) =>
      call('transverses/v1/consulterCRDetaille', { numeroFluxDepot }),
    find: (criteria: Json) => call('factures/v1/rechercher/fournisseur', criteria),
  };
}

/** The objects of a list in an answer. */
export function listIn(json: Json, key: string): readonly Json[] {
  const list = json[key];
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return entries.filter(isJson);
}

/** The first object of a list in an answer; empty when there is none. */
export function firstIn(json: Json, key: string): Json {
  return jsonIn({ first: listIn(json, key)[0] }, 'first');
}

async function received(response: Response): Promise<Received> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: bodyOf(text) };
}

function bodyOf(text: string): Json {
  try {
    return jsonIn({ body: JSON.parse(text) }, 'body');
  } catch {
    return {};
  }
}
