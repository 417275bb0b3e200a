import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { toCii } from '../../backend/convert/to-cii/to-cii.ts';
import { checkSchema } from '../../backend/convert/to-cii/xsd.ts';
import { complete, findings } from '../../backend/invoice/complete.ts';
import { arbitraryInvoice } from './arbitrary-invoice.ts';

/** Random invoices of one run; RUNS says otherwise, in the nightly script. */
const RUNS = Number(process.env['RUNS'] ?? 300);

const numbers = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)<`, 'g'))].map(
    ([, text = '']) => text,
  );

const cents = (amount: bigint): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('random invoices', () => {
  it('that add up in a second arithmetic are accepted by every rule', () => {
    fc.assert(
      fc.property(arbitraryInvoice, (invoice) => {
        expect(findings(invoice)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused when any amount is moved by a cent', () => {
    fc.assert(
      fc.property(arbitraryInvoice, fc.nat(), (invoice, pick) => {
        const fields = ['lineNet', 'withoutVat', 'vat', 'withVat', 'due'] as const;
        const field = fields[pick % fields.length] ?? 'due';
        const totals = { ...invoice.totals, [field]: invoice.totals[field] + 1n };
        expect(complete({ ...invoice, totals }).ok).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('are written in both dialects so that the schema accepts them and every amount can be read back', () => {
    fc.assert(
      fc.property(arbitraryInvoice, (invoice) => {
        for (const profile of [PROFILES.chorus_pro_direct, PROFILES.approved_platform]) {
          const outcome = complete(invoice, profile.rules);
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
          const xml = toCii(outcome.value, profile);
          expect(checkSchema(xml)).toEqual([]);
          expect(numbers(xml, 'LineTotalAmount')).toEqual(
            [...invoice.lines.map(({ net }) => net), invoice.totals.lineNet].map(cents),
          );
          expect(numbers(xml, 'BasisAmount')).toEqual(
            invoice.vatBreakdown.map(({ taxable }) => cents(taxable)),
          );
          expect(numbers(xml, 'GrandTotalAmount')).toEqual([cents(invoice.totals.withVat)]);
          expect(numbers(xml, 'DuePayableAmount')).toEqual([cents(invoice.totals.due)]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
