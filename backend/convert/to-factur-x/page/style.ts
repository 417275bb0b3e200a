import type { Font } from '../fonts/font.ts';

/** How a piece of text looks. Sizes and leading in points; the colour as the operator that sets it. */
export interface Style {
  readonly font: Font;
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}

/** One line of text that fits its place. */
export interface TextLine {
  readonly text: string;
  readonly style: Style;
}

/** From the top of a line to its baseline: capitals stand in the middle of the leading. */
export function baselineOffset({ font, size, leading }: Style): number {
  return leading / 2 + (font.data.capHeight * size) / 2000;
}

/** The height of lines set one below the other. */
export function heightOf(lines: readonly TextLine[]): number {
  return lines.reduce((height, { style }) => height + style.leading, 0);
}
