import type { Environment } from '../tenant.ts';
import type { Tx } from './database.ts';

/** A Stripe event as it arrived. */
export interface EventRow {
  readonly environment: Environment;
  /** `evt_…`. */
  readonly id: string;
  /** `acct_…`; null for an event of the platform itself. */
  readonly account: string | null;
  readonly type: string;
  /** When Stripe made it, in seconds since 1970. */
  readonly created: number;
  readonly livemode: boolean;
  readonly objectId: string | null;
  readonly customerId: string | null;
  /** The request's body, byte for byte; at most 2 MiB. */
  readonly payload: Buffer;
}

/**
 * Stores events and says which of them were new, as `environment/id`; those already there are left as they are.
 */
export async function insertEvents(
  tx: Tx,
  rows: readonly EventRow[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  // In one order everywhere, so that two requests with the same events never wait for each other.
  const sorted = rows.toSorted((left, right) => compare(eventKey(left), eventKey(right)));
  const { rows: inserted } = await tx.query<{ key: string }>(
    `insert into events
       (environment, id, account, type, created, livemode, object_id, customer_id, payload)
     select environment, id, account, type, to_timestamp(created), livemode, object_id, customer_id,
       substring($9::bytea from first for bytes)
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::boolean[], $7::text[],
       $8::text[], $10::int[], $11::int[])
       as event (environment, id, account, type, created, livemode, object_id, customer_id, first, bytes)
     on conflict (environment, id) do nothing
     returning environment || '/' || id as key`,
    columns(sorted),
  );
  return new Set(inserted.map(({ key }) => key));
}

/** Finds a stored event. */
export async function findEvent(
  environment: Environment,
  tx: Tx,
  id: string,
): Promise<EventRow | undefined> {
  const { rows } = await tx.query<EventRow>(
    `select environment, id, account, type, extract(epoch from created)::float8 as created, livemode,
       object_id as "objectId", customer_id as "customerId", payload
     from events where environment = $1 and id = $2`,
    [environment, id],
  );
  return rows[0];
}

function eventKey({ environment, id }: EventRow): string {
  return `${environment}/${id}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function columns(rows: readonly EventRow[]): unknown[] {
  return [
    rows.map(({ environment }) => environment),
    rows.map(({ id }) => id),
    rows.map(({ account }) => account),
    rows.map(({ type }) => type),
    rows.map(({ created }) => created),
    rows.map(({ livemode }) => livemode),
    rows.map(({ objectId }) => objectId),
    rows.map(({ customerId }) => customerId),
    // All payloads in one value: an array of them would be written as text, twice as long, and parsed again.
    Buffer.concat(rows.map(({ payload }) => payload)),
    firstBytes(rows),
    rows.map(({ payload }) => payload.length),
  ];
}

/** Where each payload begins in all of them together; SQL counts from 1. */
function firstBytes(rows: readonly EventRow[]): number[] {
  let next = 1;
  return rows.map(({ payload }) => {
    const first = next;
    next += payload.length;
    return first;
  });
}
