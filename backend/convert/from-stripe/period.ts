import { dayInFranceOf } from '../../invoice/date.ts';
import type { InvoiceLine, Period } from '../../invoice/line.ts';

/**
 * The days of a Stripe period (BG-26). Stripe's end is the instant at which the next period starts, so the last day is
 * the one before it when that instant is midnight in France. Undefined for what is charged once: such a line has no
 * duration.
 */
export function findPeriod(period: {
  readonly start: number;
  readonly end: number;
}): Period | undefined {
  if (period.end <= period.start) return undefined;
  const startsOn = dayInFranceOf(period.start);
  const endsOn = dayInFranceOf(period.end - 1);
  return endsOn > startsOn ? { startsOn, endsOn } : undefined;
}

/** BG-14: from the first day of any line to the last; undefined when no line has a duration. */
export function spanOf(lines: readonly InvoiceLine[]): Period | undefined {
  const periods = lines.flatMap(({ period }) => (period ? [period] : []));
  const [first, ...rest] = periods;
  if (!first) return undefined;
  return rest.reduce<Period>(
    (span, { startsOn, endsOn }) => ({
      startsOn: startsOn < span.startsOn ? startsOn : span.startsOn,
      endsOn: endsOn > span.endsOn ? endsOn : span.endsOn,
    }),
    first,
  );
}
