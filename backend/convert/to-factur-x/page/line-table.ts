/**
 * The table of lines. Its head comes again on each page; a row stays whole when it fits a page; the last two rows stay
 * with the totals, so that totals never stand alone on a page.
 */
import type { Invoice } from '../../../invoice/invoice.ts';
import { widthOf } from '../fonts/font.ts';
import { COLUMN_HEADER, type Element } from '../pdf/structure.ts';
import { FIGURE_COLUMNS, rowTexts, type FigureColumn, type RowTexts } from './line-row.ts';
import type { Column } from './paragraphs.ts';
import { drawCell, drawRow, rowHeight, type Cell } from './row.ts';
import { FULL_PAGE, type Sheets } from './sheets.ts';
import { heightOf, type Style, type TextLine } from './style.ts';
import { HAIRLINE_COLOUR, LEFT, RIGHT, STYLES, type Theme } from './theme.ts';
import { COLUMNS } from './wording.ts';
import { wrap } from './wrap.ts';

/** Space between two columns, and above and below a row's text. */
const GUTTER = 11;
const PADDING = 3.5;

/** Narrowest column of names; figures are set smaller before it gets narrower. */
const NAME_WIDTH_MIN = 140;
const FIGURE_SIZES = [9, 8, 7, 6] as const;

/** Rows that stay with the totals. */
const ROWS_KEPT = 2;

interface Layout {
  readonly figure: Style;
  readonly name: Column;
  readonly figures: readonly (readonly [FigureColumn, Column])[];
}

/** Draws the table; `totalsHeight` is what must still fit below its last row. */
export function drawLineTable(
  sheets: Sheets,
  invoice: Invoice,
  theme: Theme,
  { parent, totalsHeight }: { readonly parent: Element; readonly totalsHeight: number },
): void {
  const texts = invoice.lines.map((line) => rowTexts(line, invoice.currency));
  const layout = layoutOf(texts);
  const rows = texts.map((row) => cellsOf(row, layout));
  const heights = rows.map((cells) => rowHeight(cells, PADDING));
  const head = headCells(layout);
  const headHeight = rowHeight(head, PADDING);
  const table = sheets.tree.open(parent, 'Table');
  const turn = () => {
    sheets.turn();
    sheets.page.artifact('Header', () => {
      for (const { column, lines } of head) drawCell(sheets, column, lines, sheets.top + PADDING);
    });
    closeHead(sheets, headHeight, theme);
  };

  if (sheets.room < headHeight + Math.min(heights[0] ?? 0, FULL_PAGE / 3)) sheets.turn();
  drawRow(sheets, sheets.tree.open(table, 'TR'), head, sheets.top + PADDING);
  closeHead(sheets, headHeight, theme);

  const capacity = FULL_PAGE - headHeight;
  const firstKept = Math.max(1, rows.length - ROWS_KEPT);
  const keptHeight = (rest: readonly number[]) => {
    const kept = rest.reduce((total, each) => total + each, totalsHeight);
    return kept <= capacity ? kept : (rest[0] ?? 0);
  };
  rows.forEach((cells, index) => {
    const height = heights[index] ?? 0;
    const wanted = index >= firstKept ? keptHeight(heights.slice(index)) : height;
    const row = sheets.tree.open(table, 'TR');
    if (height > capacity) {
      drawTallRow(sheets, row, cells, turn);
    } else {
      if (wanted > sheets.room) turn();
      drawRow(sheets, row, cells, sheets.top + PADDING);
      sheets.top += height;
    }
    closeRow(sheets);
  });
}

/** A row that no page holds goes over several: its figures stand beside its first line. */
function drawTallRow(sheets: Sheets, row: Element, cells: readonly Cell[], turn: () => void): void {
  const [name, ...figures] = cells;
  if (!name) return;
  const element = sheets.tree.open(row, name.type);
  let rest = name.lines;
  while (rest.length > 0) {
    const fitting = countFitting(rest, sheets.room - 2 * PADDING);
    if (fitting > 0) {
      const lines = rest.slice(0, fitting);
      const top = sheets.top + PADDING;
      sheets.page.tagged(element, () => drawCell(sheets, name.column, lines, top));
      if (rest === name.lines) drawRow(sheets, row, figures, top);
      sheets.top += heightOf(lines) + 2 * PADDING;
      rest = rest.slice(fitting);
    }
    if (rest.length > 0) turn();
  }
}

function countFitting(lines: readonly TextLine[], room: number): number {
  let used = 0;
  const over = lines.findIndex(({ style }) => (used += style.leading) > room);
  return over === -1 ? lines.length : over;
}

/** Gives each column of figures the width of its widest text, and the name what is left. */
function layoutOf(texts: readonly RowTexts[]): Layout {
  const used = FIGURE_COLUMNS.filter((column) =>
    texts.some(({ figures }) => figures[column] !== ''),
  );
  for (const size of FIGURE_SIZES) {
    const figure = { ...STYLES.figure, size };
    const widths = used.map((column) => columnWidth(texts, column, figure));
    const nameWidth = RIGHT - LEFT - widths.reduce((total, width) => total + width + GUTTER, 0);
    if (nameWidth < NAME_WIDTH_MIN && size !== FIGURE_SIZES.at(-1)) continue;
    let x = LEFT + nameWidth;
    const figures = used.map((column, index) => {
      const width = widths[index] ?? 0;
      x += GUTTER + width;
      const align = column === 'unit' ? ('left' as const) : ('right' as const);
      return [column, { x: x - width, width, align }] as const;
    });
    return { figure, name: { x: LEFT, width: Math.max(nameWidth, NAME_WIDTH_MIN / 2) }, figures };
  }
  throw new Error('FIGURE_SIZES is empty');
}

function columnWidth(texts: readonly RowTexts[], column: FigureColumn, figure: Style): number {
  const { font, size } = STYLES.tableHead;
  return texts.reduce(
    (width, { figures }) => Math.max(width, widthOf(figures[column], figure.font, figure.size)),
    widthOf(COLUMNS[column], font, size),
  );
}

function headCells({ name, figures }: Layout): readonly Cell[] {
  const cell = (text: string, column: Column): Cell => ({
    type: 'TH',
    entries: COLUMN_HEADER,
    column,
    lines: [{ text, style: STYLES.tableHead }],
  });
  return [cell(COLUMNS.name, name), ...figures.map(([key, column]) => cell(COLUMNS[key], column))];
}

function cellsOf({ name, details, figures }: RowTexts, layout: Layout): readonly Cell[] {
  const { width } = layout.name;
  const lines = [
    ...wrap(name, STYLES.body, width).map((text) => ({ text, style: STYLES.body })),
    ...wrap(details, STYLES.small, width).map((text) => ({ text, style: STYLES.small })),
  ];
  return [
    { type: 'TD', column: layout.name, lines },
    ...layout.figures.map(([key, column]): Cell => {
      const text = figures[key];
      return { type: 'TD', column, lines: text === '' ? [] : [{ text, style: layout.figure }] };
    }),
  ];
}

function closeHead(sheets: Sheets, height: number, theme: Theme): void {
  sheets.top += height;
  sheets.page.artifact('Layout', () =>
    sheets.page.rule(LEFT, sheets.top, RIGHT - LEFT, 1, theme.accent),
  );
}

function closeRow({ page, top }: Sheets): void {
  page.artifact('Layout', () => page.rule(LEFT, top, RIGHT - LEFT, 0.5, HAIRLINE_COLOUR));
}
