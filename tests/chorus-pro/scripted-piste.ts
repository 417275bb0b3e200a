import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  makeChorusPro,
  type CallLine,
  type ChorusPro,
  type ChorusProConfig,
} from '../../backend/chorus-pro/chorus-pro.ts';
import { LIMITS, type ChorusProLimits } from '../../backend/chorus-pro/limits.ts';
import type { PisteApplication } from '../../backend/chorus-pro/piste.ts';
import { parseTenantId, type Environment, type TenantId } from '../../backend/tenant.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';

/**
 * A token server and an API that say exactly what a test tells them to, malformed answers included. The simulator plays
 * the honest Chorus Pro; this plays each single answer.
 */

/** A request as it arrived. */
export interface Arrived {
  readonly route: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What is answered, or how nothing is. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** Closes the connection without a word. */
  | 'drop'
  /** Half an answer, then the connection closes. */
  | 'half'
  | 'silence';

/** Answers a request; `nth` counts from 1. */
export type Script = (request: Arrived, nth: number) => Reply | Promise<Reply>;

/** A running pair of servers. */
export interface ScriptedPiste {
  readonly application: PisteApplication;
  readonly tokenRequests: Arrived[];
  readonly requests: Arrived[];
  readonly connections: () => number;
  token: Script;
  api: Script;
  close(): Promise<void>;
}

/** Business success: the envelope with `codeRetour` 0. */
export function ok(body: Readonly<Record<string, unknown>> = {}): Reply {
  return { status: 200, body: { codeRetour: 0, libelle: 'TRA_MSG_00.000', ...body } };
}

/** Business error: HTTP 200 with a code and a label. */
export function businessError(code: number, label: string): Reply {
  return { status: 200, body: { codeRetour: code, libelle: label } };
}

/** A good token, a new one each time. */
export const goodToken: Script = (_request, nth) => ({
  status: 200,
  body: { access_token: tokenNumber(nth), token_type: 'Bearer', expires_in: 3600, scope: 'openid' },
});

/** The nth token that `goodToken` issues. */
export function tokenNumber(nth: number): string {
  return `scripted-token-${nth}`;
}

/** Starts it with good tokens and an API that always succeeds without data. */
export async function startScriptedPiste(): Promise<ScriptedPiste> {
  const state: { token: Script; api: Script; connections: number } = {
    token: goodToken,
    api: () => ok(),
    connections: 0,
  };
  const tokenRequests: Arrived[] = [];
  const requests: Arrived[] = [];
  const server = createServer((request, response) => {
    void read(request).then(async (arrived) => {
      const isToken = arrived.route === 'oauth/token';
      const list = isToken ? tokenRequests : requests;
      list.push(arrived);
      send(await (isToken ? state.token : state.api)(arrived, list.length), response);
    });
  });
  server.on('connection', () => {
    state.connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    application: {
      ...PISTE_APPLICATION,
      tokenUrl: `http://127.0.0.1:${port}/oauth/token`,
      apiUrl: `http://127.0.0.1:${port}/cpro`,
    },
    tokenRequests,
    requests,
    connections: () => state.connections,
    get token() {
      return state.token;
    },
    set token(script) {
      state.token = script;
    },
    get api() {
      return state.api;
    },
    set api(script) {
      state.api = script;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const body = Buffer.concat(pieces).toString('utf8');
  const route = (request.url ?? '').replace(/^\/(cpro\/)?/, '');
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  const json: Readonly<Record<string, unknown>> = isJson ? JSON.parse(body) : {};
  return { route, headers: request.headers, body, json };
}

function send(reply: Reply, response: ServerResponse): void {
  if (reply === 'silence') return;
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  if (reply === 'half') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"codeRetour":0,', () => response.destroy());
    return;
  }
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? '');
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'x-correlationid': 'Id-000102030405060708090a0b 0',
    ...reply.headers,
  });
  response.end(reply.body === undefined ? '' : text);
}

/** A tenant of the supplier. */
export function tenantOf(
  environment: Environment = 'test',
  account: string = SUPPLIER.account,
): TenantId {
  const tenant = parseTenantId(environment, account);
  if (!tenant) throw new Error(`${account} is no account`);
  return tenant;
}

/** A document that nobody reads. */
export const DOCUMENT = {
  fileName: 'ABCD1234-0001.pdf',
  invoiceNumber: 'ABCD1234-0001',
  pdf: new TextEncoder().encode('%PDF-1.7 scripted'),
} as const;

/** Limits short enough for a test to wait for. */
export const SHORT_LIMITS: ChorusProLimits = {
  ...LIMITS,
  connectMs: 1_500,
  headersMs: 1_500,
  bodyMs: 1_500,
  tokenMs: 1_500,
  readMs: 4_000,
  depositMs: 4_000,
  queueWaitMs: 2_000,
  breakerPauseMs: 100,
};

/** A client with short limits, and the log lines that it writes. */
export function connect(
  application: PisteApplication,
  config: Partial<ChorusProConfig> = {},
): { readonly chorusPro: ChorusPro; readonly lines: CallLine[] } {
  const lines: CallLine[] = [];
  const chorusPro = makeChorusPro({
    applications: { qualification: application },
    findTechnicalAccount: async () => SUPPLIER.technicalAccount,
    log: (line) => lines.push(line),
    limits: SHORT_LIMITS,
    ...config,
  });
  return { chorusPro, lines };
}
