import { setTimeout as sleep } from 'node:timers/promises';
import { act as actOn } from '../jobs/act.ts';
import { findObjection, offerActions, type Circumstances } from '../jobs/action-table.ts';
import type { Queue } from '../jobs/queue.ts';
import type { Metrics } from '../metrics.ts';
import { findAction, findLatestAction } from '../store/actions.ts';
import { listAttachments } from '../store/attachments.ts';
import { isIssued } from '../store/documents.ts';
import { findInstruction } from '../store/instructions.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { z } from 'zod';
import type { ACTIONS, actRequest, FindAnswer } from './contract.ts';
import { viewLink, type LinkKind, type Links } from './links.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';
import { viewReason } from './view.ts';

/**
 * POST /api/transmissions/act: a person does something about an invoice. In: the action with what it needs. Out: the
 * invoice as it stands afterwards. Kept here: the table of jobs/action-table.ts decides; an action that Chorus Pro
 * carries out is durable before it is answered, and its end is waited for a little while only. Refuses with 409 what the
 * state does not allow.
 */

/** What acting, and showing what can be done, needs. */
export type ActParts = Pick<DashboardParts, 'database' | 'log' | 'now'> & {
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly links?: Links;
};

/** Shows an invoice; api/transmissions.ts has it. */
export type ShowFound = (
  tenant: TenantId,
  documentId: string,
  userId: string,
) => Promise<FindAnswer | Refusal>;

type ActQuestion = z.output<typeof actRequest>;

/** How long an answer waits for Chorus Pro's; afterwards the history tells. */
const WAIT_MS = 4_000;
const LOOK_EVERY_MS = 100;

/** Mounts the route. */
export function addActRoute(route: RouteParts, parts: ActParts, show: ShowFound): void {
  const answer = (asked: Asked<ActQuestion>) => act(asked, parts, show);
  addRoute(route, rowOf('/api/transmissions/act'), answer, 'editors');
}

async function act(
  { tenant, userId, question }: Asked<ActQuestion>,
  parts: ActParts,
  show: ShowFound,
): Promise<FindAnswer | Refusal> {
  const { document_id: documentId, action, nonce, comment, siret, references } = question;
  if (action === 'exclude' && !comment) {
    return new Refusal(
      400,
      'comment_missing',
      'Excluding an invoice needs a comment that says why.',
    );
  }
  const end = await actOn(
    tenant,
    {
      ...{ documentId, action, actor: userId, nonce, comment, siret },
      references: {
        serviceCode: references?.service_code,
        engagementNumber: references?.engagement_number,
        contractNumber: references?.contract_number,
      },
    },
    parts,
  );
  switch (end.kind) {
    case 'unknown_document':
      return new Refusal(404, 'not_found', 'Guichet has not met this invoice.');
    case 'refused': {
      const [{ code }] = end.reasons;
      return new Refusal(409, code, viewReason(end.reasons[0]).title.en);
    }
    case 'asked':
      await waitForEnd(tenant, end.actionId, parts);
      return show(tenant, documentId, userId);
    case 'done':
      return show(tenant, documentId, userId);
    default:
      return end satisfies never;
  }
}

async function waitForEnd(
  tenant: TenantId,
  actionId: string,
  { database }: ActParts,
): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    const row = await findAction(tenant, database.pool, actionId);
    if (!row || !STILL_CALLING.has(row.state)) return;
    await sleep(LOOK_EVERY_MS);
  }
}

const STILL_CALLING: ReadonlySet<string> = new Set(['asked', 'open']);

/** What a person can do about an invoice, and the files that go with it. */
type Doable = Pick<FindAnswer, 'actions' | 'files' | 'upload' | 'attachments'>;

/** Shows what can be done about an invoice now. */
export async function viewDoable(
  transmission: Transmission,
  userId: string,
  { database: { pool }, now, links }: Pick<ActParts, 'database' | 'now' | 'links'>,
): Promise<Doable> {
  const { tenant, documentId } = transmission;
  const [instruction, latest, attachments, issued] = await Promise.all([
    findInstruction(tenant, pool, documentId),
    findLatestAction(tenant, pool, documentId),
    listAttachments(tenant, pool, documentId),
    isIssued(tenant, pool, documentId),
  ]);
  const circumstances = { transmission, instruction, latest, now: now() };
  const link = (kind: LinkKind) =>
    links && viewLink(links.make({ tenant, documentId, kind, userId }, now()));
  const isAwaited = findObjection('complete', circumstances) === undefined;
  const files = (['factur_x', 'xml', 'proof_pack'] as const).flatMap((file) => {
    const made = issued ? link(file) : undefined;
    return made ? [{ file, ...made }] : [];
  });
  return {
    actions: viewActions(circumstances),
    files,
    upload: (isAwaited ? link('upload') : undefined) ?? null,
    attachments: attachments.map(({ name, bytes }) => ({ name, bytes })),
  };
}

/** The actions that a document allows, as the Dashboard sees them. */
export function viewActions(circumstances: Circumstances): NonNullable<FindAnswer['actions']> {
  return offerActions(circumstances).map(({ action, primary, disabledBecause }) => ({
    action: action satisfies (typeof ACTIONS)[number],
    primary,
    disabled_because: disabledBecause ? viewReason(disabledBecause) : null,
  }));
}
