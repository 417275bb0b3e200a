import type { RemoteWords } from '../deliver/destination.ts';
import type { TransmissionState } from '../follow/state.ts';
import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * What an entry tells: the transmission came to a state; something was tried; the remote side said something; a person
 * did something.
 */
export const HISTORY_KINDS = ['state', 'attempt', 'remote', 'action'] as const;
type HistoryKind = (typeof HISTORY_KINDS)[number];

/** One thing that a transmission met. */
export interface HistoryEntry {
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly state?: TransmissionState;
  readonly reasons?: readonly Reason[];
  /** Word for word. */
  readonly remote?: RemoteWords;
  /** Who did it, when a person did. */
  readonly actor?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** Most entries that are read at once; the oldest come first. */
const ENTRIES_MAX = 1_000;

/** Adds to the history of a transmission. Nothing is ever taken from it. */
export async function appendHistory(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  entry: HistoryEntry,
): Promise<void> {
  await tx.query(
    `insert into history (environment, account, document_id, at, kind, state, reasons, remote, actor, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tenant.environment,
      tenant.account,
      documentId,
      entry.at,
      entry.kind,
      entry.state ?? null,
      toJson(entry.reasons),
      toJson(entry.remote),
      entry.actor ?? null,
      toJson(entry.detail),
    ],
  );
}

function toJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

interface Row {
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly state: TransmissionState | null;
  readonly reasons: readonly Reason[] | null;
  readonly remote: RemoteWords | null;
  readonly actor: string | null;
  readonly detail: Readonly<Record<string, string>> | null;
}

/** Lists what a transmission met, in the order in which it was written: the last 1,000 entries. */
export async function listHistory(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<readonly HistoryEntry[]> {
  const { rows } = await tx.query<Row>(
    `select at, kind, state, reasons, remote, actor, detail from history
     where environment = $1 and account = $2 and document_id = $3
     order by id desc limit $4`,
    [tenant.environment, tenant.account, documentId, ENTRIES_MAX],
  );
  return rows.toReversed().map(toEntry);
}

function toEntry({ at, kind, state, reasons, remote, actor, detail }: Row): HistoryEntry {
  return {
    at,
    kind,
    ...(state === null ? {} : { state }),
    ...(reasons === null ? {} : { reasons }),
    ...(remote === null ? {} : { remote }),
    ...(actor === null ? {} : { actor }),
    ...(detail === null ? {} : { detail }),
  };
}

/** How often people took an action on a document that was in one state. */
export async function countDeeds(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  deed: { readonly action: string; readonly state: TransmissionState },
): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from history
     where environment = $1 and account = $2 and document_id = $3 and kind = 'action'
       and detail ->> 'action' = $4 and state = $5`,
    [tenant.environment, tenant.account, documentId, deed.action, deed.state],
  );
  return rows[0]?.count ?? 0;
}
