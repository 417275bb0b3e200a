import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { toCii } from '../../backend/convert/to-cii/to-cii.ts';
import { checkSchema } from '../../backend/convert/to-cii/xsd.ts';
import { complete, type CompleteInvoice } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import {
  SOUND_CREDIT_NOTE,
  SOUND_FREE_INVOICE,
  SOUND_INVOICE,
  SOUND_PAID_INVOICE,
  decimal,
} from '../invoice/sound-invoice.ts';
import { withLine } from '../invoice/spoil.ts';

const SCHEMA = new URL('../../backend/convert/to-cii/xsd/FACTUR-X_EN16931.xsd', import.meta.url)
  .pathname;

/** Debian's libxml2-utils; a machine without it skips the second engine, which the conformance run never does. */
const SECOND_ENGINE = 'xmllint';

const hasSecondEngine = spawnSync(SECOND_ENGINE, ['--version']).error === undefined;

/** Enough for a leak of one document each to show. */
const VALIDATIONS = 1500;

function completed(invoice: Invoice): CompleteInvoice {
  const outcome = complete(invoice);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  return outcome.value;
}

function cii(invoice: Invoice): string {
  return toCii(completed(invoice), PROFILES.chorus_pro_direct);
}

function platformCii(invoice: Invoice): string {
  const { approved_platform: profile } = PROFILES;
  const outcome = complete(invoice, profile.rules);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  return toCii(outcome.value, profile);
}

/** The text of every element of a name, in the order of the document. */
function textsOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );
}

/** The smallest invoice there is: every term that may be absent is. */
function bareInvoice(): Invoice {
  const {
    dueOn: _due,
    buyerReference: _service,
    contractReference: _contract,
    orderReference: _order,
    deliveredOn: _delivered,
    period: _period,
    ...rest
  } = SOUND_CREDIT_NOTE;
  const [line] = rest.lines;
  if (!line) throw new Error('the credit note has a line');
  const { description: _description, period: _linePeriod, ...bareLine } = line;
  const { name, siret, vatNumber } = rest.seller;
  return {
    ...rest,
    typeCode: '380',
    notes: [],
    precedingInvoices: [],
    payment: { meansCode: '48' },
    seller: {
      name,
      siret: siret ?? '',
      vatNumber: vatNumber ?? '',
      address: { countryCode: 'FR' },
    },
    buyer: { ...rest.buyer, address: { countryCode: 'FR' } },
    lines: [bareLine],
  };
}

const documents: readonly (readonly [string, Invoice])[] = [
  ['everything', SOUND_INVOICE],
  ['a credit note', SOUND_CREDIT_NOTE],
  ['a paid invoice', SOUND_PAID_INVOICE],
  ['an invoice that comes to nothing', SOUND_FREE_INVOICE],
  ['nothing that may be absent', bareInvoice()],
];

