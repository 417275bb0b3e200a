import fc from 'fast-check';
import type { VatCategory } from '../../backend/invoice/codes.ts';
import { parseIsoDate, type IsoDate } from '../../backend/invoice/date.ts';
import type { Invoice, Note } from '../../backend/invoice/invoice.ts';
import type { DocumentAllowance, DocumentCharge, InvoiceLine } from '../../backend/invoice/line.ts';
import type { Decimal } from '../../backend/invoice/money.ts';
import type { VatBreakdown, VatTreatment } from '../../backend/invoice/vat.ts';
import { SOUND_INVOICE } from './sound-invoice.ts';

/**
 * Random invoices that are sound by construction: what every rule must accept. The arithmetic here is a second one, on
 * purpose: whole numbers brought to one denominator and rounded by adding a half, none of `money.ts`.
 */

const TREATMENTS: readonly VatTreatment[] = [
  ...[2000, 1000, 850, 550, 210].map((rate) => ({ category: 'S', rate }) as const),
  ...(['Z', 'E', 'AE', 'G'] as const).map((category) => ({ category, rate: 0 }) as const),
];

const EXEMPTIONS: Readonly<Partial<Record<VatCategory, string>>> = {
  E: 'VATEX-EU-132',
  AE: 'VATEX-EU-AE',
  G: 'VATEX-EU-G',
};

