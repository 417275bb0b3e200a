import type { z } from 'zod';
import type { ConnectionCheck } from '../chorus-pro/connection.ts';
import type { Reason } from '../invoice/reason.ts';
import { keepTrial, renewalOf } from '../jobs/technical-account.ts';
import { technicalAccountSchema } from '../settings.ts';
import { findKeptAccount, saveTrial, type KeptAccount } from '../store/connection-checks.ts';
import type { Tx } from '../store/database.ts';
import { findTenant } from '../store/tenants.ts';
import { wakeAccount } from '../store/stalled.ts';
import { takeTurn } from '../store/turns.ts';
import { wakeHeld } from '../store/wake-held.ts';
import { platformOf, tenantKey, type TenantId } from '../tenant.ts';
import type { connectionAnswer, connectionSaveAnswer, connectionSaveRequest } from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';
import { viewReason } from './view.ts';

/**
 * POST /api/connection/read, save and disconnect: the merchant's technical account at Chorus Pro. It is tried before it
 * is kept, and tried again when somebody looks and the latest trial is old; the password never comes out again.
 */

/** How long a trial is believed when somebody looks at the connection. */
const TRIAL_FRESH_MS = 10 * 60_000;

/** How long whoever looks waits for a new trial; the one before is shown then. */
const TRIAL_PATIENCE_MS = 8_000;

/** How often a merchant may try an account: Chorus Pro may lock one whose password is guessed. */
const SAVES = { ratePerSecond: 1 / 60, burst: 5 } as const;

/** A merchant's connection as the Dashboard sees it. */
export type ConnectionView = z.input<typeof connectionAnswer>['connection'];

/** Mounts the routes of the connection. */
export function addConnectionRoutes(route: RouteParts, parts: DashboardParts): void {
  addRoute(route, rowOf('/api/connection/read'), async ({ tenant }) => {
    const reason = await tryAgain(tenant, parts);
    return { connection: await viewConnection(tenant, parts, reason) };
  });
  addRoute(
    route,
    rowOf('/api/connection/save'),
    (asked) => saveConnection(asked, parts),
    'administrators',
  );
  addRoute(
    route,
    rowOf('/api/connection/disconnect'),
    (asked) => disconnect(asked, parts),
    'administrators',
  );
}

/** The connection as it is known, without asking anybody; `reason` is why it could not be tried just now. */
export async function viewConnection(
  tenant: TenantId,
  { database: { pool }, secrets, chorusPro }: DashboardParts,
  reason?: Reason,
): Promise<ConnectionView> {
  const platform = platformOf(tenant);
  const [merchant, kept, stored] = await Promise.all([
    findTenant(tenant, pool),
    findKeptAccount(tenant, pool),
    secrets.findSecret(tenant, pool, 'technical_account'),
  ]);
  const { trial } = kept ?? {};
  const why = trial?.refusedBecause ?? reason;
  return {
    platform,
    state: stateOf(kept),
    chorus_pro: chorusPro.stateOf(platform),
    trouble_since: chorusPro.troubledSince(platform) ?? null,
    login: stored === undefined ? null : technicalAccountSchema.parse(JSON.parse(stored)).login,
    reason: why ? viewReason(why) : null,
    checked_at: trial?.checkedAt.toISOString() ?? null,
    renew_password_by: trial?.renewPasswordBy ?? null,
    last_event_at: merchant?.lastEventAt?.toISOString() ?? null,
  };
}

function stateOf(kept: KeptAccount | undefined): ConnectionView['state'] {
  if (!kept) return 'not_connected';
  if (!kept.trial) return 'unchecked';
  return kept.trial.refusedBecause ? 'refused' : 'connected';
}

/** Tries the account again when its latest trial is old; gives the reason why it could not be tried. */
async function tryAgain(tenant: TenantId, parts: DashboardParts): Promise<Reason | undefined> {
  const { database, now } = parts;
  const kept = await findKeptAccount(tenant, database.pool);
  if (!kept) return undefined;
  const ageMs = now().getTime() - (kept.trial?.checkedAt.getTime() ?? -Infinity);
  if (ageMs < TRIAL_FRESH_MS) return undefined;
  const check = await within(TRIAL_PATIENCE_MS, tryKept(tenant, kept, parts));
  return check?.kind === 'failing' ? check.reason : undefined;
}

/** Tries the account that is kept, and keeps what it showed. */
export async function tryKept(
  tenant: TenantId,
  { version }: KeptAccount,
  { database, chorusPro, now }: DashboardParts,
): Promise<ConnectionCheck> {
  const check = await chorusPro.checkConnection(tenant);
  const reason = await keepTrial(tenant, version, check, { database, now });
  return check.kind === 'failing' && reason ? { ...check, reason } : check;
}

type Save = Asked<z.output<typeof connectionSaveRequest>>;

async function saveConnection(
  { tenant, userId, question: { login, password } }: Save,
  parts: DashboardParts,
): Promise<z.input<typeof connectionSaveAnswer> | Refusal> {
  const { database, secrets, chorusPro, log, now } = parts;
  const waitMs = await takeTurn(database.pool, `connection/${tenantKey(tenant)}`, SAVES, now());
  if (waitMs > 0) return new Refusal(429, 'too_many_requests', 'Too many trials; wait a minute.');
  const check = await chorusPro.tryAccount(tenant, { login, password });
  if (check.kind === 'failing') return { kind: 'refused', reason: viewReason(check.reason) };
  const trial = { checkedAt: now(), ...renewalOf(check) };
  const isSaved = await database.transaction(async (tx) => {
    if (await hasLeft(tenant, tx)) return false;
    await secrets.saveSecret(tenant, tx, 'technical_account', JSON.stringify({ login, password }));
    const kept = await findKeptAccount(tenant, tx);
    if (kept) await saveTrial(tenant, tx, kept.version, trial);
    await wakeHeld(tenant, tx, now());
    await wakeAccount(tenant, tx, now());
    return true;
  });
  if (!isSaved) {
    return new Refusal(409, 'merchant_left', 'Stripe says that the app was uninstalled.');
  }
  log.info({ tenant: tenantKey(tenant), user: userId }, 'technical account saved');
  return { kind: 'saved', connection: await viewConnection(tenant, parts) };
}

async function hasLeft(tenant: TenantId, tx: Tx): Promise<boolean> {
  return (await findTenant(tenant, tx))?.status === 'ended';
}

async function disconnect(
  { tenant, userId }: Asked<unknown>,
  parts: DashboardParts,
): Promise<z.input<typeof connectionAnswer>> {
  // The key that signs the merchant's webhook has nothing to do with Chorus Pro.
  await parts.secrets.eraseSecrets(tenant, parts.database.pool, ['technical_account']);
  parts.log.info({ tenant: tenantKey(tenant), user: userId }, 'technical account erased');
  return { connection: await viewConnection(tenant, parts) };
}

/** Undefined when it takes longer than somebody who looks would wait; what it does goes on. */
async function within<T>(patienceMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
