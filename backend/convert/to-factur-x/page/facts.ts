/** Facts side by side, each a label above its value, as wide as they need; what does not fit goes to the next row. */
import { drawable, widthOf } from '../fonts/font.ts';
import { paragraphs } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import type { Style } from './style.ts';
import { STYLES } from './theme.ts';

export interface Fact {
  readonly label: string;
  /** A fact without value is left out. */
  readonly value: string | undefined;
}

/** Where facts stand. */
export interface FactPlace {
  readonly x: number;
  readonly width: number;
  readonly valueStyle: Style;
  /** Narrowest cell, so that short facts keep their distance. */
  readonly cellWidthMin?: number;
}

const GUTTER = 20;
const ROW_GAP = 7;

/** Added to a measured width, so that a text never wraps for a rounding. */
const TOLERANCE = 0.1;

interface Placed {
  readonly block: Block;
  readonly top: number;
}

/** Sets facts in rows; undefined when there is none. */
export function facts(list: readonly Fact[], place: FactPlace): Block | undefined {
  const known = list.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  if (known.length === 0) return undefined;
  const cells: Placed[] = [];
  let [left, top, rowHeight] = [0, 0, 0];
  for (const { label, value } of known) {
    const width = cellWidth(label, value, place);
    if (left > 0 && left + width > place.width) {
      top += rowHeight + ROW_GAP;
      [left, rowHeight] = [0, 0];
    }
    const block = cell(label, value, place.valueStyle, { x: place.x + left, width });
    cells.push({ block, top });
    left += width + GUTTER;
    rowHeight = Math.max(rowHeight, block.height);
  }
  return {
    height: top + rowHeight,
    draw(sheets, blockTop, parent) {
      for (const { block, top } of cells) block.draw(sheets, blockTop + top, parent);
    },
  };
}

function cell(
  label: string,
  value: string,
  style: Style,
  column: { readonly x: number; readonly width: number },
): Block {
  return paragraphs(
    [
      { text: label, style: STYLES.label },
      { text: value, style },
    ],
    column,
  );
}

function cellWidth(
  label: string,
  value: string,
  { width, valueStyle, cellWidthMin = 0 }: FactPlace,
): number {
  const lines = drawable(value).split('\n');
  const natural = Math.max(
    widthOf(label, STYLES.label.font, STYLES.label.size),
    ...lines.map((line) => widthOf(line, valueStyle.font, valueStyle.size)),
  );
  return Math.min(width, Math.max(cellWidthMin, natural + TOLERANCE));
}
