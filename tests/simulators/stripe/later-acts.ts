import { buildCreditNote } from '../../samples/credit-note.ts';
import type { RawCreditNote, RawInvoice, RawInvoiceBundle } from '../../samples/raw.ts';
import type { CreditNoteSpec } from '../../samples/spec.ts';
import { SUPPLIER } from '../../samples/world.ts';
import { openAccount, type Account, type Book } from './book.ts';
import type { SendEvent, SentEvent } from './events.ts';

/** What a merchant does to an invoice after it was finalized, and the events that follow from it. */
export interface LaterActs {
  /** Issues a credit note on an invoice that the account holds, and sends `credit_note.created`. */
  credit(
    invoiceId: string,
    spec: CreditNoteSpec,
    account?: string,
  ): Promise<SentEvent & { readonly creditNoteId: string }>;
  /** Voids a credit note, and sends `credit_note.voided`. */
  voidCreditNote(creditNoteId: string, account?: string): Promise<SentEvent>;
  /** Voids an invoice or gives it up, and sends `invoice.voided` or `invoice.marked_uncollectible`. */
  close(invoiceId: string, status: 'void' | 'uncollectible', account?: string): Promise<SentEvent>;
}

/** Where the acts take place. */
interface LaterStage {
  readonly book: Book;
  readonly send: SendEvent;
  /** Seconds since 1970. */
  readonly now: () => number;
}

const CLOSING_EVENTS = {
  void: 'invoice.voided',
  uncollectible: 'invoice.marked_uncollectible',
} as const;

/** Makes the later acts. */
export function makeLaterActs({ book, send, now }: LaterStage): LaterActs {
  return {
    async credit(invoiceId, spec, accountId = SUPPLIER.account) {
      const account = openAccount(book, accountId);
      const { invoice, creditNote } = buildCreditNote(bundleOf(account, invoiceId), spec);
      account.invoices.set(invoice.id, invoice);
      account.creditNotes.set(creditNote.id, creditNote);
      const sent = await send('credit_note.created', creditNote, { account: accountId });
      return { ...sent, creditNoteId: creditNote.id };
    },
    async voidCreditNote(creditNoteId, accountId = SUPPLIER.account) {
      const { creditNotes } = openAccount(book, accountId);
      const before = creditNotes.get(creditNoteId);
      if (!before) throw new Error(`the Stripe simulator holds no credit note ${creditNoteId}`);
      const voided: RawCreditNote = { ...before, status: 'void', voided_at: now() };
      creditNotes.set(creditNoteId, voided);
      return send('credit_note.voided', voided, { account: accountId });
    },
    async close(invoiceId, status, accountId = SUPPLIER.account) {
      const account = openAccount(book, accountId);
      const closed: RawInvoice = { ...bundleOf(account, invoiceId).invoice, status };
      account.invoices.set(invoiceId, closed);
      return send(CLOSING_EVENTS[status], closed, { account: accountId });
    },
  };
}

function bundleOf(account: Account, invoiceId: string): RawInvoiceBundle {
  const invoice = account.invoices.get(invoiceId);
  if (!invoice) throw new Error(`the Stripe simulator holds no invoice ${invoiceId}`);
  return {
    invoice,
    lines: account.lines.get(invoiceId) ?? [],
    customer: account.customers.get(invoice.customer ?? '') ?? null,
    taxRates: [...account.taxRates.values()],
  };
}
