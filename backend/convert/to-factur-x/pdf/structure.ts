/**
 * The tree that tells a reader aloud what the marks on the page are (tagged PDF, ISO 32000-1 §14.7): headings,
 * paragraphs, tables with their header cells. An element may have marks on several pages.
 */
import type { PdfFile } from './pdf-file.ts';

/** The standard structure types that the page uses (§14.8.4). */
export type ElementType = 'Document' | 'H1' | 'H2' | 'P' | 'Figure' | 'Table' | 'TR' | 'TH' | 'TD';

/** Attributes of a header cell or of a wide cell (§14.8.5.7), ready to be written. */
export const COLUMN_HEADER = '/A<</O/Table/Scope/Column>>';
export const ROW_HEADER = '/A<</O/Table/Scope/Row>>';

/** One node of the tree. */
export interface Element {
  readonly id: number;
  readonly type: ElementType;
  readonly parent: number;
  /** Further entries of its dictionary. */
  readonly entries: string;
  /** Number of the page that bears its first mark. */
  page: number;
  kids: string;
}

export class StructureTree {
  readonly #file: PdfFile;
  readonly #rootId: number;
  readonly #elements: Element[] = [];
  /** By page, in the order of the pages: the element of each mark. */
  readonly #marks: number[][] = [];
  readonly document: Element;

  constructor(file: PdfFile) {
    this.#file = file;
    this.#rootId = file.allocate();
    this.document = this.#add('Document', this.#rootId, '');
  }

  /** Adds an element under another. */
  open(parent: Element, type: ElementType, entries = ''): Element {
    const element = this.#add(type, parent.id, entries);
    parent.kids += `${element.id} 0 R `;
    return element;
  }

  /** Adds a page; answers its key in the tree of marks. */
  addPage(): number {
    return this.#marks.push([]) - 1;
  }

  /** Adds a mark of an element on a page; answers the mark's number on that page. */
  mark(element: Element, pageKey: number, pageId: number): number {
    const marks = this.#marks[pageKey] ?? [];
    const mark = marks.push(element.id) - 1;
    if (element.page === 0) element.page = pageId;
    element.kids +=
      element.page === pageId ? `${mark} ` : `<</Type/MCR/Pg ${pageId} 0 R/MCID ${mark}>>`;
    return mark;
  }

  /** Writes the whole tree; answers the number of its root. */
  write(): number {
    for (const { id, type, parent, entries, page, kids } of this.#elements) {
      const where = page === 0 ? '' : `/Pg ${page} 0 R`;
      this.#file.pack(id, `<</S/${type}/P ${parent} 0 R${where}${entries}/K[${kids}]>>`);
    }
    const parents = this.#file.allocate();
    const rows = this.#marks.map((marks, key) => `${key}[${marks.join(' 0 R ')} 0 R]`);
    this.#file.pack(parents, `<</Nums[${rows.join('')}]>>`);
    this.#file.pack(
      this.#rootId,
      `<</Type/StructTreeRoot/K ${this.document.id} 0 R/ParentTree ${parents} 0 R` +
        `/ParentTreeNextKey ${this.#marks.length}>>`,
    );
    return this.#rootId;
  }

  #add(type: ElementType, parent: number, entries: string): Element {
    const element: Element = {
      id: this.#file.allocate(),
      type,
      parent,
      entries,
      page: 0,
      kids: '',
    };
    this.#elements.push(element);
    return element;
  }
}
