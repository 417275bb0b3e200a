/** VAT recap on the left, totals on the right: one block, which stays whole. */
import type { Invoice } from '../../../invoice/invoice.ts';
import type { VatBreakdown } from '../../../invoice/vat.ts';
import { widthOf } from '../fonts/font.ts';
import { COLUMN_HEADER, ROW_HEADER } from '../pdf/structure.ts';
import { amountText, bareAmount, rateText, treatmentText } from './figures.ts';
import { reasonOf } from './line-row.ts';
import { linesOf, type Column } from './paragraphs.ts';
import { drawRow, rowHeight, type Cell } from './row.ts';
import type { Block, Sheets } from './sheets.ts';
import type { Style } from './style.ts';
import { HAIRLINE_COLOUR, LEFT, RIGHT, STYLES, WIDTH, type Theme } from './theme.ts';
import { CATEGORIES, KIND, LABELS } from './wording.ts';

const TOTALS_WIDTH = 218;
const GUTTER = 30;
const RECAP_WIDTH = WIDTH - TOTALS_WIDTH - GUTTER;
const COLUMN_GUTTER = 12;
const COLUMN_WIDTH_MIN = 70;
const PADDING = 3;
const DUE_PADDING = 7;
const DUE_INSET = 8;

/** Lines of a reason for a discount or a charge on the whole invoice. */
const REASON_LINES_MAX = 3;

interface Row {
  readonly cells: readonly Cell[];
  readonly padding: number;
  readonly rule: 'accent' | 'hairline' | 'none';
  /** Filled with the accent, for the amount due. */
  readonly filled?: boolean;
}

/** Both tables. */
export function totals(invoice: Invoice, theme: Theme): Block {
  const recap = grid(recapRows(invoice), { x: LEFT, width: RECAP_WIDTH }, theme);
  const sums = grid(
    totalRows(invoice, theme),
    { x: RIGHT - TOTALS_WIDTH, width: TOTALS_WIDTH },
    theme,
  );
  return {
    height: Math.max(recap.height, sums.height),
    draw(sheets, top, parent) {
      recap.draw(sheets, top, parent);
      sums.draw(sheets, top, parent);
    },
  };
}

function recapRows({ vatBreakdown, currency }: Invoice): readonly Row[] {
  const edge = LEFT + RECAP_WIDTH;
  const taxes = vatBreakdown.map((row) => bareAmount(row.tax, currency));
  const tax = columnEndingAt(edge, LABELS.tax, taxes);
  const bases = vatBreakdown.map((row) => bareAmount(row.taxable, currency));
  const base = columnEndingAt(tax.x - COLUMN_GUTTER, LABELS.taxable, bases);
  const rate: Column = { x: LEFT, width: base.x - COLUMN_GUTTER - LEFT };
  const all: Column = { x: LEFT, width: RECAP_WIDTH };
  const head = [
    cell('TH', LABELS.rate, STYLES.tableHead, rate, COLUMN_HEADER),
    cell('TH', LABELS.taxable, STYLES.tableHead, base, COLUMN_HEADER),
    cell('TH', LABELS.tax, STYLES.tableHead, tax, COLUMN_HEADER),
  ];
  return [
    { cells: head, padding: PADDING, rule: 'accent' },
    ...vatBreakdown.flatMap((row): readonly Row[] => {
      const cells = [
        cell('TD', treatmentText(row), STYLES.body, rate),
        cell('TD', bareAmount(row.taxable, currency), STYLES.figure, base),
        cell('TD', bareAmount(row.tax, currency), STYLES.figure, tax),
      ];
      const why = reasonText(row);
      if (why === '') return [{ cells, padding: PADDING, rule: 'hairline' }];
      const reason = cell('TD', why, STYLES.small, all, '/A<</O/Table/ColSpan 3>>');
      return [
        { cells, padding: PADDING, rule: 'none' },
        { cells: [reason], padding: 0, rule: 'hairline' },
      ];
    }),
  ];
}