describe('toCii', () => {
  it.each(documents)('writes %s so that the official schema accepts it', (_name, invoice) => {
    expect(checkSchema(cii(invoice))).toEqual([]);
  });

  // On a machine without it, npm run verify:documents, which demands it, is the proof.
  if (hasSecondEngine) {
    it.each(documents)('writes %s so that a second schema engine accepts it', (_name, invoice) => {
      const run = spawnSync(SECOND_ENGINE, ['--noout', '--nonet', '--schema', SCHEMA, '-'], {
        input: cii(invoice),
        encoding: 'utf8',
      });
      expect(run.stderr.trim()).toBe('- validates');
    });
  }

  it.each(documents)('writes %s without an empty element but the delivery', (_name, invoice) => {
    const xml = cii(invoice);
    const empty = [...xml.matchAll(/<([^/?][^>]*)>\s*<\/|<([^>]*)\/>/g)].map(([tag]) => tag);
    expect(empty.filter((tag) => tag !== '<ram:ApplicableHeaderTradeDelivery/>')).toEqual([]);
  });

  it('is deterministic and leaves its input alone', () => {
    const before = structuredClone(SOUND_INVOICE);
    expect(cii(SOUND_INVOICE)).toBe(cii(SOUND_INVOICE));
    expect(SOUND_INVOICE).toEqual(before);
  });

  it('writes what Chorus Pro reads where Chorus Pro reads it', () => {
    const xml = cii(SOUND_INVOICE);
    const inline = xml.replaceAll('>\n<', '><');
    for (const piece of [
      '<ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>A1</ram:ID>',
      '<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>',
      '<rsm:ExchangedDocument><ram:ID>ABCD1234-0001</ram:ID><ram:TypeCode>380</ram:TypeCode>' +
        '<ram:IssueDateTime><udt:DateTimeString format="102">20261116</udt:DateTimeString>',
      '<ram:BuyerReference>SFACETAT</ram:BuyerReference>',
      '<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>1300151515<',
      '<ram:ContractReferencedDocument><ram:IssuerAssignedID>2026-MAPA-17<',
      '<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">73282932000074</ram:ID>',
      '<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">11000201100044</ram:ID>',
      '<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR44732829320</ram:ID>',
      '<ram:IncludedNote><ram:Content>Pas d’escompte pour paiement anticipé</ram:Content>' +
        '<ram:SubjectCode>AAB</ram:SubjectCode></ram:IncludedNote>',
      '<ram:TypeCode>30</ram:TypeCode><ram:Information>Virement</ram:Information>',
      '<ram:IBANID>FR7630006000011234567890189</ram:IBANID>',
      '<ram:BICID>AGRIFRPP</ram:BICID>',
      '<ram:DueDateDateTime><udt:DateTimeString format="102">20261216<',
      '<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>ABCD1234-0000</ram:IssuerAssignedID>' +
        '<ram:FormattedIssueDateTime><qdt:DateTimeString format="102">20261016<',
    ]) {
      expect(inline).toContain(piece);
    }
  });

  it('writes what an approved platform reads where it reads it', () => {
    const supplies = { goods: 'B1', services: 'S1', mixed: 'M1' } as const;
    for (const supply of ['goods', 'services', 'mixed'] as const) {
      const xml = platformCii({ ...SOUND_INVOICE, supply });
      expect(textsOf(xml, 'ram:ID')[0]).toBe(supplies[supply]);
    }
    const xml = platformCii(SOUND_INVOICE);
    const inline = xml.replaceAll('>\n<', '><');
    for (const piece of [
      '<ram:SellerTradeParty><ram:GlobalID schemeID="0009">73282932000074</ram:GlobalID>',
      '<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">732829320</ram:ID>',
      '<ram:URIUniversalCommunication><ram:URIID schemeID="0225">732829320</ram:URIID>',
      '<ram:BuyerTradeParty><ram:GlobalID schemeID="0009">11000201100044</ram:GlobalID><ram:Name>',
      '<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">110002011</ram:ID>',
      '<ram:URIID schemeID="0225">110002011_11000201100044</ram:URIID>',
      '<ram:ActualAmount>10.00</ram:ActualAmount><ram:Reason>Port</ram:Reason>',
    ]) {
      expect(inline).toContain(piece);
    }
    expect(checkSchema(xml)).toEqual([]);
  });

  it('names the framework of what is paid in each dialect', () => {
    const paid = { ...SOUND_PAID_INVOICE, dueOn: SOUND_INVOICE.issuedOn };
    expect(textsOf(cii(paid), 'ram:ID')[0]).toBe('A2');
    expect(textsOf(platformCii(paid), 'ram:ID')[0]).toBe('S2');
  });

  it('writes every amount, price, quantity and rate in its own form', () => {
    const xml = cii(SOUND_INVOICE);
    expect(textsOf(xml, 'ram:ChargeAmount')).toEqual(['150', '49.99', '12.349118']);
    expect(textsOf(xml, 'ram:BilledQuantity')).toEqual(['10', '3', '7000.5']);
    expect(textsOf(xml, 'ram:BasisQuantity')).toEqual(['1000']);
    expect(textsOf(xml, 'ram:ActualAmount')).toEqual(['9.97', '100.00', '10.00']);
    expect(textsOf(xml, 'ram:CalculatedAmount')).toEqual(['310.00', '4.75']);
    expect(textsOf(xml, 'ram:BasisAmount')).toEqual(['1550.00', '86.45']);
    expect(new Set(textsOf(xml, 'ram:RateApplicablePercent'))).toEqual(new Set(['20', '5.5']));
    expect(textsOf(xml, 'ram:DueDateTypeCode')).toEqual(['72', '72']);
    expect(textsOf(xml, 'ram:LineTotalAmount')).toEqual(['1500.00', '140.00', '86.45', '1726.45']);
    for (const [name, text] of [
      ['ChargeTotalAmount', '10.00'],
      ['AllowanceTotalAmount', '100.00'],
      ['TaxBasisTotalAmount', '1636.45'],
      ['TaxTotalAmount', '314.75'],
      ['GrandTotalAmount', '1951.20'],
      ['TotalPrepaidAmount', '51.20'],
      ['DuePayableAmount', '1900.00'],
    ]) {
      expect(textsOf(xml, `ram:${name}`)).toEqual([text]);
    }
  });

  it('says of what is paid how much, even when it is nothing', () => {
    expect(textsOf(cii(SOUND_FREE_INVOICE), 'ram:TotalPrepaidAmount')).toEqual(['0.00']);
    expect(textsOf(cii(bareInvoice()), 'ram:TotalPrepaidAmount')).toEqual([]);
  });

  it('leaves out what is absent', () => {
    const xml = cii(bareInvoice());
    for (const name of [
      'BuyerReference',
      'BuyerOrderReferencedDocument',
      'ContractReferencedDocument',
      'IncludedNote',
      'DefinedTradeContact',
      'PayeePartyCreditorFinancialAccount',
      'BillingSpecifiedPeriod',
      'SpecifiedTradeAllowanceCharge',
      'AllowanceTotalAmount',
      'ChargeTotalAmount',
      'TotalPrepaidAmount',
      'InvoiceReferencedDocument',
      'BasisQuantity',
      'DueDateDateTime',
    ]) {
      expect(xml).not.toContain(`ram:${name}`);
    }
  });

  it('escapes what XML reserves and drops what XML cannot hold', () => {
    const name = 'Sièges \u0000& <b>"licences"</b>\u001f ’x’ \ud800 😀 ></ram:Name>';
    const xml = cii(withLine(SOUND_INVOICE, 0, { name }));
    expect(checkSchema(xml)).toEqual([]);
    expect(xml).toContain(
      'Sièges &amp; &lt;b&gt;&quot;licences&quot;&lt;/b&gt; ’x’  😀 &gt;&lt;/ram:Name&gt;',
    );
  });

  it('writes no rate where there is no VAT to speak of', () => {
    const O = { category: 'O', rate: 0 } as const;
    const { vatNumber: _, ...seller } = SOUND_CREDIT_NOTE.seller;
    const invoice: Invoice = {
      ...withLine(SOUND_CREDIT_NOTE, 0, { vat: O }),
      seller,
      vatBreakdown: [
        {
          ...O,
          taxable: 150000n,
          tax: 0n,
          exemption: { code: 'VATEX-EU-O', text: 'Hors champ de la TVA' },
        },
      ],
      totals: { ...SOUND_CREDIT_NOTE.totals, vat: 0n, withVat: 150000n, due: 150000n },
    };
    const xml = cii(invoice);
    expect(xml).not.toContain('RateApplicablePercent');
    expect(textsOf(xml, 'ram:ExemptionReasonCode')).toEqual(['VATEX-EU-O']);
    expect(checkSchema(xml)).toEqual([]);
  });

  it('keeps a credit within an invoice as a negative quantity', () => {
    const [first] = SOUND_INVOICE.lines;
    if (!first) throw new Error('the sound invoice has lines');
    const { period: _period, ...line } = first;
    const invoice: Invoice = {
      ...SOUND_INVOICE,
      lines: [...SOUND_INVOICE.lines, { ...line, id: '4', quantity: decimal('-1'), net: -15000n }],
      vatBreakdown: SOUND_INVOICE.vatBreakdown.map((row, index) =>
        index === 0 ? { ...row, taxable: 140000n, tax: 28000n } : row,
      ),
      totals: {
        ...SOUND_INVOICE.totals,
        lineNet: 157645n,
        withoutVat: 148645n,
        vat: 28475n,
        withVat: 177120n,
        due: 172000n,
      },
    };
    const xml = cii(invoice);
    expect(textsOf(xml, 'ram:BilledQuantity')).toContain('-1');
    expect(textsOf(xml, 'ram:LineTotalAmount')).toContain('-150.00');
    expect(checkSchema(xml)).toEqual([]);
  });
});

