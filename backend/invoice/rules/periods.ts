import type { Period } from '../line.ts';
import { reason, type Reason } from '../reason.ts';
import { OBEYED, everyLine, type Rule } from './rule.ts';

/** BR-29: the invoicing period (BG-14) does not end before it starts. */
const invoicingPeriodRunsForward: Rule = ({ period }) => {
  const found = reversed(period, 'invoice.period', 'BR-29');
  return found ? [found] : OBEYED;
};

/** BR-30: nor does a line's (BG-26). */
const linePeriodsRunForward = everyLine(({ period }, at) =>
  reversed(period, `${at}.period`, 'BR-30'),
);

function reversed(period: Period | undefined, at: string, rule: string): Reason | undefined {
  return period && period.endsOn < period.startsOn
    ? reason('period_reversed', at, { rule, from: period.startsOn, to: period.endsOn })
    : undefined;
}

/** Periods run forward. */
export const PERIOD_RULES: readonly Rule[] = [invoicingPeriodRunsForward, linePeriodsRunForward];
