import type { RemoteWords } from '../deliver/destination.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * The reservations of the deposit protocol. Kept by the table: of one document at most one deposit is open, uncertain or
 * accepted; a deposit hands over bytes that are stored; a flow number belongs to one deposit; a non-live merchant's
 * deposit never names production.
 */

/** `open`: reserved, perhaps on the wire. `uncertain`: nobody knows. The others are its ends. */
export const DEPOSIT_STATES = ['open', 'uncertain', 'accepted', 'refused', 'absent'] as const;
export type DepositState = (typeof DEPOSIT_STATES)[number];

/** One handing-over of a document. */
export interface Deposit {
  /** A UUID. */
  readonly id: string;
  /** 1 for the first of its document. */
  readonly attempt: number;
  readonly state: DepositState;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly reservedAt: Date;
  /** Nobody may begin the call after this instant. */
  readonly callBefore: Date;
  readonly flowNumber?: string;
  readonly closedAt?: Date;
  readonly remote?: RemoteWords;
  /** How many look-ups found nothing. */
  readonly lookUps: number;
}

/** How a deposit ends. */
export type DepositEnd =
  | {
      readonly state: 'accepted';
      readonly flowNumber: string;
      readonly remote?: RemoteWords | undefined;
    }
  | { readonly state: 'refused' | 'absent'; readonly remote?: RemoteWords | undefined };

interface Row {
  readonly id: string;
  readonly attempt: number;
  readonly state: DepositState;
  readonly sha256: string;
  readonly reserved_at: Date;
  readonly call_before: Date;
  readonly flow_number: string | null;
  readonly closed_at: Date | null;
  readonly remote: RemoteWords | null;
  readonly look_ups: number;
}

const COLUMNS =
  'id, attempt, state, sha256, reserved_at, call_before, flow_number, closed_at, remote, look_ups';
const OF_DOCUMENT = 'environment = $1 and account = $2 and document_id = $3';
const THIS = 'environment = $1 and account = $2 and id = $3';

/** Reserves the one deposit of a document; undefined when another one is open, uncertain or accepted. */
export async function reserveDeposit(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  asked: { readonly sha256: string; readonly callBefore: Date; readonly now: Date },
): Promise<Deposit | undefined> {
  const { rows } = await tx.query<Row>(
    `insert into deposits
       (environment, account, document_id, attempt, platform, state, sha256, reserved_at, call_before)
     select $1, $2, $3, coalesce(max(attempt), 0) + 1, $4, 'open', $5, $6, $7 from deposits where ${OF_DOCUMENT}
     on conflict do nothing
     returning ${COLUMNS}`,
    [
      tenant.environment,
      tenant.account,
      documentId,
      platformOf(tenant),
      asked.sha256,
      asked.now,
      asked.callBefore,
    ],
  );
  return rows[0] && toDeposit(rows[0]);
}

/** Finds the newest deposit of a document. */
export async function findDeposit(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<Deposit | undefined> {
  const { rows } = await tx.query<Row>(
    `select ${COLUMNS} from deposits where ${OF_DOCUMENT} order by attempt desc limit 1`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0] && toDeposit(rows[0]);
}

/** Ends a deposit that is open or uncertain; false when it had ended already. */
export async function closeDeposit(
  tenant: TenantId,
  tx: Tx,
  depositId: string,
  end: DepositEnd,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update deposits set state = $4, flow_number = coalesce(flow_number, $5), remote = $6, closed_at = $7
     where ${THIS} and state in ('open', 'uncertain')`,
    [
      tenant.environment,
      tenant.account,
      depositId,
      end.state,
      end.state === 'accepted' ? end.flowNumber : null,
      end.remote === undefined ? null : JSON.stringify(end.remote),
      now,
    ],
  );
  return rowCount === 1;
}

/**
 * The flow of an accepted deposit was refused for certain: no invoice exists, and another deposit may follow. False when
 * the deposit was not accepted.
 */
export async function withdrawDeposit(
  tenant: TenantId,
  tx: Tx,
  depositId: string,
  remote: RemoteWords,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update deposits set state = 'refused', remote = $4 where ${THIS} and state = 'accepted'`,
    [tenant.environment, tenant.account, depositId, JSON.stringify(remote)],
  );
  return rowCount === 1;
}

/**
 * Chorus Pro does not know an accepted deposit: it is in doubt again, to be looked up from the beginning. Its flow number
 * stays with it. False when the deposit was not accepted.
 */
export async function reopenDeposit(tenant: TenantId, tx: Tx, depositId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update deposits set state = 'uncertain', closed_at = null, look_ups = 0
     where ${THIS} and state = 'accepted'`,
    [tenant.environment, tenant.account, depositId],
  );
  return rowCount === 1;
}

/** Nobody knows whether an open deposit was taken. Throws when it has ended. */
export async function markUncertain(
  tenant: TenantId,
  tx: Tx,
  depositId: string,
  _now: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    `update deposits set state = 'uncertain' where ${THIS} and state in ('open', 'uncertain')`,
    [tenant.environment, tenant.account, depositId],
  );
  if (rowCount !== 1) throw new Error(`Deposit ${depositId} has ended and cannot be in doubt`);
}

/** Counts a look-up that found nothing, and says how many there are now. */
export async function countLookUp(tenant: TenantId, tx: Tx, depositId: string): Promise<number> {
  const { rows } = await tx.query<{ look_ups: number }>(
    `update deposits set look_ups = look_ups + 1 where ${THIS} returning look_ups`,
    [tenant.environment, tenant.account, depositId],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no deposit ${depositId}`);
  return row.look_ups;
}

/** How many deposits of a document there are, or how many are in one state. */
export async function countDeposits(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  state?: DepositState,
): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from deposits
     where ${OF_DOCUMENT} and ($4::text is null or state = $4)`,
    [tenant.environment, tenant.account, documentId, state ?? null],
  );
  return rows[0]?.count ?? 0;
}

/** Deposits of one document that are read at once; a person decides long before there are so many. */
const DEPOSITS_MAX = 1_000;

/** Lists every deposit of a document, in the order in which they were reserved. */
export async function listDeposits(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<readonly Deposit[]> {
  const { rows } = await tx.query<Row>(
    `select ${COLUMNS} from deposits where ${OF_DOCUMENT} order by attempt limit ${DEPOSITS_MAX}`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows.map(toDeposit);
}

function toDeposit(row: Row): Deposit {
  return {
    id: row.id,
    attempt: row.attempt,
    state: row.state,
    sha256: row.sha256,
    reservedAt: row.reserved_at,
    callBefore: row.call_before,
    lookUps: row.look_ups,
    ...(row.flow_number === null ? {} : { flowNumber: row.flow_number }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.remote === null ? {} : { remote: row.remote }),
  };
}
