import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { TransmissionView } from '../../backend/api/contract.ts';
import { ALREADY_DEPOSITED_NUMBER, SAMPLES, SAMPLE_SETTINGS } from "../samples/samples.ts";
import { BUYERS, PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { startChorusPro } from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe } from '../simulators/stripe/stripe.ts';
import { ask } from './ask-api.ts';
import { runGuichet, startBackend, type Variables } from './backend-process.ts';
import { endTable, makeTeller } from './tell.ts';

/**
 * `./run demo`: the main job, for real but for the two simulators. A backend of its own process on an embedded database
 * receives the samples' signed webhooks; what becomes of each is asked from its API and printed as it happens.
 */

/** Where the documents are written, and where the demo's database lives (made anew at each run). */
const OUT_DIR = 'demo/out';
const DATA_DIR = 'demo/data';

const STRIPE_PORT = 12_111;
const CHORUS_PRO_PORT = 12_112;
const BACKEND_PORT = 12_110;

/** The simulator's pace: seconds instead of minutes, slow enough to be read. */
const PACE = { visibleAfterMs: 400, integratedAfterMs: 1_000, availableAfterMs: 2_000 };
const ASK_EVERY_MS = 150;
const REST_TIMEOUT_MS = 50_000;

const say = (line = ''): void => console.log(line);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
  const startedAt = Date.now();
  await rm(DATA_DIR, { recursive: true, force: true });
  await rm(OUT_DIR, { recursive: true, force: true });
  await mkdir(OUT_DIR, { recursive: true });

  const chorusPro = await startChorusPro({ port: await freePort(CHORUS_PRO_PORT), pace: PACE });
  chorusPro.seed([
    { supplierSiret: SUPPLIER.siret, buyerSiret: BUYERS.noDemand.siret, number: ALREADY_DEPOSITED_NUMBER },
  ]);
  const stripe = await startStripe({ port: await freePort(STRIPE_PORT), samples: SAMPLES });
  const variables: Variables = {
    PORT: String(await freePort(BACKEND_PORT)),
    STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_API_URL: stripe.url,
    PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
    PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
    ENCRYPTION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    DATA_DIR,
    POLL_FACTOR: '0.01',
    SETTLE_SECONDS: '3',
    CHORUS_PRO_CALLS_PER_SECOND: '50',
    CHORUS_PRO_CALLS_BURST: '50',
    LOG_LEVEL: 'info',
  };
  const backend = await startBackend(variables);
  say('Guichet demo: a real backend on an embedded PostgreSQL, Stripe and Chorus Pro simulated on this machine.');
  say(`  backend     ${backend.url}`);
  say(`  Stripe      ${stripe.url}/_simulator`);
  say(`  Chorus Pro  ${chorusPro.pageUrl}   (play the public buyer here)`);
  say();
  await configureMerchant(variables);
  const closeAll = async (): Promise<void> => {
    await backend.stop();
    await Promise.all([stripe.close(), chorusPro.close()]);
  };

  stripe.pointTo([{ url: `${backend.url}/webhooks/stripe/test`, secret: STRIPE_PLATFORM.webhookSecret }]);
  const teller = makeTeller(say, startedAt);
  const watched = SAMPLES.map((sample) => ({ sample, invoiceId: sample.build().invoice.id }));
  for (const { sample, invoiceId } of watched) {
    teller.finalized(sample, invoiceId);
    await stripe.finalize(invoiceId);
  }

  const rows = await watch(backend.url, teller, watched.length);
  say();
  for (const line of (await documentsOf(variables)).trim().split('\n')) say(`wrote ${line}`);
  say();
  const { table, surprises } = endTable(rows, watched);
  say(table);
  await writeFile('demo/summary.json', `${JSON.stringify(rows, null, 2)}\n`);
  for (const surprise of surprises) say(`NOT AS EXPECTED: ${surprise}`);
  say(`${watched.length} invoices came to rest in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);

  if (values.once) {
    await closeAll();
    process.exitCode = surprises.length === 0 ? 0 : 1;
    return;
  }
  say();
  say('Finalize another one (any sample name: ' + SAMPLES.map(({ name }) => name).join(', ') + '):');
  say(`  curl -X POST ${stripe.url}/_simulator/finalize/ordinary`);
  say('Ctrl-C ends the demo.');
  let open = true;
  process.on('SIGINT', () => (open = false));
  process.on('SIGTERM', () => (open = false));
  while (open) {
    await tellNews(backend.url, teller);
    await sleep(ASK_EVERY_MS);
  }
  await closeAll();
}

/** A fixed port when it is free, so that the printed commands stay the same; else any. */
async function freePort(wanted: number): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}

async function configureMerchant(variables: Variables): Promise<void> {
  const file = 'demo/settings.json';
  await writeFile(file, JSON.stringify(SAMPLE_SETTINGS, null, 2));
  const words = ['merchant', 'set', SUPPLIER.account, '--environment', 'test', '--settings', file, '--technical-account'];
  say((await runGuichet(words, variables, JSON.stringify(SUPPLIER.technicalAccount))).trim());
  say();
}

function documentsOf(variables: Variables): Promise<string> {
  return runGuichet(['documents', SUPPLIER.account, '--environment', 'test', '--out', OUT_DIR], variables);
}

type Teller = ReturnType<typeof makeTeller>;

/** States in which an invoice of the demo is at rest: nothing more happens by itself. */
const AT_REST: ReadonlySet<string> = new Set(['available', 'refused', 'blocked', 'not_concerned', 'paid', 'rejected']);

/** Prints news until so many invoices are at rest. */
async function watch(backendUrl: string, teller: Teller, count: number): Promise<readonly TransmissionView[]> {
  const deadline = Date.now() + REST_TIMEOUT_MS;
  for (;;) {
    const rows = await tellNews(backendUrl, teller);
    const resting = rows.filter(({ state }) => AT_REST.has(state));
    if (resting.length >= count) return rows;
    if (Date.now() > deadline) throw new Error(`only ${resting.length} of ${count} invoices came to rest`);
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


await main();
