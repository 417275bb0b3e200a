/** Numbers, dates and identifiers as a French page writes them. Exact: nothing here rounds. */
import type { IsoDate } from '../../../invoice/date.ts';
import type { Period } from '../../../invoice/line.ts';
import {
  CURRENCY_EXPONENT,
  shortest,
  type Amount,
  type CurrencyCode,
  type Decimal,
} from '../../../invoice/money.ts';
import type { VatTreatment } from '../../../invoice/vat.ts';
import { CATEGORIES } from './wording.ts';

/**
 * Between groups of three figures, and before signs. The narrow no-break space would be the typographer's choice, but
 * readers' search and spreadsheets take only this one for a space.
 */
const NO_BREAK = '\u00a0';
const MINUS = '\u2212';

/** Fewest decimals of a price. */
const PRICE_DECIMALS_MIN = 2;

const SYMBOLS = { EUR: '€' } as const satisfies Record<CurrencyCode, string>;

/** An amount without its currency, as in a column: 1 234,56. */
export function bareAmount(amount: Amount, currency: CurrencyCode): string {
  return decimalText({ units: amount, scale: CURRENCY_EXPONENT[currency] });
}

/** An amount with its currency: 1 234,56 €. */
export function amountText(amount: Amount, currency: CurrencyCode): string {
  return `${bareAmount(amount, currency)}${NO_BREAK}${SYMBOLS[currency]}`;
}

/** A quantity in its shortest form: 1,5. */
export function quantityText(quantity: Decimal): string {
  return decimalText(shortest(quantity));
}

/** A unit price with all its decimals, two at least: 0,125. */
export function priceText(price: Decimal): string {
  const short = shortest(price);
  const missing = Math.max(0, PRICE_DECIMALS_MIN - short.scale);
  return decimalText({
    units: short.units * 10n ** BigInt(missing),
    scale: short.scale + missing,
  });
}

/** A VAT rate: 5,5 %. */
export function rateText(rate: number): string {
  return `${quantityText({ units: BigInt(rate), scale: 2 })}${NO_BREAK}%`;
}

/** What a line says of its VAT: its rate, or why there is none. */
export function treatmentText({ category, rate }: VatTreatment): string {
  return CATEGORIES[category]?.short ?? rateText(rate);
}

/** 2026-11-23 as 23/11/2026. */
export function dateText(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** From the first to the last day. */
export function periodText({ startsOn, endsOn }: Period): string {
  return startsOn === endsOn ? dateText(startsOn) : `${dateText(startsOn)} – ${dateText(endsOn)}`;
}

/** A SIRET as people read it: 732 829 320 00074. */
export function siretText(siret: string): string {
  return siret.replace(
    /^(\d{3})(\d{3})(\d{3})(\d{5})$/,
    `$1${NO_BREAK}$2${NO_BREAK}$3${NO_BREAK}$4`,
  );
}

/** An IBAN in groups of four. */
export function ibanText(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, `$1${NO_BREAK}`);
}

function decimalText({ units, scale }: Decimal): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  let whole = digits.slice(0, cut);
  if (whole.length > 3) whole = whole.replace(/\B(?=(?:\d{3})+$)/g, NO_BREAK);
  return `${negative ? MINUS : ''}${whole}${scale > 0 ? `,${digits.slice(cut)}` : ''}`;
}
