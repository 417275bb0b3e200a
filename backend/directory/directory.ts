import type { BuyerDemands, DirectoryAnswer, Routing } from '../decide/decision.ts';
import type { Directory } from '../decide/directory.ts';
import { findBuyer, noteAsked, saveBuyer } from '../store/buyers.ts';
import type { Database } from '../store/database.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { forget, remember } from './memory.ts';

/**
 * Chorus Pro's directory with a memory. Comes in: a SIRET, and the service in question. Goes out: what the directory
 * says, fresh or from before, and which of the two. Kept here: a body is asked about once a day at most, a service of it
 * once; what is known from before serves while Chorus Pro is away, for a month; qualification and production have a
 * memory each.
 */

/** How long the directory's answer is believed without asking again. */
export const FRESH_MS = 24 * 3_600_000;

/** How old an answer may be when the directory cannot be reached. */
export const STALE_MS = 30 * FRESH_MS;

/** What the directory needs. */
export interface DirectoryParts extends Pick<Directory, 'findBuyer' | 'findServiceDemand'> {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** What the directory says of a body; `stale` when it could not be asked. */
export type BuyerAnswer =
  | { readonly kind: 'found'; readonly demands: BuyerDemands; readonly stale: boolean }
  | Exclude<DirectoryAnswer, { readonly kind: 'found' }>;

/** Asks what a buyer demands, and whether the service in question demands an engagement number. */
export async function askBuyer(
  tenant: TenantId,
  { siret, serviceCode }: Pick<Routing, 'siret' | 'serviceCode'>,
  parts: DirectoryParts,
): Promise<BuyerAnswer> {
  const { pool } = parts.database;
  const platform = platformOf(tenant);
  const now = parts.now();
  await noteAsked(platform, pool, siret, now);
  const known = await findBuyer(platform, pool, siret, STALE_MS, now);
  const isFresh = known !== undefined && now.getTime() - Date.parse(known.readAt) <= FRESH_MS;
  const whole = isFresh ? await withService(tenant, known, serviceCode, parts) : undefined;
  if (whole) return { kind: 'found', demands: whole, stale: false };
  const answer = await parts.findBuyer(tenant, siret, serviceCode);
  switch (answer.kind) {
    case 'found':
      await remember(platform, pool, { known, demands: answer.demands, now });
      return { ...answer, stale: false };
    case 'unknown_siret':
      if (known) await forget(platform, pool, { siret, now });
      return answer;
    case 'unavailable':
      return known && answer.reason.code === 'directory_unavailable'
        ? { kind: 'found', demands: known, stale: true }
        : answer;
    default:
      return answer satisfies never;
  }
}

/**
 * What is known of a body, with the demand of the service in question: asked for alone where it is missing, and
 * undefined where it could not be. A service that the body does not have is known as well: it is not there.
 */
async function withService(
  tenant: TenantId,
  known: BuyerDemands,
  serviceCode: string | undefined,
  { database: { pool }, findServiceDemand }: DirectoryParts,
): Promise<BuyerDemands | undefined> {
  const service = known.services.find(({ code }) => code === serviceCode);
  if (!service || service.engagementRequired !== undefined) return known;
  const answer = await findServiceDemand(tenant, known, service);
  if (answer.kind !== 'found') return undefined;
  const { engagementRequired } = answer;
  const demands = withServiceDemand(known, service.code, engagementRequired);
  await saveBuyer(platformOf(tenant), pool, demands, new Date(known.readAt));
  return demands;
}

/** The same body, with what one of its services demands. */
export function withServiceDemand(
  body: BuyerDemands,
  serviceCode: string,
  engagementRequired: boolean,
): BuyerDemands {
  const services = body.services.map((each) =>
    each.code === serviceCode ? { ...each, engagementRequired } : each,
  );
  return { ...body, services };
}
