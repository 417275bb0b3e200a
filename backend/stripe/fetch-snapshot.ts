import type Stripe from 'stripe';
import { accepted, refused, type Outcome } from '../invoice/outcome.ts';
import { reason } from '../invoice/reason.ts';
import type { RawSnapshot } from '../receive/snapshot.ts';
import type { TenantId } from '../tenant.ts';
import type { StripeFor } from './client.ts';
import { toReason } from './faults.ts';
import { readCreditNote } from './fetch-credit-note.ts';
import { makeFindTaxRate, type FindTaxRate } from './tax-rates.ts';

/**
 * Reads an invoice as it stands now, with everything that a document needs and that the invoice only points at: the
 * customer with its metadata and tax ids, all the lines, the tax rates by id. A credit note comes with the invoice that
 * it corrects, read the same way. Comes in: a merchant and an id (`in_…`, `cn_…`). Goes out: plain JSON, decimals as strings (the SDK makes `Stripe.Decimal` of them). Whatever Stripe answers instead is
 * a reason; nothing is thrown. Judges no content: a deleted customer, a draft, an unknown tax rate all go through.
 */

/** Reads a raw snapshot; the reasons say what was asked for, and who must act. */
export type FetchSnapshot = (tenant: TenantId, documentId: string) => Promise<Outcome<RawSnapshot>>;

/** How long one snapshot may take, repeated calls and all. */
const SNAPSHOT_DEADLINE_MS = 60_000;

/** Lines asked for at once: Stripe's maximum. */
const LINES_PER_PAGE = 100;

/** Lines read; the SDK collects no more. Guichet converts fewer, and says so itself. */
const LINES_READ_MAX = 10_000;

/** Different tax rates read for one invoice. */
const TAX_RATES_MAX = 100;

/** What comes with the invoice: the customer, the invoice that it revises, the taxes of its shipping. */
const EXPANSIONS = ['customer', 'customer.tax_ids', 'from_invoice.invoice', 'shipping_cost.taxes'];

/** What tests shorten, and the clock that ages the remembered tax rates. */
export interface FetchOptions {
  readonly deadlineMs?: number;
  readonly now?: () => number;
}

/** Makes the reader; it remembers tax rates between invoices. */
export function makeFetchSnapshot(stripeFor: StripeFor, options: FetchOptions = {}): FetchSnapshot {
  const findTaxRate = makeFindTaxRate(stripeFor, options.now);
  const deadlineMs = options.deadlineMs ?? SNAPSHOT_DEADLINE_MS;
  return (tenant, documentId) => {
    const reader = { stripeFor, findTaxRate, tenant };
    if (/^in_\w{1,250}$/.test(documentId)) {
      return within(deadlineMs, readSnapshot(reader, documentId));
    }
    if (/^cn_\w{1,250}$/.test(documentId)) {
      return within(deadlineMs, readCreditNoteSnapshot(reader, documentId));
    }
    const detail = 'not an id of an invoice or a credit note';
    return Promise.resolve(refused(reason('stripe_object_missing', 'invoice', { detail })));
  };
}

interface Reader {
  readonly stripeFor: StripeFor;
  readonly findTaxRate: FindTaxRate;
  readonly tenant: TenantId;
}

async function readCreditNoteSnapshot(
  reader: Reader,
  creditNoteId: string,
): Promise<Outcome<RawSnapshot>> {
  const { stripeFor, tenant } = reader;
  const creditNote = await attempt('credit_note', () =>
    readCreditNote(stripeFor, tenant, creditNoteId, LINES_READ_MAX),
  );
  if (!creditNote.ok) return creditNote;
  const { invoice, lines, total_taxes: totalTaxes } = creditNote.value;
  if (lines.data.length >= LINES_READ_MAX) return tooManyLines('credit_note.lines');
  const invoiceId = typeof invoice === 'string' ? invoice : invoice.id;
  const taxed = [totalTaxes, ...lines.data.map(({ taxes }) => taxes)];
  const snapshot = await readSnapshot(reader, invoiceId, taxed);
  return snapshot.ok
    ? accepted({ ...snapshot.value, creditNote: toPlainJson(creditNote.value) })
    : snapshot;
}

