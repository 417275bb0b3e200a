/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** Where French invoices live: a day starts and ends in this zone. */
export const FRENCH_TIME_ZONE = 'Europe/Paris';

const dayInFrance = new Intl.DateTimeFormat('en-CA', {
  timeZone: FRENCH_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Parses `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export function parseIsoDate(text: string): IsoDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return undefined;
  return text as IsoDate;
}

/** The day that it is in France at an instant given in seconds since 1970 (Stripe's unit). */
export function dayInFranceOf(unixSeconds: number): IsoDate {
  return dayInFrance.format(new Date(unixSeconds * 1000)) as IsoDate;
}
