import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { empty, type Answer } from './answer.ts';
import { answerControl, type Controlled } from './control.ts';
import { faultyAnswer, type FaultyAnswer } from './fault-answers.ts';
import { isCarriedOut } from './faults.ts';
import { passGateway, type WireRequest } from './gateway.ts';
import type { RateLimit } from './rate-limit.ts';
import { maintenanceAnswer } from './switches.ts';

/** Everything that the server answers for. */
export interface Served extends Controlled {
  readonly rateLimit: RateLimit | undefined;
  /** What every business answer takes, in milliseconds. */
  readonly delayMs: number;
}

/** A call as it is remembered: never a secret. */
export interface CallRecord {
  /** `{api}/v1/{operation}`, or `token`. */
  readonly route: string;
  /** ISO 8601. */
  readonly at: string;
  /** The technical account that the call named, whether or not its password was right. */
  readonly login: string | undefined;
  /** The HTTP status that went out, or how the connection ended. */
  readonly outcome: number | 'dropped' | 'silent';
}

/** Where the token is asked for. */
export const TOKEN_PATH = '/api/oauth/token';
/** What every business route begins with. */
export const API_PATH = '/cpro';

const CONTROL_PATH = '/_simulator';
/** A file of 10 MB in base64, and far from it, so that the platform's own refusal can be seen. */
const BODY_BYTES_MAX = 60_000_000;
const CALLS_KEPT_MAX = 20_000;

/** Serves PISTE, Chorus Pro and the simulator's own page on the loopback. */
export function makeServer(served: Served): Server {
  const server = createServer((request, response) => {
    serve(served, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      const text = error instanceof Error ? error.message : 'unknown';
      send(response, { ...empty(500), body: `Simulator: ${text}` });
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

async function serve(
  served: Served,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
  const header = (name: string) => incoming.headers[name]?.toString();
  const method = incoming.method ?? 'GET';
  if (body === undefined) return send(response, empty(413));
  if (path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`)) {
    const route = path.slice(CONTROL_PATH.length + 1);
    return send(response, answerControl(served, { method, route, query, header, body }));
  }
  const route = routeOf(path);
  if (route === undefined) return send(response, empty(404));
  const request: WireRequest = { method, route, header, body };
  const answer = await answerBusiness(served, request);
  remember(served, request, answer);
  if (answer === 'drop') incoming.socket.destroy();
  else if (answer !== 'silence') send(response, answer);
}

function routeOf(path: string): string | undefined {
  if (path === TOKEN_PATH) return 'token';
  return path.startsWith(`${API_PATH}/`) ? path.slice(API_PATH.length + 1) : undefined;
}

async function answerBusiness(served: Served, request: WireRequest): Promise<FaultyAnswer> {
  if (served.switches.maintenance) return maintenanceAnswer();
  const refused = served.rateLimit?.refuse(request.route);
  if (refused) return refused;
  const { delayBeforeMs, delayAfterMs, fault } = served.faults.strike(request.route);
  if (delayBeforeMs > 0) await sleep(delayBeforeMs);
  const forcedState = fault?.kind === 'flow_ends_in' ? fault.state : undefined;
  const carriedOut =
    fault === undefined || isCarriedOut(fault) ? carryOut(served, request, forcedState) : undefined;
  const answer = fault
    ? faultyAnswer(fault, request, served.tokens, carriedOut)
    : (carriedOut ?? empty(500));
  const delayMs = delayAfterMs + served.delayMs;
  if (delayMs > 0) await sleep(delayMs);
  return answer;
}

function carryOut(served: Served, request: WireRequest, forcedState: string | undefined): Answer {
  if (request.route !== 'token') return passGateway(request, served, forcedState);
  if (request.method !== 'POST') return empty(405);
  return served.tokens.answer(request.header('content-type') ?? '', request.body);
}

function remember({ calls, platform }: Served, request: WireRequest, answer: FaultyAnswer): void {
  const account = Buffer.from(request.header('cpro-account') ?? '', 'base64').toString('utf8');
  const colon = account.indexOf(':');
  calls.push({
    route: request.route,
    at: new Date(platform.now()).toISOString(),
    login: colon < 1 ? undefined : account.slice(0, colon),
    outcome: answer === 'drop' ? 'dropped' : answer === 'silence' ? 'silent' : answer.status,
  });
  if (calls.length > CALLS_KEPT_MAX) calls.splice(0, CALLS_KEPT_MAX / 2);
}

/** The body as text; undefined when it is too large. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > BODY_BYTES_MAX) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, {
    'x-correlationid': `Id-${randomBytes(12).toString('hex')} ${randomInt(10)}`,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
