import type { RawSnapshot } from '../receive/snapshot.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** Keeps what Stripe showed, as it was fetched; of two at the same millisecond the later one stays. */
export async function saveSnapshot(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  raw: RawSnapshot,
  takenAt: Date,
): Promise<void> {
  await tx.query(
    `insert into snapshots (environment, account, document_id, taken_at, raw)
     values ($1, $2, $3, $4, $5)
     on conflict (environment, account, document_id, taken_at) do update set raw = excluded.raw, sha256 = null`,
    [tenant.environment, tenant.account, documentId, takenAt, JSON.stringify(raw)],
  );
}

/** Finds the latest of what Stripe showed; undefined also once its content is erased. */
export async function findSnapshot(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<{ readonly raw: RawSnapshot; readonly takenAt: Date } | undefined> {
  const { rows } = await tx.query<{ raw: RawSnapshot; taken_at: Date }>(
    `select raw, taken_at from snapshots
     where environment = $1 and account = $2 and document_id = $3 and raw is not null
     order by taken_at desc limit 1`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0] && { raw: rows[0].raw, takenAt: rows[0].taken_at };
}

/** Which snapshot something was decided on: when it was taken, and the SHA-256 of its JSON as it is stored. */
export interface SnapshotMark {
  readonly takenAt: Date;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Finds the mark of the latest snapshot that was there at an instant. */
export async function findSnapshotMark(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  at: Date,
): Promise<SnapshotMark | undefined> {
  const { rows } = await tx.query<{ taken_at: Date; sha256: string }>(
    `select taken_at, coalesce(sha256, encode(sha256(convert_to(raw::text, 'UTF8')), 'hex')) as sha256 from snapshots
     where environment = $1 and account = $2 and document_id = $3 and taken_at <= $4
     order by taken_at desc limit 1`,
    [tenant.environment, tenant.account, documentId, at],
  );
  return rows[0] && { takenAt: rows[0].taken_at, sha256: rows[0].sha256 };
}
