import { dayInFranceOf, FRENCH_TIME_ZONE, parseIsoDate, type IsoDate } from '../invoice/date.ts';

/**
 * Dates as Chorus Pro writes them. The Swagger says `date-time`; seen are `2026-11-23`, `2026-11-23 10:01`, ISO 8601
 * with an offset and perhaps milliseconds, and ISO 8601 without offset. A time without offset is French time. What is
 * none of these is undefined: a strange date must not hide a status.
 */

const PATTERN =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

const frenchClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: FRENCH_TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The instant that a remote date names, as ISO 8601 in UTC; a bare day is its first moment in France. */
export function remoteInstant(text: string | undefined): string | undefined {
  const time = remoteTime(text);
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** The day in France that a remote date names. */
export function remoteDay(text: string | undefined): IsoDate | undefined {
  const time = remoteTime(text);
  return time === undefined ? undefined : dayInFranceOf(Math.floor(time / 1_000));
}

function remoteTime(text: string | undefined): number | undefined {
  const match = PATTERN.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [, day = '', hour = '00', minute = '00', second = '00', fraction = '', offset] = match;
  if (parseIsoDate(day) === undefined) return undefined;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const clock = Date.parse(`${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  if (Number.isNaN(clock)) return undefined;
  return clock - (offset === undefined ? frenchOffsetMs(clock) : offsetMs(offset));
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** France's offset when its clocks show this time; the second look settles the nights when clocks change. */
function frenchOffsetMs(clock: number): number {
  const first = offsetAt(clock);
  return offsetAt(clock - first);
}

function offsetAt(instant: number): number {
  const wholeSecond = Math.floor(instant / 1_000) * 1_000;
  return Date.parse(`${frenchClock.format(wholeSecond).replace(' ', 'T')}Z`) - wholeSecond;
}
