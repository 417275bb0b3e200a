import type { ServerResponse } from 'node:http';

/** Stripe's API version that this simulator speaks, the only one. */
export const API_VERSION = '2026-10-28.endive';

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An object. */
export function found(body: unknown): Answer {
  return { status: 200, body };
}

/** An answer that is an error, with its text at hand. */
export interface Failure extends Answer {
  readonly message: string;
}

/** An error in Stripe's shape (docs.stripe.com/api/errors). */
export function failed(
  status: number,
  message: string,
  more: { readonly code?: string; readonly param?: string; readonly type?: string } = {},
): Failure {
  const body = { error: { type: 'invalid_request_error', message, ...more } };
  return { status, body, message };
}

/** No such object in this account. */
export function missing(kind: string, id: string, param = 'id'): Answer {
  return failed(404, `No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}

/** Writes an answer with the headers that Stripe always sends. */
export function send(response: ServerResponse, answer: Answer, requestId: string): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': API_VERSION,
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body, undefined, 2));
}
