import type { Invoice } from '../../../invoice/invoice.ts';
import type { Look } from '../look.ts';
import type { Image } from '../pdf/image.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { StructureTree } from '../pdf/structure.ts';
import type { Canvas } from './canvas.ts';
import { drawFeet, runningHead } from './head-and-foot.ts';
import { drawLineTable } from './line-table.ts';
import { masthead } from './masthead.ts';
import { drawNotes } from './notes.ts';
import { parties } from './parties.ts';
import { payment } from './payment.ts';
import { documentFacts, routingReferences } from './references.ts';
import { Sheets } from './sheets.ts';
import { GAP, themeOf } from './theme.ts';
import { totals } from './totals.ts';

/** What a page is drawn into. */
export interface Target {
  readonly file: PdfFile;
  readonly tree: StructureTree;
  readonly logo: Image | undefined;
}

/** Draws the whole invoice in the order in which it is read; answers its pages. */
export function drawInvoice(
  invoice: Invoice,
  look: Look | undefined,
  { file, tree, logo }: Target,
): readonly Canvas[] {
  const theme = themeOf(look);
  const root = tree.document;
  const sheets = new Sheets(file, tree, runningHead(invoice, theme));
  const before = [
    masthead(invoice, theme, look, logo),
    parties(invoice, theme),
    routingReferences(invoice, theme),
    documentFacts(invoice),
  ];
  for (const block of before) if (block) sheets.place(block, root, GAP);

  const sums = totals(invoice, theme);
  drawLineTable(sheets, invoice, theme, { parent: root, totalsHeight: GAP + sums.height });
  sheets.top += GAP;
  sheets.place(sums, root, GAP);
  sheets.place(payment(invoice, theme), root, GAP);
  drawNotes(sheets, invoice, theme, root);
  drawFeet(sheets.pages, invoice);
  return sheets.pages;
}
