import { sharesEngagements } from '../chorus-pro/engagements.ts';
import { ENGAGEMENT_CHARACTERS_MAX } from '../chorus-pro/limits.ts';
import { isEngagementDemanded } from '../decide/check-buyer.ts';
import type { Routing } from '../decide/decision.ts';
import type { Directory, EngagementAnswer, EngagementFinding } from '../decide/directory.ts';
import type { Database } from '../store/database.ts';
import {
  findEngagement,
  hasKnownEngagement,
  saveEngagement,
  type EngagementKey,
} from '../store/engagements.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { FRESH_MS, type BuyerAnswer } from './directory.ts';

/**
 * Whether an engagement number exists, with the directory's memory: a number is asked about once a day at most, and only
 * where the answer could change a decision. Never an obstacle: what cannot be asked now is unchecked.
 */

/** What asking about an engagement number needs. */
export interface EngagementParts extends Pick<Directory, 'checkEngagement'> {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** Undefined where the invoice names none, or nothing would follow from the answer. */
export async function askEngagement(
  tenant: TenantId,
  routing: Routing,
  buyer: BuyerAnswer,
  parts: EngagementParts,
): Promise<EngagementFinding | undefined> {
  const { siret, serviceCode, engagementNumber: number } = routing;
  if (number === undefined || [...number].length > ENGAGEMENT_CHARACTERS_MAX) return undefined;
  if (buyer.kind !== 'found') return undefined;
  if (!sharesEngagements(siret) && !isEngagementDemanded(buyer.demands, serviceCode)) {
    return undefined;
  }
  const finding = await findOrAsk(tenant, { siret, number }, parts);
  if (finding !== 'unknown') return finding;
  // That a number is absent says something only where the list is known to show this body's numbers. It could as well
  // be empty for us: no invoice may be held for ever on the word of a list that has never shown anything.
  const { pool } = parts.database;
  return (await hasKnownEngagement(platformOf(tenant), pool, siret)) ? 'unknown' : 'unchecked';
}

async function findOrAsk(
  tenant: TenantId,
  key: EngagementKey,
  { database: { pool }, checkEngagement, now }: EngagementParts,
): Promise<EngagementFinding | undefined> {
  const platform = platformOf(tenant);
  const known = await findEngagement(platform, pool, key, { maxAgeMs: FRESH_MS, now: now() });
  if (known) return known;
  const answer = await checkEngagement(tenant, key.siret, key.number);
  if (answer.kind === 'refused') return undefined;
  if (answer.kind === 'not_now') return 'unchecked';
  const finding = findingOf(answer);
  await saveEngagement(platform, pool, key, { finding, now: now() });
  return finding;
}

type Said = Exclude<EngagementAnswer, { readonly kind: 'refused' | 'not_now' }>;

function findingOf({ kind }: Said): EngagementFinding {
  switch (kind) {
    case 'known':
    case 'unknown':
      return kind;
    case 'not_checkable':
      return 'unchecked';
    default:
      return kind satisfies never;
  }
}
