import type { VerifiedEvent } from '../stripe/webhook.ts';
import type { Environment } from '../tenant.ts';

/**
 * Receive: what a verified Stripe event asks for.
 *
 * In: an event whose signature held, and the environment whose secret signed it. Out: a plan, which the caller stores
 * with the event in one transaction. Kept here: an event of one world never acts in another; the event only says *that*
 * something happened, what is true is fetched again. Refuses: an event without an account, which means that the endpoint
 * was registered for our own account instead of the connected ones.
 */

/** What an event asks for; every plan but `ignore` and `refuse` is stored. */
export type Plan =
  | { readonly kind: 'ignore'; readonly because: 'event_type' | 'other_world' }
  | { readonly kind: 'refuse'; readonly because: 'account_missing' | 'object_missing' }
  /** `in_…` or `cn_…`. */
  | { readonly kind: 'advance'; readonly documentId: string; readonly open: boolean }
  | { readonly kind: 'recheck_closed'; readonly documentId: string }
  | { readonly kind: 'recheck_customer'; readonly customerId: string }
  | { readonly kind: 'start_merchant' }
  | { readonly kind: 'end_merchant' };

/**
 * The event types that we listen to, and what each asks for. `open` begins a transmission; the others only wake one
 * that exists, so that an old invoice edited today is not sent by surprise.
 */
const EVENT_TYPES = {
  'invoice.finalized': { wants: 'document', open: true },
  'invoice.updated': { wants: 'document', open: false },
  'invoice.voided': { wants: 'closed', open: false },
  'invoice.marked_uncollectible': { wants: 'closed', open: false },
  'credit_note.created': { wants: 'document', open: true },
  'credit_note.updated': { wants: 'document', open: false },
  'credit_note.voided': { wants: 'closed', open: false },
  'customer.updated': { wants: 'customer', open: false },
  'account.application.authorized': { wants: 'start', open: false },
  'account.application.deauthorized': { wants: 'end', open: false },
} as const;

/** The types that the webhook endpoint must be subscribed to. */
export const SUBSCRIBED_EVENT_TYPES = Object.keys(EVENT_TYPES);

function isSubscribed(type: string): type is keyof typeof EVENT_TYPES {
  return Object.hasOwn(EVENT_TYPES, type);
}

/** Plans what to do with a verified event. */
export function planEvent(event: VerifiedEvent, environment: Environment): Plan {
  // A test event of an account installed in both worlds is delivered to the live endpoint too (Stripe Docs, Connect
  // webhooks): it is acknowledged and left to the test endpoint.
  if (event.livemode !== (environment === 'live'))
    return { kind: 'ignore', because: 'other_world' };
  if (!isSubscribed(event.type)) return { kind: 'ignore', because: 'event_type' };
  if (event.account === undefined) return { kind: 'refuse', because: 'account_missing' };
  const { wants, open } = EVENT_TYPES[event.type];
  switch (wants) {
    case 'start':
      return { kind: 'start_merchant' };
    case 'end':
      return { kind: 'end_merchant' };
    case 'document':
      return event.objectId === undefined
        ? { kind: 'refuse', because: 'object_missing' }
        : { kind: 'advance', documentId: event.objectId, open };
    case 'closed':
      return event.objectId === undefined
        ? { kind: 'refuse', because: 'object_missing' }
        : { kind: 'recheck_closed', documentId: event.objectId };
    case 'customer':
      return event.objectId === undefined
        ? { kind: 'refuse', because: 'object_missing' }
        : { kind: 'recheck_customer', customerId: event.objectId };
    default:
      return wants satisfies never;
  }
}