/** Numerator over denominator, rounded half away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n;
  const size = isNegative ? -numerator : numerator;
  const whole = size / denominator;
  const result = (size % denominator) * 2n >= denominator ? whole + 1n : whole;
  return isNegative ? -result : result;
}

const arbitraryTreatment = fc.constantFrom(...TREATMENTS);

const arbitraryText = fc
  .string({ unit: 'binary', minLength: 0, maxLength: 40 })
  .map((text) => `Ligne ${text}`);

const arbitraryDay = fc
  .integer({ min: 0, max: 364 })
  .map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10))
  .map((text): IsoDate => {
    const day = parseIsoDate(text);
    if (!day) throw new Error(`${text} is no day`);
    return day;
  });

const arbitraryPeriod = fc
  .tuple(arbitraryDay, arbitraryDay)
  .map(([one, other]) =>
    one < other ? { startsOn: one, endsOn: other } : { startsOn: other, endsOn: one },
  );

function arbitraryDecimal(unitsMax: number, scaleMax: number): fc.Arbitrary<Decimal> {
  return fc
    .tuple(fc.integer({ min: 1, max: unitsMax }), fc.integer({ min: 0, max: scaleMax }))
    .map(([units, scale]) => ({ units: BigInt(units), scale }));
}

interface LineDraft {
  readonly name: string;
  readonly description: string | null;
  readonly quantity: Decimal;
  readonly isCredit: boolean;
  readonly price: Decimal;
  readonly baseUnits: number;
  readonly allowancePercent: number;
  readonly vat: VatTreatment;
  readonly period: InvoiceLine['period'] | null;
}

const arbitraryLine: fc.Arbitrary<LineDraft> = fc.record({
  name: arbitraryText,
  description: fc.option(arbitraryText, { nil: null }),
  quantity: arbitraryDecimal(99_999, 4),
  isCredit: fc.constantFrom(false, false, false, true),
  price: arbitraryDecimal(9_999_999, 6),
  baseUnits: fc.constantFrom(1, 1, 1, 100, 1000),
  allowancePercent: fc.constantFrom(0, 0, 10, 33, 100),
  vat: arbitraryTreatment,
  period: fc.option(arbitraryPeriod, { nil: null }),
});

function lineOf(draft: LineDraft, index: number): InvoiceLine {
  const { quantity, price, baseUnits, isCredit } = draft;
  const signed = { ...quantity, units: isCredit ? -quantity.units : quantity.units };
  const gross = rounded(
    signed.units * price.units * 100n,
    BigInt(baseUnits) * 10n ** BigInt(quantity.scale + price.scale),
  );
  const allowance = isCredit ? 0n : (gross * BigInt(draft.allowancePercent)) / 100n;
  return {
    id: String(index + 1),
    name: draft.name,
    ...(draft.description !== null && { description: draft.description }),
    quantity: signed,
    unit: 'C62',
    price,
    baseQuantity: { units: BigInt(baseUnits), scale: 0 },
    allowances: allowance === 0n ? [] : [{ amount: allowance, reason: 'Remise', reasonCode: '95' }],
    net: gross - allowance,
    vat: draft.vat,
    ...(draft.period && { period: draft.period }),
  };
}

interface Part {
  readonly vat: VatTreatment;
  readonly amount: bigint;
}

function breakdownOf(parts: readonly Part[]): readonly VatBreakdown[] {
  const rows = new Map<string, { vat: VatTreatment; taxable: bigint }>();
  for (const { vat, amount } of parts) {
    const key = `${vat.category}${vat.rate}`;
    rows.set(key, { vat, taxable: (rows.get(key)?.taxable ?? 0n) + amount });
  }
  return [...rows.values()].map(({ vat, taxable }) => {
    const code = EXEMPTIONS[vat.category];
    return {
      ...vat,
      taxable,
      tax: rounded(taxable * BigInt(vat.rate), 10_000n),
      ...(code && { exemption: { code, text: 'Exonération' } }),
    };
  });
}

interface InvoiceDraft {
  readonly lines: readonly LineDraft[];
  readonly allowanceCents: number;
  readonly chargeCents: number;
  readonly prepaidPercent: number;
  readonly isCreditNote: boolean;
  readonly notes: readonly string[];
  readonly number: number;
  readonly issuedOn: IsoDate;
}

function invoiceOf(draft: InvoiceDraft): Invoice {
  const lines = draft.lines.map(lineOf);
  const [first] = lines;
  if (!first) throw new Error('an invoice has lines');
  const { allowances, charges } = documentLevel(draft, first.vat);
  const parts: readonly Part[] = [
    ...lines.map(({ vat, net }) => ({ vat, amount: net })),
    ...allowances.map(({ vat, amount }) => ({ vat, amount: -amount })),
    ...charges.map(({ vat, amount }) => ({ vat, amount })),
  ];
  const vatBreakdown = breakdownOf(parts);
  const total = (amounts: readonly bigint[]) => amounts.reduce((left, right) => left + right, 0n);
  const withoutVat = total(parts.map(({ amount }) => amount));
  const vat = total(vatBreakdown.map(({ tax }) => tax));
  const prepaid = ((withoutVat + vat) * BigInt(draft.prepaidPercent)) / 100n;
  const isPaid = draft.prepaidPercent === 100;
  return {
    ...SOUND_INVOICE,
    number: `RND-${draft.number}`,
    typeCode: draft.isCreditNote ? '381' : '380',
    businessProcess: isPaid ? 'A2' : 'A1',
    issuedOn: draft.issuedOn,
    dueOn: draft.issuedOn,
    notes: [...SOUND_INVOICE.notes, ...draft.notes.map((text): Note => ({ text }))],
    payment: isPaid ? { meansCode: '48' } : SOUND_INVOICE.payment,
    allowances,
    charges,
    lines,
    vatBreakdown,
    totals: {
      lineNet: total(lines.map(({ net }) => net)),
      allowances: total(allowances.map(({ amount }) => amount)),
      charges: total(charges.map(({ amount }) => amount)),
      withoutVat,
      vat,
      withVat: withoutVat + vat,
      prepaid,
      due: withoutVat + vat - prepaid,
    },
  };
}

function documentLevel({ allowanceCents, chargeCents }: InvoiceDraft, vat: VatTreatment) {
  const allowances: readonly DocumentAllowance[] =
    allowanceCents === 0
      ? []
      : [{ amount: BigInt(allowanceCents), reason: 'Remise', reasonCode: '95', vat }];
  const charges: readonly DocumentCharge[] =
    chargeCents === 0
      ? []
      : [{ amount: BigInt(chargeCents), reason: 'Port', reasonCode: 'FC', vat }];
  return { allowances, charges };
}

/** Any sound invoice or credit note: rates, categories, credits, allowances, charges, base quantities, odd texts. */
export const arbitraryInvoice: fc.Arbitrary<Invoice> = fc
  .record({
    lines: fc.array(arbitraryLine, { minLength: 1, maxLength: 12 }),
    allowanceCents: fc.constantFrom(0, 0, 1, 2_345),
    chargeCents: fc.constantFrom(0, 0, 990),
    prepaidPercent: fc.constantFrom(0, 0, 0, 30, 100),
    isCreditNote: fc.boolean(),
    notes: fc.array(arbitraryText, { maxLength: 2 }),
    number: fc.integer({ min: 1, max: 999_999_999 }),
    issuedOn: arbitraryDay,
  })
  .map(invoiceOf)
  .filter(({ totals }) => totals.withoutVat >= 0n && totals.withVat >= 0n);
