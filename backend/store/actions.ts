import type { RemoteWords } from '../deliver/destination.ts';
import type { Reason } from '../invoice/reason.ts';
import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * Actions at Chorus Pro that people asked for. Kept by the table: of one document at most one is under way; a question is
 * carried out once; what was asked never changes, and its end neither.
 */

/** What may be asked of Chorus Pro. */
export const REMOTE_ACTIONS = ['complete', 'recycle', 'acknowledge_rejection'] as const;
export type RemoteAction = (typeof REMOTE_ACTIONS)[number];

/** `asked`: to be called. `open`: perhaps on the wire. `uncertain`: nobody knows. The others are its ends. */
export const ACTION_STATES = [
  'asked',
  'open',
  'uncertain',
  'accepted',
  'refused',
  'absent',
] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** What a person entered. */
export interface AskedFor {
  readonly comment?: string;
  readonly siret?: string;
  readonly serviceCode?: string;
  readonly engagementNumber?: string;
  /** Only where it is another than the document's. */
  readonly contractNumber?: string;
}

/** One action. */
export interface ActionRow {
  /** A UUID. */
  readonly id: string;
  readonly documentId: string;
  readonly action: RemoteAction;
  /** The Stripe user who asked. */
  readonly actor: string;
  readonly asked: AskedFor;
  readonly askedAt: Date;
  readonly state: ActionState;
  /** Nobody may begin the call after this instant. */
  readonly callBefore: Date | undefined;
  readonly closedAt: Date | undefined;
  /** Why it stands where it does. */
  readonly reasons: readonly Reason[];
  readonly attempts: number;
  readonly nextAt: Date | undefined;
}

/** What is saved of an action. A field that is absent stays; null clears it. */
export interface ActionChange {
  readonly state?: ActionState;
  readonly callBefore?: Date;
  readonly closedAt?: Date;
  readonly remote?: RemoteWords;
  readonly reasons?: readonly Reason[];
  readonly attempts?: number;
  readonly nextAt?: Date | null;
}

const COLUMNS = `id, document_id as "documentId", action, actor, asked, asked_at as "askedAt", state,
  call_before as "callBefore", closed_at as "closedAt", reasons, attempts, next_at as "nextAt"`;

type Row = { [Field in keyof ActionRow]: Exclude<ActionRow[Field], undefined> | null };
type RowOf = Row & Omit<ActionRow, 'callBefore' | 'closedAt' | 'nextAt'>;

function toAction(row: RowOf): ActionRow {
  return {
    ...row,
    callBefore: row.callBefore ?? undefined,
    closedAt: row.closedAt ?? undefined,
    nextAt: row.nextAt ?? undefined,
  };
}

/** Writes down that a person asks for an action; undefined when another one is under way, or it was asked before. */
export async function insertAction(
  tenant: TenantId,
  tx: Tx,
  question: Pick<ActionRow, 'documentId' | 'action' | 'actor' | 'asked'> & {
    readonly nonce: string;
  },
  now: Date,
): Promise<ActionRow | undefined> {
  const { documentId, action, actor, asked, nonce } = question;
  const { rows } = await tx.query<RowOf>(
    `insert into actions (environment, account, document_id, action, nonce, actor, asked, asked_at, state, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $8)
     on conflict do nothing returning ${COLUMNS}`,
    [
      tenant.environment,
      tenant.account,
      documentId,
      action,
      nonce,
      actor,
      JSON.stringify(asked),
      now,
    ],
  );
  return rows[0] && toAction(rows[0]);
}

/** Finds an action. */
export async function findAction(
  tenant: TenantId,
  tx: Tx,
  actionId: string,
): Promise<ActionRow | undefined> {
  const { rows } = await tx.query<RowOf>(
    `select ${COLUMNS} from actions where environment = $1 and account = $2 and id = $3`,
    [tenant.environment, tenant.account, actionId],
  );
  return rows[0] && toAction(rows[0]);
}

/** Finds the latest action on a document, of one kind where it is named. */
export async function findLatestAction(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<ActionRow | undefined> {
  const { rows } = await tx.query<RowOf>(
    `select ${COLUMNS} from actions where environment = $1 and account = $2 and document_id = $3
     order by asked_at desc limit 1`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0] && toAction(rows[0]);
}

/** Changes an action that is still in the state in which it was read; false when somebody was first. */
export async function saveAction(
  tenant: TenantId,
  tx: Tx,
  { id, state }: Pick<ActionRow, 'id' | 'state'>,
  change: ActionChange,
): Promise<boolean> {
  const { remote, reasons } = change;
  const { rowCount } = await tx.query(
    `update actions set state = coalesce($5, state), call_before = coalesce($6, call_before),
       closed_at = coalesce($7, closed_at), remote = coalesce($8, remote), reasons = coalesce($9, reasons),
       attempts = coalesce($10, attempts), next_at = case when $11 then $12 else next_at end
     where environment = $1 and account = $2 and id = $3 and state = $4`,
    [
      tenant.environment,
      tenant.account,
      id,
      state,
      change.state ?? null,
      change.callBefore ?? null,
      change.closedAt ?? null,
      remote === undefined ? null : JSON.stringify(remote),
      reasons === undefined ? null : JSON.stringify(reasons),
      change.attempts ?? null,
      change.nextAt !== undefined,
      change.nextAt ?? null,
    ],
  );
  return rowCount === 1;
}

/** An action whose time has come. */
export interface DueAction {
  readonly tenant: TenantId;
  readonly actionId: string;
}

/** Claims actions whose time has come and puts off their next time by the lease. */
export async function claimDueActions(
  tx: Tx,
  now: Date,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
): Promise<readonly DueAction[]> {
  const { rows } = await tx.query<{ environment: Environment; account: string; id: string }>(
    `with due as (
       select environment, account, id from actions where next_at <= $1
       order by next_at limit $2 for update skip locked
     )
     update actions set next_at = $3 from due
     where actions.environment = due.environment and actions.account = due.account and actions.id = due.id
     returning actions.environment, actions.account, actions.id`,
    [now, limit, new Date(now.getTime() + leaseMs)],
  );
  return rows.flatMap(({ environment, account, id }) => {
    const tenant = parseTenantId(environment, account);
    return tenant ? [{ tenant, actionId: id }] : [];
  });
}
