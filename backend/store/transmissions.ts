import type { TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import {
  toTransmission,
  TRANSMISSION_COLUMNS,
  type DocumentKind,
  type Transmission,
  type TransmissionChange,
  type TransmissionRow,
} from './transmission-row.ts';

export { documentKindOf } from './transmission-row.ts';
export type { Transmission, TransmissionChange } from './transmission-row.ts';

const COLUMN_OF = {
  state: 'state',
  stateSince: 'state_since',
  number: 'number',
  customerId: 'customer_id',
  customerName: 'customer_name',
  buyerSiret: 'buyer_siret',
  totalMinor: 'total_minor',
  currency: 'currency',
  issuedOn: 'issued_on',
  reasons: 'reasons',
  warnings: 'warnings',
  flowNumber: 'flow_number',
  depositedAt: 'deposited_at',
  remoteId: 'remote_id',
  remoteStatus: 'remote_status',
  remoteStatusAt: 'remote_status_at',
  remoteComment: 'remote_comment',
  closedInStripe: 'closed_in_stripe',
  attempts: 'attempts',
  polls: 'polls',
  nextAt: 'next_at',
} as const satisfies Record<keyof TransmissionChange, string>;

const OF_TENANT = 'environment = $1 and account = $2';

/** Finds the transmission of a Stripe document, and opens it as `received` when there is none. */
export async function openTransmission(
  tenant: TenantId,
  tx: Tx,
  { documentId, kind }: { readonly documentId: string; readonly kind: DocumentKind },
  now: Date,
): Promise<Transmission> {
  await tx.query(
    `insert into transmissions (environment, account, document_id, kind, state, state_since, created_at, updated_at)
     values ($1, $2, $3, $4, 'received', $5, $5, $5)
     on conflict (environment, account, document_id) do nothing`,
    [tenant.environment, tenant.account, documentId, kind, now],
  );
  const transmission = await findTransmission(tenant, tx, documentId);
  if (!transmission) throw new Error('A transmission that was opened is not there');
  return transmission;
}

/** Finds a transmission. */
export async function findTransmission(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<Transmission | undefined> {
  const { rows } = await tx.query<TransmissionRow>(
    `select ${TRANSMISSION_COLUMNS} from transmissions where ${OF_TENANT} and document_id = $3`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0] && toTransmission(tenant, rows[0]);
}

/** Saves a change if nobody saved since `expectedVersion` was read; undefined when somebody was first. */
export async function saveTransmission(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  expectedVersion: number,
  change: TransmissionChange,
  now: Date,
): Promise<Transmission | undefined> {
  const values: unknown[] = [tenant.environment, tenant.account, documentId, expectedVersion, now];
  const settings = Object.entries(COLUMN_OF).flatMap(([field, column]) => {
    const value = valueOf(change, field);
    return value === undefined ? [] : [`${column} = $${values.push(value)}`];
  });
  const { rows } = await tx.query<TransmissionRow>(
    `update transmissions set ${['version = version + 1', 'updated_at = $5', ...settings].join(', ')}
     where ${OF_TENANT} and document_id = $3 and version = $4
     returning ${TRANSMISSION_COLUMNS}`,
    values,
  );
  return rows[0] && toTransmission(tenant, rows[0]);
}

/** A field's value as the driver takes it: lists as JSON, for it would write them as PostgreSQL arrays. */
function valueOf(change: TransmissionChange, field: string): unknown {
  const value = new Map<string, unknown>(Object.entries(change)).get(field);
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

/** What a search for transmissions asks. */
export interface TransmissionSearch {
  readonly states?: readonly TransmissionState[] | undefined;
  /** Part of a number, customer's name, buyer's SIRET, or Stripe id. */
  readonly text?: string | undefined;
  /** One Stripe customer's only. */
  readonly customerId?: string | undefined;
  /** Rows at most; 100 at the most. */
  readonly limit: number;
  /** `next` of the page before; it matches CURSOR. */
  readonly before?: string | undefined;
}

const SEARCH_ROWS_MAX = 100;
const SEARCH_TEXT_CHARACTERS_MAX = 100;

/** What a page's end looks like: the instant and the document of its last row. */
export const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([A-Za-z0-9_]{1,255})$/;

/**
 * A page of a merchant's transmissions, newest first; `next` is there when more follow. A cursor that no page gave finds
 * nothing.
 */
export async function searchTransmissions(
  tenant: TenantId,
  tx: Tx,
  { states, text, customerId, limit, before }: TransmissionSearch,
): Promise<{ readonly rows: readonly Transmission[]; readonly next?: string }> {
  const size = Math.min(Math.max(Math.trunc(limit), 1), SEARCH_ROWS_MAX);
  const cursor = before === undefined ? undefined : CURSOR.exec(before);
  if (cursor === null) return { rows: [] };
  const pattern = text
    ?.trim()
    .slice(0, SEARCH_TEXT_CHARACTERS_MAX)
    .replace(/[\\%_]/g, '\\$&');
  const { rows } = await tx.query<TransmissionRow>(
    `select ${TRANSMISSION_COLUMNS} from transmissions
     where ${OF_TENANT}
       and ($3::text[] is null or state = any ($3))
       and ($4::text is null or number ilike $4 or customer_name ilike $4 or buyer_siret ilike $4
         or document_id ilike $4)
       and ($5::timestamptz is null or (created_at, document_id) < ($5, $6))
       and ($8::text is null or customer_id = $8)
     order by created_at desc, document_id desc limit $7`,
    [
      tenant.environment,
      tenant.account,
      states ?? null,
      pattern ? `%${pattern}%` : null,
      cursor?.[1] ?? null,
      cursor?.[2] ?? null,
      size + 1,
      customerId ?? null,
    ],
  );
  const page = rows.slice(0, size).map((row) => toTransmission(tenant, row));
  const last = page.at(-1);
  if (!last || rows.length <= size) return { rows: page };
  return { rows: page, next: `${last.createdAt.toISOString()}_${last.documentId}` };
}

/** Most held documents of one customer that are looked at again together. */
const HELD_OF_CUSTOMER_MAX = 1_000;

/** The documents of a customer that wait for something to change, oldest first. */
export async function listHeldForCustomer(
  tenant: TenantId,
  tx: Tx,
  customerId: string,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ document_id: string }>(
    `select document_id from transmissions
     where ${OF_TENANT} and customer_id = $3 and state in ('blocked', 'waiting')
     order by created_at, document_id limit $4`,
    [tenant.environment, tenant.account, customerId, HELD_OF_CUSTOMER_MAX],
  );
  return rows.map(({ document_id }) => document_id);
}

/** A merchant's documents that wait for something to change, oldest first. */
export async function listHeld(
  tenant: TenantId,
  tx: Tx,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ document_id: string }>(
    `select document_id from transmissions
     where ${OF_TENANT} and state in ('blocked', 'waiting')
     order by created_at, document_id limit $3`,
    [tenant.environment, tenant.account, limit],
  );
  return rows.map(({ document_id }) => document_id);
}

/** Makes the next sweep look at these documents, whenever their next time was. */
export async function wakeTransmissions(
  tenant: TenantId,
  tx: Tx,
  documentIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(
    `update transmissions set next_at = $4 where ${OF_TENANT} and document_id = any ($3::text[])`,
    [tenant.environment, tenant.account, documentIds, now],
  );
}
