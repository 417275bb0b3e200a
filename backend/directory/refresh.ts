import type { BuyerDemands } from '../decide/decision.ts';
import type { Directory } from '../decide/directory.ts';
import { findBuyer } from '../store/buyers.ts';
import type { Database } from '../store/database.ts';
import { forgetSearches } from '../store/directory-searches.ts';
import { forgetEngagements } from '../store/engagements.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { STALE_MS, withServiceDemand } from './directory.ts';
import { forget, remember } from './memory.ts';

/**
 * Reads a body again before what is known of it is old, so that invoices find it fresh and a change is seen while it
 * can still be acted on. What is asked: the body, its services, and the demands of those services that invoices went to.
 */

/** Services of one body whose own demand is read again; the others' are asked for when an invoice names them. */
const SERVICES_REFRESHED_MAX = 50;

/** However old, what was known tells whether a body changed; longer ago nothing is held any more. */
const COMPARED_MS = 365 * 24 * 3_600_000;

/** Rows too old to be served that one refresh sweeps out of each memory. */
const FORGOTTEN_MAX = 100;

/** What a refresh needs. */
interface RefreshParts extends Pick<Directory, 'findBuyer' | 'findServiceDemand'> {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** Reads one body again in a merchant's name; false when the directory could not be asked. */
export async function refreshBuyer(
  tenant: TenantId,
  siret: string,
  parts: RefreshParts,
): Promise<boolean> {
  const { pool } = parts.database;
  const platform = platformOf(tenant);
  const now = parts.now();
  const known = await findBuyer(platform, pool, siret, COMPARED_MS, now);
  const answer = await parts.findBuyer(tenant, siret, undefined);
  if (answer.kind === 'unavailable') return false;
  if (answer.kind === 'unknown_siret') await forget(platform, pool, { siret, now });
  else {
    const demands = await withServiceDemands(tenant, answer.demands, known, parts);
    await remember(platform, pool, { known, demands, now });
  }
  const tooOld = new Date(now.getTime() - STALE_MS);
  await forgetEngagements(pool, tooOld, FORGOTTEN_MAX);
  await forgetSearches(pool, tooOld, FORGOTTEN_MAX);
  return true;
}

async function withServiceDemands(
  tenant: TenantId,
  fresh: BuyerDemands,
  known: BuyerDemands | undefined,
  { findServiceDemand }: RefreshParts,
): Promise<BuyerDemands> {
  const inUse = new Set(
    known?.services.flatMap(({ code, engagementRequired }) =>
      engagementRequired === undefined ? [] : [code],
    ),
  );
  const asked = fresh.services
    .filter(({ code, active }) => active && inUse.has(code))
    .slice(0, SERVICES_REFRESHED_MAX);
  let demands = fresh;
  for (const service of asked) {
    const answer = await findServiceDemand(tenant, fresh, service);
    if (answer.kind === 'unavailable') break;
    demands = withServiceDemand(demands, service.code, answer.engagementRequired);
  }
  return demands;
}
