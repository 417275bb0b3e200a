import { findConcern } from '../decide/concern.ts';
import { readReferences } from '../decide/routing.ts';
import { withReferences } from '../jobs/references.ts';
import type { Reason } from '../invoice/reason.ts';
import { parseSnapshot } from '../receive/snapshot.ts';
import { findLatestAction, type ActionRow } from '../store/actions.ts';
import type { Tx } from '../store/database.ts';
import { listHistory } from '../store/history.ts';
import { findInstruction } from '../store/instructions.ts';
import { findSnapshot } from '../store/snapshots.ts';
import {
  findTransmission,
  searchTransmissions,
  type Transmission,
} from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import { addActRoute, viewDoable, type ActParts, type ShowFound } from './act.ts';
import type { FindAnswer, FindRequest, SearchAnswer, SearchRequest } from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';
import { viewHistory, viewSayings, viewTransmission } from './view.ts';

/** POST /api/transmissions/search and find: where each invoice is, why, and who acts next. */
export function addTransmissionRoutes(route: RouteParts, parts: ActParts): void {
  const show: ShowFound = (tenant, documentId, userId) =>
    viewFound(tenant, documentId, userId, parts);
  addRoute(route, rowOf('/api/transmissions/search'), (asked) => search(asked, parts));
  addRoute(
    route,
    rowOf('/api/transmissions/find'),
    ({ tenant, userId, question }: Asked<FindRequest>) =>
      show(tenant, question.document_id, userId),
  );
  addActRoute(route, parts, show);
}

async function search(
  { tenant, question }: Asked<SearchRequest>,
  { database }: Pick<DashboardParts, 'database'>,
): Promise<SearchAnswer> {
  const { states, text, customer_id: customerId, limit, before } = question;
  const { rows, next } = await searchTransmissions(tenant, database.pool, {
    limit,
    ...(states === undefined ? {} : { states }),
    ...(text === undefined ? {} : { text }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(before === undefined ? {} : { before }),
  });
  return { transmissions: rows.map(viewTransmission), next: next ?? null };
}

/** One invoice with its history, or that Guichet has not met it. */
export async function viewFound(
  tenant: TenantId,
  documentId: string,
  userId: string,
  parts: ActParts,
): Promise<FindAnswer | Refusal> {
  const { pool } = parts.database;
  const found = await findTransmission(tenant, pool, documentId);
  if (!found) return new Refusal(404, 'not_found', 'Guichet has not met this invoice.');
  const [history, references, doable, latest] = await Promise.all([
    listHistory(tenant, pool, documentId),
    findReferences(tenant, pool, documentId),
    viewDoable(found, userId, parts),
    findLatestAction(tenant, pool, documentId),
  ]);
  return {
    transmission: viewTransmission(found),
    ...doable,
    ...(references === undefined ? {} : { references }),
    sayings: viewSayings([...found.reasons, ...refusedMeanwhile(found, latest)]),
    history: history.map(viewHistory),
  };
}

/** Why Chorus Pro refused what was asked of it last, as long as the invoice has not moved since. */
function refusedMeanwhile(
  { stateSince }: Transmission,
  latest: ActionRow | undefined,
): readonly Reason[] {
  if (latest?.state !== 'refused') return [];
  return latest.closedAt && latest.closedAt >= stateSince ? latest.reasons : [];
}

/** The references that the invoice carried when it was last read; undefined when it is nobody's business. */
async function findReferences(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<FindAnswer['references']> {
  const stored = await findSnapshot(tenant, tx, documentId);
  const instruction = await findInstruction(tenant, tx, documentId);
  const parsed = stored && parseSnapshot(withReferences(stored.raw, instruction));
  if (!parsed?.ok || findConcern(parsed.value) !== 'concerned') return undefined;
  return viewReferences(readReferences(parsed.value));
}

/** References as the Dashboard sees them. */
export function viewReferences(
  references: ReturnType<typeof readReferences>,
): NonNullable<FindAnswer['references']> {
  const { serviceCode, engagementNumber, contractNumber } = references;
  return {
    service_code: serviceCode ?? null,
    engagement_number: engagementNumber ?? null,
    contract_number: contractNumber ?? null,
  };
}
