import type { VatCategory } from './codes.ts';
import type { Amount, RateBasisPoints } from './money.ts';

/** Why no VAT is due: a VATEX code (BT-121) and its text (BT-120). Only for E, AE, K, G, O. */
export interface VatExemption {
  readonly code: string;
  readonly text: string;
}

/** The VAT treatment of a line, an allowance or a charge: BT-151/152, BT-95/96, BT-102/103. */
export interface VatTreatment {
  readonly category: VatCategory;
  readonly rate: RateBasisPoints;
}

/** BG-23: one row per category and rate. */
export interface VatBreakdown extends VatTreatment {
  /** BT-116: sum of line nets, minus allowances, plus charges of this category and rate. */
  readonly taxable: Amount;
  /** BT-117: the VAT charged. */
  readonly tax: Amount;
  readonly exemption?: VatExemption;
}

/** Whether two treatments share a breakdown row. */
export function isSameTreatment(left: VatTreatment, right: VatTreatment): boolean {
  return left.category === right.category && left.rate === right.rate;
}
