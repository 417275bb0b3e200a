/**
 * When to ask Chorus Pro again: minutes after a deposit, hours later, days for old ones, so that an invoice costs few
 * calls over its life. All times are milliseconds.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How quickly Guichet asks and waits; 1 is real life, tests and the demo use a small fraction. */
export interface Pace {
  /** Multiplies every delay of this file. */
  readonly factor: number;
  /** How long an uncertain deposit settles before it is looked up; longer than a flow takes to become visible. */
  readonly settleMs: number;
  /** How long after a reservation a call may still begin. */
  readonly callWindowMs: number;
  /** How long after `callWindowMs` a call may still be on the wire. */
  readonly callDeadlineMs: number;
}

/** Real life. The settle window is a guess until the visibility lag of the real platform is known. */
export const REAL_PACE: Pace = {
  factor: 1,
  settleMs: 15 * MINUTE_MS,
  callWindowMs: 30_000,
  callDeadlineMs: 90_000,
};

/** The first questions after a change, one after the other. */
const FIRST_DELAYS_MS = [1, 2, 5, 10, 30].map((minutes) => minutes * MINUTE_MS);

/** After those: up to `ageMs` since the last change, ask every `everyMs`. */
const LATER: readonly { readonly ageMs: number; readonly everyMs: number }[] = [
  { ageMs: DAY_MS, everyMs: HOUR_MS },
  { ageMs: 7 * DAY_MS, everyMs: 4 * HOUR_MS },
  { ageMs: 90 * DAY_MS, everyMs: DAY_MS },
  { ageMs: 365 * DAY_MS, everyMs: 7 * DAY_MS },
];

/** Delays after failures of the platform, by how many there were in a row. */
const RETRY_DELAYS_MS = [0.5, 1, 2, 5, 10, 30, 60].map((minutes) => minutes * MINUTE_MS);

/** How often a blocked invoice is looked at again although nothing was heard. */
export const RECHECK_MS = DAY_MS;

/** Each delay is spread by this share either way, so that many invoices do not ask at once. */
const JITTER_SHARE = 0.2;

/** Spreads a delay; `random` is 0 to 1. */
function jittered(delayMs: number, random: number, pace: Pace): number {
  return Math.round(delayMs * pace.factor * (1 + JITTER_SHARE * (2 * random - 1)));
}

/**
 * How long to wait before the next question, given how many were asked since the last change and how long ago that
 * was; undefined when it is no longer asked (a year without any change).
 */
export function nextQuestionMs(
  asked: number,
  sinceChangeMs: number,
  random: number,
  pace: Pace,
): number | undefined {
  const first = FIRST_DELAYS_MS[asked];
  if (first !== undefined) return jittered(first, random, pace);
  const ageMs = pace.factor > 0 ? sinceChangeMs / pace.factor : sinceChangeMs;
  const row = LATER.find((candidate) => ageMs < candidate.ageMs);
  return row && jittered(row.everyMs, random, pace);
}

/** How long to wait after the `failures`-th failure in a row, or as long as the platform asked for if that is more. */
export function nextAttemptMs(
  failures: number,
  random: number,
  pace: Pace,
  retryAfterMs = 0,
): number {
  const last = RETRY_DELAYS_MS.length - 1;
  const delay = RETRY_DELAYS_MS[Math.min(Math.max(failures - 1, 0), last)] ?? MINUTE_MS;
  return Math.max(jittered(delay, random, pace), retryAfterMs);
}

/** How long to wait before a held invoice is looked at again without anything heard. */
export function nextRecheckMs(random: number, pace: Pace): number {
  return jittered(RECHECK_MS, random, pace);
}
