import { verifySignature, type SignatureCheck } from './signature.ts';

/**
 * Checks a request of our own Dashboard extension: its whole body is signed with the app's secret (`absec_…`), so the
 * account and the user that it names are those that Stripe has signed in. A signature may be replayed for 300 s;
 * state-changing requests carry a nonce that the caller must refuse a second time.
 */
export function verifyAppSignature(
  rawBody: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  nowSeconds?: number,
): SignatureCheck {
  const now = nowSeconds === undefined ? {} : { nowSeconds };
  return verifySignature({ rawBody, signature: header, secrets, ...now });
}
