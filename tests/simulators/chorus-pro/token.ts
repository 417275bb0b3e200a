import { randomBytes } from 'node:crypto';
import { type Answer, json } from './answer.ts';

/** A PISTE application: what `client_credentials` are checked against. */
export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Observed on the real tokens, which are opaque. */
const TOKEN_CHARACTERS = 54;
const TOKENS_KEPT_MAX = 10_000;
const SCOPE = 'openid';

/** PISTE's tokens: given out, checked, expired. */
export class Tokens {
  readonly #expiries = new Map<string, number>();
  readonly #application: Application;
  readonly #now: () => number;
  #expiresInSeconds: number;

  constructor(options: {
    readonly application: Application;
    readonly expiresInSeconds: number;
    readonly now: () => number;
  }) {
    this.#application = options.application;
    this.#expiresInSeconds = options.expiresInSeconds;
    this.#now = options.now;
  }

  /** Answers `POST /api/oauth/token`. A wrong id and a wrong secret get the same bytes. */
  answer(contentType: string, body: string): Answer {
    if (!contentType.startsWith('application/x-www-form-urlencoded')) {
      return json(400, { error: 'invalid_request', error_description: 'Form parameters expected' });
    }
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'client_credentials') {
      return json(400, { error: 'unsupported_grant_type' });
    }
    const { clientId, clientSecret } = this.#application;
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return json(400, {
        error: 'invalid_client',
        error_description: 'Invalid client or client is unauthorized',
      });
    }
    return json(200, {
      access_token: this.#issue(),
      token_type: 'Bearer',
      expires_in: this.#expiresInSeconds,
      scope: SCOPE,
    });
  }

  /** Whether a token was given out here and has not expired. */
  isValid(token: string): boolean {
    return (this.#expiries.get(token) ?? 0) > this.#now();
  }

  /** Expires one token, or all that were given out. */
  expire(token?: string): void {
    if (token === undefined) this.#expiries.clear();
    else this.#expiries.delete(token);
  }

  /** How long the tokens given out from now on last. */
  setLifetime(seconds: number): void {
    this.#expiresInSeconds = seconds;
  }

  #issue(): string {
    const token = randomBytes(TOKEN_CHARACTERS).toString('base64url').slice(0, TOKEN_CHARACTERS);
    const [oldest] = this.#expiries.keys();
    if (oldest !== undefined && this.#expiries.size >= TOKENS_KEPT_MAX) {
      this.#expiries.delete(oldest);
    }
    this.#expiries.set(token, this.#now() + this.#expiresInSeconds * 1000);
    return token;
  }
}
