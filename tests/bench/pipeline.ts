import { setTimeout as sleep } from 'node:timers/promises';
import { startBackend, type BackendProcess } from '../demo/backend-process.ts';
import { STRIPE_PLATFORM } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { openGround, type Ground } from './ground.ts';
import { draftInvoices, makeMerchants, settleIn, type Draft, type Merchant } from './merchants.ts';
import { readProcessFigures, type ProcessFigures } from './metrics-page.ts';
import { median } from './quantile.ts';
import type { BenchExtent, BenchRow, BenchTable } from './table.ts';

/**
 * The whole way of an invoice, from its webhook until Chorus Pro has made it available to the buyer: real backend
 * processes between the two simulators, which answer at once. One and two processes take turns on the same database.
 */

const MERCHANTS = 40;

/** Invoices of one round, rounds, and invoices after which memory is read. */
const EXTENTS = {
  quick: { count: 100, rounds: 1, memoryAfter: [200] },
  whole: { count: 400, rounds: 5, memoryAfter: [1_000] },
  full: { count: 400, rounds: 5, memoryAfter: [1_000, 10_000] },
} as const;

/** Webhooks under way at once. */
const SENDERS = 16;
/** Invoices finalized at once in the memory run, as a busy day would not exceed. */
const MEMORY_BATCH = 500;

const ASK_EVERY_MS = 50;
const REST_TIMEOUT_MS = 300_000;

const MIB = 2 ** 20;
const MS_PER_SECOND = 1_000;

/** Nothing but the processor limits: questions follow at once, nobody counts calls. */
const UNLIMITED = {
  POLL_FACTOR: '0.0001',
  SETTLE_SECONDS: '1.5',
  CHORUS_PRO_CALLS_PER_SECOND: '10000',
  CHORUS_PRO_CALLS_BURST: '10000',
} as const;

interface Scene {
  readonly ground: Ground;
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly merchants: readonly Merchant[];
  /** The next invoice's serial number. */
  next: number;
}

interface Round {
  readonly perSecond: number;
  /** Processor time of the backends for one invoice. */
  readonly cpuMs: number;
}

/** Runs the benchmark. */
export async function benchPipeline(extent: BenchExtent): Promise<BenchTable> {
  const { count, rounds, memoryAfter } = EXTENTS[extentName(extent)];
  const scene = await openScene(extent);
  try {
    await restWhenAvailable(scene.ground);
    for (const merchant of scene.merchants) await settleIn(merchant, scene);
    const one: Round[] = [];
    const two: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      one.push(await runRound(scene, 1, count, `one process, round ${round}`));
      two.push(await runRound(scene, 2, count, `two processes, round ${round}`));
    }
    const memory = await runMemory(scene, memoryAfter);
    assertDepositedOnce(scene);
    return toTable(one, two, memory, scene);
  } finally {
    await scene.stripe.close();
    await scene.chorusPro.close();
    await scene.ground.close();
  }
}

function extentName({ quick, full }: BenchExtent): keyof typeof EXTENTS {
  if (quick) return 'quick';
  return full ? 'full' : 'whole';
}

async function openScene(extent: BenchExtent): Promise<Scene> {
  const chorusPro = await startChorusPro({ checks: 'cheap' });
  const stripe = await startStripe();
  const ground = await openGround(extent, {
    ...UNLIMITED,
    STRIPE_API_URL: stripe.url,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
  });
  return { ground, stripe, chorusPro, merchants: makeMerchants(MERCHANTS), next: 1 };
}

/**
 * An available invoice is asked about for weeks, in this haste several times a second; that is not what is measured
 * here, so the database of the benchmark lets it rest.
 */
async function restWhenAvailable({ database }: Ground): Promise<void> {
  await database.pool.query(`
    create function bench_rest() returns trigger language plpgsql as
      'begin new.next_at := null; return new; end';
    create trigger bench_rest before update on transmissions
      for each row when (new.state = 'available') execute function bench_rest()`);
}

async function runRound(
  scene: Scene,
  processes: number,
  count: number,
  name: string,
): Promise<Round> {
  const backends = await startBackends(scene, processes);
  try {
    // The first ones pay for what is compiled, connected and asked once.
    await sendThrough(scene, MERCHANTS);
    const before = await Promise.all(backends.map(({ url }) => readProcessFigures(url)));
    const tookMs = await sendThrough(scene, count);
    const after = await Promise.all(backends.map(({ url }) => readProcessFigures(url)));
    const perSecond = (count / tookMs) * MS_PER_SECOND;
    const cpuMs = ((cpuSeconds(after) - cpuSeconds(before)) / count) * MS_PER_SECOND;
    console.error(`  ${name}: ${perSecond.toFixed(1)} invoices/s, ${cpuMs.toFixed(1)} ms CPU each`);
    return { perSecond, cpuMs };
  } finally {
    await Promise.all(backends.map((backend) => backend.stop()));
  }
}

