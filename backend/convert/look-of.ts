import type { Settings } from '../settings.ts';
import type { Look } from './to-factur-x/look.ts';

/** Logos whose bytes are kept, so that one merchant's invoices share what is drawn from them. */
const LOGOS_KEPT_MAX = 8;

const logos = new Map<string, Uint8Array>();

/** How a merchant's settings say that its page looks. */
export function lookOf({ logo, colour }: Settings['look']): Look {
  return {
    ...(logo !== undefined && { logo: bytesOf(logo) }),
    ...(colour !== undefined && { colour }),
  };
}

function bytesOf(base64: string): Uint8Array {
  const known = logos.get(base64);
  if (known) return known;
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const [oldest] = logos.keys();
  if (logos.size >= LOGOS_KEPT_MAX && oldest !== undefined) logos.delete(oldest);
  logos.set(base64, bytes);
  return bytes;
}
