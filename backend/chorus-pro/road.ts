import type { Platform } from '../tenant.ts';
import type { ChorusProLimits } from './limits.ts';

/**
 * The way to one platform: open, or closed until an instant. It closes after so many faults in a row, for longer each
 * time that the first call afterwards meets one again, and for as long as the platform asks (`Retry-After`), whoever's
 * call was told so: AIFE states no quota, and PISTE counts the calls of our application, which all merchants share. Other
 * processes are told; after a closure that faults have made, one call tries and the others wait for it.
 */
export interface Road {
  /** Lets a call go, or says for how many milliseconds nobody goes. Whoever goes must say how it ended. */
  enter(): Promise<number>;
  /** How a call ended: with or without trouble, and for how long the platform asked to be left alone. */
  leave(end: { readonly trouble: boolean; readonly pauseMs?: number }): Promise<void>;
  /** Whoever entered did not call after all. */
  turnBack(): void;
  /** For how many milliseconds nobody goes; 0 when the next call may. */
  closedMs(): Promise<number>;
  /** Whether so many calls have met trouble in a row that only one at a time may try. */
  isBroken(): boolean;
}

/** Closures that all processes share; each of them may make one. */
export interface SharedPauses {
  /** How much longer a platform is left alone, in milliseconds; 0 when it is not. */
  remainingMs(platform: Platform): Promise<number>;
  begin(platform: Platform, pauseMs: number): Promise<void>;
}

/** What a road needs. */
interface RoadParts {
  readonly platform: Platform;
  readonly limits: Pick<
    ChorusProLimits,
    'breakerFailures' | 'breakerPauseMs' | 'breakerPauseMaxMs'
  >;
  readonly now: () => number;
  readonly shared?: SharedPauses | undefined;
  /** Called with the first success after a closure. */
  readonly onReopened?: ((platform: Platform) => void) | undefined;
}

/** Those who find somebody else trying wait this part of a closure. */
const LOOK_AGAIN_SHARE = 0.1;

/** Makes the road to a platform. */
export function makeRoad({ platform, limits, now, shared, onReopened }: RoadParts): Road {
  const { breakerFailures, breakerPauseMs, breakerPauseMaxMs } = limits;
  let failures = 0;
  let closedUntilMs = 0;
  let trying = false;
  let reopens = false;
  const isBroken = () => failures >= breakerFailures;
  /** How long to wait for the one call that tries. */
  const trialMs = () => (isBroken() && trying ? Math.max(1, breakerPauseMs * LOOK_AGAIN_SHARE) : 0);
  const closedMs = async (): Promise<number> => {
    const ownMs = closedUntilMs - now();
    if (ownMs > 0) return ownMs;
    const sharedMs = (await shared?.remainingMs(platform)) ?? 0;
    if (sharedMs > 0) {
      closedUntilMs = now() + sharedMs;
      reopens = true;
      return sharedMs;
    }
    return trialMs();
  };
  const close = async (pauseMs: number): Promise<void> => {
    closedUntilMs = Math.max(closedUntilMs, now() + pauseMs);
    reopens = true;
    await shared?.begin(platform, pauseMs);
  };
  return {
    isBroken,
    closedMs,
    async enter() {
      // Somebody may have begun to try while this one asked.
      const waitMs = (await closedMs()) || trialMs();
      if (waitMs === 0 && isBroken()) trying = true;
      return waitMs;
    },
    turnBack() {
      trying = false;
    },
    async leave({ trouble, pauseMs = 0 }) {
      trying = false;
      failures = trouble ? failures + 1 : 0;
      const brokenMs = isBroken()
        ? Math.min(breakerPauseMs * 2 ** (failures - breakerFailures), breakerPauseMaxMs)
        : 0;
      const wantedMs = Math.max(pauseMs, brokenMs);
      if (wantedMs > 0) return close(wantedMs);
      if (trouble || !reopens) return;
      reopens = false;
      onReopened?.(platform);
    },
  };
}
