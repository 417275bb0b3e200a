/** What every page bears: at its foot who issued the document and which page this is; at its head, from the second on, which document it is. */
import type { Invoice } from '../../../invoice/invoice.ts';
import type { Seller } from '../../../invoice/party.ts';
import { drawable } from '../fonts/font.ts';
import { PAGE_HEIGHT, type Canvas } from './canvas.ts';
import { siretText } from './figures.ts';
import { HAIRLINE_COLOUR, LEFT, RIGHT, STYLES, TOP, WIDTH, type Theme } from './theme.ts';
import { KIND, LABELS } from './wording.ts';
import { atMost, wrap } from './wrap.ts';

const FOOT_TOP = PAGE_HEIGHT - 48;
const LEGAL_LINES_MAX = 2;
const PAGE_NUMBER_WIDTH = 110;

/** Makes the function that draws the head of a page after the first. */
export function runningHead(invoice: Invoice, theme: Theme): (canvas: Canvas) => void {
  const style = STYLES.foot;
  const name = KIND[invoice.typeCode].name;
  const text = drawable(`${name} ${LABELS.number}${invoice.number} ${LABELS.again}`);
  const [seller = ''] = atMost(wrap(drawable(invoice.seller.name), style, WIDTH / 2), 1);
  return (canvas) =>
    canvas.artifact('Header', () => {
      canvas.lines([{ text: seller.trimEnd(), style }], { x: LEFT, top: TOP - 8 });
      canvas.lines([{ text, style }], { x: RIGHT, top: TOP - 8, align: 'right' });
      canvas.rule(LEFT, TOP + 8, WIDTH, 1, theme.accent);
    });
}

/** Draws the foot of all pages, once their number is known. */
export function drawFeet(pages: readonly Canvas[], { seller, number }: Invoice): void {
  const style = STYLES.foot;
  const legal = atMost(
    wrap(legalLine(seller), style, WIDTH - PAGE_NUMBER_WIDTH),
    LEGAL_LINES_MAX,
  ).map((text) => ({ text, style }));
  pages.forEach((canvas, index) => {
    const place = [drawable(number), `${LABELS.page} ${index + 1} / ${pages.length}`];
    canvas.artifact('Footer', () => {
      canvas.rule(LEFT, FOOT_TOP, WIDTH, 0.5, HAIRLINE_COLOUR);
      canvas.lines(legal, { x: LEFT, top: FOOT_TOP + 6 });
      canvas.lines(
        place.map((text) => ({ text, style })),
        { x: RIGHT, top: FOOT_TOP + 6, align: 'right' },
      );
    });
  });
}

/** Name, legal form and identifiers on one line; cut when long: the first page has it whole. */
function legalLine({ name, legalInformation, siret, vatNumber }: Seller): string {
  const parts = [
    name,
    legalInformation,
    siret === undefined ? undefined : `${LABELS.siret} ${siretText(siret)}`,
    vatNumber === undefined ? undefined : `${LABELS.vatNumber} ${vatNumber}`,
  ];
  return drawable(parts.filter((part) => part !== undefined).join(' – '));
}
