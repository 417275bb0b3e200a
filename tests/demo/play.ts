import { mkdir, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TransmissionView } from '../../backend/api/contract.ts';
import { SAMPLES } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { ask } from './ask-api.ts';
import { runGuichet, type Variables } from './backend-process.ts';
import type { House } from './house.ts';
import { configureMerchant } from './merchant.ts';
import { endTable, makeTeller, type Teller } from './tell.ts';

/** The main job, told line by line: every sample is finalized, and each must come to rest where it should. */

/** Where the documents are written (made anew at each run). */
const OUT_DIR = 'demo/out';

/** Well under the API's 300 questions of one merchant in a minute, also where the machine is slow. */
const ASK_EVERY_MS = 400;
const REST_TIMEOUT_MS = 120_000;

/** To whom it is told, and since when seconds are counted. */
interface Telling {
  readonly say: (line?: string) => void;
  readonly startedAt: number;
}

/** What came of it. */
interface Played {
  /** How many samples did not end as they should. */
  readonly surprises: number;
  /** Tells what changed since it was last told. */
  readonly tellNews: () => Promise<unknown>;
}

/** Sets the merchant up, finalizes every sample, and writes the documents. */
export async function play(house: House, { say, startedAt }: Telling): Promise<Played> {
  const { stripe, backendUrl, variables } = house;
  say(await configureMerchant(variables));
  say();
  const teller = makeTeller(say, startedAt);
  const watched = SAMPLES.map((sample) => ({ sample, invoiceId: sample.build().invoice.id }));
  for (const { sample, invoiceId } of watched) {
    teller.finalized(sample, invoiceId);
    await stripe.finalize(invoiceId);
  }
  const rows = await watch(backendUrl, teller, watched.length);
  say();
  for (const line of (await writeDocuments(variables)).split('\n')) say(`wrote ${line}`);
  say();
  const { table, surprises } = endTable(rows, watched);
  say(table);
  await writeFile('demo/summary.json', `${JSON.stringify(rows, null, 2)}\n`);
  for (const surprise of surprises) say(`NOT AS EXPECTED: ${surprise}`);
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  say(`${watched.length} invoices came to rest in ${seconds} s`);
  return { surprises: surprises.length, tellNews: () => tellNews(backendUrl, teller) };
}

async function writeDocuments(variables: Variables): Promise<string> {
  await rm(OUT_DIR, { recursive: true, force: true });
  await mkdir(OUT_DIR, { recursive: true });
  const words = ['documents', SUPPLIER.account, '--environment', 'test', '--out', OUT_DIR];
  return (await runGuichet(words, variables)).trim();
}

/** States in which an invoice of the demo is at rest: nothing more happens by itself. */
const AT_REST: ReadonlySet<string> = new Set([
  'available',
  'refused',
  'blocked',
  'not_concerned',
  'paid',
  'rejected',
]);

/** Tells the news until so many invoices are at rest. */
async function watch(
  backendUrl: string,
  teller: Teller,
  count: number,
): Promise<readonly TransmissionView[]> {
  const deadline = Date.now() + REST_TIMEOUT_MS;
  for (;;) {
    const rows = await tellNews(backendUrl, teller);
    const resting = rows.filter(({ state }) => AT_REST.has(state));
    if (resting.length >= count) return rows;
    if (Date.now() > deadline) {
      throw new Error(`only ${resting.length} of ${count} invoices came to rest`);
    }
    await sleep(ASK_EVERY_MS);
  }
}

/** Asks for everything that changed since it was last told, and tells it. */
async function tellNews(backendUrl: string, teller: Teller): Promise<readonly TransmissionView[]> {
  const { transmissions } = await ask(backendUrl, '/api/transmissions/search', { limit: 100 });
  for (const row of [...transmissions].reverse()) {
    if (!teller.hasNews(row)) continue;
    const question = { document_id: row.document_id };
    const found = await ask(backendUrl, '/api/transmissions/find', question);
    teller.tell(found.transmission, found.history);
  }
  return transmissions;
}
