/** Paragraphs one below the other: what the parties, the references and the payment block are made of. */
import { drawable } from '../fonts/font.ts';
import type { ElementType } from '../pdf/structure.ts';
import type { Block } from './sheets.ts';
import { heightOf, type Style, type TextLine } from './style.ts';
import { atMost, wrap } from './wrap.ts';

export interface Paragraph {
  readonly text: string;
  readonly style: Style;
  readonly type?: ElementType;
  /** Space before it, in points. */
  readonly gap?: number;
  /** Lines after which it is cut with an ellipsis. */
  readonly linesMax?: number;
}

/** Where paragraphs stand: their left edge (or right one) and the width in which they are wrapped. */
export interface Column {
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** The paragraph's lines within a width. */
export function linesOf({ text, style, linesMax }: Paragraph, width: number): readonly TextLine[] {
  const lines = wrap(drawable(text), style, width);
  return atMost(lines, linesMax ?? lines.length).map((line) => ({ text: line, style }));
}

/** Wraps paragraphs into a column. */
export function paragraphs(
  list: readonly Paragraph[],
  { x, width, align = 'left' }: Column,
): Block {
  let height = 0;
  const set = list.map((paragraph) => {
    const lines = linesOf(paragraph, width);
    const top = height + (paragraph.gap ?? 0);
    height = top + heightOf(lines);
    return { type: paragraph.type ?? 'P', lines, top };
  });
  return {
    height,
    draw({ page, tree }, blockTop, parent) {
      for (const { type, lines, top } of set) {
        if (lines.length === 0) continue;
        page.tagged(tree.open(parent, type), () => {
          page.lines(
            // A space at the end of a line would push a right-aligned one off its edge.
            align === 'left'
              ? lines
              : lines.map((line) => ({ ...line, text: line.text.trimEnd() })),
            { x, top: blockTop + top, align },
          );
        });
      }
    },
  };
}
