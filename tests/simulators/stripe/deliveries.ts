import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertLoopback } from './loopback.ts';

/**
 * Sends events to the endpoints as Stripe does: signed anew on each attempt, again after anything but 2xx, with growing
 * pauses, and not for ever.
 */

/** Where events go. */
export interface Endpoint {
  readonly url: string;
  /** `whsec_…`. */
  readonly secret: string;
}

/** How often and how fast an event is sent again. Stripe takes up to three days; tests cannot. */
export interface RetryPace {
  readonly attemptsMax: number;
  readonly firstPauseMs: number;
  readonly timeoutMs: number;
}

/** Five attempts within about three seconds. */
export const DEFAULT_PACE: RetryPace = { attemptsMax: 5, firstPauseMs: 200, timeoutMs: 10_000 };

/** One attempt: the HTTP status, or why there is none. */
interface Attempt {
  readonly outcome: number | 'no_connection' | 'timeout';
  readonly durationMs: number;
}

/** An event on its way to one endpoint. */
export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  readonly account: string | undefined;
  readonly url: string;
  readonly attempts: readonly Attempt[];
  /** True once the endpoint answered 2xx. */
  readonly delivered: boolean;
}

/** The least that a delivery needs to know of an event. */
interface EventHead {
  readonly id: string;
  readonly type: string;
  readonly account?: string;
}

/** Deliveries that are remembered. */
const REMEMBERED_MAX = 10_000;

/** The sender; `list` shows every delivery, in the order in which they began. */
export interface Deliveries {
  readonly list: readonly Delivery[];
  /** Resolves when the endpoint took it, or when there is no attempt left; never rejects. */
  deliver(event: EventHead, endpoint: Endpoint): Promise<Delivery>;
  /** Gives up what is under way. */
  stop(): void;
}

/** Makes a sender with its own list. */
export function makeDeliveries(pace: RetryPace = DEFAULT_PACE): Deliveries {
  const list: Delivery[] = [];
  const stopping = new AbortController();
  return {
    list,
    stop: () => stopping.abort(),
    async deliver(event, endpoint) {
      assertLoopback(endpoint.url);
      const attempts: Attempt[] = [];
      const delivery = {
        eventId: event.id,
        type: event.type,
        account: event.account,
        url: endpoint.url,
        attempts,
        delivered: false,
      };
      list.push(delivery);
      if (list.length > REMEMBERED_MAX) list.shift();
      const payload = JSON.stringify(event, undefined, 2);
      while (!stopping.signal.aborted && attempts.length < pace.attemptsMax) {
        if (attempts.length > 0) await pause(pace, attempts.length, stopping.signal);
        const attempt = await post(payload, endpoint, pace.timeoutMs, stopping.signal);
        attempts.push(attempt);
        delivery.delivered = isTaken(attempt);
        if (delivery.delivered) break;
      }
      return delivery;
    },
  };
}

/** The `Stripe-Signature` header of a payload (docs.stripe.com/webhooks/signature), by our own arithmetic. */
export function sign(payload: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

async function pause({ firstPauseMs }: RetryPace, sent: number, signal: AbortSignal) {
  await sleep(firstPauseMs * 2 ** (sent - 1), undefined, { signal }).catch(() => undefined);
}

function isTaken({ outcome }: Attempt): boolean {
  return typeof outcome === 'number' && outcome >= 200 && outcome < 300;
}

async function post(
  payload: string,
  { url, secret }: Endpoint,
  timeoutMs: number,
  stopping: AbortSignal,
): Promise<Attempt> {
  const startedAt = performance.now();
  const ended = (outcome: Attempt['outcome']): Attempt => {
    return { outcome, durationMs: Math.round(performance.now() - startedAt) };
  };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([timeout, stopping]),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': sign(payload, secret, Math.floor(Date.now() / 1000)),
      },
      body: payload,
    });
    await response.arrayBuffer();
    return ended(response.status);
  } catch {
    return ended(timeout.aborted ? 'timeout' : 'no_connection');
  }
}
