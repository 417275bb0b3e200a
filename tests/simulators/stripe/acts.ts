import type { RawCustomer, RawInvoiceBundle } from '../../samples/raw.ts';
import type { Sample } from '../../samples/samples.ts';
import { SUPPLIER } from '../../samples/world.ts';
import { addBundle, copyBundle, finalizeDraft, openAccount, type Book } from './book.ts';
import type { SendEvent, SentEvent } from './events.ts';
import { updateMetadata } from './metadata.ts';
import { freshNumber, freshSuffix } from './fresh-number.ts';

/** How a sample is copied. */
interface CopyOptions {
  /** A number of one's own, or the sample's own again. */
  readonly number?: string;
  readonly account?: string;
}

/** The copy of a sample that was finalized. */
interface FinalizedCopy extends SentEvent {
  readonly invoiceId: string;
  readonly number: string | null;
}

/** What a merchant does in its Dashboard, and the events that follow from it. */
export interface Acts {
  /** Puts an invoice with its lines, customer and rates into an account (the sample supplier's by default). */
  add(bundle: RawInvoiceBundle, account?: string): void;
  /** Sends `invoice.finalized`; a draft becomes open first. */
  finalize(invoiceId: string, account?: string): Promise<SentEvent>;
  /** Adds another copy of a sample, under new ids and a fresh number, and finalizes it. */
  finalizeSample(name: string, options?: CopyOptions): Promise<FinalizedCopy>;
  /** Merges into a customer's metadata (an empty value deletes its key), and sends `customer.updated`. */
  editMetadata(
    customerId: string,
    changes: Readonly<Record<string, string>>,
    account?: string,
  ): Promise<SentEvent>;
  /** Installs the app for an account, and says so. */
  install(account: string): Promise<SentEvent>;
  /** Uninstalls it: an event, and 403 on every later call. */
  uninstall(account: string): Promise<SentEvent>;
}

/** What the acts work on. */
export interface Stage {
  readonly book: Book;
  readonly send: SendEvent;
  readonly samples: readonly Sample[];
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** Makes the acts. */
export function makeActs(stage: Stage): Acts {
  const { book, send, now } = stage;
  const finalize: Acts['finalize'] = async (invoiceId, account = SUPPLIER.account) => {
    const invoice = finalizeDraft(openAccount(book, account), invoiceId, now());
    return send('invoice.finalized', invoice, { account });
  };
  return {
    add: (bundle, account = SUPPLIER.account) => addBundle(openAccount(book, account), bundle),
    finalize,
    finalizeSample: async (name, options = {}) => {
      const { invoice } = addCopy(stage, name, options);
      const sent = await finalize(invoice.id, options.account);
      return { ...sent, invoiceId: invoice.id, number: invoice.number };
    },
    editMetadata: async (customerId, changes, account = SUPPLIER.account) => {
      const { before, after } = changeCustomer(book, account, { customerId, changes });
      return announceCustomer(send, account, { before, after });
    },
    install: (account) => {
      openAccount(book, account).installed = true;
      return send('account.application.authorized', APPLICATION, { account });
    },
    uninstall: (account) => {
      openAccount(book, account).installed = false;
      return send('account.application.deauthorized', APPLICATION, { account });
    },
  };
}

/** A customer before and after a change. */
export interface CustomerChange {
  readonly before: RawCustomer;
  readonly after: RawCustomer;
}

/** Sends `customer.updated`. */
export function announceCustomer(
  send: SendEvent,
  account: string,
  { before, after }: CustomerChange,
): Promise<SentEvent> {
  const { tax_ids: _neverSent, ...customer } = after;
  const previous = { metadata: before.metadata };
  return send('customer.updated', customer, { account, previous });
}

const APPLICATION = { id: 'ca_simulated', object: 'application', name: 'Guichet' } as const;

function addCopy({ book, samples }: Stage, name: string, options: CopyOptions): RawInvoiceBundle {
  const sample = samples.find((each) => each.name === name);
  if (!sample) throw new Error(`the Stripe simulator has no sample ${name}`);
  const account = openAccount(book, options.account ?? SUPPLIER.account);
  const bundle = sample.build();
  const suffix = freshSuffix();
  const number = options.number ?? freshNumber(bundle.invoice.number, suffix);
  const copy = copyBundle(bundle, { suffix, number });
  // A person may have edited the customer meanwhile: that is what copies are for.
  const known = account.customers.get(copy.customer?.id ?? '');
  const added = { ...copy, customer: known ?? copy.customer };
  addBundle(account, added);
  return added;
}

function changeCustomer(
  book: Book,
  account: string,
  edit: { readonly customerId: string; readonly changes: Readonly<Record<string, string>> },
): CustomerChange {
  const { customers } = openAccount(book, account);
  const before = customers.get(edit.customerId);
  if (!before || !('metadata' in before)) {
    throw new Error(`the Stripe simulator holds no customer ${edit.customerId} in ${account}`);
  }
  const fields = Object.entries(edit.changes).map(([key, value]) => [`metadata[${key}]`, value]);
  const updated = updateMetadata(before.metadata, new URLSearchParams(fields));
  if ('answer' in updated) throw new Error(updated.answer.message);
  const after: RawCustomer = { ...before, metadata: updated.metadata };
  customers.set(after.id, after);
  return { before, after };
}
