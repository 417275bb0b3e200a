/** A row of facts side by side, each a label above its value. */
import { paragraphs } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import { STYLES } from './theme.ts';
import type { Style } from './style.ts';

export interface Fact {
  readonly label: string;
  /** A fact without value is left out. */
  readonly value: string | undefined;
}

/** Where facts stand. */
export interface FactGrid {
  readonly x: number;
  readonly width: number;
  /** Most facts in one row; the row is shared evenly, whatever their number. */
  readonly columns: number;
  readonly valueStyle: Style;
}

const GUTTER = 14;
const ROW_GAP = 8;

/** Sets facts in rows; undefined when there is none. */
export function facts(
  list: readonly Fact[],
  { x, width, columns, valueStyle }: FactGrid,
): Block | undefined {
  const known = list.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  if (known.length === 0) return undefined;
  const cellWidth = width / columns;
  const cells = known.map(({ label, value }, index) =>
    paragraphs(
      [
        { text: label, style: STYLES.label },
        { text: value, style: valueStyle },
      ],
      { x: x + (index % columns) * cellWidth, width: cellWidth - GUTTER },
    ),
  );
  const rows: { cells: Block[]; top: number }[] = [];
  let height = 0;
  for (let start = 0; start < cells.length; start += columns) {
    const row = cells.slice(start, start + columns);
    const top = start === 0 ? 0 : height + ROW_GAP;
    rows.push({ cells: row, top });
    height = top + Math.max(...row.map((cell) => cell.height));
  }
  return {
    height,
    draw(sheets, blockTop, parent) {
      for (const row of rows) {
        for (const cell of row.cells) cell.draw(sheets, blockTop + row.top, parent);
      }
    },
  };
}
