import type { DirectoryAnswer, Routing } from '../decide/decision.ts';
import type { EngagementFinding } from '../decide/directory.ts';
import { askBuyer } from '../directory/directory.ts';
import { askEngagement } from '../directory/engagement.ts';
import { reason } from '../invoice/reason.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { Outside } from './outside.ts';

const MS_PER_HOUR = 3_600_000;

/**
 * How long an invoice that is otherwise complete waits for a directory that does not answer. Then it goes without:
 * Chorus Pro makes the same checks itself, and what it refuses is sent again under the same number.
 */
const DIRECTORY_PATIENCE_MS = 4 * MS_PER_HOUR;

/** What the directory says of where an invoice goes. */
export interface Consulted {
  readonly directory: DirectoryAnswer;
  readonly engagement: EngagementFinding | undefined;
}

/** Asks the directory about an invoice that is to be decided on. */
export async function consultDirectory(
  before: Transmission,
  routing: Routing,
  outside: Outside,
): Promise<Consulted> {
  const { tenant } = before;
  const buyer = await askBuyer(tenant, routing, outside);
  const engagement = await askEngagement(tenant, routing, buyer, outside);
  const isAway = buyer.kind === 'unavailable' && buyer.reason.code === 'directory_unavailable';
  if (!isAway || patienceLeftMs(before, outside) > 0) return { directory: buyer, engagement };
  const params = { siret: routing.siret, hours: String(DIRECTORY_PATIENCE_MS / MS_PER_HOUR) };
  const why = reason('directory_unchecked', buyer.reason.at, params);
  return { directory: { kind: 'unavailable', reason: why }, engagement };
}

/** How much longer an invoice waits for the directory; only the time counts in which nothing else was missing. */
export function patienceLeftMs(
  { state, stateSince, reasons }: Transmission,
  { now, pace }: Pick<Outside, 'now' | 'pace'>,
): number {
  const patienceMs = DIRECTORY_PATIENCE_MS * pace.factor;
  const isAsking =
    state === 'waiting' && reasons.some(({ code }) => code === 'directory_unavailable');
  const waitedMs = isAsking ? now().getTime() - stateSince.getTime() : 0;
  return Math.max(0, patienceMs - waitedMs);
}
