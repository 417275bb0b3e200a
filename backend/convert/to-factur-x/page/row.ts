import type { Element } from '../pdf/structure.ts';
import type { Column } from './paragraphs.ts';
import type { Sheets } from './sheets.ts';
import { heightOf, type TextLine } from './style.ts';

/** A cell of a table: its lines stand one below the other in its column. */
export interface Cell {
  readonly type: 'TH' | 'TD';
  /** Further entries of its structure element, such as COLUMN_HEADER. */
  readonly entries?: string;
  readonly column: Column;
  readonly lines: readonly TextLine[];
}

/** The height of a row: that of its highest cell, with space above and below. */
export function rowHeight(cells: readonly Cell[], padding: number): number {
  return Math.max(...cells.map(({ lines }) => heightOf(lines))) + 2 * padding;
}

/** Draws a row's cells with their first lines at `top`; empty cells are there too, so that columns stay columns. */
export function drawRow(sheets: Sheets, row: Element, cells: readonly Cell[], top: number): void {
  for (const { type, entries, column, lines } of cells) {
    const element = sheets.tree.open(row, type, entries);
    if (lines.length > 0) {
      sheets.page.tagged(element, () => drawCell(sheets, column, lines, top));
    }
  }
}

/** Draws lines in a column. */
export function drawCell(
  { page }: Sheets,
  { x, width, align = 'left' }: Column,
  lines: readonly TextLine[],
  top: number,
): void {
  page.lines(lines, { x: align === 'left' ? x : x + width, top, align });
}
