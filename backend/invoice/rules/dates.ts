import type { IsoDate } from '../date.ts';
import type { Invoice } from '../invoice.ts';
import { reason } from '../reason.ts';
import type { Rule } from './rule.ts';

/** First and last day that French rules take for any date of an invoice. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2099-12-31';

/** BR-FR-03: every date lies in this century. A date beyond is a mistake of some unit of time. */
const datesAreOfThisCentury: Rule = (invoice) =>
  datesOf(invoice)
    .filter(([, date]) => date !== undefined && !isOfThisCentury(date))
    .map(([at, date = '']) => reason('date_out_of_range', at, { found: date }));

function isOfThisCentury(date: IsoDate): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && date >= FIRST_DAY && date <= LAST_DAY;
}

function datesOf(invoice: Invoice): readonly (readonly [string, IsoDate | undefined])[] {
  return [
    ['invoice.issuedOn', invoice.issuedOn],
    ['invoice.dueOn', invoice.dueOn],
    ['invoice.deliveredOn', invoice.deliveredOn],
    ['invoice.period', invoice.period?.startsOn],
    ['invoice.period', invoice.period?.endsOn],
    ...invoice.precedingInvoices.map(
      ({ issuedOn }, index) => [`invoice.precedingInvoices[${index}].issuedOn`, issuedOn] as const,
    ),
    ...invoice.lines.flatMap(
      ({ period }, index) =>
        [
          [`invoice.lines[${index}].period`, period?.startsOn],
          [`invoice.lines[${index}].period`, period?.endsOn],
        ] as const,
    ),
  ];
}

/** Dates that French rules can take. */
export const DATE_RULES: readonly Rule[] = [datesAreOfThisCentury];
