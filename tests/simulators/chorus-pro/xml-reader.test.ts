import { describe, expect, it } from '@jest/globals';
import { toMillionths } from './amount.ts';
import { readCii } from './cii-reader.ts';
import { sampleXml } from './sample-deposit.ts';
import { checkSchema } from './schema-check.ts';
import { allAt, parseXml, textAt } from './xml-reader.ts';

describe('the XML reader', () => {
  it('reads elements, attributes, entities and CDATA, without prefixes', () => {
    const root = parseXml(
      '\ufeff<?xml version="1.0"?><!-- a > b --><a:r x="1 &lt; 2"><b>L&#39;&#xE9;t&eacute; &amp; <![CDATA[<hors> saison]]></b><c y=\'"\'/></a:r>\n',
    );
    expect(root?.name).toBe('r');
    expect(root?.attributes).toEqual({ x: '1 < 2' });
    expect(root && textAt(root, 'b')).toBe("L'ét&eacute; & <hors> saison");
    expect(root && allAt(root, 'c')[0]?.attributes).toEqual({ y: '"' });
  });

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a x=1/>',
    '<a',
    '<!DOCTYPE a><a/>',
    '<a>'.repeat(200) + '</a>'.repeat(200),
  ])('finds %p not well-formed', (text) => {
    expect(parseXml(text)).toBeUndefined();
  });

  it('reads the terms of a CII invoice', () => {
    const root = parseXml(sampleXml({ serviceCode: 'COMPTA', engagement: 'EJ-1' }));
    const invoice = root && readCii(root);
    expect(invoice).toMatchObject({
      guideline: 'urn:cen.eu:en16931:2017',
      framework: 'A1',
      number: 'TEST-0001',
      typeCode: '380',
      issuedOn: '2026-11-20',
      supplierSiret: '73282932000074',
      buyerSiret: '12345678200051',
      serviceCode: 'COMPTA',
      engagement: 'EJ-1',
      paymentMeans: '30',
      lineNets: ['100.00'],
      vatAmounts: ['20.00'],
    });
    expect(invoice?.totals).toMatchObject({ lines: '100.00', withVat: '120.00', due: '120.00' });
  });
});

describe('the schema check', () => {
  it('lets the sample pass and names what does not fit, with its line', () => {
    expect(checkSchema(sampleXml(), 'urn:cen.eu:en16931:2017')).toEqual([]);
    const [error] = checkSchema(sampleXml({ vat: '20 EUR' }), 'urn:cen.eu:en16931:2017');
    expect(error?.code).toBe('ERR_XSD_001');
    expect(error?.text).toMatch(
      /^IRRECEVABILITE: cvc-.*CalculatedAmount.* - ligne: \d+ - position: \d+$/,
    );
  });

  it('checks each profile against its own schema', () => {
    const minimum = sampleXml().replace('urn:cen.eu:en16931:2017', 'urn:factur-x.eu:1p0:minimum');
    expect(checkSchema(minimum, 'urn:factur-x.eu:1p0:minimum').length).toBeGreaterThan(0);
    expect(checkSchema('<a', undefined)[0]?.code).toBe('ERR_XSD_001');
  });
});

describe('amounts', () => {
  it.each([
    ['120.00', 120_000_000n],
    ['-0.01', -10_000n],
    ['12345678901234567.891234', 12345678901234567891234n],
    ['1e3', undefined],
    ['', undefined],
    ['1,5', undefined],
    [undefined, undefined],
  ])('reads %p exactly', (text, value) => {
    expect(toMillionths(text)).toBe(value);
  });
});
