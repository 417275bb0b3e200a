import { fetchStripeSignature } from '@stripe/ui-extension-sdk/utils';
import type { Answer, Question, RoutePath } from '../backend/api/contract.ts';
import type { Asker } from './asker.ts';

/**
 * The only file that calls our backend. In: a question of the contract. Out: its answer, or which of the ways to fail it
 * was; nothing is thrown. Kept here: the whole body is signed by Stripe and exactly those bytes are sent; a signature is
 * never used twice; a change carries a text that is used once, and is never sent again by itself.
 */

/** Why there is no answer. */
export type FailureKind =
  /** Stripe did not sign: the session has ended, or a role is missing. */
  | 'signature'
  /** No answer came: offline, blocked, or our backend is not there. */
  | 'network'
  /** Our backend does not take the signature. */
  | 'unauthorized'
  /** The user's role does not allow it. */
  | 'forbidden'
  /** It is not there, or this backend cannot do it yet. */
  | 'absent'
  /** Our backend did not do it, because of a rule: the code says which. */
  | 'conflict'
  | 'too_many'
  /** A change went out, and nobody knows whether it arrived: no answer came, and it could not be looked up. */
  | 'lost'
  /** Our backend failed on its side. */
  | 'backend'
  /** An answer that this version does not understand, or a question that the backend did not. */
  | 'unreadable';

/** A failure, with the backend's own code where it gave one. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code?: string;
}

/** An answer, or why there is none. */
export type Reply<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly failure: Failure };

/** How long an answer may take. */
const ANSWER_TIMEOUT_MS = 20_000;

/** Bytes of the text that makes a change unique. */
const NONCE_BYTES = 16;

/** The fields without which an answer is not one of that route. */
const ANSWER_FIELDS: Readonly<Record<RoutePath, string>> = {
  '/api/transmissions/search': 'transmissions',
  '/api/transmissions/find': 'transmission',
  '/api/transmissions/act': 'transmission',
  '/api/invoices/check': 'kind',
  '/api/directory/search': 'kind',
  '/api/directory/find': 'kind',
  '/api/connection/read': 'connection',
  '/api/connection/save': 'kind',
  '/api/connection/disconnect': 'connection',
  '/api/settings/read': 'settings',
  '/api/settings/save': 'kind',
  '/api/settings/logo-link': 'upload',
  '/api/notifications/read': 'deliveries',
  '/api/notifications/key': 'signing_key',
  '/api/notifications/test': 'deliveries',
  '/api/onboarding/read': 'steps',
  '/api/onboarding/test-deposit': 'steps',
  '/api/overview/read': 'groups',
};

/** Asks something that changes nothing. */
export function ask<Path extends RoutePath>(
  asker: Asker,
  path: Path,
  question: Question<Path>,
): Promise<Reply<Answer<Path>>> {
  return send(asker, path, question);
}

/** Changes something: with a text used once, and the user's roles, which Stripe checks before it signs. */
export function change<Path extends RoutePath>(
  asker: Asker,
  path: Path,
  question: Question<Path>,
): Promise<Reply<Answer<Path>>> {
  return send(asker, path, { ...question, nonce: freshNonce(), stripe_roles: asker.roles });
}

async function send<Path extends RoutePath>(
  asker: Asker,
  path: Path,
  question: object,
): Promise<Reply<Answer<Path>>> {
  // Through JSON once, so that what is signed and what is sent cannot differ in what JSON leaves out.
  const payload = JSON.parse(JSON.stringify({ environment: asker.environment, ...question }));
  const { userId, accountId, backendUrl } = asker;
  let signature: string;
  try {
    signature = await fetchStripeSignature(payload);
  } catch {
    return failed({ kind: 'signature' });
  }
  const body = JSON.stringify({ ...payload, user_id: userId, account_id: accountId });
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(`${backendUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
      signal: timeout.signal,
    });
    return await read(path, response);
  } catch {
    return failed({ kind: 'network' });
  } finally {
    clearTimeout(timer);
  }
}

async function read<Path extends RoutePath>(
  path: Path,
  response: Response,
): Promise<Reply<Answer<Path>>> {
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) return failed(failureOf(response.status, answer));
  if (!isAnswer(path, answer)) return failed({ kind: 'unreadable' });
  return { ok: true, answer };
}

/** Our backend checks its answers against the contract; here it is only told apart from a stranger's page. */
function isAnswer<Path extends RoutePath>(path: Path, answer: unknown): answer is Answer<Path> {
  return typeof answer === 'object' && answer !== null && ANSWER_FIELDS[path] in answer;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const KIND_OF_STATUS: Readonly<Record<number, FailureKind>> = {
  400: 'unreadable',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'absent',
  405: 'absent',
  409: 'conflict',
  429: 'too_many',
  501: 'absent',
};

function failureOf(status: number, answer: unknown): Failure {
  const kind = KIND_OF_STATUS[status] ?? (status >= 500 ? 'backend' : 'unreadable');
  const code = codeOf(answer);
  return code === undefined ? { kind } : { kind, code };
}

function codeOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Random hexadecimal digits; the extension's frame has no `randomUUID`. */
function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
