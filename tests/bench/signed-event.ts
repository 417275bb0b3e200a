import { STRIPE_PLATFORM } from '../samples/world.ts';
import { getSample } from '../samples/samples.ts';
import { API_VERSION } from '../simulators/stripe/answers.ts';
import { sign } from '../simulators/stripe/deliveries.ts';

/**
 * `invoice.finalized` as Stripe sends it, whole and signed, as the bytes of one HTTP request: made before the clock
 * starts, so that a load generator only writes. Every event has ids of its own.
 */

/** Merchants among whom the events are spread. */
const ACCOUNTS = 50;

const MS_PER_SECOND = 1_000;

/** Where the ids stand in the text that is made once. */
const EVENT_MARK = 'evt_BENCHEVENT';
const INVOICE_MARK = 'in_BENCHINVOICE';
const ACCOUNT_MARK = 'acct_BENCHACCOUNT';

const TEMPLATE = makeTemplate();

/** Bytes of one event's body, about. */
export const EVENT_BYTES = Buffer.byteLength(TEMPLATE);

/** One request to a webhook endpoint, signed now; `name` makes it another event than every other name does. */
export function signedRequest(url: string, name: string, index: number): Buffer {
  const { host, pathname } = new URL(url);
  const body = TEMPLATE.replace(EVENT_MARK, `evt_${name}x${index}`)
    .replaceAll(INVOICE_MARK, `in_${name}x${index}`)
    .replace(ACCOUNT_MARK, `acct_1Bench${index % ACCOUNTS}`);
  const seconds = Math.floor(Date.now() / MS_PER_SECOND);
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json; charset=utf-8',
    'user-agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    `stripe-signature: ${sign(body, STRIPE_PLATFORM.webhookSecret, seconds)}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${body}`);
}

function makeTemplate(): string {
  const { invoice } = getSample('ordinary').build();
  const event = {
    id: EVENT_MARK,
    object: 'event',
    account: ACCOUNT_MARK,
    api_version: API_VERSION,
    created: Math.floor(Date.now() / MS_PER_SECOND),
    data: { object: { ...invoice, id: INVOICE_MARK } },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'invoice.finalized',
  };
  return JSON.stringify(event, undefined, 2);
}
