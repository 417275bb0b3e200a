import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { addressesFor } from '../notify/address.ts';
import { eventNameOf } from '../notify/event.ts';
import { findSigningKeys, hasSigningKey, rotateSigningKey } from '../notify/signing-keys.ts';
import { makeTrialNotice } from '../notify/trial-notice.ts';
import { listDeliveries, type DeliveryLine } from '../store/notice-deliveries.ts';
import { addressNotice, saveNotice, type Address } from '../store/notifications.ts';
import { findTenant } from '../store/tenants.ts';
import { takeTurn } from '../store/turns.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import {
  DELIVERIES_MAX,
  type notificationsKeyAnswer,
  type notificationsKeyRequest,
  type notificationsReadAnswer,
} from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';

/**
 * POST /api/notifications/read, key and test: what was told and how it went, the key that signs the merchant's webhook,
 * and a trial of every channel. Kept here: the key is shown to administrators alone and never logged; a trial is written
 * and addressed before it is answered, and its deliveries are waited for a little while only.
 */

/** What the routes need besides: whether this service has a mail server. */
export type NotificationParts = DashboardParts & {
  readonly config: { readonly mail?: unknown };
};

/** How often a merchant may try its channels. */
const TRIALS = { ratePerSecond: 1 / 60, burst: 3 } as const;
/** How often it may change its key: each change sends receivers to work. */
const ROTATIONS = { ratePerSecond: 1 / 3_600, burst: 3 } as const;

/** How long a trial's answer waits for its deliveries; afterwards `read` tells. */
const WAIT_MS = 6_000;
const LOOK_EVERY_MS = 200;

type Notices = z.input<typeof notificationsReadAnswer>;
type Key = z.input<typeof notificationsKeyAnswer>;
type KeyQuestion = z.output<typeof notificationsKeyRequest>;

/** Mounts the routes. */
export function addNotificationRoutes(route: RouteParts, parts: NotificationParts): void {
  addRoute(route, rowOf('/api/notifications/read'), ({ tenant }) => read(tenant, parts));
  addRoute(
    route,
    rowOf('/api/notifications/key'),
    (asked: Asked<KeyQuestion>) => showKey(asked, parts),
    'administrators',
  );
  addRoute(
    route,
    rowOf('/api/notifications/test'),
    (asked) => tryChannels(asked, parts),
    'editors',
  );
}

async function read(tenant: TenantId, parts: NotificationParts): Promise<Notices> {
  const [hasKey, lines] = await Promise.all([
    hasSigningKey(tenant, parts),
    listDeliveries(tenant, parts.database.pool, DELIVERIES_MAX),
  ]);
  return {
    mail: hasMail(parts),
    signing_key: hasKey,
    deliveries: lines.map(viewDelivery),
  };
}

function viewDelivery(line: DeliveryLine): Notices['deliveries'][number] {
  const { changedAt, event, number, channel, target, state, attempts, answer, nextAt } = line;
  return {
    at: changedAt.toISOString(),
    event: eventNameOf(event),
    number: number ?? null,
    ...{ channel, target, state, attempts },
    answer: answer ?? null,
    next_at: nextAt?.toISOString() ?? null,
  };
}

function hasMail({ config }: NotificationParts): boolean {
  return config.mail !== undefined;
}

async function showKey(
  { tenant, userId, question: { rotate } }: Asked<KeyQuestion>,
  parts: NotificationParts,
): Promise<Key | Refusal> {
  const { database, log, now } = parts;
  const merchant = await findTenant(tenant, database.pool);
  if (merchant?.status === 'ended') {
    return new Refusal(409, 'merchant_left', 'Stripe says that the app was uninstalled.');
  }
  if (rotate) {
    const key = `signing_key/${tenantKey(tenant)}`;
    const waitMs = await takeTurn(database.pool, key, ROTATIONS, now());
    if (waitMs > 0) {
      return new Refusal(429, 'too_many_requests', 'Too many new keys; wait an hour.');
    }
  }
  const keys = await (rotate ? rotateSigningKey : findSigningKeys)(tenant, parts);
  log.info({ tenant: tenantKey(tenant), user: userId, rotate }, 'signing key shown');
  return {
    signing_key: keys.current,
    previous_until: keys.before[0]?.until.toISOString() ?? null,
  };
}

async function tryChannels(
  { tenant, userId }: Asked<unknown>,
  parts: NotificationParts,
): Promise<Notices | Refusal> {
  const { database, log, now } = parts;
  const to = await findChannels(tenant, parts);
  if (to.length === 0) {
    return new Refusal(409, 'no_channel', 'No channel is set that this service can use.');
  }
  const key = `notice_trial/${tenantKey(tenant)}`;
  if ((await takeTurn(database.pool, key, TRIALS, now())) > 0) {
    return new Refusal(429, 'too_many_requests', 'Too many trials; wait a minute.');
  }
  const noticeId = await database.transaction(async (tx) => {
    const notice = makeTrialNotice(now());
    const id = await saveNotice(tenant, tx, notice);
    if (id) await addressNotice(tenant, tx, id, { facts: notice.facts, to, now: now() });
    return id;
  });
  log.info({ tenant: tenantKey(tenant), user: userId, notice: noticeId }, 'channels tried');
  return waitForFirstAttempts(tenant, noticeId, parts);
}

/** Every channel that is set and can be used: a mail that waits for a server of ours tries nothing. */
async function findChannels(
  tenant: TenantId,
  parts: NotificationParts,
): Promise<readonly Address[]> {
  const merchant = await findTenant(tenant, parts.database.pool);
  const chosen = merchant?.status === 'active' ? merchant.settings?.notifications : undefined;
  const all = chosen ? addressesFor('test', chosen) : [];
  return all.filter(({ channel }) => channel !== 'email' || hasMail(parts));
}

/** Until each delivery of a notice was tried once, or time is up. */
async function waitForFirstAttempts(
  tenant: TenantId,
  noticeId: string | undefined,
  parts: NotificationParts,
): Promise<Notices> {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    const lines = await listDeliveries(tenant, parts.database.pool, DELIVERIES_MAX);
    if (!lines.some((line) => line.noticeId === noticeId && isUntried(line))) break;
    await sleep(LOOK_EVERY_MS);
  }
  return read(tenant, parts);
}

/** An attempt that is under way is counted already and has said nothing yet. */
function isUntried({ state, answer }: DeliveryLine): boolean {
  return state === 'waiting' && answer === undefined;
}
