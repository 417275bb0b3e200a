import { parseIsoDate } from '../invoice/date.ts';

const DAY_SECONDS = 86_400;
const MS_PER_SECOND = 1_000;

/** Days in one command. */
const DAYS_MAX = 366;

/** Reads two days, both of them in the period, as seconds since 1970; throws with what is wrong. */
export function parsePeriod(
  from: string,
  to: string,
): { readonly from: number; readonly until: number } {
  const [start, end] = [from, to].map((day) => {
    if (!parseIsoDate(day)) throw new Error(`${day} is not a day; write it as 2026-09-01`);
    return Date.parse(`${day}T00:00:00Z`) / MS_PER_SECOND;
  });
  if (start === undefined || end === undefined || end < start) {
    throw new Error('the period ends before it begins');
  }
  if ((end - start) / DAY_SECONDS >= DAYS_MAX) {
    throw new Error(`a period has at most ${DAYS_MAX} days`);
  }
  return { from: start, until: end + DAY_SECONDS };
}
