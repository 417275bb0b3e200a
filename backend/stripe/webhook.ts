import { z } from 'zod';
import { verifySignature, type SignatureRefusal } from './signature.ts';

/**
 * A webhook's bytes become an event that Stripe vouches for, in our own type. Comes in: the raw body and the header.
 * Goes out: what is needed to store the event and to know what it is about; the object itself is fetched anew, because
 * events arrive late, twice and out of order. Refused: a wrong or stale signature, thin events (`v2.core.event`, whose
 * payload holds no object), anything that is not an event. Callers check `livemode` and `account` against the endpoint.
 */

/** A Stripe event whose signature was verified. */
export interface VerifiedEvent {
  /** `evt_…`; the same event may arrive several times, and at two endpoints. */
  readonly id: string;
  /** `invoice.finalized` … */
  readonly type: string;
  /** `acct_…`; absent on events of our own platform account. */
  readonly account?: string;
  readonly livemode: boolean;
  /** Seconds since 1970. */
  readonly created: number;
  /** What it is about: `in_…`, `cn_…`, `cus_…`, or our application on installs. */
  readonly objectId?: string;
  /** `cus_…`, of the object or the object itself. */
  readonly customerId?: string;
}

/** Why a webhook is not accepted. */
type WebhookRefusal = SignatureRefusal | 'thin_event' | 'not_an_event';

/** A verified event, or why not. */
export type WebhookCheck =
  | { readonly ok: true; readonly event: VerifiedEvent }
  | { readonly ok: false; readonly because: WebhookRefusal };

const ID_CHARACTERS_MAX = 255;
const id = z.string().min(1).max(ID_CHARACTERS_MAX);

const about = z.object({
  id: id.optional(),
  object: z.string().optional(),
  customer: z.union([id, z.object({ id })]).nullish(),
});

const event = z.object({
  object: z.literal('event'),
  id,
  type: id,
  account: id.optional(),
  livemode: z.boolean(),
  created: z.number().int().min(0),
  data: z.object({ object: about }),
});

const thinEvent = z.object({ object: z.literal('v2.core.event') });

/** Verifies and parses a webhook; the body must be the raw bytes. */
export function verifyWebhook(
  rawBody: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
  nowSeconds?: number,
): WebhookCheck {
  const now = nowSeconds === undefined ? {} : { nowSeconds };
  const check = verifySignature({ rawBody, signature, secrets, ...now });
  if (!check.ok) return check;
  const body = parseJson(rawBody);
  const parsed = event.safeParse(body);
  if (parsed.success) return { ok: true, event: toVerifiedEvent(parsed.data) };
  const isThin = thinEvent.safeParse(body).success;
  return { ok: false, because: isThin ? 'thin_event' : 'not_an_event' };
}

function toVerifiedEvent({ data, account, ...rest }: z.output<typeof event>): VerifiedEvent {
  const { id: objectId, object, customer } = data.object;
  const customerId = object === 'customer' ? objectId : idOf(customer);
  return {
    id: rest.id,
    type: rest.type,
    livemode: rest.livemode,
    created: rest.created,
    ...(account === undefined ? {} : { account }),
    ...(objectId === undefined ? {} : { objectId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

function idOf(customer: z.output<typeof about>['customer']): string | undefined {
  return typeof customer === 'object' ? customer?.id : customer;
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
