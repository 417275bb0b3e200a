import type { BuyerSearch, BuyerSearchAnswer } from '../chorus-pro/structures.ts';
import type { BuyerAddress } from '../decide/decision.ts';
import type { Reason } from '../invoice/reason.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import { findKnownBuyers, searchKnownBuyers, type KnownBuyer } from '../store/buyers.ts';
import type { Database, Tx } from '../store/database.ts';
import { findSearch, saveSearch, type FoundBodies } from '../store/directory-searches.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { FRESH_MS, STALE_MS } from './directory.ts';

/**
 * What a person types, searched among the active public bodies. Comes in: a SIRET, a part of one, or a part of a name.
 * Goes out: bodies, how old the answer is, and whether the directory itself was searched or only what is known from
 * before. Kept here: the same text is asked once a day at most; while Chorus Pro is away an older answer is served.
 */

/** Bodies that are asked for and kept, whatever a page shows. */
const BODIES_ASKED = 20;

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
      /** The directory could not be asked. */
      readonly stale: boolean;
      /** Only bodies that were met before were searched. */
      readonly knownOnly: boolean;
      /** When the oldest of it was read; undefined when nothing was found among what is known. */
      readonly readAt: Date | undefined;
    }
  | { readonly kind: 'unavailable'; readonly reason: Reason };

/** What a search needs. */
export interface SearchParts {
  readonly database: Pick<Database, 'pool'>;
  readonly searchBuyers: (tenant: TenantId, search: BuyerSearch) => Promise<BuyerSearchAnswer>;
  readonly now: () => Date;
}

/** A search by a person; `limit` is how many bodies fit. */
interface TypedSearch {
  readonly text: string;
  readonly limit: number;
}

/** Searches active public bodies by SIRET, by the beginning of one, or by part of a name. */
export async function searchDirectory(
  tenant: TenantId,
  { text, limit }: TypedSearch,
  parts: SearchParts,
): Promise<DirectorySearchAnswer> {
  const { pool } = parts.database;
  const platform = platformOf(tenant);
  const key = keyOf(text);
  const kept = await findSearch(platform, pool, key, { maxAgeMs: STALE_MS, now: parts.now() });
  const isFresh = kept && parts.now().getTime() - kept.readAt.getTime() <= FRESH_MS;
  const asked = isFresh ? kept : await ask(tenant, key, parts);
  const shown = 'bodies' in asked ? asked : kept;
  const isAway = 'reason' in asked && asked.reason?.code === 'chorus_pro_unavailable';
  if ('reason' in asked && asked.reason && !isAway) {
    return { kind: 'unavailable', reason: asked.reason };
  }
  // The platform is not known to find numbers by their beginning: what it did not find may be known all the same.
  if (shown && (shown.bodies.length > 0 || !isPartOfNumber(key))) {
    return withAddresses(shown, { stale: isAway, limit, pool, tenant });
  }
  const known = await searchKnownBuyers(platform, pool, key, limit + 1);
  if ('reason' in asked && asked.reason && known.length === 0) {
    return { kind: 'unavailable', reason: asked.reason };
  }
  return fromMemory(known, { stale: isAway, limit });
}

/** What Chorus Pro found, kept; or why it was not asked: no reason when it cannot be asked for such a text. */
async function ask(
  tenant: TenantId,
  text: string,
  { database: { pool }, searchBuyers, now }: SearchParts,
): Promise<FoundBodies | { readonly reason: Reason | undefined }> {
  const answer = await searchBuyers(tenant, { text, perPage: BODIES_ASKED });
  if (answer.kind === 'not_now') return { reason: answer.reason };
  if (answer.kind === 'refused') {
    const [why] = answer.reasons;
    return { reason: why.code === 'search_too_short' ? why : undefined };
  }
  const { buyers: bodies, total, pages = 1 } = answer;
  const more = total === undefined ? pages > 1 : total > BODIES_ASKED;
  const found = { bodies: [...bodies], more, readAt: now() };
  // What is not there today may be there tomorrow, and somebody waits for it.
  if (bodies.length > 0) await saveSearch(platformOf(tenant), pool, text, found);
  return found;
}

async function withAddresses(
  { bodies, more, readAt }: FoundBodies,
  {
    tenant,
    pool,
    limit,
    stale,
  }: {
    readonly tenant: TenantId;
    readonly pool: Tx;
    readonly limit: number;
    readonly stale: boolean;
  },
): Promise<DirectorySearchAnswer> {
  const shown = bodies.slice(0, limit);
  const sirets = shown.map(({ siret }) => siret);
  const known = await findKnownBuyers(platformOf(tenant), pool, sirets);
  return {
    kind: 'found',
    bodies: shown.map(({ siret, name }) => {
      return { siret, name, address: known.find((buyer) => buyer.siret === siret)?.address };
    }),
    more: more || bodies.length > limit,
    stale,
    knownOnly: false,
    readAt,
  };
}

function fromMemory(
  known: readonly KnownBuyer[],
  { stale, limit }: { readonly stale: boolean; readonly limit: number },
): DirectorySearchAnswer {
  const bodies = known.slice(0, limit);
  const [oldest] = bodies.map(({ readAt }) => readAt).sort((a, b) => a.getTime() - b.getTime());
  const more = known.length > limit;
  return { kind: 'found', bodies, more, stale, knownOnly: true, readAt: oldest };
}

/** How a text is asked for and kept: without the spaces that mean nothing. Whether capitals do is not known. */
function keyOf(text: string): string {
  const words = text.trim().replaceAll(/\s+/g, ' ');
  const digits = words.replaceAll(/[\s.]/g, '');
  return /^\d+$/.test(digits) ? digits : words;
}

function isPartOfNumber(key: string): boolean {
  return /^\d+$/.test(key) && !isSiretShaped(key);
}
