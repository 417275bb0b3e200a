import type { RequestHandler, Request } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { verifyAppSignature } from '../stripe/app-signature.ts';
import { ENVIRONMENTS, parseTenantId, type TenantId } from '../tenant.ts';
import { refuse } from './answer.ts';

/**
 * Who asks: the Dashboard signs the whole body with the app's secret of its environment, so the account in it is the
 * account that is signed in. 401 means that the signature does not hold, and nothing else.
 */

/** The signed body, parsed once its signature held. */
export interface Signed {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly body: unknown;
}

const signer = z.object({
  environment: z.enum(ENVIRONMENTS),
  account_id: z.string(),
  user_id: z.string(),
});

const signedRequests = new WeakMap<Request, Signed>();

/** What `authenticate` found out about a request; throws when it did not run. */
export function getSigned(request: Request): Signed {
  const signed = signedRequests.get(request);
  if (!signed) throw new Error('a route that needs a signature was mounted without authenticate');
  return signed;
}

/** Lets a request through only when the raw body's signature holds for the environment that it names. */
export function authenticate({ stripe }: Pick<Config, 'stripe'>): RequestHandler {
  return (request, response, next) => {
    const raw: unknown = request.body;
    const body = Buffer.isBuffer(raw) ? parseJson(raw) : undefined;
    const claimed = signer.safeParse(body);
    if (!Buffer.isBuffer(raw) || !claimed.success) {
      return refuse(
        response,
        400,
        'malformed',
        'The body must be JSON with environment, user_id and account_id.',
      );
    }
    const { environment, account_id, user_id } = claimed.data;
    const keys = stripe[environment];
    const tenant = parseTenantId(environment, account_id);
    if (!keys || !tenant) {
      return refuse(
        response,
        400,
        'unknown_environment',
        'This environment or account is not served here.',
      );
    }
    const check = verifyAppSignature(raw, request.get('stripe-signature'), keys.appSecrets);
    if (!check.ok) {
      return refuse(
        response,
        401,
        check.because,
        'The signature of the request does not hold; reload the Dashboard.',
      );
    }
    signedRequests.set(request, { tenant, userId: user_id, body });
    next();
  };
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
