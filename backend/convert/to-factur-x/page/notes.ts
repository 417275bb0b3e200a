import type { NoteSubject } from '../../../invoice/codes.ts';
import type { Invoice, Note } from '../../../invoice/invoice.ts';
import type { Element } from '../pdf/structure.ts';
import { paragraphs } from './paragraphs.ts';
import type { Sheets } from './sheets.ts';
import { LEFT, STYLES, WIDTH, type Theme } from './theme.ts';
import { LABELS } from './wording.ts';

const GAP = 3;

/** Order of the mentions: what the commercial code demands comes first. */
const ORDER = {
  PMT: 0,
  PMD: 1,
  AAB: 2,
  ABL: 3,
  REG: 4,
  AAI: 5,
  SUR: 6,
} as const satisfies Record<NoteSubject, number>;
const FREE_TEXT_ORDER = 7;

/** Draws the mentions, one below the other; each stays whole, and the heading stays with the first. */
export function drawNotes(sheets: Sheets, { notes }: Invoice, theme: Theme, parent: Element): void {
  const column = { x: LEFT, width: WIDTH };
  [...notes]
    .sort((left, right) => orderOf(left) - orderOf(right))
    .forEach(({ text }, index) => {
      const heading = { text: LABELS.notes, style: theme.section, type: 'H2' } as const;
      const note = { text, style: STYLES.note };
      sheets.place(paragraphs(index === 0 ? [heading, note] : [note], column), parent, GAP);
    });
}

function orderOf({ subject }: Note): number {
  return subject === undefined ? FREE_TEXT_ORDER : ORDER[subject];
}
