import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  isTaskCancelledError,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Platform } from '../tenant.ts';
import type { ChorusProLimits } from './limits.ts';

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
  readonly call: () => Promise<{ readonly result: Result; readonly trouble: boolean }>;
}

/** A call's result, or why it was kept back. */
type Passage<Result> =
  | { readonly kind: 'called'; readonly result: Result }
  | { readonly kind: 'kept_back'; readonly because: 'breaker_open' | 'no_turn' };

/** Whether a platform answers anybody at the moment, as far as this process has seen. */
export type PlatformState = 'up' | 'down' | 'unknown';

/** The gate that every call passes. */
export interface Gate {
  pass<Result>(departure: Departure<Result>): Promise<Passage<Result>>;
  /** What the breaker has seen of a platform lately. */
  stateOf(platform: Platform): PlatformState;
  /** Since when every call to a platform has met trouble, in milliseconds; undefined while calls succeed. */
  troubledSinceMs(platform: Platform): number | undefined;
}

/** What a call showed of its platform says nothing any more after this long. */
const SEEN_LATELY_MS = 10 * 60_000;

interface Lane {
  readonly policy: BulkheadPolicy;
  /** Calls in it, waiting or out; at zero the lane is forgotten. */
  calls: number;
}

const isTrouble = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'trouble' in result && result.trouble === true;

/** Makes the gate of both platforms. */
export function makeGate(limits: ChorusProLimits, now: () => number): Gate {
  const breakers: Readonly<Record<Platform, CircuitBreakerPolicy>> = {
    production: makeBreaker(limits),
    qualification: makeBreaker(limits),
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
      if (breakers[platform].state !== CircuitState.Closed) return 'down';
      return last.trouble ? 'unknown' : 'up';
    },
    troubledSinceMs: (platform) => troubledSince.get(platform),
    async pass(departure) {
      const key = `${departure.platform}/${departure.lane}`;
      const lane = lanes.get(key) ?? { policy: bulkhead(1, limits.queueCalls), calls: 0 };
      lanes.set(key, lane);
      lane.calls += 1;
      try {
        const breaker = breakers[departure.platform];
        const call = watched(departure);
        return await inTurn(lane.policy, breaker, { ...departure, call }, limits);
      } finally {
        lane.calls -= 1;
        if (lane.calls === 0) lanes.delete(key);
      }
    },
  };
}

function makeBreaker({ breakerFailures, breakerPauseMs }: ChorusProLimits): CircuitBreakerPolicy {
  return circuitBreaker(handleWhenResult(isTrouble), {
    halfOpenAfter: breakerPauseMs,
    breaker: new ConsecutiveBreaker(breakerFailures),
  });
}

async function inTurn<Result>(
  lane: BulkheadPolicy,
  breaker: CircuitBreakerPolicy,
  departure: Departure<Result>,
  limits: ChorusProLimits,
): Promise<Passage<Result>> {
  const patience = makePatience(limits.queueWaitMs);
  const call = async (): Promise<Passage<Result>> => {
    await departure.takeTurn();
    const { result } = await breaker.execute(async () => {
      // Only now is it too late to give up.
      if (!patience.depart()) throw new Departed();
      return departure.call();
    });
    return { kind: 'called', result };
  };
  const keptBack = (error: unknown): Passage<Result> => {
    if (isBrokenCircuitError(error)) return { kind: 'kept_back', because: 'breaker_open' };
    if (isBulkheadRejectedError(error) || isTaskCancelledError(error)) return noTurn;
    if (error instanceof Departed) return noTurn;
    throw error;
  };
  try {
    const passage = lane.execute(call, patience.signal).catch(keptBack);
    return await Promise.race([passage, patience.exhausted.then(() => noTurn)]);
  } finally {
    patience.depart();
  }
}

const noTurn = { kind: 'kept_back', because: 'no_turn' } as const;

/** Thrown inside the breaker when the one who wanted to call has left. */
class Departed extends Error {}

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
