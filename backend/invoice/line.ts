import type { AllowanceReasonCode, ChargeReasonCode, UnitCode } from './codes.ts';
import type { IsoDate } from './date.ts';
import type { Amount, Decimal } from './money.ts';
import type { VatTreatment } from './vat.ts';

/** BG-14, BG-26: first and last day, both included. */
export interface Period {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
}

/** BG-27: a line discount; the amount is positive (BT-136). */
export interface LineAllowance {
  readonly amount: Amount;
  readonly reason: string;
  readonly reasonCode: AllowanceReasonCode;
}

/** BG-20: a discount on the whole document, in one VAT category and rate; the amount is positive (BT-92). */
export interface DocumentAllowance extends LineAllowance {
  readonly vat: VatTreatment;
}

/** BG-21: a charge on the whole document, such as shipping; the amount is positive (BT-99). */
export interface DocumentCharge {
  readonly amount: Amount;
  readonly reason: string;
  readonly reasonCode: ChargeReasonCode;
  readonly vat: VatTreatment;
}

/** BG-25: one line. `net = round(quantity × price / baseQuantity) − allowances`, exactly. */
export interface InvoiceLine {
  /** BT-126: unique in the document; "1", "2", … */
  readonly id: string;
  /** BT-153: one line of text, never empty. */
  readonly name: string;
  /** BT-154: anything longer. */
  readonly description?: string;
  /** BT-129: negative on a credit within an invoice; at most 4 decimals. */
  readonly quantity: Decimal;
  /** BT-130. */
  readonly unit: UnitCode;
  /** BT-146: net of VAT, in major units, never negative, at most 6 decimals. */
  readonly price: Decimal;
  /** BT-149: how many units the price is for; 1 when absent from the document. */
  readonly baseQuantity: Decimal;
  readonly allowances: readonly LineAllowance[];
  /** BT-131. */
  readonly net: Amount;
  readonly vat: VatTreatment;
  /** BG-26. */
  readonly period?: Period;
}
