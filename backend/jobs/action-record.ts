import type { RemoteWords } from '../deliver/destination.ts';
import { withUnderstanding } from '../follow/cures.ts';
import type { Reason } from '../invoice/reason.ts';
import { saveAction, type ActionChange } from '../store/actions.ts';
import { returnAttachments } from '../store/attachments.ts';
import type { Tx } from '../store/database.ts';
import { appendHistory } from '../store/history.ts';
import { findTransmission, saveTransmission, type Transmission } from '../store/transmissions.ts';
import { tenantKey } from '../tenant.ts';
import type { ActionScene } from './action-step.ts';
import { MovedOnError, announce, saveStepIn } from './progress.ts';
import { countUnknown } from './unknown-refusals.ts';

/** How an action ends. */
interface ActionEnd {
  readonly state: 'accepted' | 'refused' | 'absent';
  readonly reasons: readonly Reason[];
  readonly remote?: RemoteWords;
}

/** How often an end is recorded anew when the document moves on meanwhile. */
const TRIES_MAX = 5;

/**
 * Records an action's end with its line in the history. What was taken makes Guichet ask at once where the invoice stands
 * now; what certainly came to nothing gives its files back.
 */
export async function recordEnd(scene: ActionScene, ended: ActionEnd): Promise<void> {
  const end = { ...ended, reasons: withUnderstanding(ended.reasons) };
  for (let tries = 1; ; tries += 1) {
    try {
      const moved = await scene.outside.database.transaction((tx) => writeEnd(tx, scene, end));
      if (moved) announce(moved.before, moved.after, end.remote, scene.outside);
      break;
    } catch (error) {
      if (!(error instanceof MovedOnError) || tries >= TRIES_MAX) throw error;
    }
  }
  tell(scene, end.state, end.reasons, end.remote);
  const { tenant, row, outside } = scene;
  const { reasons, remote } = end;
  countUnknown({ tenant, documentId: row.documentId, reasons, remote }, outside);
}

/** Where an action took its document. */
interface Moved {
  readonly before: Transmission;
  readonly after: Transmission;
}

async function writeEnd(tx: Tx, scene: ActionScene, end: ActionEnd): Promise<Moved | undefined> {
  const { tenant, row, outside } = scene;
  const now = outside.now();
  const { state, reasons, remote } = end;
  const closed = await saveAction(tenant, tx, row, {
    state,
    closedAt: now,
    reasons,
    nextAt: null,
    ...(remote && { remote }),
  });
  // Somebody else recorded it.
  if (!closed) return undefined;
  await writeHistory(tx, scene, state, { reasons, remote });
  if (state !== 'accepted') {
    await returnAttachments(tenant, tx, row.id);
    return undefined;
  }
  const current = await findTransmission(tenant, tx, row.documentId);
  if (!current) return undefined;
  if (row.action === 'acknowledge_rejection') return dealtWith(tx, current, outside);
  return askSoon(tx, scene, current);
}

/** A rejection that was acknowledged waits for nobody any more. */
async function dealtWith(
  tx: Tx,
  before: Transmission,
  outside: ActionScene['outside'],
): Promise<Moved | undefined> {
  if (before.state !== 'rejected') return undefined;
  const change = { state: 'replaced', reasons: [], nextAt: null } as const;
  return { before, after: await saveStepIn(tx, before, { change }, outside) };
}

/** What Chorus Pro took shows in the invoice's status: it is asked for at once. */
async function askSoon(
  tx: Tx,
  { tenant, row, outside }: ActionScene,
  current: Transmission,
): Promise<undefined> {
  const now = outside.now();
  const { siret } = row.asked;
  const change = { nextAt: now, polls: 0, ...(siret !== undefined && { buyerSiret: siret }) };
  if (!(await saveTransmission(tenant, tx, row.documentId, current.version, change, now))) {
    throw new MovedOnError(`${row.documentId} moved on while its action was recorded`);
  }
  const { environment, account } = tenant;
  const { documentId } = row;
  await outside.queue.send(tx, [
    { kind: 'advance', environment, account, documentId, open: false },
  ]);
  return undefined;
}

/** Records what is not the end: to be called again, or to be looked up, after `delayMs`. */
export async function recordPending(
  scene: ActionScene,
  change: Omit<ActionChange, 'nextAt' | 'closedAt'>,
  delayMs: number,
): Promise<void> {
  const { tenant, row, outside } = scene;
  const nextAt = new Date(outside.now().getTime() + delayMs);
  await outside.database.transaction(async (tx) => {
    if (!(await saveAction(tenant, tx, row, { ...change, nextAt }))) return;
    const { state, reasons = [], remote } = change;
    if (state !== undefined) await writeHistory(tx, scene, state, { reasons, remote });
  });
  if (change.state !== undefined) tell(scene, change.state, change.reasons ?? [], change.remote);
}

async function writeHistory(
  tx: Tx,
  { tenant, row, transmission, outside }: ActionScene,
  outcome: string,
  words: { readonly reasons: readonly Reason[]; readonly remote: RemoteWords | undefined },
): Promise<void> {
  const { reasons, remote } = words;
  await appendHistory(tenant, tx, row.documentId, {
    at: outside.now(),
    kind: 'action',
    state: transmission.state,
    actor: row.actor,
    reasons,
    ...(remote && { remote }),
    detail: { action: row.action, outcome },
  });
}

/** One log line, with ids and codes only. */
function tell(
  { tenant, row, outside }: ActionScene,
  outcome: string,
  reasons: readonly Reason[],
  remote: RemoteWords | undefined,
): void {
  outside.log.info(
    {
      tenant: tenantKey(tenant),
      document: row.documentId,
      action: row.action,
      outcome,
      reasons: reasons.map(({ code }) => code),
      correlation: remote?.correlationId,
    },
    'action',
  );
}
