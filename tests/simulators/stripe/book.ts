import type {
  RawCreditNote,
  RawCustomer,
  RawDeletedCustomer,
  RawInvoice,
  RawInvoiceBundle,
  RawLine,
  RawTaxRate,
} from '../../samples/raw.ts';

/** What one merchant's account holds. */
export interface Account {
  readonly id: string;
  /** Whether the app is installed; calls for others are refused. */
  installed: boolean;
  readonly invoices: Map<string, RawInvoice>;
  /** All lines, by invoice. */
  readonly lines: Map<string, readonly RawLine[]>;
  readonly creditNotes: Map<string, RawCreditNote>;
  readonly customers: Map<string, RawCustomer | RawDeletedCustomer>;
  readonly taxRates: Map<string, RawTaxRate>;
}

/** Every account that the simulator knows. */
export type Book = Map<string, Account>;

/** Opens an account, or finds the one that is open. */
export function openAccount(book: Book, id: string): Account {
  const known = book.get(id);
  if (known) return known;
  const account: Account = {
    id,
    installed: true,
    invoices: new Map(),
    lines: new Map(),
    creditNotes: new Map(),
    customers: new Map(),
    taxRates: new Map(),
  };
  book.set(id, account);
  return account;
}

/** Puts an invoice and all that it points at into an account; what has the same id is replaced. */
export function addBundle(account: Account, bundle: RawInvoiceBundle): void {
  const { invoice, lines, customer, taxRates } = bundle;
  account.invoices.set(invoice.id, invoice);
  account.lines.set(invoice.id, lines);
  if (customer) account.customers.set(customer.id, customer);
  for (const rate of taxRates) account.taxRates.set(rate.id, rate);
}

/** Another copy of an invoice under new ids, with another number; the customer and the rates stay the same. */
export function copyBundle(
  bundle: RawInvoiceBundle,
  { suffix, number }: { readonly suffix: string; readonly number: string | null },
): RawInvoiceBundle {
  const id = `${bundle.invoice.id}${suffix}`;
  const rename = (line: RawLine): RawLine => ({ ...line, id: `${line.id}${suffix}`, invoice: id });
  const embedded = bundle.invoice.lines;
  return {
    ...bundle,
    lines: bundle.lines.map(rename),
    invoice: {
      ...bundle.invoice,
      id,
      number,
      lines: { ...embedded, data: embedded.data.map(rename), url: `/v1/invoices/${id}/lines` },
    },
  };
}

/** The invoice as Stripe finalizes a draft; one that is final already stays as it is. */
export function finalizeDraft(account: Account, id: string, nowSeconds: number): RawInvoice {
  const invoice = account.invoices.get(id);
  if (!invoice) throw new Error(`the Stripe simulator holds no invoice ${id} in ${account.id}`);
  if (invoice.status !== 'draft') return invoice;
  const final: RawInvoice = {
    ...invoice,
    status: 'open',
    number: invoice.number ?? nextNumber(account),
    status_transitions: { ...invoice.status_transitions, finalized_at: nowSeconds },
  };
  account.invoices.set(id, final);
  return final;
}

const NUMBER = /^SIM-(\d+)$/;
const DIGITS = 4;

/** One more than the highest that was given: drafts that were there together must not share a number. */
function nextNumber({ invoices }: Account): string {
  const given = [...invoices.values()].map(({ number }) => Number(NUMBER.exec(number ?? '')?.[1]));
  const highest = Math.max(0, ...given.filter(Number.isFinite));
  return `SIM-${String(highest + 1).padStart(DIGITS, '0')}`;
}
