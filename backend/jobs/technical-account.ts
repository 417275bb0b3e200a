import { dayInFranceOf } from '../invoice/date.ts';
import { REASONS, reason, type Reason, type ReasonCode } from '../invoice/reason.ts';
import type { Pace } from '../follow/schedule.ts';
import type { TechnicalAccount } from '../settings.ts';
import {
  findKeptAccount,
  hasWorked,
  listUntried,
  saveRefusal,
  saveTrial,
} from '../store/connection-checks.ts';
import type { Database, Tx } from '../store/database.ts';
import { saveNotice } from '../store/notifications.ts';
import type { Secrets } from '../store/secrets.ts';
import { wakeAccount } from '../store/stalled.ts';
import { findTenant } from '../store/tenants.ts';
import { takeTurn } from '../store/turns.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';

/**
 * A merchant's technical account: whether Chorus Pro lets it in. The first refusal is written down with its day, told to
 * the merchant once, and holds all that would call in its name, in order and without counting attempts; a trial now and
 * then, or another account, ends that. Others are not concerned.
 */

/** How often an account that was refused is tried again, at the most. */
export const REFUSED_TRIAL_MS = 30 * 60_000;

/** How often one that works is tried, so that its password's last day is known. */
export const WORKING_TRIAL_MS = 20 * 3_600_000;

/** Accounts that one sweep tries. */
const TRIALS_MAX = 200;

const MS_PER_SECOND = 1_000;

/** Refusals that hold everything in a merchant's name. */
const HOLDING: ReadonlySet<ReasonCode> = new Set([
  'technical_account_refused',
  'technical_account_reset',
]);

/** Whether Chorus Pro did not let the merchant's account in. */
export function isAccountRefused({ code }: Reason): boolean {
  return HOLDING.has(code);
}

/** What trying an account showed. */
export type AccountTrial =
  | { readonly kind: 'working'; readonly passwordExpiresAt?: string }
  | { readonly kind: 'failing'; readonly reason: Reason };

interface Parts {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}

/** Keeps what a trial showed of the account that is kept; gives the reason why it is not let in, or could not be tried. */
export async function keepTrial(
  tenant: TenantId,
  version: number,
  trial: AccountTrial,
  { database, now }: Parts,
): Promise<Reason | undefined> {
  return database.transaction(async (tx) => {
    if (trial.kind === 'working') {
      await keepWorking(tenant, tx, { version, trial, checkedAt: now() });
      return undefined;
    }
    // When Chorus Pro or we are in trouble, nothing is known of the account.
    if (REASONS[trial.reason.code].actor !== 'merchant') return trial.reason;
    return keepRefusal(tenant, tx, { version, why: trial.reason, checkedAt: now() });
  });
}

async function keepWorking(
  tenant: TenantId,
  tx: Tx,
  kept: {
    readonly version: number;
    readonly trial: Extract<AccountTrial, { kind: 'working' }>;
    readonly checkedAt: Date;
  },
): Promise<void> {
  const { version, trial, checkedAt } = kept;
  const before = await findKeptAccount(tenant, tx);
  await saveTrial(tenant, tx, version, { checkedAt, ...renewalOf(trial) });
  if (before?.trial?.refusedBecause) await wakeAccount(tenant, tx, checkedAt);
}

/** The day by which the password must be renewed, where it is known. */
export function renewalOf({ passwordExpiresAt }: { readonly passwordExpiresAt?: string }): {
  readonly renewPasswordBy?: string;
} {
  if (passwordExpiresAt === undefined) return {};
  return { renewPasswordBy: dayInFranceOf(Date.parse(passwordExpiresAt) / MS_PER_SECOND) };
}

async function keepRefusal(
  tenant: TenantId,
  tx: Tx,
  { version, why, checkedAt }: { readonly version: number; why: Reason; checkedAt: Date },
): Promise<Reason> {
  const before = await findKeptAccount(tenant, tx);
  if (before?.version !== version) return why;
  const because = HOLDING.has(why.code) ? await accountReason(tenant, tx, version, checkedAt) : why;
  if (!(await saveRefusal(tenant, tx, version, { refusedBecause: because, checkedAt }))) {
    return before.trial?.refusedBecause ?? because;
  }
  await saveNotice(tenant, tx, {
    event: 'connection_refused',
    subject: 'account',
    occurredAt: checkedAt,
    dueAt: checkedAt,
    facts: { about: 'connection', since: checkedAt.toISOString(), reason: because },
  });
  return because;
}

/** An account that worked was changed by somebody; one that never did was entered wrongly, or is too young. */
async function accountReason(tenant: TenantId, tx: Tx, version: number, at: Date): Promise<Reason> {
  const since = dayInFranceOf(at.getTime() / MS_PER_SECOND);
  return (await hasWorked(tenant, tx, version))
    ? reason('technical_account_reset', 'settings.technicalAccount', { since })
    : reason('technical_account_refused', 'settings.technicalAccount', { since });
}

/** Why nothing is asked in a merchant's name, and after how many milliseconds it is looked at again. */
interface Hold {
  readonly reason: Reason;
  readonly waitMs: number;
}

/** Binds the client's holds to the store. */
export function makeHolds({
  database,
  secrets,
  pace,
  now,
}: Parts & { readonly secrets: Pick<Secrets, 'findSecret'>; readonly pace: Pick<Pace, 'factor'> }) {
  return {
    async find(tenant: TenantId): Promise<Hold | undefined> {
      const because = (await findKeptAccount(tenant, database.pool))?.trial?.refusedBecause;
      if (!because || !HOLDING.has(because.code)) return undefined;
      return { reason: because, waitMs: REFUSED_TRIAL_MS * pace.factor };
    },
    async begin(tenant: TenantId, why: Reason, { login, password }: TechnicalAccount) {
      const kept = await findKeptAccount(tenant, database.pool);
      const stored = await secrets.findSecret(tenant, database.pool, 'technical_account');
      // Another account was saved while the call was out.
      if (!kept || stored !== JSON.stringify({ login, password })) return;
      await keepTrial(tenant, kept.version, { kind: 'failing', reason: why }, { database, now });
    },
  };
}

/** Tries the account that a merchant's connection has, and keeps what that shows. */
export async function tryAccountStep(tenant: TenantId, outside: Outside): Promise<void> {
  const { pool } = outside.database;
  const merchant = await findTenant(tenant, pool);
  const kept = await findKeptAccount(tenant, pool);
  if (!kept || merchant?.status === 'ended') return;
  const trial = await outside.checkConnection(tenant);
  const refused = await keepTrial(tenant, kept.version, trial, outside);
  const line = { tenant: tenantKey(tenant), refused: refused?.code };
  outside.log.info(line, 'technical account tried');
}

/** Merchants whose account is to be tried now; each is named once in the time between two trials of a refused one. */
export async function takeTrials({
  database: { pool },
  now,
  pace: { factor },
}: Pick<Outside, 'database' | 'now' | 'pace'>): Promise<readonly TenantId[]> {
  const ages = { refusedMs: REFUSED_TRIAL_MS * factor, workingMs: WORKING_TRIAL_MS * factor };
  const rate = { ratePerSecond: MS_PER_SECOND / ages.refusedMs, burst: 1 };
  const taken: TenantId[] = [];
  for (const tenant of await listUntried(pool, now(), ages, TRIALS_MAX)) {
    if ((await takeTurn(pool, `trial/${tenantKey(tenant)}`, rate, now())) === 0) taken.push(tenant);
  }
  return taken;
}