describe('checkSchema', () => {
  it('names the line and the element that are out of order', () => {
    const xml = cii(SOUND_INVOICE).replace(/(<ram:TypeCode>380<\/ram:TypeCode>)\n/, '$1\n$1\n');
    const [finding] = checkSchema(xml);
    expect(finding?.message).toContain('TypeCode');
    expect(xml.split('\n')[(finding?.line ?? 0) - 1]).toContain('TypeCode');
  });

  it('gives back all the memory that it takes, also where it finds something', () => {
    const sound = cii(SOUND_INVOICE);
    const spoilt = sound.replace('380', '<x/>');
    const check = (times: number) => {
      for (let round = 0; round < times; round++) checkSchema(round % 2 === 0 ? sound : spoilt);
    };
    check(100);
    const before = process.memoryUsage().external;
    check(VALIDATIONS);
    // What one document takes, kept by each validation, would be tens of megabytes.
    expect(process.memoryUsage().external - before).toBeLessThan(8 * 1024 * 1024);
  });

  it('finds that text is no XML at all', () => {
    expect(checkSchema('no XML')).toHaveLength(1);
    expect(checkSchema('')).toEqual([{ line: 0, message: expect.stringMatching(/./) }]);
  });

  it('loads nothing that a document names', () => {
    const xml = cii(SOUND_INVOICE).replace(
      '?>\n',
      `?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n`,
    );
    const hostile = xml.replace('>ABCD1234-0001<', '>&e;<');
    expect(checkSchema(hostile)).not.toEqual([]);
  });
});
