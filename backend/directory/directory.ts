import type { BuyerSearchAnswer, BuyerSearch } from '../chorus-pro/structures.ts';
import type { BuyerAddress, BuyerDemands, DirectoryAnswer, Routing } from '../decide/decision.ts';
import type { Reason } from '../invoice/reason.ts';
import {
  findBuyer,
  findKnownBuyers,
  saveBuyer,
  searchKnownBuyers,
  type KnownBuyer,
} from '../store/buyers.ts';
import type { Database } from '../store/database.ts';
import { platformOf, type TenantId } from '../tenant.ts';

/**
 * Chorus Pro's directory with a memory. Comes in: a SIRET, or what a person typed. Goes out: what the directory says,
 * fresh or from before, and which of the two. Kept here: a body is asked about once a day at most; what is known from
 * before serves while Chorus Pro is away, for a month; qualification and production have a memory each.
 */

/** How long the directory's answer is believed without asking again. */
const FRESH_MS = 24 * 3_600_000;

/** How old an answer may be when the directory cannot be reached. */
const STALE_MS = 30 * FRESH_MS;

/** What the directory needs. */
export interface DirectoryParts {
  readonly database: Pick<Database, 'pool'>;
  readonly findBuyer: (
    tenant: TenantId,
    siret: string,
    serviceCode: string | undefined,
  ) => Promise<DirectoryAnswer>;
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
  const known = await findBuyer(platform, pool, siret, STALE_MS, now);
  const ageMs = known === undefined ? Infinity : now.getTime() - Date.parse(known.readAt);
  if (known && ageMs <= FRESH_MS && isServiceKnown(known, serviceCode)) {
    return { kind: 'found', demands: known, stale: false };
  }
  const answer = await parts.findBuyer(tenant, siret, serviceCode);
  if (answer.kind === 'found') {
    await saveBuyer(platform, pool, answer.demands, now);
    return { ...answer, stale: false };
  }
  const isAway = answer.kind === 'unavailable' && answer.reason.code === 'directory_unavailable';
  return isAway && known ? { kind: 'found', demands: known, stale: true } : answer;
}

/** A service that the body does not have is known as well: it is not there. */
function isServiceKnown({ services }: BuyerDemands, serviceCode: string | undefined): boolean {
  const service = services.find(({ code }) => code === serviceCode);
  return service === undefined || service.engagementRequired !== undefined;
}

/** A body that a person may choose. */
export interface FoundBody {
  readonly siret: string;
  readonly name: string;
  /** As far as it is known: a search does not tell. */
  readonly address: BuyerAddress | undefined;
}

/** What a search found. */
export type DirectorySearchAnswer =
  | {
      readonly kind: 'found';
      readonly bodies: readonly FoundBody[];
      readonly more: boolean;
      readonly stale: boolean;
    }
  | { readonly kind: 'unavailable'; readonly reason: Reason };

/** What a search needs. */
export interface SearchParts {
  readonly database: Pick<Database, 'pool'>;
  readonly searchBuyers: (tenant: TenantId, search: BuyerSearch) => Promise<BuyerSearchAnswer>;
}

/** Searches active public bodies by SIRET or part of a name; by part of a number, those that were met before. */
export async function searchDirectory(
  tenant: TenantId,
  { text, limit }: { readonly text: string; readonly limit: number },
  { database: { pool }, searchBuyers }: SearchParts,
): Promise<DirectorySearchAnswer> {
  const platform = platformOf(tenant);
  const answer = await searchBuyers(tenant, { text, perPage: limit });
  if (answer.kind === 'found') {
    const sirets = answer.buyers.map(({ siret }) => siret);
    const known = await findKnownBuyers(platform, pool, sirets);
    const bodies = answer.buyers.slice(0, limit).map((body) => withAddress(body, known));
    const more = answer.total === undefined ? (answer.pages ?? 1) > 1 : answer.total > limit;
    return { kind: 'found', bodies, more, stale: false };
  }
  const isAway = answer.kind === 'not_now' && answer.reason.code === 'chorus_pro_unavailable';
  if (answer.kind === 'not_now' && !isAway) return { kind: 'unavailable', reason: answer.reason };
  const known = await searchKnownBuyers(platform, pool, text, limit + 1);
  if (answer.kind === 'not_now' && known.length === 0) {
    return { kind: 'unavailable', reason: answer.reason };
  }
  const bodies = known.slice(0, limit);
  return { kind: 'found', bodies, more: known.length > limit, stale: isAway };
}

function withAddress(
  { siret, name }: Omit<FoundBody, 'address'>,
  known: readonly KnownBuyer[],
): FoundBody {
  return { siret, name, address: known.find((buyer) => buyer.siret === siret)?.address };
}
