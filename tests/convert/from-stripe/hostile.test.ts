import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSchema } from '../../../backend/convert/to-cii/xsd.ts';
import { outcomeOf } from '../../golden/outcome.ts';
import { readGolden } from '../../golden/read-golden.ts';
import { buildInvoice } from '../../samples/builder.ts';
import { buildCreditNote } from '../../samples/credit-note.ts';
import { townHall } from '../../samples/public-bodies.ts';
import { SAMPLE_SETTINGS } from '../../samples/samples.ts';
import { objectionsTo } from './second-arithmetic.ts';

const CASES = Number(process.env['PROPERTY_CASES'] ?? '300');
const TIMEOUT_MS = 60_000 + CASES * 60;

const invoice = buildInvoice({
  number: 'GUI-1',
  customer: townHall,
  lines: [
    { description: 'Hébergement', quantity: '3', unitPriceCents: '3333' },
    {
      description: 'Stockage',
      unitPriceCents: '999',
      taxes: [{ percentage: '5.5', inclusive: true }],
      discounts: [{ name: 'Remise', percentOff: '10' }],
    },
  ],
  shipping: { cents: 500, tax: { percentage: '20' } },
  metadata: { engagement_number: 'EJ' },
  customFields: [{ name: 'Commande', value: '1' }],
});
const creditNote = buildCreditNote(invoice, { number: 'CN-1', lines: [{ line: 0 }] });
const BASES = [invoice, creditNote].map((bundle) => JSON.stringify(bundle));

/** What nobody would send, and somebody will. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    '',
    '\u0000',
    'constructor',
    '__proto__',
    'NaN',
    '1e400',
    '-0',
    -1,
    0.5,
    1e15,
    -1e15,
    9_007_199_254_740_991,
    1e308,
    [],
    {},
    [null],
    { __proto__: null, toString: 1 },
    '\ud800',
    'x'.repeat(100_000),
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Every path of a JSON value, the deep ones too. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** A copy with another value at a path. */
function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((child: Json, index) =>
      String(index) === key ? replaced(child, rest, by) : child,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      name === key ? replaced(child, rest, by) : child,
    ]),
  );
}

const spoilt = fc
  .constantFrom(...BASES)
  .chain((text) => {
    const value: unknown = JSON.parse(text);
    // The bundle itself must stay an object of lists, as the rim that reads files makes sure.
    const inner = pathsOf(value).filter((path) => path.length > 1 || path[0] === 'customer');
    return fc.tuple(
      fc.constant(value),
      fc.array(fc.tuple(fc.constantFrom(...inner), hostile), { minLength: 1, maxLength: 3 }),
    );
  })
  .map(([value, changes]) =>
    changes.reduce<unknown>((soFar, [path, by]) => replaced(soFar, path, by), value),
  );

describe('hostile input', () => {
  it(
    'is refused with a reason, or becomes a document that is right: never a crash',
    () => {
      fc.assert(
        fc.property(spoilt, (value) => {
          const input = readGolden({ 'input.json': JSON.stringify(value) }, SAMPLE_SETTINGS);
          const { decision, refused, xml } = outcomeOf(input);
          if (xml === undefined) {
            expect(refused ?? decision).toBeDefined();
            return;
          }
          expect(objectionsTo(xml)).toEqual([]);
          expect(checkSchema(xml)).toEqual([]);
        }),
        { numRuns: CASES, seed: Number(process.env['PROPERTY_SEED'] ?? '20261123') },
      );
    },
    TIMEOUT_MS,
  );

  it('names the field and what was expected', () => {
    const { refused } = outcomeOf({
      raw: { ...invoice, invoice: { ...invoice.invoice, total: '12.00', created: -1 } },
      settings: SAMPLE_SETTINGS,
      directory: undefined,
    });
    expect(refused?.map(({ code, at }) => `${code} at ${at}`)).toEqual([
      'stripe_data_unexpected at invoice.created',
      'stripe_data_unexpected at invoice.total',
    ]);
  });

  it('of ten megabytes in a description is refused in time', () => {
    const started = performance.now();
    const [line] = invoice.lines;
    const { refused } = outcomeOf({
      raw: { ...invoice, lines: [{ ...line, description: 'x'.repeat(10_000_000) }] },
      settings: SAMPLE_SETTINGS,
      directory: undefined,
    });
    expect(refused?.map(({ at }) => at)).toEqual(['lines.0.description']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
