import { describe, expect, it } from '@jest/globals';
import { DOCUMENT_BYTES_MAX, convert, issue } from '../../backend/convert/convert.ts';
import type { Profile } from '../../backend/convert/profiles.ts';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { decide } from '../../backend/decide/decide.ts';
import type { Sendable } from '../../backend/decide/decision.ts';
import { complete } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { REASONS } from '../../backend/invoice/reason.ts';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema, type SettingsInput } from '../../backend/settings.ts';
import { buildInvoice } from '../samples/builder.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { InvoiceSpec } from '../samples/spec.ts';
import { SOUND_INVOICE, day } from '../invoice/sound-invoice.ts';

function sendable(
  spec: Partial<InvoiceSpec> = {},
  settings: SettingsInput = SAMPLE_SETTINGS,
): Sendable {
  const snapshot = parseSnapshot(
    buildInvoice({
      number: 'GUI-2026-0001',
      customer: {
        name: 'Mairie de Valombre',
        address: { line1: '1 place de la Mairie', postalCode: '38470', city: 'Valombre' },
        metadata: { government_affiliated: 'true', siret: '73282932000074' },
      },
      lines: [{ description: 'Hébergement', unitPriceCents: '10000' }],
      ...spec,
    }),
  );
  if (!snapshot.ok) throw new Error(JSON.stringify(snapshot.reasons));
  const decision = decide({
    snapshot: snapshot.value,
    settings: settingsSchema.parse(settings),
    directory: undefined,
    today: day('2026-11-23'),
  });
  if (decision.kind !== 'send') throw new Error(JSON.stringify(decision));
  return decision;
}

function issued(invoice: Invoice, profile: Profile = PROFILES.chorus_pro_direct) {
  const completed = complete(invoice);
  if (!completed.ok) throw new Error(JSON.stringify(completed.reasons));
  return issue(completed.value, profile);
}

describe('convert', () => {
  it('tells what is worth telling of a document that it issues', () => {
    const payment = { ...SAMPLE_SETTINGS.payment, iban: 'FR7630006000011234567890188' };
    const outcome = convert(sendable({}, { ...SAMPLE_SETTINGS, payment }));
    expect(outcome.ok && outcome.value.warnings.map(({ code }) => code)).toEqual(['iban_checksum']);
    const sound = convert(sendable({}));
    expect(sound.ok && sound.value.warnings).toEqual([]);
  });

  it('issues a document whose parts belong together', () => {
    const outcome = convert(sendable());
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    const { number, invoice, xml, pdf } = outcome.value;
    expect(number).toBe('GUI-2026-0001');
    expect(invoice.totals.withVat).toBe(12000n);
    expect(xml).toContain('<ram:GrandTotalAmount>120.00</ram:GrandTotalAmount>');
    expect(Buffer.from(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  it('issues the same document twice, byte for byte, and leaves its input alone', () => {
    const input = sendable();
    const before = structuredClone(input);
    expect(convert(input)).toEqual(convert(input));
    expect(input).toEqual(before);
  });

  it('issues the same invoice in the dialect of approved platforms, under its rules', () => {
    const outcome = convert(sendable(), PROFILES.approved_platform);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    expect(outcome.value.xml).toContain('<ram:ID>S1</ram:ID>');
    const spaced = sendable({ number: 'GUI 2026 0001' });
    expect(convert(spaced).ok).toBe(true);
    const refused = convert(spaced, PROFILES.approved_platform);
    expect(refused.ok ? [] : refused.reasons.map(({ code }) => code)).toEqual([
      'invoice_number_characters',
    ]);
  });

  it('draws the page in the look of the settings, without changing what the invoice says', () => {
    const plain = convert(sendable());
    const coloured = convert(sendable({}, { ...SAMPLE_SETTINGS, look: { colour: '#8a1538' } }));
    if (!plain.ok || !coloured.ok) throw new Error('both are issued');
    expect(coloured.value.xml).toBe(plain.value.xml);
    expect(coloured.value.pdf).not.toEqual(plain.value.pdf);
  });

  it('passes on what the rules refuse', () => {
    const { iban: _iban, ...payment } = SAMPLE_SETTINGS.payment ?? {};
    const outcome = convert(sendable({}, { ...SAMPLE_SETTINGS, payment }));
    expect(outcome.ok ? [] : outcome.reasons.map(({ code }) => code)).toEqual(['iban_missing']);
  });

  it('takes what the schema refuses for our own fault, and names the line', () => {
    const profile = { ...PROFILES.chorus_pro_direct, guideline: '<' };
    const outcome = issued(SOUND_INVOICE, profile);
    const reasons = outcome.ok ? [] : outcome.reasons;
    expect(reasons.length).toBeGreaterThan(0);
    for (const { code, params } of reasons) {
      expect(code).toBe('document_schema_invalid');
      expect(REASONS[code].actor).toBe('us');
      expect(Number(params['line'])).toBeGreaterThan(0);
      expect(params['message']).toMatch(/./);
    }
  });

  it('refuses a document that is larger than its destination takes', () => {
    const fits = issued(SOUND_INVOICE);
    if (!fits.ok) throw new Error(JSON.stringify(fits.reasons));
    const bytes = fits.value.pdf.byteLength;
    expect(bytes).toBeLessThan(DOCUMENT_BYTES_MAX);
    const { invoice } = fits.value;
    expect(issue(invoice, PROFILES.chorus_pro_direct, { bytesMax: bytes }).ok).toBe(true);
    const outcome = issue(invoice, PROFILES.chorus_pro_direct, { bytesMax: bytes - 1 });
    expect(outcome.ok ? [] : outcome.reasons).toEqual([
      {
        code: 'document_too_large',
        at: 'document',
        params: { bytes: String(bytes), bytesMax: String(bytes - 1) },
      },
    ]);
  });
});
