import Stripe from 'stripe';

/** How old a signed request may be, as Stripe recommends (docs.stripe.com/webhooks/signature). */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

/** Most secrets tried: two during a rotation, for each of a few endpoints. */
const SECRETS_MAX = 10;

/** Why a signature is not accepted. */
export type SignatureRefusal =
  'no_secret' | 'signature_missing' | 'signature_invalid' | 'signature_too_old';

/** Whether the bytes come from Stripe. */
export type SignatureCheck =
  { readonly ok: true } | { readonly ok: false; readonly because: SignatureRefusal };

/** What is verified: the bytes exactly as they arrived, before any parser. */
export interface SignedRequest {
  readonly rawBody: Buffer;
  /** The `Stripe-Signature` header. */
  readonly signature: string | undefined;
  /** Those valid now; during a rotation more than one. */
  readonly secrets: readonly string[];
  /** The present, in seconds since 1970. */
  readonly nowSeconds?: number;
}

/** Checks a `Stripe-Signature` header against every secret that is valid now. */
export function verifySignature(request: SignedRequest): SignatureCheck {
  const { signature, secrets } = request;
  if (secrets.length === 0) return { ok: false, because: 'no_secret' };
  if (!signature) return { ok: false, because: 'signature_missing' };
  const tried = secrets.slice(0, SECRETS_MAX);
  if (tried.some((secret) => matches(request, secret, SIGNATURE_TOLERANCE_SECONDS))) {
    return { ok: true };
  }
  // The SDK tells a stale signature from a wrong one only in its English text; a tolerance of 0 skips the time.
  const isStale = tried.some((secret) => matches(request, secret, 0));
  return { ok: false, because: isStale ? 'signature_too_old' : 'signature_invalid' };
}

function matches(request: SignedRequest, secret: string, toleranceSeconds: number): boolean {
  const { rawBody, signature = '', nowSeconds = Date.now() / 1000 } = request;
  try {
    return (
      Stripe.webhooks.signature?.verifyHeader(
        rawBody,
        signature,
        secret,
        toleranceSeconds,
        undefined,
        nowSeconds * 1000,
      ) ?? false
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}
