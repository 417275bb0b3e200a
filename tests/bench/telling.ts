import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { nextQuestionMs, REAL_PACE, type Pace } from '../../backend/follow/schedule.ts';
import { startSweeping } from '../../backend/jobs/sweep.ts';
import { nextWatchMs } from '../../backend/jobs/watch-schedule.ts';
import { makeNotifier, startNotifying } from '../../backend/notify/notify.ts';
import { makePost } from '../../backend/notify/post.ts';
import { settleMerchants, type WorkshopMerchant } from '../jobs/merchant.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { startReceiver, type TestReceiver } from '../notify/receiver.ts';
import { quantile } from './quantile.ts';
import { toMarkdown, type BenchExtent, type BenchTable } from './table.ts';

/**
 * `node tests/bench/telling.ts`: how long it takes from a buyer's suspension at Chorus Pro to the merchant's endpoint,
 * which our signed webhook calls. The stations, the store, the sweep and the notifier are the product's, in this
 * process, at the demo's pace; production's figures are its polling intervals and the measured way from the question
 * that saw it to the call that told it.
 */

/** As the demo asks and waits. */
const DEMO_PACE: Pace = { ...REAL_PACE, factor: 0.002, settleMs: 3_000 };
/** main.ts sweeps so often at this pace. */
const SWEEP_MS = 150;
const DRAIN_EVERY_MS = 20;
const LOOK_MS = 10;
/** As many as a process has by default. */
const WORKERS = 8;

const SUSPENSIONS = { quick: 6, whole: 40 } as const;

/** Over how many intervals the suspensions are spread, so that no schedule falls into step with them. */
const INTERVALS = 3;

const MIDDLE = 0.5;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const PATIENCE_MS = 60_000;

/** One suspension, from the buyer's act. */
interface Told {
  readonly totalMs: number;
  /** From the question that saw it. */
  readonly afterQuestionMs: number;
}

/** Runs the benchmark. */
export async function benchTelling({ quick }: BenchExtent): Promise<BenchTable> {
  const count = quick ? SUSPENSIONS.quick : SUSPENSIONS.whole;
  const shop = await openWorkshop({ configured: false, pace: DEMO_PACE, random: Math.random });
  const receiver = await startReceiver();
  try {
    const told = await measure(shop, receiver, count);
    return tableOf(told);
  } finally {
    await receiver.close();
    await shop.close();
  }
}

/** Each merchant has one invoice, older than an hour is at this pace, that is suspended at any moment. */
async function measure(
  shop: Workshop,
  receiver: TestReceiver,
  count: number,
): Promise<readonly Told[]> {
  const url = 'https://merchant.example.com/guichet';
  const merchants = await settleMerchants(shop, count, { webhook: { url } });
  const running = startEverything(shop, receiver);
  const told = watchCalls(receiver);
  try {
    const numbers = await Promise.all(merchants.map((merchant) => untilAvailable(merchant)));
    // The quick questions after a change are over by then.
    await sleep(HOUR_MS * DEMO_PACE.factor * 1.5);
    return await Promise.all(
      numbers.map(async (number, index) => {
        await sleep((INTERVALS * intervalMs() * (index + Math.random())) / count);
        return suspend({ shop, told, number, login: merchants[index]?.login });
      }),
    );
  } finally {
    told.stop();
    await running.stop();
  }
}

/** How often an invoice is asked about on its first day, at this pace. */
function intervalMs(): number {
  return nextQuestionMs(10, 2 * HOUR_MS * DEMO_PACE.factor, MIDDLE, DEMO_PACE) ?? 0;
}

function startEverything(shop: Workshop, receiver: TestReceiver) {
  const fail = (error: unknown) => console.error(error);
  const sweeping = startSweeping(shop.outside, SWEEP_MS, fail);
  let stopped = false;
  const work = async () => {
    while (!stopped) {
      await shop.drain();
      await sleep(DRAIN_EVERY_MS);
    }
  };
  const working = Promise.all(Array.from({ length: WORKERS }, work));
  const notifying = startNotifying(
    makeNotifier({
      ...shop.outside,
      secrets: shop.secrets,
      mailer: undefined,
      post: makePost(receiver.dispatcher),
    }),
    fail,
  );
  return {
    async stop() {
      await sweeping.stop();
      await notifying.stop();
      stopped = true;
      await working;
    },
  };
}

