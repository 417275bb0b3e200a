import { refreshBuyer } from '../directory/refresh.ts';
import { claimRefresh, isRefreshDue } from '../store/buyers.ts';
import { drawConnected } from '../store/connected.ts';
import type { Tx } from '../store/database.ts';
import { takeTurn, type TurnRate } from '../store/turns.ts';
import { ENVIRONMENTS, platformOf, tenantKey, type Platform, type TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import type { Job } from './queue.ts';

/**
 * Public bodies that are in use are read again before they are old: in the name of a merchant that is connected, drawn
 * anew each time, within a limit over all processes, and not while the platform is in trouble.
 */

/** A body is in use for so long after an invoice, or a person, last asked about it: a monthly invoice and some days. */
const IN_USE_MS = 40 * 24 * 3_600_000;

/**
 * Bodies of one platform over all processes and merchants: 360 an hour, 8,640 a day. One costs three calls (the State
 * five), and one more for each of its services that invoices went to, 50 at most.
 */
const REFRESH_RATE: TurnRate = { ratePerSecond: 0.1, burst: 2 };

/** While the platform is in trouble, one body asks whether it is over, in case nobody else does. */
const PROBE_RATE: TurnRate = { ratePerSecond: 1 / 900, burst: 1 };

/** Bodies of one platform that one sweep takes at most. */
const PER_SWEEP_MAX = 2;

/** When a body that could not be read is tried again. */
const AGAIN_MS = 15 * 60_000;

type RefreshJob = Extract<Job, { kind: 'refresh_buyer' }>;

/** Claims the bodies whose turn has come, in the sweep's transaction, and says what to do. */
export async function claimRefreshes(tx: Tx, outside: Outside): Promise<readonly RefreshJob[]> {
  const platforms = new Set(ENVIRONMENTS.map((environment) => platformOf({ environment })));
  const jobs: RefreshJob[] = [];
  for (const platform of platforms) {
    for (let claimed = 0; claimed < PER_SWEEP_MAX; claimed += 1) {
      const job = await claimOne(platform, tx, outside);
      if (!job) break;
      jobs.push(job);
    }
  }
  return jobs;
}

async function claimOne(
  platform: Platform,
  tx: Tx,
  { database, now, troubledSince }: Outside,
): Promise<RefreshJob | undefined> {
  const askedSince = new Date(now().getTime() - IN_USE_MS);
  const claim = { now: now(), askedSince, leaseMs: AGAIN_MS };
  if (!(await isRefreshDue(platform, tx, claim))) return undefined;
  const [tenant] = await drawConnected(platform, tx, 1);
  if (!tenant) return undefined;
  const isTroubled = troubledSince(platform) !== undefined;
  const key = `directory/${platform}${isTroubled ? '/probe' : ''}`;
  // On a connection of its own: a turn's row must not stay locked until the sweep ends.
  const rate = isTroubled ? PROBE_RATE : REFRESH_RATE;
  if ((await takeTurn(database.pool, key, rate)) > 0) return undefined;
  const siret = await claimRefresh(platform, tx, claim);
  const { environment, account } = tenant;
  return siret === undefined ? undefined : { kind: 'refresh_buyer', environment, account, siret };
}

/** Reads one body again; what cannot be read now is due again when its claim ends. */
export async function refreshStep(
  tenant: TenantId,
  siret: string,
  outside: Outside,
): Promise<void> {
  const read = await refreshBuyer(tenant, siret, outside);
  outside.log.debug({ tenant: tenantKey(tenant), siret, read }, 'directory refresh');
}
