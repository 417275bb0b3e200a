import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import { embedFacturX, Profile } from '@stackforge-eu/factur-x';
import { readAttachments } from './pdf-reader.ts';
import { UnreadablePdf } from './pdf-syntax.ts';
import { samplePdf, sampleXml } from './sample-deposit.ts';
import { tinyPdf } from './tiny-pdf.ts';

/** Another's writer, without types: it brings none. */
const PDFDocument = createRequire(import.meta.url)('pdfkit');

const XML = sampleXml();

function writtenByPdfkit(): Promise<Buffer> {
  const document = new PDFDocument({ pdfVersion: '1.7' });
  document.text('Facture');
  document.file(Buffer.from('a photo'), { name: 'photo.png' });
  document.file(Buffer.from(XML), { name: 'factur-x.xml', relationship: 'Alternative' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.end();
  });
}

/** pdf-lib packs its objects into object streams behind a cross-reference stream. */
async function writtenByPdfLib(): Promise<Buffer> {
  const { pdf } = await embedFacturX({
    pdf: tinyPdf('Facture'),
    xml: XML,
    profile: Profile.EN16931,
    unembeddedFonts: 'ignore',
    addPdfA3Metadata: false,
  });
  return Buffer.from(pdf);
}

describe('the PDF reader', () => {
  it('finds what other writers attached, through tables and through object streams', async () => {
    const packed = await writtenByPdfLib();
    expect(packed.includes('/ObjStm')).toBe(true);
    const files = { classic: await writtenByPdfkit(), packed, own: samplePdf(XML) };
    for (const [writer, pdf] of Object.entries(files)) {
      const found = readAttachments(pdf).find(({ name }) => name === 'factur-x.xml');
      expect([writer, found?.bytes.toString('utf8')]).toEqual([writer, XML]);
      expect([writer, found?.relationship]).toEqual([writer, 'Alternative']);
    }
  });

  it('finds nothing in a PDF without attachments', () => {
    expect(readAttachments(tinyPdf('rien'))).toEqual([]);
  });

  it('follows an update that replaces an object', () => {
    const before = samplePdf(XML);
    const object =
      '4 0 obj\n<< /Type /Filespec /F (renamed.xml) /UF <FEFF006E006F0074002E0078006D006C> /EF << /F 5 0 R >> >>\nendobj\n';
    const previous = /startxref\n(\d+)/.exec(before.toString('latin1'))?.[1];
    const at = before.length;
    const update = `${object}xref\n4 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${at + object.length}\n%%EOF\n`;
    const names = readAttachments(Buffer.concat([before, Buffer.from(update)])).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['not.xml']);
  });

  it('says that a file is unreadable wherever it is cut or spoilt, and never hangs', async () => {
    const pdf = await writtenByPdfLib();
    let refused = 0;
    for (let length = 0; length < pdf.length - 20; length += 97) {
      expect(() => readAttachments(pdf.subarray(0, length))).toThrow(UnreadablePdf);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(10);
    const spoilt = Buffer.from(samplePdf(XML));
    spoilt.fill(0x41, spoilt.indexOf('/FlateDecode'), spoilt.indexOf('endstream'));
    expect(() => readAttachments(spoilt)).toThrow(UnreadablePdf);
  });

  it('does not follow references in a circle', () => {
    const circle = samplePdf(XML).toString('latin1');
    const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
    const spoilt = circle
      .replace(pages, '2 0 R'.padEnd(pages.length))
      .replace('/AF [4 0 R]', '/AF  2 0 R ');
    expect(() => readAttachments(Buffer.from(spoilt, 'latin1'))).toThrow('circle');
  });

  it.each([
    ['no PDF at all', Buffer.from('<xml/>')],
    [
      'a circle of updates',
      Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n'),
    ],
    [
      'brackets without end',
      Buffer.from(`%PDF-1.7\nxref\ntrailer\n${'['.repeat(9_000)}\nstartxref\n9\n`),
    ],
    [
      'an encrypted file',
      Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer\n<< /Encrypt 1 0 R >>\nstartxref\n9\n'),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => readAttachments(bytes)).toThrow(UnreadablePdf);
  });
});
