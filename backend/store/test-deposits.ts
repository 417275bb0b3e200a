import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/**
 * The made-up invoices that onboarding sends to qualification. Kept by the table: never one of a live merchant, and at
 * most one of a merchant under way. They are no transmissions: nothing else counts, follows or shows them.
 */

/** `open`: reserved, perhaps on the wire. `uncertain`: nobody knows. `accepted`: being checked. */
export const TEST_DEPOSIT_STATES = [
  'open',
  'uncertain',
  'accepted',
  'integrated',
  'refused',
] as const;
type TestDepositState = (typeof TEST_DEPOSIT_STATES)[number];

/** One made-up invoice. */
export interface TestDeposit {
  /** BT-1. */
  readonly number: string;
  readonly state: TestDepositState;
  readonly flowNumber: string | undefined;
  readonly refusedBecause: Reason | undefined;
  readonly reservedAt: Date;
}

/** How a made-up invoice goes on. */
export type TestDepositChange =
  | { readonly state: 'uncertain' }
  | { readonly state: 'accepted' | 'integrated'; readonly flowNumber: string }
  | { readonly state: 'refused'; readonly refusedBecause: Reason };

interface Row {
  readonly number: string;
  readonly state: TestDepositState;
  readonly flow_number: string | null;
  readonly refused_because: Reason | null;
  readonly reserved_at: Date;
}

const OF_TENANT = 'environment = $1 and account = $2';

/** Reserves the one test deposit of a merchant; false when another one is under way. */
export async function reserveTestDeposit(
  tenant: TenantId,
  tx: Tx,
  asked: { readonly number: string; readonly sha256: string; readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into test_deposits (environment, account, number, state, sha256, reserved_at)
     values ($1, $2, $3, 'open', $4, $5) on conflict do nothing`,
    [tenant.environment, tenant.account, asked.number, asked.sha256, asked.now],
  );
  return rowCount === 1;
}

/** Finds a merchant's newest test deposit. */
export async function findTestDeposit(tenant: TenantId, tx: Tx): Promise<TestDeposit | undefined> {
  const { rows } = await tx.query<Row>(
    `select number, state, flow_number, refused_because, reserved_at from test_deposits
     where ${OF_TENANT} order by reserved_at desc, number desc limit 1`,
    [tenant.environment, tenant.account],
  );
  const [row] = rows;
  return (
    row && {
      number: row.number,
      state: row.state,
      flowNumber: row.flow_number ?? undefined,
      refusedBecause: row.refused_because ?? undefined,
      reservedAt: row.reserved_at,
    }
  );
}

/** Writes how a test deposit went on; one that has ended stays as it is. */
export async function saveTestDeposit(
  tenant: TenantId,
  tx: Tx,
  number: string,
  change: TestDepositChange,
): Promise<void> {
  const flowNumber = 'flowNumber' in change ? change.flowNumber : null;
  const because = 'refusedBecause' in change ? JSON.stringify(change.refusedBecause) : null;
  await tx.query(
    `update test_deposits set state = $4, flow_number = coalesce($5, flow_number), refused_because = $6
     where ${OF_TENANT} and number = $3 and state in ('open', 'uncertain', 'accepted')`,
    [tenant.environment, tenant.account, number, change.state, flowNumber, because],
  );
}
