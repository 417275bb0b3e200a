import { gzipSync } from 'node:zlib';
import { bundleExtension } from '../preview/bundle.ts';
import type { BenchRow } from './table.ts';

/** What the extension weighs when it is loaded. */

/** Gzipped, beyond the SDK and stripe. */
const OWN_GZIPPED_KB_MAX = 60;

const BOUGHT = ['@stripe/ui-extension-sdk/*', 'stripe'];

const BYTES_PER_KB = 1_000;
const kilobytes = (bytes: number): number => Math.round(bytes / BYTES_PER_KB);
const gzippedKb = (text: string): number => kilobytes(gzipSync(text, { level: 9 }).byteLength);

/** The rows of the bundle: whole, and without what Stripe's packages bring. */
export async function extensionSizes(): Promise<readonly BenchRow[]> {
  const raw = await bundleExtension({ minify: false });
  const whole = await bundleExtension({ minify: true });
  const own = await bundleExtension({ minify: true, leftOut: BOUGHT });
  const ownKb = gzippedKb(own);
  const sizeOf = (text: string) => kilobytes(Buffer.byteLength(text));
  return [
    { name: 'bundle, raw', measured: `${sizeOf(raw)} kB` },
    { name: 'bundle, minified', measured: `${sizeOf(whole)} kB` },
    { name: 'bundle, minified and gzipped', measured: `${gzippedKb(whole)} kB` },
    {
      name: 'of it ours (without the SDK and stripe), minified and gzipped',
      measured: `${ownKb} kB`,
      aim: `≤ ${OWN_GZIPPED_KB_MAX} kB`,
      met: ownKb <= OWN_GZIPPED_KB_MAX,
    },
  ];
}