async function startBackends(scene: Scene, count: number): Promise<readonly BackendProcess[]> {
  const { ground, stripe } = scene;
  const starting = Array.from({ length: count }, () => startBackend(ground.variables));
  const backends = await Promise.all(starting);
  const [first] = backends;
  const secret = STRIPE_PLATFORM.webhookSecret;
  stripe.pointTo([{ url: `${first?.url}/webhooks/stripe/test`, secret }]);
  return backends;
}

function cpuSeconds(figures: readonly ProcessFigures[]): number {
  return figures.reduce((total, each) => total + each.cpuSeconds, 0);
}

/** Finalizes invoices at Stripe and waits until all are available; returns how long that took from the first webhook. */
async function sendThrough(scene: Scene, count: number): Promise<number> {
  const { stripe, merchants, next } = scene;
  const drafts = draftInvoices(stripe, merchants, count, next);
  scene.next += count;
  const startedMs = performance.now();
  await finalizeAll(stripe, drafts);
  await untilAvailable(scene, scene.next - 1);
  return performance.now() - startedMs;
}

async function finalizeAll(stripe: StripeSimulator, drafts: readonly Draft[]): Promise<void> {
  const left = [...drafts].reverse();
  const send = async () => {
    for (let draft = left.pop(); draft; draft = left.pop()) {
      const { delivered } = await stripe.finalize(draft.invoiceId, draft.account);
      if (!delivered) throw new Error(`the webhook about ${draft.invoiceId} was not taken`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

async function untilAvailable({ ground }: Scene, count: number): Promise<void> {
  const deadlineMs = performance.now() + REST_TIMEOUT_MS;
  for (;;) {
    const { rows } = await ground.database.pool.query<{ state: string; count: number }>(
      'select state, count(*)::int as count from transmissions group by state',
    );
    if (rows.some(({ state, count: found }) => state === 'available' && found === count)) return;
    if (performance.now() > deadlineMs) {
      throw new Error(`not all came to ${count} available: ${JSON.stringify(rows)}`);
    }
    await sleep(ASK_EVERY_MS);
  }
}

interface Memory {
  readonly invoices: number;
  readonly residentMiB: number;
}

/** One process, never restarted, and what it holds after so many invoices. */
async function runMemory(scene: Scene, marks: readonly number[]): Promise<readonly Memory[]> {
  const [backend] = await startBackends(scene, 1);
  if (!backend) throw new Error('no backend was started');
  try {
    const found: Memory[] = [{ invoices: 0, residentMiB: await residentMiB(backend) }];
    let done = 0;
    for (const mark of marks) {
      for (; done < mark; done += MEMORY_BATCH) {
        await sendThrough(scene, Math.min(MEMORY_BATCH, mark - done));
      }
      done = mark;
      found.push({ invoices: mark, residentMiB: await residentMiB(backend) });
      console.error(`  after ${mark} invoices: ${found.at(-1)?.residentMiB.toFixed(0)} MiB`);
    }
    return found;
  } finally {
    await backend.stop();
  }
}

async function residentMiB({ url }: BackendProcess): Promise<number> {
  return (await readProcessFigures(url)).residentBytes / MIB;
}

/** The figures count only if each invoice was deposited, and once. */
function assertDepositedOnce({ chorusPro, next }: Scene): void {
  const numbers = new Set(chorusPro.ledger.map(({ invoiceNumber }) => invoiceNumber));
  if (chorusPro.ledger.length !== next - 1 || numbers.size !== next - 1) {
    const counts = `${chorusPro.ledger.length} deposits of ${numbers.size} numbers`;
    throw new Error(`${next - 1} invoices were sent, but Chorus Pro has ${counts}`);
  }
}

function toTable(
  one: readonly Round[],
  two: readonly Round[],
  memory: readonly Memory[],
  { next, merchants }: Scene,
): BenchTable {
  const ratios = two.map(({ perSecond }, round) => perSecond / (one[round]?.perSecond ?? NaN));
  return {
    title: 'Whole pipeline',
    rows: [
      { ...throughputRow('one process', one), ratio: '1' },
      { ...throughputRow('two processes', two), ratio: median(ratios).toFixed(2) },
      ...memory.map(({ invoices, residentMiB: found }) => ({
        name: `resident memory of a process after ${invoices} invoices`,
        measured: `${found.toFixed(0)} MiB`,
      })),
    ],
    notes: [
      `From the first webhook until the last of a round is available, ${one.length} rounds of each in turn; the processes share the cores with PostgreSQL and both simulators.`,
      `${merchants.length} merchants, default workers and fairness, simulators without delay; Chorus Pro's ledger holds each of the ${next - 1} invoices once.`,
      'Questions about an invoice after it is available are left out.',
    ],
  };
}

function throughputRow(name: string, rounds: readonly Round[]): BenchRow {
  const perSecond = median(rounds.map((round) => round.perSecond));
  const cpuMs = median(rounds.map((round) => round.cpuMs));
  const cpu = `${cpuMs.toFixed(1)} ms of processor time each`;
  return { name, measured: `${perSecond.toFixed(1)} invoices/s, ${cpu}` };
}
