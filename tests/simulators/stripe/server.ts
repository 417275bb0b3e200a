import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerChange } from './acts.ts';
import { send } from './answers.ts';
import { answerApi, routeOf, type ApiRequest } from './api.ts';
import type { Book } from './book.ts';
import { answerOf, breakOff, type Fault, type Faults } from './faults.ts';

/** One call to the API, without the key. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly account: string | undefined;
  readonly version: string | undefined;
  /** HTTP status, or `broken` where a fault left no answer. */
  readonly status: number | 'broken';
  readonly requestId: string;
}

/** A request to the control panel. */
export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly contentType: string;
  /** Whether a browser asks. */
  readonly wantsHtml: boolean;
}

/** What the control panel answers. */
export interface ControlAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly location?: string;
}

/** What the server serves. */
export interface Served {
  readonly book: Book;
  readonly faults: Faults;
  readonly secretKey: string;
  readonly onCustomerChange: (account: string, change: CustomerChange) => void;
  readonly control: (request: ControlRequest) => Promise<ControlAnswer>;
}

/** Largest request body. */
const BODY_BYTES_MAX = 64 * 1024;

/** Calls remembered; the oldest go first. */
const CALLS_REMEMBERED_MAX = 20_000;

/** A server, its log, and how it is stopped. */
export interface SimulatorServer {
  readonly server: Server;
  readonly calls: readonly Call[];
  readonly stop: () => Promise<void>;
}

/** Makes the HTTP server; the caller chooses the port. */
export function makeServer(served: Served): SimulatorServer {
  const calls: Call[] = [];
  const log = (call: Call) => {
    calls.push(call);
    if (calls.length > CALLS_REMEMBERED_MAX) calls.shift();
  };
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    respond(served, request, response, { log, signal: stopping.signal }).catch(() => {
      // The other side has gone, or its body was too large: there is nobody to tell.
      response.destroy();
    });
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      stopping.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { server, calls, stop };
}

interface Surroundings {
  readonly log: (call: Call) => void;
  readonly signal: AbortSignal;
}

async function respond(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
  { log, signal }: Surroundings,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  if (url.pathname === '/' || url.pathname.startsWith('/_simulator')) {
    const answer = await served.control({
      method,
      path: url.pathname,
      query: url.searchParams,
      body,
      contentType: request.headers['content-type'] ?? '',
      wantsHtml: (request.headers.accept ?? '').includes('text/html'),
    });
    const location = answer.location === undefined ? {} : { location: answer.location };
    response.writeHead(answer.status, { 'content-type': answer.contentType, ...location });
    response.end(answer.body);
    return;
  }
  const apiRequest: ApiRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(body),
    authorization: request.headers.authorization,
    account: headerOf(request, 'stripe-account'),
    version: headerOf(request, 'stripe-version'),
  };
  const requestId = nextRequestId();
  const status = await respondAsStripe(served, apiRequest, response, { requestId, signal });
  const { account, version } = apiRequest;
  const query = url.searchParams.toString();
  log({ method, path: url.pathname, query, account, version, status, requestId });
}

async function respondAsStripe(
  { book, faults, secretKey, onCustomerChange }: Served,
  request: ApiRequest,
  response: ServerResponse,
  { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
): Promise<Call['status']> {
  const route = routeOf(request);
  const fault: Fault | undefined = route && faults.take(route);
  if (fault) {
    if (breakOff(response, fault)) return 'broken';
    if (fault.kind === 'slow') await sleep(fault.ms ?? 0, undefined, { signal });
    const answer = answerOf(fault);
    if (answer) {
      send(response, answer, requestId);
      return answer.status;
    }
  }
  const { answer, changed } = answerApi(book, secretKey, request);
  send(response, answer, requestId);
  if (changed && request.account !== undefined) {
    onCustomerChange(request.account, changed);
  }
  return answer.status;
}

let requestCount = 0;

/** The id that Stripe's support would ask for: one per answer. */
function nextRequestId(): string {
  requestCount += 1;
  return `req_sim${String(requestCount).padStart(8, '0')}`;
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_BYTES_MAX) throw new Error('body too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