/** A column of figures at least as wide as its head, and never narrower than COLUMN_WIDTH_MIN. */
function columnEndingAt(right: number, head: string, texts: readonly string[]): Column {
  const { font, size } = STYLES.figure;
  const width = Math.max(
    COLUMN_WIDTH_MIN,
    widthOf(head, STYLES.tableHead.font, STYLES.tableHead.size),
    ...texts.map((text) => widthOf(text, font, size)),
  );
  return { x: right - width, width, align: 'right' };
}

/** What the law wants beside a rate of zero: the category in words, and its legal ground (BT-120). */
function reasonText({ category, exemption }: VatBreakdown): string {
  const words = CATEGORIES[category];
  const ground = exemption?.text ?? '';
  if (!words || ground.toLowerCase().includes(words.stem)) return ground;
  return ground === '' ? words.long : `${words.long} – ${ground}`;
}

function totalRows(invoice: Invoice, theme: Theme): readonly Row[] {
  const { totals: sums, currency, allowances, charges } = invoice;
  const row = (label: string, amount: bigint, style: Style = STYLES.body): Row =>
    sumRow(label, amountText(amount, currency), style);
  const adjusted = allowances.length + charges.length > 0;
  return [
    ...(adjusted ? [row(LABELS.lineNet, sums.lineNet)] : []),
    ...allowances.map(({ reason, amount, vat }) =>
      row(`${reasonOf(LABELS.allowance, reason)} (TVA ${rateText(vat.rate)})`, -amount),
    ),
    ...charges.map(({ reason, amount, vat }) =>
      row(`${reasonOf(LABELS.charge, reason)} (TVA ${rateText(vat.rate)})`, amount),
    ),
    row(LABELS.withoutVat, sums.withoutVat),
    row(LABELS.vat, sums.vat),
    row(LABELS.withVat, sums.withVat, STYLES.strong),
    ...(sums.prepaid === 0n ? [] : [row(LABELS.prepaid, -sums.prepaid)]),
    {
      ...sumRow(KIND[invoice.typeCode].due, amountText(sums.due, currency), theme.due, DUE_INSET),
      padding: DUE_PADDING,
      rule: 'none',
      filled: true,
    },
  ];
}

function sumRow(label: string, amount: string, style: Style, inset = 0): Row {
  const right = RIGHT - inset;
  const left = RIGHT - TOTALS_WIDTH + inset;
  const amountWidth = widthOf(amount, style.font, style.size);
  const labelColumn = { x: left, width: right - amountWidth - COLUMN_GUTTER - left };
  const amountColumn: Column = { x: right - amountWidth, width: amountWidth, align: 'right' };
  return {
    cells: [
      cell('TH', label, style, labelColumn, ROW_HEADER),
      { type: 'TD', column: amountColumn, lines: [{ text: amount, style }] },
    ],
    padding: PADDING,
    rule: 'hairline',
  };
}

function cell(
  type: Cell['type'],
  text: string,
  style: Style,
  column: Column,
  entries?: string,
): Cell {
  const lines = linesOf({ text, style, linesMax: REASON_LINES_MAX }, column.width);
  return { type, column, lines, ...(entries === undefined ? {} : { entries }) };
}

/** A small table that is drawn whole. */
function grid(rows: readonly Row[], { x, width }: Column, theme: Theme): Block {
  const heights = rows.map(({ cells, padding }) => rowHeight(cells, padding));
  return {
    height: heights.reduce((total, height) => total + height, 0),
    draw(sheets, top, parent) {
      const table = sheets.tree.open(parent, 'Table');
      let rowTop = top;
      rows.forEach((row, index) => {
        const height = heights[index] ?? 0;
        decorate(sheets, row, { x, top: rowTop, width, height }, theme);
        drawRow(sheets, sheets.tree.open(table, 'TR'), row.cells, rowTop + row.padding);
        rowTop += height;
      });
    },
  };
}

function decorate(
  { page }: Sheets,
  { rule, filled }: Row,
  box: {
    readonly x: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
  theme: Theme,
): void {
  page.artifact('Layout', () => {
    const bottom = box.top + box.height;
    if (filled) page.fill(box, theme.dueBox);
    if (rule === 'accent') page.rule(box.x, bottom, box.width, 1, theme.accent);
    if (rule === 'hairline') page.rule(box.x, bottom, box.width, 0.5, HAIRLINE_COLOUR);
  });
}
