import type { InvoiceLine, LineAllowance } from '../../invoice/line.ts';
import {
  divideRounded,
  formatAmount,
  formatDecimal,
  multiply,
  sum,
  toAmount,
  type Amount,
} from '../../invoice/money.ts';
import { accepted, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason } from '../../invoice/reason.ts';
import type { VatTreatment } from '../../invoice/vat.ts';
import type { SnapshotTax } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import type { ChargedItem, Reduction } from './item.ts';
import { findPricing, priceAsOne, type PricedItem } from './price.ts';
import { splitItemText } from './text.ts';
import { UNIT_CODES } from './unit.ts';
import { markOf, shownTaxOf, type VatContext, type VatMark } from './vat.ts';

/**
 * One line (BG-25). Comes in: what Stripe charged, and its tax. Goes out: a line whose net is what Stripe taxed, whose
 * discounts are allowances net of VAT, and whose quantity and price give back the net before them. Refused: no tax or
 * several, a tax without an exact form, and a net that is not amount − discounts.
 */

/** What every line of a document shares. */
export interface LineContext extends VatContext {
  /** Of the currency: 2 for EUR. */
  readonly exponent: number;
  readonly supply: Settings['supply'];
}

/** A line, and why there is no VAT on it where there is none. */
export interface MarkedLine {
  readonly line: InvoiceLine;
  readonly mark: VatMark;
}

/** BT-140: discount (UNTDID 5189). */
const DISCOUNT_CODE = '95';

const WHOLE_BASIS_POINTS = 10_000n;

/** Turns a charged item into a line; `id` is BT-126. */
export function lineOf(item: ChargedItem, id: string, context: LineContext): Outcome<MarkedLine> {
  const [tax, another] = item.taxes;
  if (another) {
    const found = String(item.taxes.length);
    return refused(reason('several_taxes_on_line', item.at, { found }));
  }
  const mark = markOf(tax && shownTaxOf(tax, context.taxRates), item.at, context);
  if (!mark.ok) return mark;
  const net = netOf(item, tax, context.exponent);
  if (!net.ok) return net;
  const parts = { item, id, context, tax, vat: mark.value.treatment, net: net.value };
  return accepted({ line: buildLine(parts), mark: mark.value });
}

/**
 * BT-131: what Stripe calculated the tax on. It must be what the amount and the discounts leave; where nothing is
 * taxed, Stripe shows no base, or none of it.
 */
function netOf(item: ChargedItem, tax: SnapshotTax | undefined, exponent: number): Outcome<Amount> {
  const left = item.amount - sum(item.reductions.map(({ amount }) => amount));
  const expected = tax?.tax_behavior === 'inclusive' ? left - tax.amount : left;
  const shown = tax?.taxable_amount ?? expected;
  const isBaseOfNothing = tax?.amount === 0n && shown === 0n;
  if (shown === expected || isBaseOfNothing) return accepted(expected);
  return refused(
    reason('line_net_inexact', item.at, {
      found: formatAmount(shown, exponent),
      expected: formatAmount(expected, exponent),
    }),
  );
}

interface LineParts {
  readonly item: ChargedItem;
  readonly id: string;
  readonly context: LineContext;
  readonly tax: SnapshotTax | undefined;
  readonly vat: VatTreatment;
  readonly net: Amount;
}

function buildLine({ item, id, context, tax, vat, net }: LineParts): InvoiceLine {
  const inclusiveRate = tax?.tax_behavior === 'inclusive' ? vat.rate : 0;
  const allowances = allowancesOf(item, net, inclusiveRate);
  const gross = net + sum(allowances.map(({ amount }) => amount));
  const priced: PricedItem = {
    gross,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    inclusiveRate,
    exponent: context.exponent,
  };
  const pricing = findPricing(priced);
  const { name, rest } = splitItemText(item.text ?? '');
  const description = [rest, pricing ? '' : detailOf(item, context.exponent)]
    .filter((text) => text !== '')
    .join(' ');
  return {
    id,
    name: name === '' ? context.supply.unnamedLine : name,
    ...(description !== '' && { description }),
    ...(pricing ?? priceAsOne(priced)),
    // One at the line's net is one of it, not one hour of many.
    unit: pricing ? UNIT_CODES[item.unit ?? context.supply.unit] : UNIT_CODES.unit,
    allowances,
    net,
    vat,
    ...(item.period && { period: item.period }),
  };
}

/**
 * BG-27: the discounts net of VAT. On an inclusive price the net before discounts is derived once; the discounts share
 * what lies between it and the net, the last one taking the rest, so that the sums are exact by construction.
 */
function allowancesOf(item: ChargedItem, net: Amount, rate: number): readonly LineAllowance[] {
  const reductions = item.reductions;
  // On a credit line the discount has the other sign, which no allowance can have: the line stands at its net.
  if (reductions.some(({ amount }) => amount < 0n)) return [];
  if (rate === 0) return reductions.map(allowance);
  const gross = divideRounded(item.amount * WHOLE_BASIS_POINTS, WHOLE_BASIS_POINTS + BigInt(rate));
  return shareOut(gross - net, reductions)
    .map(allowance)
    .filter(({ amount }) => amount > 0n);
}

function shareOut(total: Amount, reductions: readonly Reduction[]): readonly Reduction[] {
  const whole = sum(reductions.map(({ amount }) => amount));
  if (whole === 0n || total <= 0n) return [];
  let left = total;
  return reductions.map(({ amount, reason: why }, index) => {
    const isLast = index === reductions.length - 1;
    const share = isLast ? left : (total * amount) / whole;
    left -= share;
    return { amount: share, reason: why };
  });
}

function allowance({ amount, reason: why }: Reduction): LineAllowance {
  return { amount, reason: why, reasonCode: DISCOUNT_CODE };
}

/** Quantity and price that make the amount and are too fine to be written are told in words. */
function detailOf({ quantity, unitPrice, amount }: ChargedItem, exponent: number): string {
  if (!quantity || !unitPrice || toAmount(multiply(quantity, unitPrice), 0) !== amount) return '';
  const price = { units: unitPrice.units, scale: unitPrice.scale + exponent };
  return `Quantité : ${inFrench(formatDecimal(quantity))} ; prix unitaire : ${inFrench(formatDecimal(price))} €`;
}

function inFrench(decimal: string): string {
  return decimal.replace('.', ',');
}
