import { setTimeout as sleep } from 'node:timers/promises';
import { SAMPLES } from '../samples/samples.ts';
import { makeDraft, openHouse } from './house.ts';

/** `npm run preview`: the local Dashboard with everything behind it, until Ctrl-C. */

const PORT = 12_113;

/** Drafts that a person can check and finalize; the other samples are finalized at the start. */
const DRAFTS = ['engagement', 'service-missing', 'several-rates'];

const house = await openHouse({ port: PORT, dataDir: 'demo/preview-data' });
for (const { name, build } of SAMPLES) {
  const { id } = build().invoice;
  if (DRAFTS.includes(name)) makeDraft(house.stripe, id);
  else await house.stripe.finalize(id);
}
console.log(`Local Dashboard: ${house.preview.url}`);
console.log(`Stripe:          ${house.stripe.url}/_simulator`);
console.log(`Chorus Pro:      ${house.chorusPro.pageUrl}   (play the public buyer here)`);
console.log('Ctrl-C ends it.');

let isOpen = true;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isOpen = false));
while (isOpen) await sleep(200);
await house.close();
