import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** What is issued: the bytes, and what they were made from. */
export interface IssuedDocument {
  /** BT-1. */
  readonly number: string;
  readonly xml: string;
  /** The PDF/A-3b file, at most 10 MiB. */
  readonly pdf: Uint8Array;
  /** SHA-256 of `pdf`, in hexadecimal; the table computes it again. */
  readonly sha256: string;
  /** What was decided and is not in the document. */
  readonly basis: object;
}

/** A document as it was stored. */
export interface StoredDocument extends IssuedDocument {
  readonly pdf: Buffer;
  /** 1, or more when an earlier issue was refused for certain and its cause mended. */
  readonly issue: number;
  readonly savedAt: Date;
}

/**
 * How saving ended: `saved`; `same`, the same bytes were there; `standing`, other bytes were handed over and may have
 * been taken, so that nothing else may be issued; `number_taken`, another document of the merchant bears the number.
 */
export type DocumentSaved = 'saved' | 'same' | 'standing' | 'number_taken';

/**
 * Stores an issued document, once. Other bytes become a new issue as long as no earlier one is being handed over or was
 * accepted; the earlier ones stay as they were. Call it in the transaction that saves the transmission, whose row
 * keeps two writers apart.
 */
export async function saveDocument(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  { number, xml, pdf, sha256, basis }: IssuedDocument,
  now: Date,
): Promise<DocumentSaved> {
  const key = [tenant.environment, tenant.account, documentId];
  const present = await findLast(tx, key);
  if (present?.sha256 === sha256) return 'same';
  if (present?.is_standing) return 'standing';
  const { rowCount } = await tx.query(
    `insert into documents (environment, account, document_id, issue, number, xml, pdf, sha256, basis, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (environment, account, number) where issue = 1 do nothing`,
    [
      ...key,
      (present?.issue ?? 0) + 1,
      number,
      xml,
      Buffer.from(pdf),
      sha256,
      JSON.stringify(basis),
      now,
    ],
  );
  return rowCount === 1 ? 'saved' : 'number_taken';
}

interface Last {
  readonly issue: number;
  readonly sha256: string;
  readonly is_standing: boolean;
}

async function findLast(tx: Tx, key: readonly string[]): Promise<Last | undefined> {
  const { rows } = await tx.query<Last>(
    `select issue, sha256, exists (
       select from deposits
       where deposits.environment = documents.environment and deposits.account = documents.account
         and deposits.document_id = documents.document_id
         and deposits.state in ('open', 'uncertain', 'accepted')) as is_standing
     from documents where environment = $1 and account = $2 and document_id = $3
     order by issue desc limit 1`,
    [...key],
  );
  return rows[0];
}

interface Row {
  readonly issue: number;
  readonly number: string;
  readonly xml: string;
  readonly pdf: Buffer;
  readonly sha256: string;
  readonly basis: object;
  readonly saved_at: Date;
}

/** Finds the document as it was issued last, byte for byte. */
export async function findDocument(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<StoredDocument | undefined> {
  const { rows } = await tx.query<Row>(
    `select issue, number, xml, pdf, sha256, basis, saved_at from documents
     where environment = $1 and account = $2 and document_id = $3
     order by issue desc limit 1`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0] && toStored(rows[0]);
}

/** Issues of one document that are read at once: each may hold 10 MiB. */
const ISSUES_MAX = 20;

/** Lists the issues of a document, byte for byte, in the order in which they were issued: the last 20. */
export async function listIssues(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<readonly StoredDocument[]> {
  const { rows } = await tx.query<Row>(
    `select issue, number, xml, pdf, sha256, basis, saved_at from documents
     where environment = $1 and account = $2 and document_id = $3
     order by issue desc limit ${ISSUES_MAX}`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows.toReversed().map(toStored);
}

function toStored({ saved_at: savedAt, ...document }: Row): StoredDocument {
  return { ...document, savedAt };
}

/** Whether a document was issued at all; spares reading its bytes. */
export async function isIssued(tenant: TenantId, tx: Tx, documentId: string): Promise<boolean> {
  const { rows } = await tx.query<{ issued: boolean }>(
    `select exists (select from documents where environment = $1 and account = $2 and document_id = $3) as issued`,
    [tenant.environment, tenant.account, documentId],
  );
  return rows[0]?.issued === true;
}
