import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { servePreview, type Preview } from '../preview/server.ts';
import { freePort, openHouse, type House } from './house.ts';
import { addDraft } from './merchant.ts';
import { play } from './play.ts';

/**
 * `./run demo`: the whole product on this machine, for real but for the two simulators: a backend of its own process on
 * an embedded database, twelve invoices whose way is printed as it happens, and a local Dashboard with the extension.
 * `--once` ends when all have come to rest, without a Dashboard. `--empty` (`npm run preview`) sets nothing up and sends
 * nothing: the Dashboard of a merchant who has just installed the app.
 */

/** Made anew at each run. */
const DATA_DIR = 'demo/data';

const PORTS = { backend: 12_110, stripe: 12_111, chorusPro: 12_112 };
const DASHBOARD_PORT = 12_113;

/** Drafts to check, correct and finalize: one that would go, one without its service, one with a reference of its own. */
const DRAFTS = ['ordinary', 'service-missing', 'engagement'];

/** How often the news of invoices are asked for and printed: the Dashboard shares the API's 300 questions a minute. */
const ASK_EVERY_MS = 1_000;

const { once: isOnce, empty: isEmpty } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
  },
}).values;

const startedAt = Date.now();
const say = (line = ''): void => console.log(line);

// Heard from the beginning on, so that whoever gives up while it starts leaves nothing running behind.
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});
// Whoever stops `--once` does not know how it would have ended.
process.exitCode = isOnce ? 1 : 0;
let isStopped = false;
void stopped.then(() => (isStopped = true));

const house = await openHouse({ dataDir: DATA_DIR, ports: PORTS });
const dashboard = isOnce ? undefined : await openDashboard(house);
try {
  const shown = show();
  // What was under way when somebody stopped it may fail as it likes.
  shown.catch(() => undefined);
  await Promise.race([shown, stopped]);
} finally {
  await dashboard?.close();
  await house.close();
}

async function show(): Promise<void> {
  tellAddresses(house, dashboard);
  const told = isEmpty ? undefined : await play(house, { say, startedAt });
  process.exitCode = (told?.surprises ?? 0) === 0 ? 0 : 1;
  if (!isOnce) await stayOpen(told?.tellNews);
}

/** The local Dashboard, on its usual port when that is free. */
async function openDashboard({ stripe, backendUrl, chorusPro }: House): Promise<Preview> {
  const port = await freePort(DASHBOARD_PORT);
  return servePreview({ port, stripe, backendUrl, buyersUrl: chorusPro.pageUrl });
}

function tellAddresses({ backendUrl, stripe, chorusPro }: House, preview?: Preview): void {
  say('Guichet: a real backend on an embedded PostgreSQL, Stripe and Chorus Pro simulated here.');
  if (preview) say(`  Dashboard   ${preview.url}   (open this in a browser)`);
  say(`  Chorus Pro  ${chorusPro.pageUrl}   (play the public buyer here)`);
  say(`  Stripe      ${stripe.url}/_simulator`);
  say(`  backend     ${backendUrl}`);
  say();
}

/** Until Ctrl-C; what becomes of the invoices is printed meanwhile. */
async function stayOpen(tellNews: (() => Promise<unknown>) | undefined): Promise<void> {
  for (const name of DRAFTS) addDraft(house.stripe, name);
  say();
  say(`${DRAFTS.length} drafts wait in the Dashboard: correct a customer, finalize, then play the`);
  say('public buyer on the page of Chorus Pro and watch the invoice. Ctrl-C ends it.');
  while (!isStopped) {
    // A question that fails is asked again: whoever plays may stop the backend or ask a lot in the Dashboard.
    await tellNews?.().catch(() => undefined);
    await sleep(ASK_EVERY_MS);
  }
}
