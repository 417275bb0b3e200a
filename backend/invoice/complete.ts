import type { Invoice } from './invoice.ts';
import { accepted, isNonEmpty, refused, type Outcome } from './outcome.ts';
import { isBlocking, type Reason } from './reason.ts';
import { DATE_RULES } from './rules/dates.ts';
import { DOCUMENT_RULES } from './rules/document.ts';
import { LENGTH_RULES } from './rules/lengths.ts';
import { LINE_RULES } from './rules/lines.ts';
import { PARTY_RULES } from './rules/parties.ts';
import { PAYMENT_RULES } from './rules/payment.ts';
import { PERIOD_RULES } from './rules/periods.ts';
import type { Rule } from './rules/rule.ts';
import { SUM_RULES } from './rules/sums.ts';
import { VAT_BREAKDOWN_RULES } from './rules/vat-breakdown.ts';
import { VAT_CATEGORY_RULES } from './rules/vat-categories.ts';

/**
 * Comes in: an invoice as it was put together. Goes out: the same invoice, accepted by every rule, or every blocking
 * reason at once. Kept here: nothing is changed on the way, least of all a figure. Warnings stop nothing; `judge`
 * tells them. EN 16931's rules on decimals (BR-DEC) hold by construction: an amount is whole cents.
 */

/** An invoice that every rule has accepted: only this file makes one. */
export type CompleteInvoice = Invoice & { readonly __brand: 'CompleteInvoice' };

/** An invoice that every rule has accepted, and what they found all the same. */
export interface Judgement {
  readonly invoice: CompleteInvoice;
  readonly warnings: readonly Reason[];
}

/** The rules that hold wherever an invoice is sent. */
const RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...PARTY_RULES,
  ...LINE_RULES,
  ...VAT_BREAKDOWN_RULES,
  ...VAT_CATEGORY_RULES,
  ...SUM_RULES,
  ...PAYMENT_RULES,
  ...PERIOD_RULES,
  ...DATE_RULES,
  ...LENGTH_RULES,
];

/** Everything that the rules find, warnings among it, in the order of the rules; `more` are a dialect's own. */
export function findings(invoice: Invoice, more: readonly Rule[] = []): readonly Reason[] {
  return [...RULES, ...more].flatMap((rule) => rule(invoice));
}

/**
 * Declares an invoice complete and tells its warnings, or gives every reason why it is not. The only maker of
 * `CompleteInvoice`.
 */
export function judge(invoice: Invoice, more: readonly Rule[] = []): Outcome<Judgement> {
  const found = findings(invoice, more);
  const blocking: readonly Reason[] = found.filter(isBlocking);
  if (isNonEmpty(blocking)) return refused(...blocking);
  return accepted({ invoice: invoice as CompleteInvoice, warnings: found });
}

/** Declares an invoice complete, or gives every reason why it is not. */
export function complete(invoice: Invoice, more: readonly Rule[] = []): Outcome<CompleteInvoice> {
  const judged = judge(invoice, more);
  return judged.ok ? accepted(judged.value.invoice) : judged;
}
