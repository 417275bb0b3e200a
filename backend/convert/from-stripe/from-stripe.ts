import type { Sendable } from '../../decide/decision.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { DocumentCharge, InvoiceLine } from '../../invoice/line.ts';
import { CURRENCY_EXPONENT } from '../../invoice/money.ts';
import { accepted, isNonEmpty, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason, type Reason } from '../../invoice/reason.ts';
import type { VatBreakdown } from '../../invoice/vat.ts';
import type { Buyer, Seller } from '../../invoice/party.ts';
import { gather } from './gather.ts';
import { itemOfLine } from './item.ts';
import { lineOf } from './line.ts';
import { notesOf } from './notes.ts';
import { buyerOf, sellerOf } from './parties.ts';
import { paymentOf } from './payment.ts';
import { spanOf } from './period.ts';
import { totalsOf } from './totals.ts';
import { breakdownOf } from './vat-breakdown.ts';

/**
 * Comes in: an invoice that may be sent, as Stripe shows it. Goes out: the same invoice in EN 16931's words, a draft
 * that `complete` checks. Pure. Kept here: every amount is Stripe's, never adjusted; what has no exact form is refused
 * with a reason. Refused too: more than LINES_MAX lines, tax that is not French VAT, a buyer without name or country.
 */

/** Most lines of one document. */
export const LINES_MAX = 1000;

/** Says in EN 16931's words what a Stripe invoice says, or gives every reason why that cannot be done exactly. */
export function fromStripe(sendable: Sendable): Outcome<Invoice> {
  const { snapshot, settings, routing } = sendable;
  if (snapshot.lines.length > LINES_MAX) return refused(tooManyLines(snapshot.lines.length));
  const lines = linesOf(sendable);
  const charges = chargesOf(sendable);
  const seller = sellerOf(settings);
  const buyer = buyerOf(snapshot, routing.siret);
  const reasons: readonly Reason[] = [lines, charges, seller, buyer].flatMap((part) =>
    part.ok ? [] : part.reasons,
  );
  if (isNonEmpty(reasons)) return refused(...reasons);
  if (!lines.ok || !charges.ok || !seller.ok || !buyer.ok) {
    throw new Error('unreachable: what is refused has a reason');
  }
  const breakdown = breakdownOf(
    snapshot.invoice,
    [...lines.value, ...charges.value],
    snapshot.taxRates,
  );
  if (!breakdown.ok) return breakdown;
  return accepted(
    assemble(sendable, {
      lines: lines.value,
      charges: charges.value,
      seller: seller.value,
      buyer: buyer.value,
      vatBreakdown: breakdown.value,
    }),
  );
}

function tooManyLines(found: number): Reason {
  return reason('too_many_lines', 'invoice.lines', {
    found: String(found),
    limit: String(LINES_MAX),
  });
}

function linesOf({ snapshot, currency }: Sendable): Outcome<readonly InvoiceLine[]> {
  const context = {
    taxRates: snapshot.taxRates,
    exponent: CURRENCY_EXPONENT[currency],
    unnamed: 'Prestation sans désignation',
  };
  return gather(
    snapshot.lines.map((line, index) =>
      lineOf(itemOfLine(line, index), String(index + 1), context),
    ),
  );
}

function chargesOf({ snapshot: { invoice } }: Sendable): Outcome<readonly DocumentCharge[]> {
  const shipping = invoice.shipping_cost;
  if (!shipping || shipping.amount_total === 0n) return accepted([]);
  return refused(reason('shipping_not_supported', 'invoice.shipping_cost'));
}

interface Parts {
  readonly lines: readonly InvoiceLine[];
  readonly charges: readonly DocumentCharge[];
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly vatBreakdown: readonly VatBreakdown[];
}

function assemble(sendable: Sendable, parts: Parts): Invoice {
  const { snapshot, settings, routing, currency, issuedOn, businessProcess } = sendable;
  const { invoice } = snapshot;
  const period = spanOf(parts.lines);
  return {
    number: invoice.number ?? '',
    issuedOn,
    typeCode: '380',
    currency,
    vatPointDateCode: settings.vat.pointDate === 'debits' ? '5' : '72',
    ...(routing.serviceCode !== undefined && { buyerReference: routing.serviceCode }),
    ...(routing.contractNumber !== undefined && { contractReference: routing.contractNumber }),
    ...(routing.engagementNumber !== undefined && { orderReference: routing.engagementNumber }),
    ...paymentOf(invoice, businessProcess, settings),
    notes: notesOf(invoice, settings),
    businessProcess,
    precedingInvoices: [],
    seller: parts.seller,
    buyer: parts.buyer,
    ...(period ? { period } : { deliveredOn: issuedOn }),
    allowances: [],
    charges: parts.charges,
    totals: totalsOf(sendable, parts.lines, parts.charges),
    vatBreakdown: parts.vatBreakdown,
    lines: parts.lines,
  };
}
