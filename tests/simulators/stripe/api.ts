import type {
  RawCustomer,
  RawDeletedCustomer,
  RawInvoice,
  RawShippingCost,
} from '../../samples/raw.ts';
import type { CustomerChange } from './acts.ts';
import { API_VERSION, failed, found, missing, type Answer } from './answers.ts';
import type { Account, Book } from './book.ts';
import type { Route } from './faults.ts';
import { updateMetadata } from './metadata.ts';

/**
 * The endpoints of Stripe's API that Guichet calls, over what the book holds. Pure but for the metadata that a POST
 * changes in the book.
 */

/** A request, as far as the endpoints look at it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
  readonly account: string | undefined;
  readonly version: string | undefined;
}

/** What an endpoint answers, and the customer that it changed, if any. */
export interface ApiAnswer {
  readonly answer: Answer;
  readonly changed?: CustomerChange;
}

interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly route: Exclude<Route, 'any'>;
  readonly run: (account: Account, id: string, request: ApiRequest) => ApiAnswer;
}

const ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: /^\/v1\/invoices()$/, route: 'invoice', run: listInvoices },
  { method: 'GET', path: /^\/v1\/credit_notes()$/, route: 'credit_note', run: listCreditNotes },
  { method: 'GET', path: /^\/v1\/invoices\/([^/]+)$/, route: 'invoice', run: getInvoice },
  { method: 'GET', path: /^\/v1\/invoices\/([^/]+)\/lines$/, route: 'lines', run: listLines },
  {
    method: 'GET',
    path: /^\/v1\/credit_notes\/([^/]+)$/,
    route: 'credit_note',
    run: getCreditNote,
  },
  {
    method: 'GET',
    path: /^\/v1\/credit_notes\/([^/]+)\/lines$/,
    route: 'credit_note_lines',
    run: listCreditNoteLines,
  },
  { method: 'GET', path: /^\/v1\/customers\/([^/]+)$/, route: 'customer', run: getCustomer },
  { method: 'POST', path: /^\/v1\/customers\/([^/]+)$/, route: 'customer', run: postCustomer },
  { method: 'GET', path: /^\/v1\/tax_rates\/([^/]+)$/, route: 'tax_rate', run: getTaxRate },
];

/** Lines on a page when `limit` is absent, and at most. */
const PAGE_DEFAULT = 10;
const PAGE_MAX = 100;

/** The endpoint that a request means; undefined when there is none. */
export function routeOf({ method, path }: ApiRequest): Route | undefined {
  return ENDPOINTS.find((endpoint) => endpoint.method === method && endpoint.path.test(path))
    ?.route;
}

/** Answers a request as Stripe would, with the platform's secret key and on behalf of an account. */
export function answerApi(book: Book, secretKey: string, request: ApiRequest): ApiAnswer {
  const { method, path, authorization, version } = request;
  if (authorization === undefined)
    return { answer: failed(401, 'You did not provide an API key.') };
  if (authorization !== `Bearer ${secretKey}`) {
    return { answer: failed(401, 'Invalid API Key provided: sk_****') };
  }
  if (version !== undefined && version !== API_VERSION) {
    return { answer: failed(400, `The simulator speaks only ${API_VERSION}, not ${version}.`) };
  }
  const endpoint = ENDPOINTS.find((each) => each.method === method && each.path.test(path));
  const id = endpoint?.path.exec(path)?.[1];
  if (!endpoint || id === undefined) {
    return { answer: failed(404, `Unrecognized request URL (${method}: ${path}).`) };
  }
  const account = accountOf(book, request);
  return 'status' in account
    ? { answer: account }
    : endpoint.run(account, decodeURIComponent(id), request);
}

