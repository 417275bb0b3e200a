import { fileURLToPath } from 'node:url';
import { nextQuestionMs, REAL_PACE } from '../../backend/follow/schedule.ts';
import { nextWatchMs, safetyNetMs, WATCH_FROM } from '../../backend/jobs/watch-schedule.ts';
import { toMarkdown, type BenchRow, type BenchTable } from './table.ts';

/**
 * `node tests/bench/polling.ts`: calls to Chorus Pro for each invoice over its life, from the schedules themselves and no
 * network, with so many invoices open at once. tests/jobs/watch.test.ts holds the same sweep against a real database.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A made-up but ordinary life: when, after the deposit, the invoice comes to each state. */
const LIFE = {
  integratedMs: 3 * MINUTE_MS,
  /** With the buyer, payment ordered, paid. */
  movesMs: [10 * MINUTE_MS, 12 * DAY_MS, 30 * DAY_MS],
} as const;

const OPEN_AT_ONCE = [1, 10, 100, 1_000, 10_000] as const;

/** How long a merchant is watched, once it is in its stride. */
const WATCHED_MS = 60 * DAY_MS;

/** Changes on one page of the search. */
const CHANGES_PER_PAGE = 500;

const MIDDLE = 0.5;

/** Questions of one invoice alone until something is seen to have changed, from one change to the next. */
function questionsUntil(changesAfterMs: number): number {
  let askedAtMs = 0;
  for (let asked = 0; ; asked += 1) {
    const delayMs = nextQuestionMs(asked, askedAtMs, MIDDLE, REAL_PACE);
    if (delayMs === undefined) return asked;
    askedAtMs += delayMs;
    if (askedAtMs >= changesAfterMs) return asked + 1;
  }
}

/** Until the invoice exists: flow reports, and the first look at the invoice itself. */
const callsToIntegration = questionsUntil(LIFE.integratedMs) + 1;

/** Calls of one invoice that is asked about by itself all its life. */
function callsAlone(): number {
  const starts = [LIFE.integratedMs, ...LIFE.movesMs];
  const perStage = LIFE.movesMs.map((at, stage) => questionsUntil(at - (starts[stage] ?? 0)));
  return callsToIntegration + perStage.reduce((sum, each) => sum + each, 0);
}

/** Calls of one invoice of so many that are asked about together. */
function callsTogether(openAtOnce: number): { readonly each: number; readonly perDay: number } {
  const lifeMs = LIFE.movesMs.at(-1) ?? 0;
  const everyMs = lifeMs / openAtOnce;
  const looks = countLooks(everyMs);
  const arrivals = WATCHED_MS / everyMs;
  const nets = LIFE.movesMs.reduce((sum, at, stage) => {
    const before = LIFE.movesMs[stage - 1] ?? 0;
    return sum + Math.floor((at - before) / safetyNetMs(MIDDLE, REAL_PACE));
  }, 0);
  return {
    each: callsToIntegration + nets + looks / arrivals,
    perDay: looks / (WATCHED_MS / DAY_MS),
  };
}

/** Pages asked for while deposits come every so often and each moves on as LIFE says. */
function countLooks(everyMs: number): number {
  const moves: number[] = [];
  const lifeMs = LIFE.movesMs.at(-1) ?? 0;
  for (let depositedAt = -lifeMs; depositedAt < WATCHED_MS; depositedAt += everyMs) {
    for (const at of [LIFE.integratedMs, ...LIFE.movesMs]) moves.push(depositedAt + at);
  }
  moves.sort((left, right) => left - right);
  let next = moves.findIndex((at) => at >= 0);
  let pages = 0;
  let lastSeenAt = 0;
  for (let now = 0; now < WATCHED_MS;) {
    const first = next;
    while (next < moves.length && (moves[next] ?? Infinity) <= now) next += 1;
    if (next > first) lastSeenAt = now;
    pages += Math.max(1, Math.ceil((next - first) / CHANGES_PER_PAGE));
    now += nextWatchMs(now - lastSeenAt, MIDDLE, REAL_PACE);
  }
  return pages;
}

/** The figures as a table. */
export function benchPolling(): BenchTable {
  const alone = callsAlone();
  const rows = OPEN_AT_ONCE.map((openAtOnce): BenchRow => {
    const together = callsTogether(openAtOnce);
    const isWatched = openAtOnce >= WATCH_FROM;
    const each = isWatched ? together.each : alone;
    const perDay = isWatched ? `, ${Math.round(together.perDay)} a day for all` : '';
    return {
      name: `${openAtOnce.toLocaleString('en')} open at once`,
      measured: `${each.toFixed(1)} calls an invoice${perDay}`,
      ratio: `${(alone / each).toFixed(1)} × fewer than one by one`,
    };
  });
  return {
    title: 'Calls to Chorus Pro over an invoice’s life',
    rows,
    notes: [
      `A life: integrated after 3 minutes, with the buyer after 10, payment ordered on day 12, paid on day 30; deposits come evenly. One by one it costs ${alone} calls.`,
      `${callsToIntegration} of the calls are the deposit’s own (flow reports and the first look); the deposit itself is not counted.`,
      'Computed from the schedules that the product runs by; a test holds the same sweep against a database and the simulator.',
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(toMarkdown(benchPolling()));
