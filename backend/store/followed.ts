import type { TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import {
  toTransmission,
  TRANSMISSION_COLUMNS,
  type Transmission,
  type TransmissionRow,
} from './transmission-row.ts';

/** Where an invoice is at Chorus Pro and may still move; the index transmissions_followed repeats them. */
export const FOLLOWED_STATES = [
  'integrated',
  'available',
  'suspended',
  'completed',
  'to_recycle',
  'in_payment',
] as const satisfies readonly TransmissionState[];

const FOLLOWED = FOLLOWED_STATES.map((state) => `'${state}'`).join(', ');
const OF_TENANT = 'environment = $1 and account = $2';

/** Whether a merchant has at least `count` invoices at Chorus Pro that may still move. */
export async function followsAtLeast(tenant: TenantId, tx: Tx, count: number): Promise<boolean> {
  const { rows } = await tx.query<{ found: number }>(
    `select count(*)::int as found from (
       select from transmissions where ${OF_TENANT} and state in (${FOLLOWED}) limit $3) as followed`,
    [tenant.environment, tenant.account, count],
  );
  return (rows[0]?.found ?? 0) >= count;
}

/** When the last of a merchant's invoices at Chorus Pro moved; undefined when there is none. */
export async function findLastMove(tenant: TenantId, tx: Tx): Promise<Date | undefined> {
  const { rows } = await tx.query<{ moved: Date | null }>(
    `select max(state_since) as moved from transmissions where ${OF_TENANT} and state in (${FOLLOWED})`,
    [tenant.environment, tenant.account],
  );
  return rows[0]?.moved ?? undefined;
}

/** Finds the followed invoices of these flows, and those without a flow by their identifiers at Chorus Pro. */
export async function findFollowed(
  tenant: TenantId,
  tx: Tx,
  flowNumbers: readonly string[],
  remoteIds: readonly string[] = [],
): Promise<readonly Transmission[]> {
  const { rows } = await tx.query<TransmissionRow>(
    `select ${TRANSMISSION_COLUMNS} from transmissions
     where ${OF_TENANT} and state in (${FOLLOWED})
       and (flow_number = any ($3::text[]) or flow_number is null and remote_id = any ($4::text[]))`,
    [tenant.environment, tenant.account, flowNumbers, remoteIds],
  );
  return rows.map((row) => toTransmission(tenant, row));
}

/** Makes a merchant's invoices be asked about one by one again, from `now` on. */
export async function wakeFollowed(tenant: TenantId, tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `update transmissions set next_at = least(next_at, $3) where ${OF_TENANT} and state in (${FOLLOWED})`,
    [tenant.environment, tenant.account, now],
  );
}

/** Rows of one comparison. */
const COMPARED_MAX = 20_000;

/** Lists what stands at Chorus Pro as Guichet knows it, of a period of days of deposit in France; refused flows aside. */
export async function listDeposited(
  tenant: TenantId,
  tx: Tx,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<readonly Transmission[]> {
  const { rows } = await tx.query<TransmissionRow>(
    `select ${TRANSMISSION_COLUMNS} from transmissions
     where ${OF_TENANT} and state in ('deposited', ${FOLLOWED}, 'paid', 'booked', 'rejected', 'replaced', 'abandoned')
       and (deposited_at at time zone 'Europe/Paris')::date between $3 and $4
     order by deposited_at, document_id limit $5`,
    [tenant.environment, tenant.account, from, until, COMPARED_MAX],
  );
  return rows.map((row) => toTransmission(tenant, row));
}

/** Finds a merchant's documents, in whatever state, that bear one of these numbers or flows. */
export async function findByNumberOrFlow(
  tenant: TenantId,
  tx: Tx,
  { numbers, flows }: { readonly numbers: readonly string[]; readonly flows: readonly string[] },
): Promise<readonly Transmission[]> {
  const { rows } = await tx.query<TransmissionRow>(
    `select ${TRANSMISSION_COLUMNS} from transmissions
     where ${OF_TENANT} and (number = any ($3::text[]) or flow_number = any ($4::text[]))
     order by created_at limit $5`,
    [tenant.environment, tenant.account, numbers, flows, COMPARED_MAX],
  );
  return rows.map((row) => toTransmission(tenant, row));
}
