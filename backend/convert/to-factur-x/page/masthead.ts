import type { Invoice } from '../../../invoice/invoice.ts';
import type { Image } from '../pdf/image.ts';
import { textString } from '../pdf/text-string.ts';
import type { Look } from '../look.ts';
import { paragraphs, type Paragraph } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import { LEFT, RIGHT, STYLES, WIDTH, type Theme } from './theme.ts';
import { KIND, LABELS } from './wording.ts';

/** The box that a logo is fitted into, in points. */
const LOGO_WIDTH_MAX = 190;
const LOGO_HEIGHT_MAX = 62;

/** Name of the logo in the page's resources. */
export const LOGO_RESOURCE = 'Im1';

/** Share of the width that the title takes. */
const TITLE_WIDTH = WIDTH * 0.5;

/** The head of the first page: the supplier's logo (or name), and what this document is. */
export function masthead(
  invoice: Invoice,
  theme: Theme,
  look: Look | undefined,
  logo: Image | undefined,
): Block {
  const title = paragraphs(titleOf(invoice, theme, look), {
    x: RIGHT,
    width: TITLE_WIDTH,
    align: 'right',
  });
  const brand = logo ? logoBlock(logo, invoice.seller.name) : nameBlock(invoice.seller.name, theme);
  return {
    height: Math.max(brand.height, title.height),
    draw(sheets, top, parent) {
      brand.draw(sheets, top, parent);
      title.draw(sheets, top, parent);
    },
  };
}

function titleOf(invoice: Invoice, theme: Theme, look: Look | undefined): readonly Paragraph[] {
  const marks = [
    ...(look?.duplicate ? [LABELS.duplicate] : []),
    ...(isPaidInvoice(invoice) ? [LABELS.paid] : []),
  ];
  return [
    { text: KIND[invoice.typeCode].title, style: theme.title, type: 'H1' },
    { text: `${LABELS.number}${invoice.number}`, style: STYLES.number },
    ...marks.map((text) => ({ text, style: theme.mark, gap: 2 })),
  ];
}

/** Framework A2 on an invoice: paid before it was sent. */
export function isPaidInvoice({ businessProcess, typeCode }: Invoice): boolean {
  return businessProcess === 'A2' && typeCode === '380';
}

function nameBlock(name: string, theme: Theme): Block {
  const text = { text: name, style: theme.brand, gap: 4, linesMax: 3 };
  return paragraphs([text], { x: LEFT, width: WIDTH - TITLE_WIDTH });
}

function logoBlock({ width, height }: Image, name: string): Block {
  const scale = Math.min(LOGO_WIDTH_MAX / width, LOGO_HEIGHT_MAX / height);
  const box = { width: width * scale, height: height * scale };
  return {
    height: box.height,
    draw({ page, tree }, top, parent) {
      const figure = tree.open(parent, 'Figure', `/Alt${textString(`${LABELS.logo}${name}`)}`);
      page.tagged(figure, () => page.picture(LOGO_RESOURCE, { x: LEFT, top, ...box }));
    },
  };
}
