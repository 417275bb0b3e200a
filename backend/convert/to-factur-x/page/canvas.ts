/**
 * One page's content stream (ISO 32000-1 §8, §9). Lengths are points, measured from the top left corner. Whatever is
 * drawn stands either inside an element of the structure tree or inside an artifact: PDF/UA allows nothing else.
 */
import { encode, widthOf } from '../fonts/font.ts';
import type { Element, StructureTree } from '../pdf/structure.ts';
import { baselineOffset, type Style, type TextLine } from './style.ts';

/** A4. */
export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;

/** What an artifact is: a decoration, or what a page repeats at its head and foot (§14.8.2.2). */
export type Artifact = 'Layout' | 'Header' | 'Footer';

const ARTIFACTS = {
  Layout: '/Artifact <</Type/Layout>>BDC\n',
  Header: '/Artifact <</Type/Pagination/Subtype/Header>>BDC\n',
  Footer: '/Artifact <</Type/Pagination/Subtype/Footer>>BDC\n',
} as const satisfies Record<Artifact, string>;

/** Where lines of text start, and the edge that they keep to. */
export interface Spot {
  readonly x: number;
  readonly top: number;
  readonly align?: 'left' | 'right';
}

/** A box by its top left corner. */
export interface Box {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export class Canvas {
  readonly id: number;
  readonly key: number;
  readonly #tree: StructureTree;
  #content = '';
  #fontSet = '';
  #colourSet = '';

  constructor(id: number, tree: StructureTree) {
    this.id = id;
    this.#tree = tree;
    this.key = tree.addPage();
  }

  get content(): string {
    return this.#content;
  }

  /** Draws as a part of an element. */
  tagged(element: Element, draw: () => void): void {
    const mark = this.#tree.mark(element, this.key, this.id);
    this.#content += `/${element.type} <</MCID ${mark}>>BDC\n`;
    draw();
    this.#content += 'EMC\n';
  }

  /** Draws what a reader aloud must skip. */
  artifact(kind: Artifact, draw: () => void): void {
    this.#content += ARTIFACTS[kind];
    draw();
    this.#content += 'EMC\n';
  }

  /** Draws lines one below the other; `x` is their left edge, or their right one. */
  lines(lines: readonly TextLine[], { x, top, align = 'left' }: Spot): void {
    let lineTop = top;
    let [penX, penY] = [0, 0];
    this.#content += 'BT\n';
    for (const { text, style } of lines) {
      this.#setStyle(style);
      const toX = align === 'left' ? x : x - widthOf(text, style.font, style.size);
      const toY = PAGE_HEIGHT - lineTop - baselineOffset(style);
      // Each move is relative to the last one, as written: rounding must not add up.
      const [moveX, moveY] = [hundredths(toX - penX), hundredths(toY - penY)];
      this.#content += `${moveX} ${moveY} Td(${encode(text)})Tj\n`;
      penX += moveX;
      penY += moveY;
      lineTop += style.leading;
    }
    this.#content += 'ET\n';
  }

  /** Draws a horizontal rule. */
  rule(x: number, top: number, width: number, thickness: number, colour: string): void {
    this.fill({ x, top: top - thickness / 2, width, height: thickness }, colour);
  }

  /** Fills a box. */
  fill({ x, top, width, height }: Box, colour: string): void {
    this.#setColour(colour);
    const place = `${hundredths(x)} ${hundredths(PAGE_HEIGHT - top - height)}`;
    this.#content += `${place} ${hundredths(width)} ${hundredths(height)} re f\n`;
  }

  /** Draws a picture of the page's resources. */
  picture(resource: string, { x, top, width, height }: Box): void {
    const place = `${hundredths(x)} ${hundredths(PAGE_HEIGHT - top - height)}`;
    this.#content += `q ${hundredths(width)} 0 0 ${hundredths(height)} ${place} cm /${resource} Do Q\n`;
  }

  #setStyle({ font, size, colour }: Style): void {
    const wanted = `/${font.resource} ${size} Tf\n`;
    if (wanted !== this.#fontSet) this.#content += wanted;
    this.#fontSet = wanted;
    this.#setColour(colour);
  }

  #setColour(colour: string): void {
    if (colour !== this.#colourSet) this.#content += `${colour}\n`;
    this.#colourSet = colour;
  }
}

/** A length as the page writes it: a hundredth of a point is finer than any printer. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
