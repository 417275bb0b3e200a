import { randomBytes } from 'node:crypto';
import { SUPPLIER } from '../../samples/world.ts';
import { API_VERSION } from './answers.ts';
import type { Deliveries, Delivery, Endpoint } from './deliveries.ts';

/** What an event may be given; the rest is made up. */
interface SendOptions {
  /** null for an event of the platform itself. */
  readonly account?: string | null;
  /** Seconds since 1970. */
  readonly created?: number;
  readonly id?: string;
  readonly livemode?: boolean;
  /** What an update changed, as it was before. */
  readonly previous?: object;
}

/** An event and what became of it at each endpoint. */
export interface SentEvent {
  readonly id: string;
  readonly deliveries: readonly Delivery[];
  /** Whether every endpoint took it. */
  readonly delivered: boolean;
}

/** Sends an event; resolves when every endpoint took it or was given up, and never rejects for their sake. */
export type SendEvent = (type: string, object: object, options?: SendOptions) => Promise<SentEvent>;

/** A snapshot event as Stripe sends it. */
interface SnapshotEvent {
  readonly id: string;
  readonly object: 'event';
  readonly account?: string;
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: null; readonly idempotency_key: null };
  readonly type: string;
}

/** Where events go, and the present in seconds since 1970. */
export interface EventSource {
  readonly endpoints: () => readonly Endpoint[];
  readonly livemode: boolean;
  readonly now: () => number;
  readonly deliver: Deliveries['deliver'];
}

/** Makes the sender of events. */
export function makeSendEvent(source: EventSource): SendEvent {
  return async (type, object, options = {}) => {
    const endpoints = source.endpoints();
    const account = options.account === undefined ? SUPPLIER.account : options.account;
    const event: SnapshotEvent = {
      id: options.id ?? `evt_${randomBytes(12).toString('hex')}`,
      object: 'event',
      ...(account === null ? {} : { account }),
      api_version: API_VERSION,
      created: options.created ?? source.now(),
      data: { object, ...(options.previous ? { previous_attributes: options.previous } : {}) },
      livemode: options.livemode ?? source.livemode,
      pending_webhooks: endpoints.length,
      request: { id: null, idempotency_key: null },
      type,
    };
    const deliveries = await Promise.all(
      endpoints.map((endpoint) => source.deliver(event, endpoint)),
    );
    return { id: event.id, deliveries, delivered: deliveries.every((each) => each.delivered) };
  };
}
