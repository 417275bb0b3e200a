import type { z } from 'zod';
import type { RemoteWords } from '../deliver/destination.ts';
import type { TechnicalAccount } from '../settings.ts';
import type { Platform } from '../tenant.ts';
import { readAnswer } from './envelope.ts';
import { toFault, type Fault } from './faults.ts';
import { DEADLINE, type Http } from './http.ts';
import type { ChorusProLimits } from './limits.ts';
import { accountHeader, type PisteApplication, type PisteApplications } from './piste.ts';
import { makeRedact } from './redact.ts';
import { success, type Seen } from './seen.ts';
import { makeTokens, type TokenAnswer, type Tokens } from './token.ts';

/**
 * One call to Chorus Pro through PISTE: token, headers, deadline, envelope. Comes in: a question. Goes out: its answer
 * in our types, or a classified fault; the wire never throws. A 401 is tried once more with a fresh token, a deposit
 * too, as the gateway refused it unread; nothing else is tried again.
 */

/** What is asked of Chorus Pro, and the shape of a good answer. */
export interface Question<Value> {
  /** A `change` alters an invoice that exists: like a deposit, it is never sent twice by itself. */
  readonly kind: 'read' | 'deposit' | 'change';
  /** What follows `/cpro/`. Every route is a POST of JSON, reads included. */
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Value>;
  /** What our application may lack without anybody having to look: the answer is a courtesy. */
  readonly optional?: true;
}

/** The answer, or what went wrong. */
export type CallResult<Value> =
  | { readonly ok: true; readonly value: Value; readonly remote: RemoteWords }
  | { readonly ok: false; readonly fault: Fault };

/** Asks on behalf of one merchant. */
export type Ask = <Value>(question: Question<Value>) => Promise<CallResult<Value>>;

/** A question with whom it goes to and on whose behalf. */
interface Call<Value> {
  readonly platform: Platform;
  readonly account: TechnicalAccount;
  readonly question: Question<Value>;
}

/** What a caller is made of. */
export interface CallerParts {
  readonly http: Http;
  readonly applications: PisteApplications;
  readonly limits: ChorusProLimits;
  readonly now: () => number;
}

/** Makes calls with the applications' tokens. */
export type Caller = <Value>(call: Call<Value>) => Promise<CallResult<Value>>;

/** Makes the caller that all merchants share, with one token per application. */
export function makeCaller(parts: CallerParts): Caller {
  const accesses = {
    production: makeAccess(parts, parts.applications.production),
    qualification: makeAccess(parts, parts.applications.qualification),
  } as const satisfies Record<Platform, Access | undefined>;
  return async ({ platform, account, question }) => {
    const seen = await see(parts, accesses[platform], account, question);
    return judge(seen, question, parts.now());
  };
}

interface Access {
  readonly application: PisteApplication;
  readonly tokens: Tokens;
}

function makeAccess(
  { http, now, limits }: CallerParts,
  application: PisteApplication | undefined,
): Access | undefined {
  if (!application) return undefined;
  const tokens = makeTokens({ http, application, now, timeoutMs: limits.tokenMs });
  return { application, tokens };
}

/** Asks, and tells what came of it. */
async function see<Value>(
  { http, limits }: CallerParts,
  access: Access | undefined,
  account: TechnicalAccount,
  question: Question<Value>,
): Promise<Seen> {
  if (!access) return { kind: 'kept_back', because: 'application_missing' };
  const { application, tokens } = access;
  const signal = AbortSignal.timeout(question.kind === 'read' ? limits.readMs : limits.depositMs);
  const askWith = (token: string) => post({ http, application, account, question, signal, token });
  const first = await tokenBefore(signal, tokens.current());
  if (!first.ok) return first.seen;
  const seen = await askWith(first.token);
  if (seen.kind !== 'answered' || seen.httpStatus !== 401) return seen;
  const second = await tokenBefore(signal, tokens.renew(first.token));
  return second.ok ? askWith(second.token) : second.seen;
}

/** A token is waited for no longer than its call may last. */
function tokenBefore(signal: AbortSignal, wanted: Promise<TokenAnswer>): Promise<TokenAnswer> {
  const late = { ok: false, seen: { kind: 'not_sent', host: 'token', code: DEADLINE } } as const;
  const deadline = new Promise<TokenAnswer>((resolve) => {
    signal.addEventListener('abort', () => resolve(late), { once: true });
  });
  return Promise.race([wanted, deadline]);
}

interface Post {
  readonly http: Http;
  readonly application: PisteApplication;
  readonly account: TechnicalAccount;
  readonly question: Question<unknown>;
  readonly signal: AbortSignal;
  readonly token: string;
}

async function post(parts: Post): Promise<Seen> {
  const { http, application, account, question, signal, token } = parts;
  const body = JSON.stringify(question.body);
  const credentials = accountHeader(account);
  const end = await http.post({
    url: `${application.apiUrl}/${question.route}`,
    headers: {
      authorization: `Bearer ${token}`,
      'cpro-account': credentials,
      'content-type': 'application/json;charset=utf-8',
      accept: 'application/json',
    },
    body,
    signal,
    fresh: question.kind !== 'read',
  });
  if (end.kind !== 'answered') return { ...end, host: 'api' };
  const secrets = [token, credentials, account.password, application.clientSecret];
  return { ...readAnswer(end, body, makeRedact(secrets)), host: 'api' };
}

/** Success is HTTP 2xx, `codeRetour` 0 and what the question needs; anything else is a fault. */
function judge<Value>(
  seen: Seen,
  { answer, route }: Question<Value>,
  nowMs: number,
): CallResult<Value> {
  const fault = (what: Seen) => ({ ok: false, fault: toFault(what, route, nowMs) }) as const;
  if (seen.kind !== 'answered' || !isSuccess(seen, route)) return fault(seen);
  const parsed = answer.safeParse(seen.body.kind === 'envelope' ? seen.body.json : undefined);
  if (!parsed.success) return fault({ ...seen, body: { kind: 'unreadable' } });
  return { ok: true, value: parsed.data, remote: seen.words };
}

function isSuccess(seen: Seen, route: string): boolean {
  return (
    success(seen, route) &&
    seen.kind === 'answered' &&
    seen.body.kind === 'envelope' &&
    seen.body.code === 0
  );
}
