import { languageFor, type Locale } from './wording/language.ts';

/**
 * Dates and amounts as a language writes them. Amounts come as minor units in a string and stay exact; days are shown
 * as France counts them, because invoices, deadlines and Chorus Pro do.
 */

const TIME_ZONE = 'Europe/Paris';
const TAGS = { en: 'en-US', fr: 'fr-FR' } as const satisfies Record<Locale, string>;

/** "120050" in euros as €1,200.50 or 1 200,50 €; another currency with its code. */
export function moneyOf(minor: string | null, currency: string | null, locale: Locale): string {
  const [, sign = '', digits] = /^(-?)(\d+)$/.exec(minor ?? '') ?? [];
  if (digits === undefined) return '–';
  const padded = digits.padStart(3, '0');
  const figure = `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
  if (currency === null || currency.toUpperCase() === 'EUR') {
    return languageFor(locale).spelling.money(figure);
  }
  return `${figure} ${currency.toUpperCase()}`;
}

/** An instant, or a day, as Nov 3, 2026 or 3 nov. 2026. */
export function dayOf(at: string, locale: Locale): string {
  const day = written(at, locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return languageFor(locale).spelling.day(day);
}

/** An instant as Nov 3, 2026, 3:25 PM or 3 nov. 2026, 15:25. */
export function instantOf(at: string, locale: Locale): string {
  const day = dayOf(at, locale);
  const time = written(at, locale, { hour: 'numeric', minute: '2-digit' });
  return `${day}, ${time}`;
}

/** The month of "2026-11" as Nov 26 or nov. 26. */
export function monthOf(month: string, locale: Locale): string {
  return written(`${month}-15`, locale, { month: 'short', year: '2-digit' });
}

function written(at: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  return new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone: TIME_ZONE }).format(time);
}
