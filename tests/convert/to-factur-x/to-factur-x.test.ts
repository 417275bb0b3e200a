import { describe, expect, it } from '@jest/globals';
import { XmlDocument } from 'libxml2-wasm';
import type { CompleteInvoice } from '../../../backend/invoice/complete.ts';
import { complete } from '../../../backend/invoice/complete.ts';
import { render } from '../../../backend/convert/to-factur-x/to-factur-x.ts';
import {
  catalogOf,
  contentOf,
  objectOf,
  pageIds,
  readPdf,
  reference,
  references,
  streamOf,
} from './pdf-reader.ts';
import { invoiceOf, lines, SAMPLE_XML } from './sample.ts';

/** Freezes a value and everything in it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function xmpOf(invoice: CompleteInvoice): string {
  const pdf = readPdf(render(invoice, SAMPLE_XML));
  return streamOf(pdf, reference(catalogOf(pdf), 'Metadata')).toString('utf8');
}

describe('the sample of these tests', () => {
  it('is an invoice that every rule accepts', () => {
    expect(complete(invoiceOf(lines(40)))).toMatchObject({ ok: true });
  });
});

describe('render', () => {
  it('gives the same bytes for the same input, and leaves the input alone', () => {
    const invoice = frozen(invoiceOf(lines(40)));
    const first = Buffer.from(render(invoice, SAMPLE_XML));
    expect(first.equals(Buffer.from(render(invoice, SAMPLE_XML)))).toBe(true);
    expect(first.equals(Buffer.from(render(structuredClone(invoice), SAMPLE_XML)))).toBe(true);
  });

  it('gives another id to another document', () => {
    const idOf = (invoice: CompleteInvoice, xml: string) =>
      /\/ID\[<(\w{32})><\1>\]/.exec(readPdf(render(invoice, xml)).trailer)?.[1];
    const ids = [
      idOf(invoiceOf(lines(1)), SAMPLE_XML),
      idOf(invoiceOf(lines(2)), SAMPLE_XML),
      idOf(invoiceOf(lines(1)), `${SAMPLE_XML} `),
    ];
    expect(ids.every((id) => id !== undefined)).toBe(true);
    expect(new Set(ids).size).toBe(3);
  });

  it('begins as PDF 1.7 with a binary mark', () => {
    const head = Buffer.from(render(invoiceOf(lines(1)), SAMPLE_XML)).subarray(0, 15);
    expect(head.toString('latin1')).toBe('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  });

  it.each([1, 40, 1000])('writes every object where it says, with %d lines', (count) => {
    // The reader throws when one is elsewhere.
    const { objects } = readPdf(render(invoiceOf(lines(count)), SAMPLE_XML));
    expect(objects.size).toBeGreaterThan(100);
  });

  it('keeps a one-page document small', () => {
    expect(render(invoiceOf(lines(1)), SAMPLE_XML).length).toBeLessThan(61_000);
  });

  it('attaches the XML once, byte for byte, in both places where readers look', () => {
    const xml = `${SAMPLE_XML}<!-- é € 😀 -->`;
    const pdf = readPdf(render(invoiceOf(lines(1)), xml));
    const catalog = catalogOf(pdf);
    const [file = 0, ...others] = references(catalog, 'AF');
    expect(others).toEqual([]);
    expect(/\/EmbeddedFiles<<\/Names\[<[0-9A-Fa-f]+>(\d+) 0 R\]>>/.exec(catalog)?.[1]).toBe(
      String(file),
    );
    const specification = objectOf(pdf, file);
    expect(specification).toContain('/AFRelationship/Alternative');
    expect(specification).toContain('/F(factur-x.xml)');
    const embedded = reference(specification, 'F');
    expect(reference(specification, 'UF')).toBe(embedded);
    expect(objectOf(pdf, embedded)).toContain('/Subtype/text#2Fxml');
    expect(objectOf(pdf, embedded)).toContain('/ModDate(D:20261123000000Z)');
    expect(objectOf(pdf, embedded)).toContain(`/Size ${Buffer.byteLength(xml)}`);
    expect(streamOf(pdf, embedded).toString('utf8')).toBe(xml);
  });

  it('says in well-formed XMP what it is, whatever the supplier is called', () => {
    const name = 'Dupont & Fils <SARL> "été" \u0007\ud800';
    const { seller } = invoiceOf([]);
    const packet = xmpOf(invoiceOf(lines(1), { seller: { ...seller, name } }));
    const document = XmlDocument.fromString(packet.replace(/<\?xpacket.*?\?>/g, '').trim());
    const text = (path: string) =>
      document
        .find(path, {
          rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
          dc: 'http://purl.org/dc/elements/1.1/',
          pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
          pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
          fx: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
          ext: 'http://www.aiim.org/pdfa/ns/extension/',
          schema: 'http://www.aiim.org/pdfa/ns/schema#',
        })
        .map(({ content }) => content);
    expect(text('//dc:creator//rdf:li')).toEqual(['Dupont & Fils <SARL> "été" ']);
    expect(text('//pdfaid:part')).toEqual(['3']);
    expect(text('//pdfaid:conformance')).toEqual(['A']);
    expect(text('//pdfuaid:part')).toEqual(['1']);
    expect(text('//fx:DocumentType')).toEqual(['INVOICE']);
    expect(text('//fx:DocumentFileName')).toEqual(['factur-x.xml']);
    expect(text('//fx:Version')).toEqual(['1.0']);
    expect(text('//fx:ConformanceLevel')).toEqual(['EN 16931']);
    expect(text('//ext:schemas')).toHaveLength(1);
    expect(text('//schema:prefix')).toEqual(['fx', 'pdfuaid']);
    document.dispose();
  });

  it('takes its dates from the issue date', () => {
    const packet = xmpOf(invoiceOf(lines(1)));
    expect(packet.match(/2026-11-23T00:00:00Z/g)).toHaveLength(3);
    const { trailer, objects } = readPdf(render(invoiceOf(lines(1)), SAMPLE_XML));
    expect(objects.get(reference(trailer, 'Info'))).toContain('/CreationDate(D:20261123000000Z)');
  });

  it('names its language and its colours, and embeds every font that a page sets', () => {
    const pdf = readPdf(render(invoiceOf(lines(1)), SAMPLE_XML));
    const catalog = catalogOf(pdf);
    expect(catalog).toContain('/Lang(fr-FR)');
    const intent = objectOf(pdf, references(catalog, 'OutputIntents')[0] ?? 0);
    const profile = streamOf(pdf, reference(intent, 'DestOutputProfile'));
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.subarray(36, 40).toString('latin1')).toBe('acsp');
    const [page = 0] = pageIds(pdf);
    const resources = objectOf(pdf, reference(objectOf(pdf, page), 'Resources'));
    const used = new Set(contentOf(pdf, page).match(/\/F\d(?= [\d.]+ Tf)/g));
    expect([...used].sort()).toEqual(['/F1', '/F2']);
    for (const font of used) {
      const type0 = objectOf(pdf, reference(resources, font.slice(1)));
      const descendant = objectOf(pdf, references(type0, 'DescendantFonts')[0] ?? 0);
      const descriptor = objectOf(pdf, reference(descendant, 'FontDescriptor'));
      const programId = reference(descriptor, 'FontFile2');
      const program = streamOf(pdf, programId);
      expect(objectOf(pdf, programId)).toContain(`/Length1 ${program.length}`);
    }
  });
});
