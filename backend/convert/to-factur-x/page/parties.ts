import type { Invoice } from '../../../invoice/invoice.ts';
import type { Buyer, PostalAddress, Seller } from '../../../invoice/party.ts';
import { siretText } from './figures.ts';
import { paragraphs, type Paragraph } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import { LEFT, STYLES, WIDTH, type Theme } from './theme.ts';
import { LABELS } from './wording.ts';

/** Space between the two parties, and around the buyer's text in its panel. */
const GUTTER = 24;
const PADDING = 10;

const COLUMN_WIDTH = (WIDTH - GUTTER) / 2;

/** Lines of legal text below the supplier, which may be 1024 characters long. */
const LEGAL_LINES_MAX = 12;

const COUNTRIES = new Intl.DisplayNames(['fr'], { type: 'region' });

/** Supplier and public body side by side. */
export function parties({ seller, buyer }: Invoice, theme: Theme): Block {
  const left = paragraphs(sellerText(seller, theme), { x: LEFT, width: COLUMN_WIDTH });
  const panelLeft = LEFT + COLUMN_WIDTH + GUTTER;
  const right = paragraphs(buyerText(buyer, theme), {
    x: panelLeft + PADDING,
    width: COLUMN_WIDTH - 2 * PADDING,
  });
  const height = PADDING + Math.max(left.height, right.height + PADDING);
  return {
    height,
    draw(sheets, top, parent) {
      const panel = { x: panelLeft, top, width: COLUMN_WIDTH, height };
      sheets.page.artifact('Layout', () => sheets.page.fill(panel, theme.panel));
      left.draw(sheets, top + PADDING, parent);
      right.draw(sheets, top + PADDING, parent);
    },
  };
}

function sellerText(seller: Seller, theme: Theme): readonly Paragraph[] {
  const { name, phone, email } = seller.contact ?? {};
  const person = [name, phone].filter((part) => part !== undefined).join(' – ');
  const contact = [person, email ?? ''].filter((part) => part !== '').join('\n');
  return [
    { text: LABELS.seller, style: theme.section, type: 'H2' },
    { text: seller.name, style: STYLES.partyName },
    { text: addressText(seller.address), style: STYLES.body },
    { text: sellerIdentifiers(seller), style: STYLES.body, gap: 3 },
    ...(contact === '' ? [] : [{ text: contact, style: STYLES.body, gap: 3 }]),
    ...(seller.legalInformation === undefined
      ? []
      : [
          { text: seller.legalInformation, style: STYLES.small, gap: 3, linesMax: LEGAL_LINES_MAX },
        ]),
  ];
}

function buyerText(buyer: Buyer, theme: Theme): readonly Paragraph[] {
  return [
    { text: LABELS.buyer, style: theme.section, type: 'H2' },
    { text: buyer.name, style: STYLES.partyName },
    { text: addressText(buyer.address), style: STYLES.body },
    { text: identifiers(buyer.siret, buyer.vatNumber), style: STYLES.body, gap: 3 },
  ];
}

/** A foreign supplier is known by its VAT number, or by what Chorus Pro calls it. */
function sellerIdentifiers({ siret, vatNumber, registration }: Seller): string {
  if (siret !== undefined) return identifiers(siret, vatNumber);
  const id = registration?.kind === 'outside_eu' ? registration.id : undefined;
  return [
    id === undefined ? undefined : `${LABELS.registration}\u00a0: ${id}`,
    vatNumber === undefined ? undefined : `${LABELS.vatNumber}\u00a0: ${vatNumber}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function identifiers(siret: string, vatNumber: string | undefined): string {
  const vat = vatNumber === undefined ? '' : `\n${LABELS.vatNumber}\u00a0: ${vatNumber}`;
  return `${LABELS.siret}\u00a0: ${siretText(siret)}${vat}`;
}

/** The address, a line each; the country in French where it is not France. */
function addressText({ line1, line2, postCode, city, countryCode }: PostalAddress): string {
  const town = [postCode, city].filter((part) => part !== undefined).join(' ');
  const country = countryCode === 'FR' ? '' : countryName(countryCode);
  return [line1 ?? '', line2 ?? '', town, country].filter((line) => line !== '').join('\n');
}

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? code) : code;
}
