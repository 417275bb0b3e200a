import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Invoice } from '../../../backend/invoice/invoice.ts';
import { CHARACTERS } from '../../../backend/convert/to-factur-x/fonts/characters.ts';
import { drawable } from '../../../backend/convert/to-factur-x/fonts/font.ts';
import type { Look } from '../../../backend/convert/to-factur-x/look.ts';
import { INTER_REGULAR } from '../../../backend/convert/to-factur-x/fonts/inter-regular.ts';
import { INTER_SEMI_BOLD } from '../../../backend/convert/to-factur-x/fonts/inter-semi-bold.ts';
import { LEFT, RIGHT } from '../../../backend/convert/to-factur-x/page/theme.ts';
import { bareAmount } from '../../../backend/convert/to-factur-x/page/figures.ts';
import { render } from '../../../backend/convert/to-factur-x/to-factur-x.ts';
import { codesIn, contentOf, pageIds, pageText, readPdf, wholeText } from './pdf-reader.ts';
import { day, invoiceOf, line, lines, SAMPLE_XML } from './sample.ts';

function textOf(over: Partial<Invoice> = {}, look?: Look): string {
  return wholeText(render(invoiceOf(lines(3), over), SAMPLE_XML, look));
}

function pagesOf(invoice: ReturnType<typeof invoiceOf>): readonly string[] {
  const pdf = readPdf(render(invoice, SAMPLE_XML));
  return pageIds(pdf).map((id) => pageText(pdf, id));
}

/** Where each piece of text stands, from the operators of a content stream; a space at its end is not seen. */
function spansOf(content: string) {
  const spans: { left: number; right: number; bottom: number }[] = [];
  let [left, bottom, widths, size] = [0, 0, INTER_REGULAR.widths, 0];
  const pattern =
    /BT\n|\/(F\d) ([\d.]+) Tf\n|(-?[\d.]+) (-?[\d.]+) Td(\((?:\\[\s\S]|[^\\()])*\)Tj)\n/g;
  for (const [all, font, points, x, y, shown = ''] of content.matchAll(pattern)) {
    if (all === 'BT\n') [left, bottom] = [0, 0];
    else if (font) {
      widths = (font === 'F1' ? INTER_REGULAR : INTER_SEMI_BOLD).widths;
      size = Number(points);
    } else {
      [left, bottom] = [left + Number(x), bottom + Number(y)];
      const [codes = []] = codesIn(shown);
      const seen = codes.at(-1) === 1 ? codes.slice(0, -1) : codes;
      const width = seen.reduce((total, code) => total + (widths[code - 1] ?? 0), 0);
      spans.push({ left, right: left + (width * size) / 1000, bottom });
    }
  }
  return spans;
}

/** Line breaks of the page fall anywhere: compared without white space. */
function squeezed(text: string): string {
  return text.replace(/\s/g, '');
}

