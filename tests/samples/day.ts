import { dayInFranceOf, parseIsoDate } from '../../backend/invoice/date.ts';
import type { InvoiceSpec } from './spec.ts';

const DEFAULT_DAY = '2026-11-16';
const FINALIZED_AT_SECONDS = 9 * 3600 + 30 * 60;

/** The instant, in seconds since 1970, at which a day starts in France. */
export function midnightInFrance(day: string): number {
  const date = parseIsoDate(day);
  if (!date) throw new Error(`not a day: ${day}`);
  const utc = Date.parse(`${day}T00:00:00Z`) / 1000;
  // France is one or two hours ahead of UTC: the earlier candidate that is already this day.
  return dayInFranceOf(utc - 7200) === date ? utc - 7200 : utc - 3600;
}

/** A working hour of a day, in seconds since 1970. */
export function workingHourOf(day: string): number {
  return midnightInFrance(day) + FINALIZED_AT_SECONDS;
}

/** When a spec's invoice is finalized, in seconds since 1970. */
export function finalizedAt(spec: InvoiceSpec): number {
  return workingHourOf(spec.finalizedOn ?? DEFAULT_DAY);
}
