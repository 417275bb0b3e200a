import type { Amount } from './money.ts';

/** BG-22: the document's totals, all in minor units of the invoice's currency. */
export interface DocumentTotals {
  /** BT-106: sum of line nets. */
  readonly lineNet: Amount;
  /** BT-107: sum of document allowances; 0n when there is none. */
  readonly allowances: Amount;
  /** BT-108: sum of document charges; 0n when there is none. */
  readonly charges: Amount;
  /** BT-109 = BT-106 − BT-107 + BT-108. */
  readonly withoutVat: Amount;
  /** BT-110: sum of the breakdown's VAT. */
  readonly vat: Amount;
  /** BT-112 = BT-109 + BT-110. */
  readonly withVat: Amount;
  /** BT-113: already settled. */
  readonly prepaid: Amount;
  /** BT-115 = BT-112 − BT-113. */
  readonly due: Amount;
}
