import {
  bulkhead,
  isBulkheadRejectedError,
  isTaskCancelledError,
  type BulkheadPolicy,
} from 'cockatiel';
import type { Platform } from '../tenant.ts';
import type { ChorusProLimits } from './limits.ts';
import { makeRoad, type Road, type SharedPauses } from './road.ts';

/**
 * Who may call now. Calls of one technical account go one after another, as AIFE states no quota; each account has a
 * lane of its own, so that one merchant's trouble never slows another's. A platform in trouble is left alone for a
 * while. What waits is never sent late: whoever gave up waiting has certainly not called.
 */

/** A call that wants to go out. */
interface Departure<Result> {
  readonly platform: Platform;
  /** What names the technical account; never logged. */
  readonly lane: string;
  /** Waits for the merchant's turn under its rate limit. */
  readonly takeTurn: () => Promise<void>;
  readonly call: () => Promise<CallEnd<Result>>;
}

/** A call's result, and what it showed of the platform. */
interface CallEnd<Result> {
  readonly result: Result;
  readonly trouble: boolean;
  /** For how long the platform asked to be left alone. */
  readonly pauseMs?: number;
}

/** A call's result, or why it was kept back. */
type Passage<Result> =
  | { readonly kind: 'called'; readonly result: Result }
  | { readonly kind: 'kept_back'; readonly because: 'breaker_open'; readonly waitMs: number }
  | { readonly kind: 'kept_back'; readonly because: 'no_turn' };

/** Whether a platform answers anybody at the moment, as far as this process has seen. */
export type PlatformState = 'up' | 'down' | 'unknown';

/** The gate that every call passes. */
export interface Gate {
  pass<Result>(departure: Departure<Result>): Promise<Passage<Result>>;
  /** What the breaker has seen of a platform lately. */
  stateOf(platform: Platform): PlatformState;
  /** Since when every call to a platform has met trouble, in milliseconds; undefined while calls succeed. */
  troubledSinceMs(platform: Platform): number | undefined;
  /** For how many milliseconds nobody calls a platform; 0 when the next call may go. */
  closedMs(platform: Platform): Promise<number>;
}

/** What the gates of several processes share. */
export interface Shared {
  readonly pauses?: SharedPauses | undefined;
  /** Called with the first success after a platform was left alone. */
  readonly onReopened?: ((platform: Platform) => void) | undefined;
}

/** What a call showed of its platform says nothing any more after this long. */
const SEEN_LATELY_MS = 10 * 60_000;

interface Lane {
  readonly policy: BulkheadPolicy;
  /** Calls in it, waiting or out; at zero the lane is forgotten. */
  calls: number;
}

/** Makes the gate of both platforms. */
export function makeGate(
  limits: ChorusProLimits,
  now: () => number,
  { pauses: shared, onReopened }: Shared = {},
): Gate {
  const roadTo = (platform: Platform) => makeRoad({ platform, limits, now, shared, onReopened });
  const roads: Readonly<Record<Platform, Road>> = {
    production: roadTo('production'),
    qualification: roadTo('qualification'),
  };
  const lanes = new Map<string, Lane>();
  const seen = new Map<Platform, { readonly atMs: number; readonly trouble: boolean }>();
  const troubledSince = new Map<Platform, number>();
  const watched =
    <Result>({ platform, call }: Departure<Result>) =>
    async () => {
      const startedAtMs = now();
      const end = await call();
      seen.set(platform, { atMs: performance.now(), trouble: end.trouble });
      if (!end.trouble) troubledSince.delete(platform);
      else if (!troubledSince.has(platform)) troubledSince.set(platform, startedAtMs);
      return end;
    };
  return {
    stateOf(platform) {
      const last = seen.get(platform);
      if (!last || performance.now() - last.atMs > SEEN_LATELY_MS) return 'unknown';
      if (roads[platform].isBroken()) return 'down';
      return last.trouble ? 'unknown' : 'up';
    },
    troubledSinceMs: (platform) => troubledSince.get(platform),
    closedMs: (platform) => roads[platform].closedMs(),
    async pass(departure) {
      const key = `${departure.platform}/${departure.lane}`;
      const lane = lanes.get(key) ?? { policy: bulkhead(1, limits.queueCalls), calls: 0 };
      lanes.set(key, lane);
      lane.calls += 1;
      try {
        const call = watched(departure);
        const road = roads[departure.platform];
        return await inTurn(lane.policy, road, { ...departure, call }, limits);
      } finally {
        lane.calls -= 1;
        if (lane.calls === 0) lanes.delete(key);
      }
    },
  };
}

async function inTurn<Result>(
  lane: BulkheadPolicy,
  road: Road,
  departure: Departure<Result>,
  limits: ChorusProLimits,
): Promise<Passage<Result>> {
  const patience = makePatience(limits.queueWaitMs);
  const go = async (): Promise<Passage<Result>> => {
    await departure.takeTurn();
    const waitMs = await road.enter();
    if (waitMs > 0) return { kind: 'kept_back', because: 'breaker_open', waitMs };
    // Only now is it too late to give up.
    if (!patience.depart()) {
      road.turnBack();
      return noTurn;
    }
    return callOn(road, departure.call);
  };
  const keptBack = (error: unknown): Passage<Result> => {
    if (isBulkheadRejectedError(error) || isTaskCancelledError(error)) return noTurn;
    throw error;
  };
  try {
    const passage = lane.execute(go, patience.signal).catch(keptBack);
    return await Promise.race([passage, patience.exhausted.then(() => noTurn)]);
  } finally {
    patience.depart();
  }
}

async function callOn<Result>(
  road: Road,
  call: Departure<Result>['call'],
): Promise<Passage<Result>> {
  let end: CallEnd<Result> | undefined;
  try {
    end = await call();
    return { kind: 'called', result: end.result };
  } finally {
    if (end) await road.leave(end);
    else road.turnBack();
  }
}

const noTurn = { kind: 'kept_back', because: 'no_turn' } as const;

interface Patience {
  readonly signal: AbortSignal;
  readonly exhausted: Promise<void>;
  /** Stops the clock; false when it had already run out. */
  depart(): boolean;
}

function makePatience(waitMs: number): Patience {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), waitMs);
  return {
    signal,
    exhausted: new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }),
    depart: () => {
      clearTimeout(timer);
      return !signal.aborted;
    },
  };
}
