import type { Period } from '../../invoice/line.ts';
import { wholeNumber, type Amount, type Decimal } from '../../invoice/money.ts';
import type { SnapshotCreditNoteLine, SnapshotLine, SnapshotTax } from '../../receive/snapshot.ts';
import { findPeriod } from './period.ts';
import { findUnit, type Unit } from './unit.ts';

/** Money that Stripe takes off a line before tax: a coupon, or billing credits. */
export interface Reduction {
  readonly amount: Amount;
  /** BT-139. */
  readonly reason: string;
}

/** What is charged or credited for one thing, whichever Stripe object says so. */
export interface ChargedItem {
  /** Where it stands, such as `invoice.lines[3]`. */
  readonly at: string;
  readonly text: string | null | undefined;
  readonly quantity: Decimal | undefined;
  /** In minor units. */
  readonly unitPrice: Decimal | undefined;
  /** Before reductions; holds the VAT where it is inclusive. */
  readonly amount: Amount;
  readonly reductions: readonly Reduction[];
  readonly taxes: readonly SnapshotTax[];
  readonly period: Period | undefined;
  /** What it is counted in, when Stripe's metadata says so. */
  readonly unit: Unit | undefined;
}

/** Why a line costs less, on the document. */
const REDUCTION_REASONS = { discount: 'Remise', credit: 'Crédit de facturation' } as const;

/** An invoice line of Stripe as a charged item; `index` counts from 0. */
export function itemOfLine(line: SnapshotLine, index: number): ChargedItem {
  return {
    at: `invoice.lines[${index}]`,
    text: line.description,
    quantity: quantityOf(line),
    unitPrice: line.pricing?.unit_amount_decimal ?? undefined,
    amount: line.amount,
    reductions: reductionsOf(line.discount_amounts, line.pretax_credit_amounts),
    taxes: line.taxes ?? [],
    period: findPeriod(line.period),
    unit: findUnit(line.metadata),
  };
}

/** A credit note's line as a charged item; the invoice's line that it credits tells what it does not. */
export function itemOfCreditNoteLine(
  line: SnapshotCreditNoteLine,
  index: number,
  credited: readonly SnapshotLine[],
): ChargedItem {
  const original = credited.find(({ id }) => id === line.invoice_line_item);
  const discounts = line.discount_amounts?.length
    ? line.discount_amounts
    : [{ amount: line.discount_amount ?? 0n }];
  return {
    at: `credit_note.lines[${index}]`,
    text: line.description ?? original?.description,
    quantity: wholeQuantity(line.quantity),
    unitPrice: line.unit_amount_decimal ?? undefined,
    amount: line.amount,
    reductions: reductionsOf(discounts, line.pretax_credit_amounts),
    taxes: line.taxes ?? [],
    period: original && findPeriod(original.period),
    unit: findUnit(line.metadata) ?? findUnit(original?.metadata),
  };
}

function reductionsOf(
  discounts: readonly { readonly amount: Amount }[] | null | undefined,
  pretaxCredits: SnapshotLine['pretax_credit_amounts'],
): readonly Reduction[] {
  // Stripe lists the discounts among the pre-tax credits too.
  const credits = (pretaxCredits ?? []).filter(({ type }) => type === 'credit_balance_transaction');
  return [
    ...(discounts ?? []).map(({ amount }) => ({ amount, reason: REDUCTION_REASONS.discount })),
    ...credits.map(({ amount }) => ({ amount, reason: REDUCTION_REASONS.credit })),
  ].filter(({ amount }) => amount !== 0n);
}

function quantityOf({ quantity_decimal: exact, quantity }: SnapshotLine): Decimal | undefined {
  return exact ?? wholeQuantity(quantity);
}

function wholeQuantity(quantity: number | null | undefined): Decimal | undefined {
  if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity)) return undefined;
  return wholeNumber(BigInt(quantity));
}
