import type { Spelling } from './wording.ts';

/** Digits in threes from the right, for the part before the decimal mark. */
function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, separator);
}

/** "-1200.50" in a language's marks; anything but a plain figure stays as it is. */
function figure(text: string, marks: { readonly thousands: string; readonly decimal: string }) {
  const [, sign, integer, decimals] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (integer === undefined) return undefined;
  const rest = decimals === undefined ? '' : `${marks.decimal}${decimals}`;
  return `${sign ?? ''}${grouped(integer, marks.thousands)}${rest}`;
}

function day(text: string, locale: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) return text;
  const long = { year: 'numeric', day: 'numeric', timeZone: 'UTC' } as const;
  const month = locale === 'fr' ? 'long' : 'short';
  return new Intl.DateTimeFormat(locale, { ...long, month }).format(time);
}

/** English as the Stripe Dashboard writes it: €1,200.00, Nov 30, 2026. */
export const ENGLISH: Spelling = {
  money: (text) => {
    const written = figure(text, { thousands: ',', decimal: '.' });
    if (written === undefined) return text;
    return written.startsWith('-') ? `-€${written.slice(1)}` : `€${written}`;
  },
  day: (text) => text,
  date: (text) => day(text, 'en-US'),
  percent: (text) => `${text}%`,
  finish: (sentence) => sentence,
};

/** The first of a month: 1er novembre 2026. */
function first(text: string): string {
  return text.replace(/^1 /, '1er ');
}

const NARROW_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';

/** French as it is printed: 1 200,00 €, 30 novembre 2026, and the spaces that never break. */
export const FRENCH: Spelling = {
  money: (text) => {
    const written = figure(text, { thousands: NARROW_SPACE, decimal: ',' });
    return written === undefined ? text : `${written}${NO_BREAK_SPACE}€`;
  },
  day: first,
  date: (text) => first(day(text, 'fr')),
  percent: (text) => `${text.replace('.', ',')}${NO_BREAK_SPACE}%`,
  finish: (sentence) =>
    sentence
      .replace(/ (?=[;?!»])/g, NARROW_SPACE)
      .replace(/« /g, `«${NARROW_SPACE}`)
      .replace(/ (?=:)/g, NO_BREAK_SPACE),
};
