/**
 * What the conversion is measured against: a plain page drawn by pdfkit, with the XML attached by pdfkit itself, or
 * made and embedded by the two npm libraries that do so. Their page is simpler than ours (no wrapping, no tags,
 * fonts without kerning rules), and their XML says less: all to their advantage.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { embedFacturX, Flavor, Profile } from '@stackforge-eu/factur-x';
import { zugferd } from 'node-zugferd';
import { EN16931 } from 'node-zugferd/profile/en16931';
import PDFDocument from 'pdfkit';
import { srgbProfile } from '../../backend/convert/to-factur-x/pdf/colour-profile.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { formatAmount, formatDecimal, type Amount } from '../../backend/invoice/money.ts';

const require = createRequire(import.meta.url);
const REGULAR = plainFont('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
const BOLD = plainFont('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf');
const PROFILE = srgbProfile();

const LINE_HEIGHT = 18;
const PAGE_BOTTOM = 780;
/** Left edge and width of each column. */
const COLUMNS = [
  [45, 250],
  [300, 50],
  [355, 70],
  [430, 40],
  [475, 75],
] as const;

const euros = (amount: Amount): string => formatAmount(amount, 2);
/** Both libraries take amounts as JavaScript numbers. */
const asNumber = (amount: Amount): number => Number(euros(amount));

/**
 * Inter without its rules for kerning and alternates, which pdfkit would read and apply anew for each document: they
 * are most of its time, and our page does without them too.
 */
function plainFont(path: string): Uint8Array {
  const font = readFileSync(require.resolve(path));
  const rules = ['GSUB', 'GPOS', 'GDEF'];
  const rows = Array.from({ length: font.readUInt16BE(4) }, (_, index) =>
    font.subarray(12 + index * 16, 28 + index * 16),
  ).filter((row) => !rules.includes(row.toString('latin1', 0, 4)));
  // The tables stay where they are: a shorter directory is enough for them not to be found.
  const plain = Buffer.from(font);
  plain.writeUInt16BE(rows.length, 4);
  rows.forEach((row, index) => plain.set(row, 12 + index * 16));
  return plain;
}

/** A page by pdfkit as PDF/A-3b, with the XML attached when there is one. */
export async function drawWithPdfkit(invoice: Invoice, xml?: string): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 45,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'fr-FR',
    info: { Title: invoice.number, CreationDate: new Date(`${invoice.issuedOn}T00:00:00Z`) },
  });
  doc.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  let top = drawHead(doc, invoice);
  for (const { name, quantity, price, vat, net } of invoice.lines) {
    if (top > PAGE_BOTTOM) {
      doc.addPage();
      top = 60;
    }
    const cells = [
      name,
      formatDecimal(quantity),
      formatDecimal(price),
      `${vat.rate / 100} %`,
      euros(net),
    ];
    drawRow(doc, cells, top);
    top += LINE_HEIGHT;
  }
  drawFoot(doc, invoice, top);
  if (xml !== undefined) {
    doc.file(Buffer.from(xml), {
      name: 'factur-x.xml',
      type: 'text/xml',
      relationship: 'Alternative',
      modifiedDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
    });
  }
  const bytes = buffer(doc);
  doc.end();
  return bytes;
}

function drawRow(doc: PDFDocument, cells: readonly string[], top: number): void {
  cells.forEach((cell, index) => {
    const [x, width] = COLUMNS[index] ?? [45, 100];
    doc.text(cell, x, top, { width, align: index === 0 ? 'left' : 'right', lineBreak: false });
  });
}

function drawHead(doc: PDFDocument, { number, seller, buyer, issuedOn, ...rest }: Invoice): number {
  doc.font('bold').fontSize(24).text('FACTURE', 400, 45);
  doc.fontSize(11).text(number, 400, 80);
  doc.font('regular').fontSize(9);
  [seller, buyer].forEach(({ name, siret, address }, index) => {
    [
      name,
      address.line1 ?? '',
      `${address.postCode ?? ''} ${address.city ?? ''}`,
      siret ?? '',
    ].forEach((text, row) =>
      doc.text(text, 45 + index * 260, 110 + row * 13, { lineBreak: false }),
    );
  });
  [rest.orderReference ?? '', rest.buyerReference ?? '', issuedOn, rest.dueOn ?? ''].forEach(
    (text, index) => doc.text(text, 45 + index * 130, 190, { lineBreak: false }),
  );
  doc.font('bold');
  drawRow(doc, ['Désignation', 'Quantité', 'Prix', 'TVA', 'Montant'], 220);
  doc.font('regular');
  return 240;
}

function drawFoot(
  doc: PDFDocument,
  { totals, vatBreakdown, notes, payment }: Invoice,
  from: number,
): void {
  let top = from + LINE_HEIGHT;
  const rest = [
    ...vatBreakdown.map(
      ({ rate, taxable, tax }) => `${rate / 100} % ${euros(taxable)} ${euros(tax)}`,
    ),
    `Total HT ${euros(totals.withoutVat)}`,
    `Total TVA ${euros(totals.vat)}`,
    `Total TTC ${euros(totals.withVat)}`,
    `Net à payer ${euros(totals.due)}`,
    payment.account?.iban ?? '',
    ...notes.map(({ text }) => text),
  ];
  for (const text of rest) {
    if (top > PAGE_BOTTOM) {
      doc.addPage();
      top = 60;
    }
    doc.text(text, 45, top, { lineBreak: false });
    top += LINE_HEIGHT;
  }
}

