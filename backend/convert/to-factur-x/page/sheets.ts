/**
 * The pages of one document while they are filled from top to bottom. A block that does not fit goes to the next page
 * whole; what may be split (the table, the mentions) asks for room piece by piece.
 */
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { Element, StructureTree } from '../pdf/structure.ts';
import { Canvas } from './canvas.ts';
import { BOTTOM, TOP, TOP_AGAIN } from './theme.ts';

/** Something that is drawn whole, at a height known beforehand. */
export interface Block {
  readonly height: number;
  /** Draws with its top at `top`, as a child of `parent`. */
  draw(sheets: Sheets, top: number, parent: Element): void;
}

export class Sheets {
  readonly tree: StructureTree;
  readonly pages: Canvas[] = [];
  readonly #file: PdfFile;
  readonly #drawHead: (canvas: Canvas) => void;
  page: Canvas;
  /** Where the next block starts. */
  top: number;

  /** `drawHead` draws the running head on every page after the first. */
  constructor(file: PdfFile, tree: StructureTree, drawHead: (canvas: Canvas) => void) {
    this.#file = file;
    this.#drawHead = drawHead;
    this.tree = tree;
    this.page = this.#addPage();
    this.top = TOP;
  }

  /** Points left on this page. */
  get room(): number {
    return BOTTOM - this.top;
  }

  /** Goes on at the head of a new page. */
  turn(): void {
    this.page = this.#addPage();
    this.#drawHead(this.page);
    this.top = TOP_AGAIN;
  }

  /** Draws a block below the last one, on a new page when it does not fit, and leaves a gap after it. */
  place(block: Block, parent: Element, gapAfter: number): void {
    if (block.height > this.room) this.turn();
    block.draw(this, this.top, parent);
    this.top += block.height + gapAfter;
  }

  #addPage(): Canvas {
    const canvas = new Canvas(this.#file.allocate(), this.tree);
    this.pages.push(canvas);
    return canvas;
  }
}

/** Room on a page after the first. */
export const FULL_PAGE = BOTTOM - TOP_AGAIN;
