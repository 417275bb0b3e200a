import type { Invoice } from '../invoice.ts';
import type { InvoiceLine } from '../line.ts';
import { CURRENCY_EXPONENT, formatAmount, type Amount } from '../money.ts';
import { reason, type Reason, type ReasonCode } from '../reason.ts';

/** One official rule: looks at an invoice and answers with what contradicts it; nothing when it is obeyed. */
export type Rule = (invoice: Invoice) => readonly Reason[];

/** What a rule answers when it is obeyed. */
export const OBEYED: readonly Reason[] = [];

/** An amount as a person reads it in a reason: 120000n of EUR is "1200.00". */
export function figure(amount: Amount, { currency }: Invoice): string {
  return formatAmount(amount, CURRENCY_EXPONENT[currency]);
}

/** Obeyed when two amounts are the same; otherwise the reason names both. */
export function mustEqual(
  invoice: Invoice,
  code: ReasonCode,
  { at, found, expected }: { at: string; found: Amount; expected: Amount },
): readonly Reason[] {
  if (found === expected) return OBEYED;
  return [reason(code, at, { found: figure(found, invoice), expected: figure(expected, invoice) })];
}

/** A rule that looks at each line by itself; `at` is the line's place, such as `invoice.lines[3]`. */
export function everyLine(
  check: (line: InvoiceLine, at: string, invoice: Invoice) => Reason | undefined,
): Rule {
  return (invoice) => {
    const reasons: Reason[] = [];
    for (const [index, line] of invoice.lines.entries()) {
      const found = check(line, `invoice.lines[${index}]`, invoice);
      if (found) reasons.push(found);
    }
    return reasons;
  };
}
