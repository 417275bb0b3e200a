import { z } from 'zod';
import { readAnswer } from './envelope.ts';
import type { Http } from './http.ts';
import { requiredText } from './lenient.ts';
import type { PisteApplication } from './piste.ts';
import { makeRedact } from './redact.ts';
import type { Seen } from './seen.ts';

/**
 * Our application's token on one platform (OAuth 2, client credentials): kept, renewed early, asked for once however
 * many calls wait for it.
 */

/** A token is renewed this long before it expires, or at half of a life too short for that. */
export const TOKEN_MARGIN_MS = 240_000;

/** A token, or what was seen instead. */
export type TokenAnswer =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly seen: Seen };

/** The tokens of one application. */
export interface Tokens {
  /** The token to use now. */
  current(): Promise<TokenAnswer>;
  /** Another token than the one that was just refused; the current one when it has been renewed meanwhile. */
  renew(refused: string): Promise<TokenAnswer>;
}

interface TokensConfig {
  readonly http: Http;
  readonly application: PisteApplication;
  readonly now: () => number;
  readonly timeoutMs: number;
}

const issued = z.object({
  access_token: requiredText.pipe(z.string().regex(/^[\x21-\x7e]{1,4096}$/)),
  expires_in: z.coerce.number().min(0).max(31_536_000),
});

interface Kept {
  readonly token: string;
  readonly usableUntilMs: number;
}

/** Keeps the tokens of one application. */
export function makeTokens(config: TokensConfig): Tokens {
  let kept: Kept | undefined;
  let underway: Promise<TokenAnswer> | undefined;

  const request = async (): Promise<TokenAnswer> => {
    const fresh = await requestToken(config);
    kept = fresh.kept;
    return fresh.answer;
  };
  const once = () => {
    underway ??= request().finally(() => {
      underway = undefined;
    });
    return underway;
  };
  const current = async (): Promise<TokenAnswer> =>
    kept && config.now() < kept.usableUntilMs ? { ok: true, token: kept.token } : once();
  return {
    current,
    renew: (refused) => {
      if (kept?.token === refused) kept = undefined;
      return current();
    },
  };
}

async function requestToken({
  http,
  application,
  now,
  timeoutMs,
}: TokensConfig): Promise<{ readonly answer: TokenAnswer; readonly kept: Kept | undefined }> {
  const askedAtMs = now();
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: application.clientId,
    client_secret: application.clientSecret,
    scope: 'openid',
  }).toString();
  const end = await http.post({
    url: application.tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body,
    signal: AbortSignal.timeout(timeoutMs),
    fresh: false,
  });
  if (end.kind !== 'answered')
    return { answer: failed({ ...end, host: 'token' }), kept: undefined };
  const read = readAnswer(end, body, makeRedact([application.clientSecret]));
  const parsed = issued.safeParse(read.body.kind === 'other_json' ? read.body.json : undefined);
  if (end.httpStatus !== 200 || !parsed.success) {
    return { answer: failed({ ...read, host: 'token' }), kept: undefined };
  }
  const { access_token: token, expires_in } = parsed.data;
  const lifeMs = expires_in * 1_000;
  const usableUntilMs = askedAtMs + Math.max(lifeMs - TOKEN_MARGIN_MS, lifeMs / 2);
  return { answer: { ok: true, token }, kept: { token, usableUntilMs } };
}

const failed = (seen: Seen): TokenAnswer => ({ ok: false, seen });
