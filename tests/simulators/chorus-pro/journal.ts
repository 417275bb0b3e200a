import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { z } from 'zod';
import { readingSchema } from './document-check.ts';

/**
 * What the platform must not forget, one JSON line for each: written before the answer goes out, so a simulator that is
 * killed and started again stands where it stood. Bytes of documents are not kept in it.
 */

const at = z.number();

const deposit = z.object({
  kind: z.literal('deposit'),
  at,
  number: z.string(),
  syntax: z.string(),
  fileName: z.string(),
  login: z.string(),
  sha256: z.string(),
  reading: readingSchema,
  forcedState: z.string().optional(),
});

/** An invoice that came another way, by hand on the portal for example. */
export const seededInvoiceSchema = z.object({
  number: z.string().min(1).max(20),
  supplierSiret: z.string(),
  /** The qualification buyer that demands nothing, unless given. */
  buyerSiret: z.string().optional(),
  /** `2026-11-23`; today unless given. */
  issuedOn: z.iso.date().optional(),
  /** `MISE_A_DISPOSITION` unless given. */
  status: z.string().optional(),
  /** Total with VAT, `120.00` unless given. */
  withVat: z.string().optional(),
});
export type SeededInvoice = z.output<typeof seededInvoiceSchema>;

/** A supplier with its technical account. */
export const supplierSchema = z.object({
  siret: z.string().regex(/^\d{14}$/),
  name: z.string().min(1),
  login: z.string().min(3),
  password: z.string().min(1),
  vatNumber: z.string().optional(),
  passwordExpiresOn: z.iso.date().optional(),
});

const entrySchema = z.discriminatedUnion('kind', [
  deposit,
  z.object({ kind: z.literal('advance'), at, flow: z.string() }),
  z.object({
    kind: z.literal('status'),
    at,
    invoiceId: z.number(),
    status: z.string(),
    comment: z.string().optional(),
  }),
  z.object({ kind: z.literal('acknowledge'), at, invoiceId: z.number() }),
  z.object({
    kind: z.literal('file'),
    at,
    id: z.number(),
    name: z.string(),
    bytes: z.number(),
    login: z.string(),
  }),
  z.object({
    kind: z.literal('complete'),
    at,
    invoiceId: z.number(),
    files: z.array(z.object({ id: z.number(), title: z.string(), type: z.string() })),
    comment: z.string().optional(),
  }),
  z.object({
    kind: z.literal('recycle'),
    at,
    invoiceId: z.number(),
    buyerSiret: z.string(),
    serviceCode: z.string().optional(),
    engagement: z.string().optional(),
    comment: z.string().optional(),
  }),
  z.object({ kind: z.literal('seed'), at, invoice: seededInvoiceSchema }),
  z.object({ kind: z.literal('supplier'), at, supplier: supplierSchema }),
]);

/** One thing that happened. */
export type JournalEntry = z.output<typeof entrySchema>;
/** A deposit that was accepted. */
export type DepositEntry = z.output<typeof deposit>;

/** One accepted deposit: what the exactly-once tests count. */
export interface LedgerEntry {
  readonly flowNumber: string;
  /** BT-1 as far as the document could be read. */
  readonly invoiceNumber: string | undefined;
  /** BT-30 as far as the document could be read. */
  readonly supplierSiret: string | undefined;
  readonly sha256: string;
  /** ISO 8601. */
  readonly at: string;
  readonly login: string;
}

/** A ledger entry, from the deposit that the journal keeps. */
export function toLedgerEntry(entry: DepositEntry): LedgerEntry {
  return {
    flowNumber: entry.number,
    invoiceNumber: entry.reading.invoice?.number,
    supplierSiret: entry.reading.invoice?.supplierSiret,
    sha256: entry.sha256,
    at: new Date(entry.at).toISOString(),
    login: entry.login,
  };
}

/** Reads a journal; a last line that a kill cut short is left out, as its answer never went out. */
export function readJournal(path: string): readonly JournalEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => entrySchema.parse(JSON.parse(line)));
}

/** The ledger that a journal holds, for a process other than the simulator. */
export function readLedger(path: string): readonly LedgerEntry[] {
  return readJournal(path).flatMap((entry) =>
    entry.kind === 'deposit' ? [toLedgerEntry(entry)] : [],
  );
}

/** Takes away a last line that a kill cut short, so that the next one does not continue it. */
export function mendJournal(path: string): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  truncateSync(path, bytes.lastIndexOf('\n') + 1);
}

/** Appends to a journal. */
export function appendToJournal(path: string, entry: JournalEntry): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`);
}