describe('what the page says', () => {
  it('says who, whom, when and by which references', () => {
    const said = textOf().split('\n');
    for (const text of [
      'FACTURE',
      'N°\u00a0F-2026-0042',
      'Atelier Numérique du Marais',
      'Commune de Saint-Jean-d’Angély',
      'SERVICE_DEST_SERV_OBL',
      '4500001234',
      '2026-MAPA-017',
      '23/11/2026',
      '23/12/2026',
      '01/11/2026 – 30/11/2026',
      'A1 – Facture fournisseur',
      'À l’encaissement',
      'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189',
      'AGRIFRPPXXX',
      'Paiement à 30 jours à compter de la réception de la facture',
    ]) {
      expect(said).toContain(text);
    }
    expect(textOf()).toContain('SIRET\u00a0: 732\u00a0829\u00a0320\u00a000074');
  });

  it('shows every amount of the invoice and every mention', () => {
    const invoice = invoiceOf(lines(40));
    const said = wholeText(render(invoice, SAMPLE_XML));
    const amounts = [
      ...invoice.lines.map(({ net }) => net),
      ...invoice.vatBreakdown.flatMap(({ taxable, tax }) => [taxable, tax]),
      invoice.totals.withoutVat,
      invoice.totals.vat,
      invoice.totals.withVat,
      invoice.totals.due,
    ];
    expect(amounts.length).toBeGreaterThan(40);
    for (const amount of amounts) expect(said).toContain(bareAmount(amount, 'EUR'));
    for (const { text } of invoice.notes) expect(said).toContain(text);
  });

  it('shows discounts, charges, what is paid already and why no VAT is due', () => {
    const { totals, vatBreakdown } = invoiceOf(lines(3));
    const said = textOf({
      lines: [
        line(1, {
          description: 'Assistance comprise',
          allowances: [{ amount: 1250n, reason: 'fidélité', reasonCode: '95' }],
          price: { units: 125n, scale: 4 },
          baseQuantity: { units: 1000n, scale: 0 },
          vat: { category: 'E', rate: 0 },
          period: { startsOn: day('2026-11-01'), endsOn: day('2026-11-30') },
        }),
      ],
      allowances: [
        {
          amount: 5000n,
          reason: 'Remise commerciale',
          reasonCode: '95',
          vat: { category: 'S', rate: 2000 },
        },
      ],
      charges: [
        {
          amount: 1200n,
          reason: 'Frais de port',
          reasonCode: 'FC',
          vat: { category: 'S', rate: 550 },
        },
      ],
      vatBreakdown: vatBreakdown.map((row) => ({
        ...row,
        category: 'AE' as const,
        rate: 0,
        exemption: { code: 'VATEX-EU-AE', text: 'Article 283-2 du CGI' },
      })),
      totals: { ...totals, prepaid: 10000n },
    });
    for (const text of [
      'Assistance comprise',
      'Période\u00a0: 01/11/2026 – 30/11/2026',
      'Remise\u00a0: fidélité',
      '−12,50',
      '0,0125 pour 1\u00a0000',
      'Exonéré',
      'Remise commerciale (TVA 20\u00a0%)\n−50,00\u00a0€',
      'Frais de port (TVA 5,5\u00a0%)\n12,00\u00a0€',
      'Autoliquidation – Article 283-2 du CGI',
      'Déjà réglé\n−100,00\u00a0€',
    ]) {
      expect(said).toContain(text);
    }
  });

  it('leaves out what the invoice does not say', () => {
    const { orderReference, contractReference, buyerReference, period, ...rest } = invoiceOf(
      lines(1),
    );
    expect([orderReference, contractReference, buyerReference, period]).not.toContain(undefined);
    const said = wholeText(render(rest, SAMPLE_XML));
    expect(said).not.toMatch(/engagement|Code service|marché|Période|Remise|Déjà réglé|undefined/);
  });

  it('says that it is a credit note, of which invoice, and that nobody has to pay', () => {
    const said = textOf({
      typeCode: '381',
      number: 'AV-7',
      precedingInvoices: [{ number: 'F-2026-0042', issuedOn: day('2026-11-02') }],
    });
    expect(said).toContain('AVOIR\nN°\u00a0AV-7');
    expect(said).toContain('N°\u00a0F-2026-0042 du\u00a002/11/2026');
    expect(said).toContain('Avoir\u00a0: aucun règlement n’est attendu.');
    expect(said).not.toMatch(/FACTURE|FR76/);
  });

  it('says that it is paid, and that it is a duplicate', () => {
    expect(textOf()).not.toMatch(/DUPLICATA|ACQUITTÉE/);
    expect(textOf({}, { duplicate: true })).toContain('\nDUPLICATA\n');
    expect(textOf()).toContain('Date d’échéance');
    const paid = textOf({ businessProcess: 'A2', payment: { meansCode: '48' } });
    expect(paid).toContain('Date de paiement');
    expect(paid).not.toContain('échéance');
    expect(paid).toContain('\nFACTURE ACQUITTÉE\n');
    expect(paid).toContain('Facture acquittée\u00a0: aucun règlement n’est attendu.');
    expect(paid).toContain('Carte bancaire');
  });
});

