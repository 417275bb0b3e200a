import type { Sendable } from '../../decide/decision.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { CURRENCY_EXPONENT, sum } from '../../invoice/money.ts';
import { accepted, isNonEmpty, refused, type Outcome } from '../../invoice/outcome.ts';
import type { Buyer, Seller } from '../../invoice/party.ts';
import { reason, type Reason } from '../../invoice/reason.ts';
import { PROFILES, type Profile } from '../profiles.ts';
import { documentOf, type StripeDocument } from './document.ts';
import { gather } from './gather.ts';
import { lineOf, type LineContext, type MarkedLine } from './line.ts';
import { buyerOf, sellerOf } from './parties.ts';
import { paymentOf, type PaymentTerms } from './payment.ts';
import { spanOf } from './period.ts';
import { shippingOf, type ShippingCharge } from './shipping.ts';
import { totalsOf } from './totals.ts';
import { breakdownOf } from './vat-breakdown.ts';

/**
 * Comes in: an invoice or credit note that may be sent, as Stripe shows it. Goes out: the same in EN 16931's words, a
 * draft that `complete` checks. Pure. Kept here: every amount is Stripe's, never adjusted; what has no exact form is
 * refused with a reason. Refused too: more than LINES_MAX lines, tax that is not French VAT, no VAT without a reason.
 */

/** Most lines of one document. */
export const LINES_MAX = 1000;

/** Says in EN 16931's words what Stripe shows, or gives every reason why that cannot be done exactly. */
export function fromStripe(
  sendable: Sendable,
  profile: Profile = PROFILES.chorus_pro_direct,
): Outcome<Invoice> {
  const { snapshot, settings, routing } = sendable;
  const document = documentOf(snapshot, settings);
  if (document.items.length > LINES_MAX) return refused(tooManyLines(document));
  const context = contextOf(sendable);
  const lines = gather(
    document.items.map((item, index) => lineOf(item, String(index + 1), context)),
  );
  const charges = shippingOf(shippingSource(document), context);
  const seller = sellerOf(settings);
  const buyer = buyerOf(snapshot, routing.siret);
  const reasons: readonly Reason[] = [lines, charges, seller, buyer].flatMap((part) =>
    part.ok ? [] : part.reasons,
  );
  if (isNonEmpty(reasons)) return refused(...reasons);
  if (!lines.ok || !charges.ok || !seller.ok || !buyer.ok) {
    throw new Error('unreachable: what is refused has a reason');
  }
  return assemble(sendable, {
    document,
    context,
    lines: lines.value,
    charges: charges.value,
    seller: seller.value,
    buyer: buyer.value,
    payment: paymentOf(sendable, profile),
  });
}

function tooManyLines({ at, items }: StripeDocument): Reason {
  return reason('too_many_lines', `${at}.lines`, {
    found: String(items.length),
    limit: String(LINES_MAX),
  });
}

function contextOf({ snapshot, settings, currency }: Sendable): LineContext {
  return {
    vat: settings.vat,
    supply: settings.supply,
    customerTaxExempt: snapshot.invoice.customer_tax_exempt ?? 'none',
    taxRates: snapshot.taxRates,
    exponent: CURRENCY_EXPONENT[currency],
  };
}

function shippingSource({ at, shipping, items, totalTaxes }: StripeDocument) {
  const lineTaxes = items.flatMap(({ taxes }) => taxes);
  return { at: `${at}.shipping_cost`, shipping, lineTaxes, totalTaxes };
}

type Breakdown = Invoice['vatBreakdown'];

interface Parts {
  readonly document: StripeDocument;
  readonly context: LineContext;
  readonly lines: readonly MarkedLine[];
  readonly charges: readonly ShippingCharge[];
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly payment: PaymentTerms;
}

function assemble(sendable: Sendable, parts: Parts): Outcome<Invoice> {
  const { settings, routing, currency, issuedOn, businessProcess, prepaid } = sendable;
  const { document } = parts;
  const breakdown = breakdownOf(breakdownSource(parts), parts.context);
  if (!breakdown.ok) return breakdown;
  const mixed = mixedWithOutsideScope(document, breakdown.value);
  if (mixed) return refused(mixed);
  const lines = parts.lines.map(({ line }) => line);
  const charges = parts.charges.map(({ charge }) => charge);
  const vatBreakdown = breakdown.value;
  return accepted({
    number: document.number,
    issuedOn,
    typeCode: document.typeCode,
    currency,
    vatPointDateCode: settings.vat.pointDate === 'debits' ? '5' : '72',
    ...(routing.serviceCode !== undefined && { buyerReference: routing.serviceCode }),
    ...(routing.contractNumber !== undefined && { contractReference: routing.contractNumber }),
    ...(routing.engagementNumber !== undefined && { orderReference: routing.engagementNumber }),
    ...parts.payment,
    notes: document.notes,
    businessProcess,
    supply: settings.supply.kind,
    precedingInvoices: document.precedingInvoices,
    ...partiesFor(parts, vatBreakdown),
    ...deliveryOf(sendable, parts),
    allowances: [],
    charges,
    totals: totalsOf({ document, lines, charges, vatBreakdown, prepaid }),
    vatBreakdown,
    lines,
  });
}

/** BR-O-11 to BR-O-14: what is outside the scope of VAT stands on a document of its own, without VAT numbers. */
function mixedWithOutsideScope({ at }: StripeDocument, rows: Breakdown): Reason | undefined {
  const categories = [...new Set(rows.map(({ category }) => category))];
  if (!categories.includes('O') || categories.length === 1) return undefined;
  return reason('vat_categories_mixed', `${at}.total_taxes`, { categories: categories.join(', ') });
}

/** Whether the document's taxes hold the shipping's is not documented: the totals tell. */
function breakdownSource({ document, lines, charges }: Parts) {
  const { at, totalTaxes, total, totalExcludingTax } = document;
  const shipping = charges.map(({ charge, mark, tax }) => ({ mark, net: charge.amount, tax }));
  const held = sum(totalTaxes.map(({ amount }) => amount));
  const charged = total - (totalExcludingTax ?? total - held);
  return {
    at,
    totalTaxes,
    parts: [...lines.map(({ line, mark }) => ({ mark, net: line.net })), ...shipping],
    besides: held === charged ? [] : shipping,
  };
}

/** BR-O-02, BR-O-03: outside the scope of VAT no VAT number is shown. BR-IC-12: where a Community supply went. */
function partiesFor({ seller, buyer }: Parts, vatBreakdown: Breakdown) {
  const has = (wanted: string) => vatBreakdown.some(({ category }) => category === wanted);
  const delivery = has('K') ? { deliveryCountryCode: buyer.address.countryCode } : {};
  if (!has('O')) return { seller, buyer, ...delivery };
  const { vatNumber: _sold, taxRegistration: _registered, ...sellerOutsideVat } = seller;
  const { vatNumber: _bought, ...buyerOutsideVat } = buyer;
  return { seller: sellerOutsideVat, buyer: buyerOutsideVat, ...delivery };
}

/**
 * BG-14 where a line has a duration, else BT-72 as the settings say: the day of issue, of the invoice that a credit
 * note corrects.
 */
function deliveryOf({ settings, issuedOn }: Sendable, { document, lines }: Parts) {
  const period = spanOf(lines.map(({ line }) => line));
  if (period) return { period };
  if (settings.supply.deliveredOn === 'not_stated') return {};
  const [corrected] = document.typeCode === '381' ? document.precedingInvoices : [];
  return { deliveredOn: corrected?.issuedOn ?? issuedOn };
}
