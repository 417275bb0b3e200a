import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';
import { findPauseMs, pauseTurns } from './turns.ts';

/** A pause is all that is kept of a platform: its calls are counted for each merchant. */
const NO_RATE = { ratePerSecond: 1, burst: 1 } as const;

const keyOf = (platform: Platform) => `platform/${platform}`;

/** For how long platforms are left alone, over all processes; with the database's clock unless a test brings one. */
export interface PlatformPauses {
  remainingMs(platform: Platform): Promise<number>;
  /** A longer pause already agreed on stays. */
  begin(platform: Platform, pauseMs: number): Promise<void>;
}

/** Makes them on a database. */
export function makePlatformPauses(pool: Tx, now?: () => Date): PlatformPauses {
  return {
    remainingMs: (platform) => findPauseMs(pool, keyOf(platform), now?.()),
    begin: (platform, pauseMs) => pauseTurns(pool, keyOf(platform), NO_RATE, pauseMs, now?.()),
  };
}
