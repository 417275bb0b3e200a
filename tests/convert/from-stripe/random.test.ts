import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSchema } from '../../../backend/convert/to-cii/xsd.ts';
import { outcomeOf, type GoldenOutcome } from '../../golden/outcome.ts';
import { randomCreditNote, randomInvoice, type RandomCase } from '../../samples/random.ts';
import { objectionsTo, totalsIn } from './second-arithmetic.ts';

/** 300 in every run; the nightly run asks for 10,000. */
const CASES = Number(process.env['PROPERTY_CASES'] ?? '300');
const TIMEOUT_MS = 60_000 + CASES * 60;

/** What a random document may be refused for; anything else is a fault of ours. */
const ALLOWED_REFUSALS = [
  // Prorations can outweigh the charges.
  'total_negative',
  // Nothing more than white space and control characters where a name should be long enough.
  'text_too_long',
  // Counted in digits that Chorus Pro does not take.
  'number_too_large',
];

const run = ({ raw, settings }: RandomCase) => outcomeOf({ raw, settings, directory: undefined });

const inEuros = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function reasonsOf({ decision, refused }: GoldenOutcome): readonly string[] {
  const held = decision?.kind === 'held' ? decision.reasons : [];
  return [...held, ...(refused ?? [])].map(({ code }) => code);
}

function check(one: RandomCase, counts: { issued: number; refused: number }): void {
  const outcome = run(one);
  if (outcome.xml === undefined) {
    counts.refused += 1;
    expect(reasonsOf(outcome).filter((code) => !ALLOWED_REFUSALS.includes(code))).toEqual([]);
    expect(reasonsOf(outcome)).not.toEqual([]);
    return;
  }
  counts.issued += 1;
  expect(objectionsTo(outcome.xml)).toEqual([]);
  expect(checkSchema(outcome.xml)).toEqual([]);
  // What Stripe shows is what is written, to the cent.
  const document = 'creditNote' in one.raw ? one.raw.creditNote : one.raw.invoice;
  expect(totalsIn(outcome.xml)).toMatchObject({
    net: inEuros(document.total_excluding_tax),
    tax: inEuros(document.total - document.total_excluding_tax),
    gross: inEuros(document.total),
  });
}

const KINDS = { invoices: randomInvoice, 'credit notes': randomCreditNote };

describe('random documents', () => {
  it.each(['invoices', 'credit notes'] as const)(
    '%s: a second arithmetic finds them exact, or they are refused for a reason that is theirs',
    (kind) => {
      const counts = { issued: 0, refused: 0 };
      fc.assert(
        fc.property(KINDS[kind], (one) => check(one, counts)),
        { numRuns: CASES, seed: Number(process.env['PROPERTY_SEED'] ?? '20261123') },
      );
      // A generator that is refused all the time proves nothing.
      expect(counts.issued).toBeGreaterThan(counts.refused * 4);
    },
    TIMEOUT_MS,
  );
});
