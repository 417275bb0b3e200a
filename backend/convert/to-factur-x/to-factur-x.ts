/**
 * Comes in: a complete invoice, its Factur-X XML, and how the merchant wants its page to look. Goes out: a PDF/A-3
 * (conformance A, so also B) and PDF/UA-1 file, tagged, in French, with the XML attached.
 * Kept here: pure and deterministic, dates taken from the issue date, the file's id hashed from what it says; bytes
 * may differ between versions of zlib, which is why a document is stored once. What the fonts lack is drawn as a box.
 * Refuses nothing: a logo that cannot be drawn is left out.
 */
import type { CompleteInvoice } from '../../invoice/complete.ts';
import type { IsoDate } from '../../invoice/date.ts';
import { INTER_REGULAR } from './fonts/inter-regular.ts';
import { INTER_SEMI_BOLD } from './fonts/inter-semi-bold.ts';
import type { Look } from './look.ts';
import { PAGE_HEIGHT, PAGE_WIDTH, type Canvas } from './page/canvas.ts';
import { LOGO_RESOURCE } from './page/masthead.ts';
import { drawInvoice } from './page/page.ts';
import { KIND } from './page/wording.ts';
import { attachXml, XML_NAME } from './pdf/attachment.ts';
import { srgbProfile } from './pdf/colour-profile.ts';
import { addFont, addToUnicode } from './pdf/font-objects.ts';
import type { Image } from './pdf/image.ts';
import { parseLogo } from './pdf/logo.ts';
import { latin1, PdfFile } from './pdf/pdf-file.ts';
import { StructureTree } from './pdf/structure.ts';
import { textString } from './pdf/text-string.ts';
import { PRODUCER, xmp, type Metadata } from './pdf/xmp.ts';

/** What all documents have in common: fonts and colour profile. */
const COMMON = common();

/** Draws the invoice and attaches its XML. The same input gives the same bytes. */
export function render(invoice: CompleteInvoice, xml: string, look?: Look): Uint8Array {
  const file = new PdfFile(COMMON.preamble);
  const tree = new StructureTree(file);
  const metadata = metadataOf(invoice);
  const logo = look?.logo && parseLogo(look.logo);
  const pages = drawInvoice(invoice, look, { file, tree, logo });
  const packet = xmp(metadata);
  const catalog = writeDocument(file, tree, {
    pages,
    logo,
    xml,
    packet,
    issuedOn: invoice.issuedOn,
  });
  const info = writeInfo(file, metadata, invoice.issuedOn);
  return file.finish(`/Root ${catalog} 0 R/Info ${info} 0 R`);
}

interface Parts {
  readonly pages: readonly Canvas[];
  readonly logo: Image | undefined;
  readonly xml: string;
  readonly packet: string;
  readonly issuedOn: IsoDate;
}

/** Writes everything but the trailer; answers the number of the catalog. */
function writeDocument(file: PdfFile, tree: StructureTree, parts: Parts): number {
  const pages = writePages(file, parts);
  const attachment = attachXml(file, parts.xml, pdfDate(parts.issuedOn));
  const metadata = file.addStream('/Type/Metadata/Subtype/XML', Buffer.from(parts.packet, 'utf8'));
  const structure = tree.write();
  return file.add(
    `<</Type/Catalog/Version/1.7/Pages ${pages} 0 R/Metadata ${metadata} 0 R/Lang(fr-FR)` +
      `/MarkInfo<</Marked true>>/StructTreeRoot ${structure} 0 R` +
      `/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[${COMMON.outputIntent} 0 R]` +
      `/AF[${attachment} 0 R]/PageMode/UseNone` +
      `/Names<</EmbeddedFiles<</Names[${textString(XML_NAME)}${attachment} 0 R]>>>>>>`,
  );
}

function writePages(file: PdfFile, { pages, logo }: Parts): number {
  const image = logo
    ? `/XObject<</${LOGO_RESOURCE} ${file.addStream(imageEntries(logo), logo.bytes)} 0 R>>`
    : '';
  const resources = file.add(`<</Font<<${COMMON.fonts}>>${image}>>`);
  const list = file.allocate();
  for (const { id, key, content } of pages) {
    const stream = file.addDeflated('', latin1(content));
    file.write(
      id,
      `<</Type/Page/Parent ${list} 0 R/MediaBox[0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}]` +
        `/Resources ${resources} 0 R/Contents ${stream} 0 R/StructParents ${key}/Tabs/S>>`,
    );
  }
  const kids = pages.map(({ id }) => `${id} 0 R`).join(' ');
  file.write(list, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
  return list;
}

function imageEntries({ width, height, entries }: Image): string {
  return `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}${entries}`;
}

/** The information dictionary says the same as the XMP packet. */
function writeInfo(file: PdfFile, { title, author }: Metadata, issuedOn: IsoDate): number {
  const date = pdfDate(issuedOn);
  return file.add(
    `<</Title${textString(title)}/Author${textString(author)}/Creator(${PRODUCER})` +
      `/Producer(${PRODUCER})/CreationDate(${date})/ModDate(${date})>>`,
  );
}

function metadataOf({ typeCode, number, seller, issuedOn }: CompleteInvoice): Metadata {
  return {
    title: `${KIND[typeCode].name} ${number} – ${seller.name}`,
    author: seller.name,
    date: `${issuedOn}T00:00:00Z`,
  };
}

/** Midnight UTC of a day, as PDF writes it. */
function pdfDate(day: IsoDate): string {
  return `D:${day.replaceAll('-', '')}000000Z`;
}

function common() {
  const file = new PdfFile();
  const unicode = addToUnicode(file);
  const regular = addFont(file, INTER_REGULAR, unicode);
  const semiBold = addFont(file, INTER_SEMI_BOLD, unicode);
  const profile = file.addDeflated('/N 3', srgbProfile());
  const outputIntent = file.add(
    '<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)' +
      `/DestOutputProfile ${profile} 0 R>>`,
  );
  const fonts = `/F1 ${regular} 0 R/F2 ${semiBold} 0 R`;
  return { preamble: file.toPreamble(), outputIntent, fonts };
}
