import { createHmac, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const MS_PER_SECOND = 1_000;

/** The header that holds the signature of our webhooks. */
export const SIGNATURE_HEADER = 'guichet-signature';

/** Makes the key that a merchant checks our signatures with. */
export function makeSigningKey(): string {
  return `gwhsec_${randomBytes(KEY_BYTES).toString('base64url')}`;
}

/**
 * Signs a body as `t=<seconds>,v1=<hex>`: HMAC-SHA256, with the whole key as it was shown, over the time, a dot and the
 * body; one `v1` for each key, the current one's first. Whoever checks it compares the time with its own clock, so that
 * nobody plays an old call again.
 */
export function signBody(body: string, keys: readonly string[], now: Date): string {
  const seconds = Math.floor(now.getTime() / MS_PER_SECOND);
  const digest = (key: string) =>
    createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return [`t=${seconds}`, ...keys.map((key) => `v1=${digest(key)}`)].join(',');
}