describe('characters', () => {
  it('gives back every character that the fonts hold, exactly', () => {
    const all = CHARACTERS.map((character) => String.fromCodePoint(character)).join('');
    const composed = [...all].filter((character) => character.normalize('NFC') === character);
    expect(composed.length).toBeGreaterThan(600);
    const name = composed.filter((character) => character.trim() !== '').join('');
    const said = wholeText(render(invoiceOf([line(1, { name })]), SAMPLE_XML));
    expect(squeezed(said)).toContain(name);
  });

  it('keeps no-break spaces and hyphens what they are', () => {
    const name = 'a\u00a0b\u202fc-d\u2010e\u2011f–g';
    const said = wholeText(render(invoiceOf([line(1, { name })]), SAMPLE_XML));
    expect(said).toContain(name);
  });

  it('draws a mark for what the fonts lack, and drops what is invisible', () => {
    const name = 'x日😀\u0416y e\u0301\u00ad\u200b\ufeff z';
    const said = wholeText(render(invoiceOf([line(1, { name })]), SAMPLE_XML));
    expect(said).toContain('x\ufffd\ufffd\ufffdy é z');
  });

  it('never draws a code that is not in the subset, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
        const pdf = readPdf(render(invoiceOf([line(1, { name: `«${name}»` })]), SAMPLE_XML));
        const codes = pageIds(pdf).flatMap((id) => codesIn(contentOf(pdf, id)).flat());
        const said = pageIds(pdf)
          .map((id) => pageText(pdf, id))
          .join('');
        return (
          codes.every((code) => code > 0 && code <= CHARACTERS.length) &&
          squeezed(said).includes(squeezed(drawable(`«${name}»`)))
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('page breaks', () => {
  it.each([8, 9, 10, 11, 12, 13, 20, 33, 34, 35, 36, 37, 38, 39, 40])(
    'never leaves the totals without a line of the table, with %d lines',
    (count) => {
      const invoice = invoiceOf(lines(count));
      const pages = pagesOf(invoice);
      const last = pages.find((text) => text.includes('Total TTC')) ?? '';
      const shown = invoice.lines.filter(({ net }) =>
        last.includes(`\n${bareAmount(net, 'EUR')}\n`),
      );
      expect(shown.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('numbers its pages and repeats the head of the table, over a thousand lines', () => {
    const invoice = invoiceOf(lines(1000));
    const pages = pagesOf(invoice);
    expect(pages.length).toBeGreaterThan(25);
    expect(pages.length).toBeLessThan(45);
    pages.forEach((text, index) => {
      expect(text).toContain(`Page ${index + 1} / ${pages.length}`);
      const hasLines = /\n(unités?)\n/.test(text);
      expect(text.includes('Désignation')).toBe(hasLines);
    });
    const rows = pages.join('\n').match(/\nunités?\n/g);
    expect(rows).toHaveLength(1000);
  });

  it('keeps the parts of a line together', () => {
    const description = 'Première partie\nDeuxième partie\nTroisième partie';
    const pages = pagesOf(
      invoiceOf(Array.from({ length: 50 }, (_, index) => line(index + 1, { description }))),
    );
    const counts = pages.map((text) =>
      ['Première', 'Deuxième', 'Troisième'].map((word) => text.split(`${word} partie`).length - 1),
    );
    expect(counts.flat().reduce((total, count) => total + count, 0)).toBe(150);
    for (const [first, second, third] of counts) expect([second, third]).toEqual([first, first]);
  });

  it('splits a line that no page holds, and loses nothing of it', () => {
    const parts = Array.from({ length: 200 }, (_, index) => `Partie ${index + 1} du lot.`);
    const pages = pagesOf(invoiceOf([line(1, { description: parts.join('\n') }), line(2)]));
    const said = pages.join('\n');
    expect(pages.length).toBeGreaterThan(3);
    for (const part of parts) expect(said).toContain(part);
  });

  it('keeps all text within the margins', () => {
    const wide = 'W'.repeat(300);
    const address = { line1: wide, countryCode: 'FR' };
    const invoice = invoiceOf([line(1, { name: wide, description: wide })], {
      buyer: { name: wide, siret: '12345678200028', address },
      orderReference: 'W'.repeat(50),
      buyerReference: 'W'.repeat(100),
      paymentTerms: wide,
      notes: [{ text: wide }],
    });
    const pdf = readPdf(render(invoice, SAMPLE_XML));
    const spans = pageIds(pdf).flatMap((id) => spansOf(contentOf(pdf, id)));
    expect(spans.length).toBeGreaterThan(60);
    for (const { left, right, bottom } of spans) {
      expect(left).toBeGreaterThanOrEqual(LEFT - 0.01);
      expect(right).toBeLessThanOrEqual(RIGHT + 0.01);
      expect(bottom).toBeGreaterThan(20);
    }
  });
});