function tooManyLines(at: string): Outcome<never> {
  const figures = { found: String(LINES_READ_MAX), limit: String(LINES_READ_MAX - 1) };
  return refused(reason('too_many_lines', at, figures));
}

/** Taxes of an invoice or a credit note, as far as they name a rate. */
type Taxed = readonly { readonly tax_rate_details?: { readonly tax_rate: string } | null }[] | null;

/** `alsoTaxed`: taxes elsewhere whose rates are needed too. */
async function readSnapshot(
  reader: Reader,
  invoiceId: string,
  alsoTaxed: readonly (Taxed | undefined)[] = [],
): Promise<Outcome<RawSnapshot>> {
  const { sdk, as } = reader.stripeFor(reader.tenant);
  const invoice = await attempt('invoice', () =>
    sdk.invoices.retrieve(invoiceId, { expand: EXPANSIONS }, as),
  );
  if (!invoice.ok) return invoice;
  const lines = await attempt('invoice.lines', () => readLines(reader, invoice.value));
  if (!lines.ok) return lines;
  if (lines.value.length >= LINES_READ_MAX) return tooManyLines('invoice.lines');
  const customer = await attempt('customer', () => readCustomer(reader, invoice.value));
  if (!customer.ok) return customer;
  const taxRates = await attempt('taxRates', () =>
    readTaxRates(reader, [
      invoice.value.total_taxes,
      ...lines.value.map(({ taxes }) => taxes),
      ...alsoTaxed,
    ]),
  );
  if (!taxRates.ok) return taxRates;
  return accepted({
    invoice: toPlainJson({ ...invoice.value, customer: customer.value?.id ?? null }),
    lines: lines.value.map(toPlainJson),
    customer: toPlainJson(customer.value),
    taxRates: taxRates.value.map(toPlainJson),
  });
}

/** All the lines: the page that the invoice embeds when nothing follows it, which spares a call; else every page. */
async function readLines({ stripeFor, tenant }: Reader, { id, lines }: Stripe.Invoice) {
  if (!lines.has_more) return lines.data;
  const { sdk, as } = stripeFor(tenant);
  return sdk.invoices
    .listLineItems(id, { limit: LINES_PER_PAGE }, as)
    .autoPagingToArray({ limit: LINES_READ_MAX });
}

/** The customer that came with the invoice; null where the invoice has none (a v2 account). */
async function readCustomer({ stripeFor, tenant }: Reader, { customer }: Stripe.Invoice) {
  if (typeof customer !== 'string') return customer;
  const { sdk, as } = stripeFor(tenant);
  return sdk.customers.retrieve(customer, { expand: ['tax_ids'] }, as);
}

/** The rates that the totals and the lines name; one that Stripe does not know is left out. */
async function readTaxRates(
  { findTaxRate, tenant }: Reader,
  taxed: readonly (Taxed | undefined)[],
) {
  const ids = new Set(
    taxed.flatMap((taxes) => taxes ?? []).flatMap((tax) => tax.tax_rate_details?.tax_rate ?? []),
  );
  const rates = [];
  for (const id of [...ids].slice(0, TAX_RATES_MAX)) {
    const rate = await findTaxRate(tenant, id);
    if (rate) rates.push(rate);
  }
  return rates;
}

async function attempt<T>(at: string, call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return accepted(await call());
  } catch (error) {
    return refused(toReason(error, at));
  }
}

/** Gives up after the deadline; what is still under way ends by its own timeouts and is dropped. */
async function within<T>(deadlineMs: number, work: Promise<Outcome<T>>): Promise<Outcome<T>> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Outcome<T>>((resolve) => {
    const detail = `no whole answer within ${deadlineMs} ms`;
    const late = refused(reason('stripe_unavailable', 'invoice', { detail }));
    timer = setTimeout(() => resolve(late), deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function toPlainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
