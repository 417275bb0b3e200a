import { STATES, type TransmissionState } from '../follow/state.ts';
import { REASONS, type Reason } from '../invoice/reason.ts';
import type { RemoteWords } from '../deliver/destination.ts';
import { noteStep } from '../notify/note-step.ts';
import type { Tx } from '../store/database.ts';
import { appendHistory } from '../store/history.ts';
import {
  saveTransmission,
  type Transmission,
  type TransmissionChange,
} from '../store/transmissions.ts';
import { tenantKey } from '../tenant.ts';
import type { Outside } from './outside.ts';
import { withStandingWarning } from './standing.ts';

/** Somebody else changed the transmission since it was read: whoever throws this leaves it to them. */
export class MovedOnError extends Error {
  override readonly name = 'MovedOnError';
}

/** Does something about a transmission; false when somebody else was first, to whom it is left. */
export async function unlessMoved(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof MovedOnError) return false;
    throw error;
  }
}

/** One step of a transmission, written down whole or not at all. */
export interface Step {
  readonly change: TransmissionChange;
  /** What the remote side said, for the history. */
  readonly remote?: RemoteWords;
  /** What the history says besides, in short facts. */
  readonly detail?: Readonly<Record<string, string>>;
  /** What else must be true in the same transaction. */
  readonly also?: (tx: Tx) => Promise<void>;
  /** It happened long before Guichet heard of it: nobody is told. */
  readonly isOldNews?: boolean;
}

/** Writes a step: the row (if nobody was first), its history, whatever goes with it. Returns the new row. */
export async function saveStep(
  before: Transmission,
  step: Step,
  outside: Pick<Outside, 'database' | 'now' | 'log' | 'metrics'>,
): Promise<Transmission> {
  const after = await outside.database.transaction((tx) => saveStepIn(tx, before, step, outside));
  announce(before, after, step.remote, outside);
  return after;
}

/** The same inside the caller's transaction; the caller announces it after the commit. */
export async function saveStepIn(
  tx: Tx,
  before: Transmission,
  { change: asked, remote, detail = {}, also, isOldNews = false }: Step,
  { now }: Pick<Outside, 'now'>,
): Promise<Transmission> {
  const change = withStandingWarning(before, asked);
  const { tenant, documentId, version } = before;
  const at = now();
  const moves = change.state !== undefined && change.state !== before.state;
  const saved = await saveTransmission(
    tenant,
    tx,
    documentId,
    version,
    moves ? { stateSince: at, polls: 0, ...change } : change,
    at,
  );
  if (!saved) throw new MovedOnError(`${documentId} has moved on from version ${version}`);
  await also?.(tx);
  if (!isOldNews) await noteStep(tx, before, saved, at);
  if (moves || isNews(before, saved, remote)) {
    await appendHistory(tenant, tx, documentId, {
      at,
      kind: moves ? 'state' : 'attempt',
      state: saved.state,
      reasons: [...saved.reasons, ...saved.warnings],
      ...(remote === undefined ? {} : { remote }),
      detail: { ...detail, ...describe(saved) },
    });
  }
  return saved;
}

/** A poll that changed nothing is not history. */
function isNews(
  before: Transmission,
  after: Transmission,
  remote: RemoteWords | undefined,
): boolean {
  const told = (row: Transmission) =>
    JSON.stringify([
      row.reasons,
      row.warnings,
      row.flowNumber,
      row.remoteStatus,
      row.remoteComment,
    ]);
  return told(before) !== told(after) || (remote !== undefined && after.state === 'uncertain');
}

function describe({
  number,
  flowNumber,
  remoteStatus,
  remoteStatusAt: statusAt,
  remoteComment,
}: Transmission): Record<string, string> {
  // Guichet may hear of a status a day later: Chorus Pro's own date is kept with it.
  const remoteStatusAt = remoteStatus === undefined ? undefined : statusAt?.toISOString();
  const detail = { number, flowNumber, remoteStatus, remoteStatusAt, remoteComment };
  return Object.fromEntries(
    Object.entries(detail).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** One log line a step, with ids and codes only; alerts for what somebody of Guichet should look at. */
export function announce(
  before: Transmission,
  after: Transmission,
  remote: RemoteWords | undefined,
  { log, metrics }: Pick<Outside, 'log' | 'metrics'>,
): void {
  const moved = after.state !== before.state;
  if (moved) metrics.transitions.inc({ state: after.state });
  const line = {
    tenant: tenantKey(after.tenant),
    document: after.documentId,
    number: after.number,
    from: before.state,
    state: after.state,
    reasons: after.reasons.map(({ code }) => code),
    warnings: after.warnings.map(({ code }) => code),
    flow: after.flowNumber,
    status: after.remoteStatus,
    correlation: remote?.correlationId,
    next: after.nextAt,
  };
  if (moved) log.info(line, 'step');
  else log.debug(line, 'attempt');
  for (const { code } of [...after.reasons, ...after.warnings].filter(needsUs)) {
    metrics.alerts.inc({ code });
    log.warn({ ...line, code }, 'alert');
  }
}

function needsUs({ code }: Reason): boolean {
  return REASONS[code].actor === 'us' && REASONS[code].retry !== 'by_itself';
}

/** Whether nothing more will happen to a transmission. */
export function isFinal(state: TransmissionState): boolean {
  return STATES[state].final;
}
