import type { InvoiceTypeCode } from '../../invoice/codes.ts';
import { dayInFranceOf } from '../../invoice/date.ts';
import type { Note, PrecedingInvoice } from '../../invoice/invoice.ts';
import type { Amount } from '../../invoice/money.ts';
import type {
  SnapshotCreditNote,
  SnapshotInvoice,
  SnapshotShipping,
  SnapshotTax,
  StripeSnapshot,
} from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import { itemOfCreditNoteLine, itemOfLine, type ChargedItem } from './item.ts';
import { creditNoteNotesOf, notesOf } from './notes.ts';

/** What an invoice and a credit note of Stripe's have in common: all that a document is made of. */
export interface StripeDocument {
  /** What reasons call it. */
  readonly at: 'invoice' | 'credit_note';
  readonly typeCode: InvoiceTypeCode;
  readonly number: string;
  readonly items: readonly ChargedItem[];
  readonly shipping: SnapshotShipping | null | undefined;
  readonly totalTaxes: readonly SnapshotTax[];
  readonly total: Amount;
  readonly totalExcludingTax: Amount | null | undefined;
  readonly notes: readonly Note[];
  readonly precedingInvoices: readonly PrecedingInvoice[];
}

/** The document that a snapshot is of: its credit note where it has one, else its invoice. */
export function documentOf(snapshot: StripeSnapshot, settings: Settings): StripeDocument {
  const { creditNote } = snapshot;
  return creditNote
    ? creditNoteDocument(snapshot, creditNote, settings)
    : invoiceDocument(snapshot, settings);
}

function invoiceDocument({ invoice, lines }: StripeSnapshot, settings: Settings): StripeDocument {
  return {
    at: 'invoice',
    typeCode: '380',
    number: invoice.number ?? '',
    items: lines.map(itemOfLine),
    shipping: invoice.shipping_cost,
    totalTaxes: invoice.total_taxes ?? [],
    total: invoice.total,
    totalExcludingTax: invoice.total_excluding_tax,
    notes: notesOf(invoice, settings),
    precedingInvoices: revisedInvoices(invoice),
  };
}

/** Type 381: the amounts are positive, as Stripe shows them, and the invoice that it corrects is named. */
function creditNoteDocument(
  { invoice, lines }: StripeSnapshot,
  creditNote: SnapshotCreditNote,
  settings: Settings,
): StripeDocument {
  const { number } = invoice;
  return {
    at: 'credit_note',
    typeCode: '381',
    number: creditNote.number,
    items: creditNote.lines.data.map((line, index) => itemOfCreditNoteLine(line, index, lines)),
    shipping: creditNote.shipping_cost,
    totalTaxes: creditNote.total_taxes ?? [],
    total: creditNote.total,
    totalExcludingTax: creditNote.total_excluding_tax,
    notes: creditNoteNotesOf(creditNote, settings),
    precedingInvoices: number ? [{ number, issuedOn: issueDayOf(invoice) }] : [],
  };
}

/** The invoice that a revision replaces, as far as Stripe was asked to show it. */
function revisedInvoices({ from_invoice: from }: SnapshotInvoice): readonly PrecedingInvoice[] {
  if (from?.action !== 'revision' || typeof from.invoice === 'string') return [];
  const { number } = from.invoice;
  return number ? [{ number, issuedOn: issueDayOf(from.invoice) }] : [];
}

type Dated = Pick<SnapshotInvoice, 'effective_at' | 'created'> & {
  readonly status_transitions?: SnapshotInvoice['status_transitions'] | null | undefined;
};

/** BT-26. */
function issueDayOf({ effective_at: effective, status_transitions: times, created }: Dated) {
  return dayInFranceOf(effective ?? times?.finalized_at ?? created);
}