/** A pdfkit page into which @stackforge-eu/factur-x puts the XML that it makes and validates. */
export async function convertWithStackForge(invoice: Invoice): Promise<Uint8Array> {
  const { totals, seller, buyer } = invoice;
  const party = ({ name, siret, vatNumber, address }: Invoice['seller'] | Invoice['buyer']) => ({
    name,
    legalOrganization: { id: siret ?? '', schemeID: '0002' },
    address: {
      line1: address.line1 ?? '',
      city: address.city ?? '',
      postalCode: address.postCode ?? '',
      country: address.countryCode,
    },
    ...(vatNumber === undefined ? {} : { taxRegistrations: [{ id: vatNumber }] }),
  });
  const { pdf } = await embedFacturX({
    pdf: await drawWithPdfkit(invoice),
    profile: Profile.EN16931,
    flavor: Flavor.FACTUR_X,
    validateXsd: true,
    rgbIccProfile: PROFILE,
    input: {
      document: {
        id: invoice.number,
        issueDate: invoice.issuedOn,
        buyerReference: invoice.buyerReference ?? '',
        businessProcessId: invoice.businessProcess,
        notes: invoice.notes.map(({ text, subject }) => ({
          content: text,
          ...(subject === undefined ? {} : { subjectCode: subject }),
        })),
      },
      seller: party(seller),
      buyer: party(buyer),
      lines: invoice.lines.map(({ id, name, quantity, price, net, vat, unit }) => ({
        id,
        name,
        quantity: Number(formatDecimal(quantity)),
        unitCode: unit,
        unitPrice: Number(formatDecimal(price)),
        lineTotal: asNumber(net),
        vatCategoryCode: vat.category,
        vatRatePercent: vat.rate / 100,
      })),
      // It refuses a document without a day of delivery.
      delivery: { date: invoice.deliveredOn ?? invoice.issuedOn },
      totals: {
        lineTotal: asNumber(totals.lineNet),
        taxBasisTotal: asNumber(totals.withoutVat),
        taxTotal: asNumber(totals.vat),
        grandTotal: asNumber(totals.withVat),
        duePayableAmount: asNumber(totals.due),
        currency: invoice.currency,
      },
      vatBreakdown: invoice.vatBreakdown.map(({ category, rate, taxable, tax }) => ({
        categoryCode: category,
        ratePercent: rate / 100,
        taxableAmount: asNumber(taxable),
        taxAmount: asNumber(tax),
      })),
      payment: {
        meansCode: invoice.payment.meansCode,
        ...(invoice.payment.account ? { iban: invoice.payment.account.iban } : {}),
        ...(invoice.dueOn ? { dueDate: invoice.dueOn } : {}),
        termsDescription: invoice.paymentTerms ?? '',
      },
    },
  });
  return pdf;
}

const invoicer = zugferd({ profile: EN16931 });

/** A pdfkit page into which node-zugferd puts the XML that it makes; its XSD check needs Java, and is left out. */
export async function convertWithNodeZugferd(invoice: Invoice): Promise<Uint8Array> {
  const { totals, seller, buyer } = invoice;
  const party = ({ name, siret, address }: Invoice['seller'] | Invoice['buyer']) => ({
    name,
    organization: {
      registrationIdentifier: { value: siret ?? '', schemeIdentifier: '0002' as const },
    },
    postalAddress: {
      line1: address.line1 ?? '',
      city: address.city ?? '',
      postCode: address.postCode ?? '',
      countryCode: 'FR' as const,
    },
  });
  const tax = ({ category, rate }: Invoice['lines'][number]['vat']) => ({
    typeCode: 'VAT',
    categoryCode: category,
    rateApplicablePercent: rate / 100,
  });
  const document = invoicer.create({
    number: invoice.number,
    issueDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
    typeCode: invoice.typeCode,
    businessProcessType: invoice.businessProcess,
    transaction: {
      tradeAgreement: {
        seller: {
          ...party(seller),
          taxRegistration: { vatIdentifier: seller.vatNumber ?? '' },
        },
        buyer: party(buyer),
        buyerReference: invoice.buyerReference ?? '',
      },
      tradeDelivery: {},
      tradeSettlement: {
        currencyCode: invoice.currency,
        vatBreakdown: invoice.vatBreakdown.map((row) => ({
          ...tax(row),
          calculatedAmount: euros(row.tax),
          basisAmount: euros(row.taxable),
        })),
        monetarySummation: {
          lineTotalAmount: euros(totals.lineNet),
          taxBasisTotalAmount: euros(totals.withoutVat),
          taxTotal: { amount: euros(totals.vat), currencyCode: invoice.currency },
          grandTotalAmount: euros(totals.withVat),
          duePayableAmount: euros(totals.due),
        },
      },
      line: invoice.lines.map(({ id, name, quantity, price, net, vat, unit }) => ({
        identifier: id,
        tradeProduct: { name },
        tradeAgreement: { netTradePrice: { chargeAmount: formatDecimal(price) } },
        tradeDelivery: {
          billedQuantity: { amount: formatDecimal(quantity), unitMeasureCode: unit },
        },
        tradeSettlement: {
          tradeTax: tax(vat),
          monetarySummation: { lineTotalAmount: euros(net) },
        },
      })),
    },
  });
  return document.embedInPdf(await drawWithPdfkit(invoice), {
    metadata: { title: invoice.number },
  });
}
