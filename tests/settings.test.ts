import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../backend/settings.ts';
import { VATEX_CODES } from '../backend/invoice/vatex.ts';
import { SAMPLE_SETTINGS } from './samples/samples.ts';

const withPart = (part: object) => settingsSchema.safeParse({ ...SAMPLE_SETTINGS, ...part });

function refusedAt(part: object): readonly string[] {
  const parsed = withPart(part);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('the settings', () => {
  it('have a default for everything but who the supplier is', () => {
    const settings = settingsSchema.parse({ seller: { name: 'Atelier' } });
    expect(settings.seller).toEqual({ name: 'Atelier', established: 'france' });
    expect(settings.vat).toMatchObject({
      pointDate: 'receipts',
      regime: 'standard',
      reverseCharge: { code: 'VATEX-EU-AE' },
      notSubject: { code: 'VATEX-EU-O' },
    });
    expect(settings.supply).toEqual({
      kind: 'services',
      unit: 'unit',
      deliveredOn: 'issue_date',
      unnamedLine: 'Prestation sans désignation',
    });
    expect(settings.mentions.recoveryIndemnity).toContain('40 €');
    expect(settings.payment.terms).toContain('30 jours');
  });

  it('take identifiers as people write them', () => {
    const { seller, payment } = settingsSchema.parse({
      seller: { name: 'Atelier', siret: '732 829 320 00074', vatNumber: 'fr 44 732829320' },
      payment: { iban: 'FR76 3000 6000 0112 3456 7890 189' },
    });
    expect(seller).toMatchObject({ siret: '73282932000074', vatNumber: 'FR44732829320' });
    expect(payment.iban).toBe('FR7630006000011234567890189');
  });

  it('know every exemption code, and no other', () => {
    expect(VATEX_CODES.length).toBeGreaterThan(30);
    for (const code of VATEX_CODES) {
      expect(refusedAt({ vat: { customerExempt: { code } } })).toEqual([]);
    }
    for (const code of ['VATEX-FR-NONESUCH', 'constructor', '']) {
      expect(refusedAt({ vat: { customerExempt: { code } } })).toEqual(['vat.customerExempt.code']);
    }
  });

  it('refuse what is unknown, too long, or cannot be written', () => {
    expect(refusedAt({ colour: 'red' })).toEqual(['']);
    expect(refusedAt({ look: { colour: 'red' } })).toEqual(['look.colour']);
    expect(refusedAt({ look: { logo: 'AAAA'.repeat(200_000) } })).toEqual(['look.logo']);
    expect(refusedAt({ payment: { iban: 'FR76' } })).toEqual(['payment.iban']);
    expect(refusedAt({ supply: { unit: 'piece' } })).toEqual(['supply.unit']);
    expect(refusedAt({ mentions: { other: 'a\u0000b' } })).toEqual(['mentions.other']);
    expect(refusedAt({ seller: { name: 'x'.repeat(100) } })).toEqual(['seller.name']);
  });
});
