import type { TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** How many documents there are, and what they add up to; credit notes are taken off. */
export interface Sum {
  readonly count: number;
  /** Minor units of the currency that was asked for; documents in others are counted, not added. */
  readonly total: bigint;
}

interface SumRow {
  readonly count: number;
  readonly total: string;
}

const OF_TENANT = 'environment = $1 and account = $2';

/** BT-2, or the day on which it was met where it was not issued. */
const ISSUED_ON = `coalesce(issued_on, (created_at at time zone 'Europe/Paris')::date)`;

const SUM = (currency: string) => `count(*)::int as count,
  coalesce(sum(case kind when 'credit_note' then -total_minor else total_minor end)
    filter (where currency = ${currency}), 0)::text as total`;

/** Sums a merchant's documents by state. */
export async function sumByState(
  tenant: TenantId,
  tx: Tx,
  currency: string,
): Promise<ReadonlyMap<TransmissionState, Sum>> {
  const { rows } = await tx.query<SumRow & { readonly state: TransmissionState }>(
    `select state, ${SUM('$3')} from transmissions where ${OF_TENANT} group by state`,
    [tenant.environment, tenant.account, currency],
  );
  return new Map(rows.map(({ state, ...sum }) => [state, toSum(sum)]));
}

/** What a month's sum covers. */
export interface MonthsAsked {
  readonly currency: string;
  /** The first day, `YYYY-MM-DD`. */
  readonly since: string;
  /** States that do not count. */
  readonly without: readonly TransmissionState[];
}

/** Sums a merchant's documents by the month of their issue date, `2026-11`. */
export async function sumByMonth(
  tenant: TenantId,
  tx: Tx,
  { currency, since, without }: MonthsAsked,
): Promise<ReadonlyMap<string, Sum>> {
  const { rows } = await tx.query<SumRow & { readonly month: string }>(
    `select to_char(day, 'YYYY-MM') as month, sum(count)::int as count, sum(total::bigint)::text as total
     from (
       select ${ISSUED_ON} as day, ${SUM('$3')} from transmissions
       where ${OF_TENANT} and ${ISSUED_ON} >= $4 and state <> all ($5::text[])
       group by day) as days
     group by month`,
    [tenant.environment, tenant.account, currency, since, without],
  );
  return new Map(rows.map(({ month, ...sum }) => [month, toSum(sum)]));
}

/** The median of the days from deposit to payment; undefined when nothing was paid. */
export async function medianDaysToPayment(tenant: TenantId, tx: Tx): Promise<number | undefined> {
  const { rows } = await tx.query<{ days: number | null }>(
    `select percentile_cont(0.5) within group (order by greatest(
       0, extract(epoch from coalesce(remote_status_at, state_since) - deposited_at)::float8 / 86400)) as days
     from transmissions where ${OF_TENANT} and state = 'paid' and deposited_at is not null`,
    [tenant.environment, tenant.account],
  );
  return rows[0]?.days ?? undefined;
}

function toSum({ count, total }: SumRow): Sum {
  return { count, total: BigInt(total) };
}
