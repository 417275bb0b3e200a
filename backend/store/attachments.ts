import { createHash } from 'node:crypto';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** A file for the buyer, as far as a list shows it. */
export interface AttachmentRow {
  readonly name: string;
  /** How many. */
  readonly bytes: number;
}

/** A file with its content. */
export interface StoredAttachment {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Adds a file that the next completion takes along, in place of one of the same name. */
export async function saveAttachment(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  file: { readonly name: string; readonly bytes: Buffer; readonly addedBy: string },
  now: Date,
): Promise<void> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  await tx.query(
    `insert into attachments (environment, account, document_id, name, bytes, sha256, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (environment, account, document_id, name) where action_id is null do update set
       bytes = excluded.bytes, sha256 = excluded.sha256, added_by = excluded.added_by, added_at = excluded.added_at`,
    [
      tenant.environment,
      tenant.account,
      documentId,
      file.name,
      file.bytes,
      sha256,
      file.addedBy,
      now,
    ],
  );
}

/** Lists the files of a document that no action took yet, in the order in which they were added. */
export async function listAttachments(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<readonly AttachmentRow[]> {
  const { rows } = await tx.query<AttachmentRow>(
    `select name, octet_length(bytes) as bytes from attachments
     where environment = $1 and account = $2 and document_id = $3 and action_id is null
     order by added_at, name`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows;
}

/** Takes a file away that no action took; false when there is none. */
export async function removeAttachment(
  { environment, account }: TenantId,
  tx: Tx,
  documentId: string,
  name: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `delete from attachments
     where environment = $1 and account = $2 and document_id = $3 and name = $4 and action_id is null`,
    [environment, account, documentId, name],
  );
  return rowCount === 1;
}

/** Gives the files that were added to an action; they can no longer be replaced. Says how many there were. */
export async function takeAttachments(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  actionId: string,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update attachments set action_id = $4
     where environment = $1 and account = $2 and document_id = $3 and action_id is null`,
    [tenant.environment, tenant.account, documentId, actionId],
  );
  return rowCount ?? 0;
}

/** Gives back the files of an action that certainly came to nothing, but for those that were replaced meanwhile. */
export async function returnAttachments(tenant: TenantId, tx: Tx, actionId: string): Promise<void> {
  await tx.query(
    `update attachments as taken set action_id = null
     where environment = $1 and account = $2 and action_id = $3 and not exists (
       select from attachments where environment = $1 and account = $2 and document_id = taken.document_id
         and name = taken.name and action_id is null)`,
    [tenant.environment, tenant.account, actionId],
  );
}

/** Reads the files that an action took along. */
export async function readAttachments(
  tenant: TenantId,
  tx: Tx,
  actionId: string,
): Promise<readonly StoredAttachment[]> {
  const { rows } = await tx.query<StoredAttachment>(
    `select name, bytes from attachments
     where environment = $1 and account = $2 and action_id = $3 order by added_at, name`,
    [tenant.environment, tenant.account, actionId],
  );
  return rows;
}

/**
 * Erases files that were added before an instant and that no action took, or whose action ended before it; the oldest
 * first, returns how many. What is under way is left alone.
 */
export async function forgetAttachments(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `with old as (
       select f.environment, f.account, f.id from attachments f
       left join actions a on a.environment = f.environment and a.account = f.account and a.id = f.action_id
       where f.added_at < $1 and (f.action_id is null or a.closed_at < $1)
       order by f.added_at limit $2 for update of f skip locked
     )
     delete from attachments using old
     where attachments.environment = old.environment and attachments.account = old.account and attachments.id = old.id`,
    [before, limit],
  );
  return rowCount ?? 0;
}
