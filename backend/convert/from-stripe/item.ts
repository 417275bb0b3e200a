import type { Period } from '../../invoice/line.ts';
import type { Amount, Decimal } from '../../invoice/money.ts';
import type { SnapshotLine, SnapshotTax } from '../../receive/snapshot.ts';
import { findPeriod } from './period.ts';

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
}

/** Why a line costs less, on the document. */
const REDUCTION_REASONS = { discount: 'Remise', credit: 'Crédit de facturation' } as const;

/** An invoice line of Stripe as a charged item; `index` counts from 0. */
export function itemOfLine(line: SnapshotLine, index: number): ChargedItem {
  const credits = (line.pretax_credit_amounts ?? []).filter(
    ({ type }) => type === 'credit_balance_transaction',
  );
  return {
    at: `invoice.lines[${index}]`,
    text: line.description,
    quantity: quantityOf(line),
    unitPrice: line.pricing?.unit_amount_decimal ?? undefined,
    amount: line.amount,
    reductions: [
      ...(line.discount_amounts ?? []).map(({ amount }) => ({
        amount,
        reason: REDUCTION_REASONS.discount,
      })),
      ...credits.map(({ amount }) => ({ amount, reason: REDUCTION_REASONS.credit })),
    ].filter(({ amount }) => amount !== 0n),
    taxes: line.taxes ?? [],
    period: findPeriod(line.period),
  };
}

function quantityOf({ quantity_decimal: exact, quantity }: SnapshotLine): Decimal | undefined {
  if (exact) return exact;
  if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity)) return undefined;
  return { units: BigInt(quantity), scale: 0 };
}