async function untilAvailable(merchant: WorkshopMerchant): Promise<string> {
  const documentId = await merchant.finalize();
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { state, number } = await merchant.get(documentId);
    if (state === 'available' && number !== undefined) return number;
    if (performance.now() > deadline) throw new Error(`${documentId} is still ${state}`);
    await sleep(SECOND_MS / 4);
  }
}

const call = z.object({
  type: z.string(),
  data: z.object({ document: z.object({ number: z.string().nullable() }).optional() }),
});

/** When each number was told, as the calls arrive. */
function watchCalls({ calls }: TestReceiver): ReadonlyMap<string, number> & { stop(): void } {
  const told = new Map<string, number>();
  let read = 0;
  const timer = setInterval(() => {
    for (; read < calls.length; read += 1) {
      const { type, data } = call.parse(JSON.parse(calls[read]?.body ?? ''));
      const number = data.document?.number;
      if (type === 'guichet.invoice.suspended' && number) told.set(number, Date.now());
    }
  }, LOOK_MS);
  return Object.assign(told, { stop: () => clearInterval(timer) });
}

async function suspend({
  shop,
  told,
  number,
  login,
}: {
  readonly shop: Workshop;
  readonly told: ReadonlyMap<string, number>;
  readonly number: string;
  /** Of the merchant's technical account, by which its questions are known. */
  readonly login: string | undefined;
}): Promise<Told> {
  const suspendedMs = Date.now();
  shop.chorusPro.setStatus(number, 'SUSPENDUE', 'Merci de joindre le bon de livraison');
  while (!told.has(number)) {
    if (Date.now() - suspendedMs > PATIENCE_MS) throw new Error(`${number} was never told`);
    await sleep(LOOK_MS);
  }
  const toldMs = told.get(number) ?? Date.now();
  const asked = shop.chorusPro.calls.find(
    ({ route, at, login: asker }) =>
      route.endsWith('rechercher/fournisseur') && asker === login && Date.parse(at) >= suspendedMs,
  );
  return {
    totalMs: toldMs - suspendedMs,
    afterQuestionMs: toldMs - Date.parse(asked?.at ?? new Date(suspendedMs).toISOString()),
  };
}

const seconds = (ms: number) => `${(ms / SECOND_MS).toFixed(1)} s`;

/** Production: the change falls anywhere in an interval, and is told a moment after the question that sees it. */
function atProduction(name: string, everyMs: number, latencyMs: number) {
  const spoken = (ms: number) =>
    ms < 2 * HOUR_MS ? `${Math.round(ms / 60_000)} min` : `${(ms / HOUR_MS).toFixed(1)} h`;
  const [half, most] = [0.5 * everyMs + latencyMs, 0.95 * everyMs + latencyMs];
  return { name, measured: `p50 ${spoken(half)}, p95 ${spoken(most)} (computed)` };
}

function tableOf(told: readonly Told[]): BenchTable {
  const totals = told.map(({ totalMs }) => totalMs);
  const after = told.map(({ afterQuestionMs }) => afterQuestionMs);
  const every = intervalMs();
  const [p50, p95] = [quantile(totals, 0.5), quantile(totals, 0.95)];
  const latencyMs = quantile(after, 0.95);
  const share = (ms: number) => `${Math.round((100 * ms) / every)} %`;
  const alone = (ageMs: number) => nextQuestionMs(10, ageMs, MIDDLE, REAL_PACE) ?? 0;
  return {
    title: 'From suspended to told',
    rows: [
      {
        name: `demo’s pace, one question in ${seconds(every)}`,
        measured: `p50 ${seconds(p50)}, p95 ${seconds(p95)}`,
        ratio: `${share(p50)} and ${share(p95)} of the interval`,
      },
      {
        name: 'of which after the question that saw it',
        measured: `p50 ${seconds(quantile(after, 0.5))}, p95 ${seconds(latencyMs)}`,
      },
      atProduction('production, first day', alone(12 * HOUR_MS), latencyMs),
      atProduction('production, first week', alone(3 * DAY_MS), latencyMs),
      atProduction('production, up to 90 days', alone(30 * DAY_MS), latencyMs),
      atProduction(
        'production, merchant with 3 or more, one moved today',
        nextWatchMs(12 * HOUR_MS, MIDDLE, REAL_PACE),
        latencyMs,
      ),
    ],
    notes: [
      `${told.length} merchants with one invoice each, suspended at moments spread over ${INTERVALS} intervals; told by the signed webhook, the notifier looking every 2 seconds as in production.`,
      'Computed: half an interval, or 95 % of one, and the measured p95 after the question.',
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    toMarkdown(await benchTelling({ quick: process.argv.includes('--quick'), full: false })),
  );
}