function accountOf(book: Book, { account: id }: ApiRequest): Account | Answer {
  // Without the header Stripe looks in the platform's own account, which holds nothing.
  if (id === undefined) return NOBODY;
  const account = book.get(id);
  if (account?.installed) return account;
  return failed(
    403,
    `The provided key 'sk_****' does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid' },
  );
}

const NOBODY: Account = {
  id: 'acct_platform',
  installed: true,
  invoices: new Map(),
  lines: new Map(),
  creditNotes: new Map(),
  customers: new Map(),
  taxRates: new Map(),
};

function getInvoice(account: Account, id: string, { query }: ApiRequest): ApiAnswer {
  const invoice = account.invoices.get(id);
  if (!invoice) return { answer: missing('invoice', id, 'invoice') };
  const wanted = expansionsOf(query);
  const unknown = wanted.find((path) => !INVOICE_EXPANSIONS.includes(path));
  if (unknown !== undefined) return { answer: notExpandable(unknown) };
  return { answer: found(showInvoice(account, invoice, wanted)) };
}

const INVOICE_EXPANSIONS = [
  'customer',
  'customer.tax_ids',
  'from_invoice.invoice',
  'shipping_cost.taxes',
];

/** An invoice with what was asked to be expanded; taxes on shipping are left out otherwise. */
function showInvoice(account: Account, invoice: RawInvoice, wanted: readonly string[]): object {
  const withCustomer = wanted.some((path) => path.startsWith('customer'));
  const customer = withCustomer ? account.customers.get(invoice.customer ?? '') : undefined;
  return {
    ...invoice,
    ...(customer && { customer: showCustomer(customer, wanted.includes('customer.tax_ids')) }),
    shipping_cost: showShipping(invoice.shipping_cost, wanted),
  };
}

function showShipping(
  shipping: RawShippingCost | null,
  wanted: readonly string[],
): RawShippingCost | Omit<RawShippingCost, 'taxes'> | null {
  if (!shipping || wanted.includes('shipping_cost.taxes')) return shipping;
  const { taxes: _hidden, ...shown } = shipping;
  return shown;
}

/** Lines that a credit note embeds, as Stripe does. */
const EMBEDDED_LINES = 10;

function getCreditNote(account: Account, id: string, { query }: ApiRequest): ApiAnswer {
  const creditNote = account.creditNotes.get(id);
  if (!creditNote) return { answer: missing('credit note', id) };
  const wanted = expansionsOf(query);
  const unknown = wanted.find((path) => path !== 'shipping_cost.taxes');
  if (unknown !== undefined) return { answer: notExpandable(unknown) };
  const { lines } = creditNote;
  const data = lines.data.slice(0, EMBEDDED_LINES);
  const has_more = lines.data.length > EMBEDDED_LINES;
  return {
    answer: found({
      ...creditNote,
      shipping_cost: showShipping(creditNote.shipping_cost, wanted),
      lines: { ...lines, data, has_more },
    }),
  };
}

function listCreditNoteLines(account: Account, id: string, request: ApiRequest): ApiAnswer {
  const creditNote = account.creditNotes.get(id);
  if (!creditNote) return { answer: missing('credit note', id) };
  return pageOf(creditNote.lines.data, `/v1/credit_notes/${id}/lines`, request);
}

function listLines(account: Account, id: string, request: ApiRequest): ApiAnswer {
  const lines = account.lines.get(id);
  if (!lines) return { answer: missing('invoice', id, 'invoice') };
  return pageOf(lines, `/v1/invoices/${id}/lines`, request);
}

/** Newest first, as Stripe lists them, within `created[gte]` and `created[lt]`. */
function newest<Item extends { readonly created: number }>(
  items: Iterable<Item>,
  { query }: ApiRequest,
): readonly Item[] {
  const from = Number(query.get('created[gte]') ?? 0);
  const until = Number(query.get('created[lt]') ?? Infinity);
  return [...items]
    .filter(({ created }) => created >= from && created < until)
    .sort((one, other) => other.created - one.created);
}

function listInvoices({ invoices }: Account, _id: string, request: ApiRequest): ApiAnswer {
  return pageOf(newest(invoices.values(), request), '/v1/invoices', request);
}

function listCreditNotes({ creditNotes }: Account, _id: string, request: ApiRequest): ApiAnswer {
  return pageOf(newest(creditNotes.values(), request), '/v1/credit_notes', request);
}

/** A page of a list, by `limit` and `starting_after`. */
function pageOf(
  lines: readonly { readonly id: string }[],
  url: string,
  { query }: ApiRequest,
): ApiAnswer {
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) {
    const more = { code: 'parameter_invalid_integer', param: 'limit' };
    return { answer: failed(400, `limit must be between 1 and ${PAGE_MAX}.`, more) };
  }
  const after = query.get('starting_after');
  const start = after === null ? 0 : lines.findIndex((line) => line.id === after) + 1;
  if (after !== null && start === 0) {
    const more = { code: 'resource_missing', param: 'starting_after' };
    return { answer: failed(400, `No such line item: '${after}'`, more) };
  }
  const data = lines.slice(start, start + limit);
  const has_more = start + limit < lines.length;
  return { answer: found({ object: 'list', data, has_more, url }) };
}

function getCustomer(account: Account, id: string, { query }: ApiRequest): ApiAnswer {
  const customer = account.customers.get(id);
  if (!customer) return { answer: missing('customer', id) };
  const wanted = expansionsOf(query);
  const unknown = wanted.find((path) => path !== 'tax_ids');
  if (unknown !== undefined) return { answer: notExpandable(unknown) };
  return { answer: found(showCustomer(customer, wanted.includes('tax_ids'))) };
}

function postCustomer(account: Account, id: string, { form }: ApiRequest): ApiAnswer {
  const before = account.customers.get(id);
  if (!before || !('metadata' in before)) return { answer: missing('customer', id) };
  const updated = updateMetadata(before.metadata, form);
  if ('answer' in updated) return updated;
  const after: RawCustomer = { ...before, metadata: updated.metadata };
  account.customers.set(id, after);
  return { answer: found(showCustomer(after, false)), changed: { before, after } };
}

function getTaxRate(account: Account, id: string): ApiAnswer {
  const rate = account.taxRates.get(id);
  return { answer: rate ? found(rate) : missing('tax rate', id, 'tax_rate') };
}

/** A customer's tax ids are shown only where they are asked for. */
function showCustomer(customer: RawCustomer | RawDeletedCustomer, withTaxIds: boolean): unknown {
  if (withTaxIds || !('tax_ids' in customer)) return customer;
  const { tax_ids: _hidden, ...shown } = customer;
  return shown;
}

function expansionsOf(query: URLSearchParams): readonly string[] {
  return [...query].filter(([key]) => /^expand\[\d*\]$/.test(key)).map(([, path]) => path);
}

function notExpandable(path: string): Answer {
  return failed(400, `This property cannot be expanded (${path}).`, { param: 'expand' });
}
