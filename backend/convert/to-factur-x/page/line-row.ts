/** One invoice line as the texts of its row. */
import { drawable } from '../fonts/font.ts';
import type { InvoiceLine } from '../../../invoice/line.ts';
import { sum, type CurrencyCode, type Decimal } from '../../../invoice/money.ts';
import { bareAmount, periodText, priceText, quantityText, treatmentText } from './figures.ts';
import type { COLUMNS } from './wording.ts';
import { LABELS, UNITS } from './wording.ts';

/** A column that holds one short text a row. */
export type FigureColumn = Exclude<keyof typeof COLUMNS, 'name'>;

/** Columns after the name, from left to right. */
export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  'quantity',
  'unit',
  'price',
  'allowance',
  'vat',
  'net',
];

export interface RowTexts {
  readonly name: string;
  /** Below the name: what is longer, the period, why there is a discount. */
  readonly details: string;
  readonly figures: Readonly<Record<FigureColumn, string>>;
}

/** The texts of a line, drawable. */
export function rowTexts(line: InvoiceLine, currency: CurrencyCode): RowTexts {
  const allowance = sum(line.allowances.map(({ amount }) => amount));
  return {
    name: drawable(line.name),
    details: drawable(detailsOf(line)),
    figures: {
      quantity: quantityText(line.quantity),
      unit: UNITS[line.unit][isPlural(line.quantity) ? 1 : 0],
      price: priceOf(line),
      allowance: allowance === 0n ? '' : bareAmount(-allowance, currency),
      vat: treatmentText(line.vat),
      net: bareAmount(line.net, currency),
    },
  };
}

function detailsOf({ description, period, allowances }: InvoiceLine): string {
  const reasons = allowances.map(({ reason }) => reasonOf(LABELS.allowance, reason));
  return [
    description ?? '',
    period ? `${LABELS.linePeriod}${periodText(period)}` : '',
    ...reasons.filter((reason) => reason !== LABELS.allowance),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** A reason with what it is the reason for, unless it says so itself: "Remise : fidélité", but "Remise fidélité". */
export function reasonOf(label: string, reason: string): string {
  if (reason === '') return label;
  return reason.toLowerCase().startsWith(label.toLowerCase())
    ? reason
    : `${label}\u00a0: ${reason}`;
}

function priceOf({ price, baseQuantity }: InvoiceLine): string {
  const base = quantityText(baseQuantity);
  return base === '1' ? priceText(price) : `${priceText(price)} pour ${base}`;
}

/** In French, plural begins at two. */
function isPlural({ units, scale }: Decimal): boolean {
  return (units < 0n ? -units : units) >= 2n * 10n ** BigInt(scale);
}
