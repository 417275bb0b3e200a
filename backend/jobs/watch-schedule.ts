import type { Pace } from '../follow/schedule.ts';

/**
 * When a merchant's invoices are asked about together. One question tells all that changed, whatever the number of
 * invoices, so its pace follows the invoice that moved last. Pure. All times are milliseconds.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From this many invoices at Chorus Pro they are asked about together; fewer are asked about one by one. */
export const WATCH_FROM = 3;

/** How long ago the last one moved, and how often then to ask. The first row is the named limit: 480 a day a merchant. */
const LADDER: readonly { readonly movedWithinMs: number; readonly everyMs: number }[] = [
  { movedWithinMs: 15 * MINUTE_MS, everyMs: 3 * MINUTE_MS },
  { movedWithinMs: HOUR_MS, everyMs: 10 * MINUTE_MS },
  { movedWithinMs: DAY_MS, everyMs: HOUR_MS },
  { movedWithinMs: 7 * DAY_MS, everyMs: 4 * HOUR_MS },
];

/** However long nothing moved. */
const QUIET_EVERY_MS = DAY_MS;

/** An invoice that is asked about with the others is asked about by itself this seldom, should a change be missed. */
const SAFETY_NET_MS = 14 * DAY_MS;

/** Each delay is spread by this share either way. */
const JITTER_SHARE = 0.1;

function spread(delayMs: number, random: number, { factor }: Pace): number {
  return Math.round(delayMs * factor * (1 + JITTER_SHARE * (2 * random - 1)));
}

/** How long until a merchant's invoices are asked about again, given how long ago the last of them moved. */
export function nextWatchMs(sinceMoveMs: number, random: number, pace: Pace): number {
  const ageMs = pace.factor > 0 ? sinceMoveMs / pace.factor : sinceMoveMs;
  const row = LADDER.find(({ movedWithinMs }) => ageMs < movedWithinMs);
  return spread(row?.everyMs ?? QUIET_EVERY_MS, random, pace);
}

/** How long until one of them is asked about by itself. */
export function safetyNetMs(random: number, pace: Pace): number {
  return spread(SAFETY_NET_MS, random, pace);
}
