import { Agent, type Dispatcher } from 'undici';
import type { ChorusProLimits } from './limits.ts';

/**
 * One POST over HTTP/1.1 and exactly how it ended. Nothing is retried here and nothing is thrown: whether the request's
 * first byte can have left decides if a deposit may be sent again, so that is told for every failure.
 */

/** One request. */
interface HttpPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The deadline of the whole exchange. */
  readonly signal: AbortSignal;
  /**
   * Takes a new connection. A kept one that the other side has just closed cannot be told from a lost answer, which
   * would make a deposit uncertain for nothing.
   */
  readonly fresh: boolean;
}

/** How a request ended. */
export type HttpEnd =
  | {
      readonly kind: 'answered';
      readonly httpStatus: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** No connection: certainly nothing was sent. */
  | { readonly kind: 'not_sent'; readonly code: string }
  /** Something may have been sent, and the answer is missing or not whole. */
  | { readonly kind: 'broken_off'; readonly code: string };

/** The way out: connections per host, with limits on everything. */
export interface Http {
  post(request: HttpPost): Promise<HttpEnd>;
  close(): Promise<void>;
}

/** The code of a failure that our own deadline caused. */
export const DEADLINE = 'DEADLINE';

/** Makes the way out. An undici Agent keeps one pool of connections per host. */
export function makeHttp(limits: ChorusProLimits): Http {
  const options = {
    connectTimeout: limits.connectMs,
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyMs,
    maxResponseSize: limits.responseBytes,
    connections: limits.connectionsPerHost,
    // HTTP/1.1 alone has the ends of a request that the fault table was tested with.
    allowH2: false,
  };
  const kept = new Agent({ ...options, keepAliveTimeout: limits.keepAliveMs });
  const fresh = new Agent({ ...options, pipelining: 0 });
  return {
    post: (request) => exchange(request.fresh ? fresh : kept, request),
    close: async () => {
      await Promise.all([kept.destroy(), fresh.destroy()]);
    },
  };
}

function exchange(agent: Agent, request: HttpPost): Promise<HttpEnd> {
  return new Promise((resolve) => {
    const { signal } = request;
    const exchanged = new Exchange((end) => {
      signal.removeEventListener('abort', onDeadline);
      resolve(end);
    });
    const onDeadline = () => exchanged.giveUp();
    if (signal.aborted) return exchanged.giveUp();
    signal.addEventListener('abort', onDeadline);
    const { origin, pathname, search } = new URL(request.url);
    const { headers, body } = request;
    agent.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, exchanged);
  });
}

/** What undici tells about one request, put together into one end. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #settle: (end: HttpEnd) => void;
  readonly #pieces: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #answer: { httpStatus: number; headers: Record<string, string> } | undefined;
  #ended = false;

  constructor(settle: (end: HttpEnd) => void) {
    this.#settle = settle;
  }

  /** The deadline has passed. A request that is still queued is aborted before its first byte. */
  giveUp(): void {
    this.#fail(DEADLINE);
    this.#controller?.abort(new Error(DEADLINE));
  }

  /** Called on an open connection, right before the first byte. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended) return controller.abort(new Error(DEADLINE));
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    httpStatus: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#answer = { httpStatus, headers: singleValued(headers) };
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#pieces.push(piece);
  }

  onResponseEnd(): void {
    if (!this.#answer) return this.#fail('NO_STATUS');
    const body = Buffer.concat(this.#pieces).toString('utf8');
    this.#end({ kind: 'answered', ...this.#answer, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    this.#fail(codeOf(error));
  }

  #fail(code: string): void {
    this.#end({ kind: this.#controller ? 'broken_off' : 'not_sent', code });
  }

  #end(end: HttpEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#settle(end);
  }
}

function singleValued(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) single[name.toLowerCase()] = first;
  }
  return single;
}

/** `ECONNREFUSED`, `UND_ERR_HEADERS_TIMEOUT`…; never a message, which could quote what was sent. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'UNKNOWN';
}
