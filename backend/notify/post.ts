import { Agent, type Dispatcher } from 'undici';
import { PrivateAddressError, makePublicLookup, mayBeCalled } from './public-address.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const DEADLINE_MS = 10_000;
/** Bytes of an answer that are read before the connection is given up: only the status counts. */
const ANSWER_BYTES_MAX = 16_384;
const CONNECTIONS_PER_HOST_MAX = 4;

/** How a call ended. */
export type PostEnd =
  | { readonly kind: 'answered'; readonly httpStatus: number }
  /** No answer; the code says why (`timeout`, `ENOTFOUND`). */
  | { readonly kind: 'failed'; readonly code: string }
  /** It would have gone into a private network. */
  | { readonly kind: 'not_allowed' };

/** Calls an address that a merchant chose. */
export interface Post {
  (url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostEnd>;
}

/** The connections that merchants' addresses are called by: none leads into a private network. */
export function makePublicAgent(): Agent {
  return new Agent({
    connect: { lookup: makePublicLookup(), timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS_PER_HOST_MAX,
    headersTimeout: DEADLINE_MS,
    bodyTimeout: DEADLINE_MS,
  });
}

/** Makes the caller. A redirect is an answer like another: it is not followed. */
export function makePost(dispatcher: Dispatcher, deadlineMs = DEADLINE_MS): Post {
  return async (url, headers, body) => {
    if (!mayBeCalled(url)) return { kind: 'not_allowed' };
    const { origin, pathname, search } = new URL(url);
    try {
      const answer = await dispatcher.request({
        origin,
        path: `${pathname}${search}`,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Guichet', ...headers },
        body,
        signal: AbortSignal.timeout(deadlineMs),
      });
      // The status has been said; what goes wrong after it changes nothing.
      await answer.body.dump({ limit: ANSWER_BYTES_MAX }).catch(() => undefined);
      return { kind: 'answered', httpStatus: answer.statusCode };
    } catch (error) {
      if (error instanceof PrivateAddressError) return { kind: 'not_allowed' };
      return { kind: 'failed', code: codeOf(error) };
    }
  };
}

/** A short code without anybody's data; an error's message may hold the address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^[\w-]{1,40}$/.test(code) ? code : 'unknown';
}
