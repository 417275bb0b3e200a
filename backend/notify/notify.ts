import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import {
  claimDeliveries,
  endDelivery,
  expireDeliveries,
  listTenantsWithMailWaiting,
  type Delivery,
  type DeliveryEnd,
} from '../store/notice-deliveries.ts';
import { forgetNotices } from '../store/notifications.ts';
import { noteDigests, notePasswords } from '../store/recurring-notices.ts';
import { findTenant } from '../store/tenants.ts';
import { tenantKey } from '../tenant.ts';
import { addressDue } from './address.ts';
import { CHANNELS, type Channel } from './event.ts';
import { send, type SendEnd, type SendParts } from './send.ts';

/**
 * Tells merchants what they must not miss. Comes in: notices, written in the transaction of what they tell. Goes out:
 * mails, chat messages, signed calls. Kept here: a notice is addressed once, by what the merchant has chosen by then; a
 * delivery is one process's at a time, is never made again once it was accepted, and is tried again with growing pauses
 * until it is given up, which the log says. A process that dies between the handing-over and the note of it makes the
 * delivery again, under the same id.
 */

/** Notices addressed in one transaction. */
const ADDRESS_MAX = 100;
/** Deliveries under way in this process, and of one merchant. */
const UNDER_WAY_MAX = 40;
const UNDER_WAY_PER_TENANT_MAX = 4;
/** Longer than the slowest attempt, so that nobody else begins it meanwhile. */
const LEASE_MS = 120_000;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The pause after each attempt that failed; after the last one it is given up: 3 days in all. */
export const PAUSES_MS: readonly number[] = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  DAY_MS,
];
/** Pauses grow by up to this part, so that what failed together does not come back together. */
const PAUSE_SPREAD = 0.1;

/** How often recurring notices are looked for. */
const RECURRING_EVERY_MS = 10 * MINUTE_MS;
const PASSWORD_DAYS_AHEAD: readonly number[] = [30, 15, 3, 0];
/** In Paris. */
const DIGEST_HOUR = 8;
/** What has not gone out by then, for want of a mail server, say, is given up. */
const TOO_OLD_MS = 7 * DAY_MS;
/** How long the log of deliveries is kept. */
const KEPT_MS = 90 * DAY_MS;
const FORGET_MAX = 1_000;
const WARNED_MAX = 1_000;

/** Everything that telling needs. */
export interface NotifyParts extends SendParts {
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'notices'>;
  /** 0 to 1, for the spread of pauses. */
  readonly random: () => number;
}

/** Tells what is due, round after round. */
export interface Notifier {
  /** Notes what recurs, addresses what is due, begins deliveries; returns how many things it did. */
  round(): Promise<number>;
  /** Waits until every delivery that was begun has ended. */
  settled(): Promise<void>;
}

/** Makes the notifier of one process. */
export function makeNotifier(parts: NotifyParts): Notifier {
  const { database, now } = parts;
  const underWay = new Map<Promise<void>, string>();
  const warned = new Set<string>();
  const channels = CHANNELS.filter((channel: Channel) => channel !== 'email' || parts.mailer);
  let recurringAt = 0;
  const begin = (delivery: Delivery): void => {
    const running = deliver(delivery, parts)
      .catch((error: unknown) => parts.log.error({ error }, 'a delivery could not be noted'))
      .finally(() => underWay.delete(running));
    underWay.set(running, tenantKey(delivery.tenant));
  };
  return {
    async round() {
      const at = now();
      if (at.getTime() >= recurringAt + RECURRING_EVERY_MS) {
        recurringAt = at.getTime();
        await recur(parts);
        if (!parts.mailer) await warnOnce(parts, warned);
      }
      const addressed = await database.transaction((tx) => addressDue(tx, at, ADDRESS_MAX));
      const claimed = await database.transaction((tx) =>
        claimDeliveries(tx, at, {
          limit: UNDER_WAY_MAX - underWay.size,
          perTenant: UNDER_WAY_PER_TENANT_MAX,
          channels,
          busy: busyOf(underWay),
          leaseMs: LEASE_MS,
        }),
      );
      claimed.forEach(begin);
      return addressed + claimed.length;
    },
    async settled() {
      await Promise.all(underWay.keys());
    },
  };
}

/** The merchants that have anything under way: their next ones wait for the next round. */
function busyOf(underWay: ReadonlyMap<unknown, string>): readonly string[] {
  return [...new Set(underWay.values())];
}

/** What comes by the calendar, and what has grown old. */
async function recur({ database: { pool }, now }: NotifyParts): Promise<void> {
  const at = now();
  await notePasswords(pool, at, PASSWORD_DAYS_AHEAD);
  await noteDigests(pool, at, DIGEST_HOUR);
  await expireDeliveries(pool, new Date(at.getTime() - TOO_OLD_MS), at);
  await forgetNotices(pool, new Date(at.getTime() - KEPT_MS), FORGET_MAX);
}

/** A merchant who chose e-mail where none can be sent: said once for each, as long as this process lives. */
async function warnOnce({ database, log }: NotifyParts, warned: Set<string>): Promise<void> {
  const waiting = await listTenantsWithMailWaiting(database.pool, WARNED_MAX);
  for (const tenant of waiting.map(tenantKey).filter((key) => !warned.has(key))) {
    warned.add(tenant);
    log.warn({ tenant }, 'mails wait: set SMTP_URL and MAIL_FROM, or they are given up in a week');
  }
}

/** One delivery, from the claim to the note of how it ended. */
async function deliver(delivery: Delivery, parts: NotifyParts): Promise<void> {
  const { tenant, notice, address, attempts } = delivery;
  const { database, log, metrics } = parts;
  const merchant = await findTenant(tenant, database.pool);
  const chosen = merchant?.status === 'active' ? merchant.settings?.notifications : undefined;
  const outcome = await send(delivery, chosen, parts);
  const end = endOf(outcome, attempts, parts);
  await endDelivery(delivery, database.pool, end, parts.now());
  metrics.notices.inc({ channel: address.channel, outcome: outcome.kind });
  const line = {
    tenant: tenantKey(tenant),
    notice: notice.id,
    event: notice.event,
    channel: address.channel,
    attempts,
    answer: end.answer,
    next: end.nextAt,
  };
  if (end.state === 'failed') log.warn(line, 'a notice did not reach the merchant');
  else log.info(line, `notice ${end.state}`);
}

function endOf({ kind, answer }: SendEnd, attempts: number, parts: NotifyParts): DeliveryEnd {
  switch (kind) {
    case 'sent':
      return { state: 'sent', answer };
    case 'unwanted':
      return { state: 'dropped', answer };
    case 'never':
      return { state: 'failed', answer };
    case 'again': {
      const pauseMs = PAUSES_MS[attempts - 1];
      if (pauseMs === undefined) return { state: 'failed', answer };
      const spreadMs = pauseMs * (1 + PAUSE_SPREAD * parts.random());
      return { state: 'waiting', answer, nextAt: new Date(parts.now().getTime() + spreadMs) };
    }
    default:
      return kind satisfies never;
  }
}

/** How often what is due is looked for. */
const ROUND_MS = 2 * SECOND_MS;

/** Tells what is due, round after round, until stopped; then every delivery that was begun has ended. */
export function startNotifying(
  notifier: Notifier,
  onError: (error: unknown) => void,
  everyMs = ROUND_MS,
): Rounds {
  const rounds = startRounds(() => notifier.round(), everyMs, onError);
  return {
    async stop() {
      await rounds.stop();
      await notifier.settled();
    },
  };
}
