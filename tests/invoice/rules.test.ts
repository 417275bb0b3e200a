import { describe, expect, it } from '@jest/globals';
import { complete, findings } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { REASONS, isBlocking } from '../../backend/invoice/reason.ts';
import {
  SOUND_CREDIT_NOTE,
  SOUND_FREE_INVOICE,
  SOUND_INVOICE,
  SOUND_PAID_INVOICE,
  SOUND_UNTAXED_INVOICES,
} from './sound-invoice.ts';
import { SPOILT, WARNED } from './spoilt-invoices.ts';

const sound: readonly (readonly [string, Invoice])[] = [
  ['invoice', SOUND_INVOICE],
  ['credit note', SOUND_CREDIT_NOTE],
  ['invoice that is paid', SOUND_PAID_INVOICE],
  ['invoice that comes to nothing', SOUND_FREE_INVOICE],
  ...SOUND_UNTAXED_INVOICES.map(
    (invoice) => [`invoice without VAT, ${invoice.number}`, invoice] as const,
  ),
];

describe('complete', () => {
  it.each(sound)('accepts a sound %s as it is, without a warning', (_name, invoice) => {
    expect(findings(invoice)).toEqual([]);
    const outcome = complete(invoice);
    expect(outcome.ok && outcome.value).toBe(invoice);
  });

  it.each(SPOILT)('refuses $rule with exactly one code: $code', ({ spoil, code, at, params }) => {
    const outcome = complete(spoil(SOUND_INVOICE));
    const reasons = outcome.ok ? [] : outcome.reasons;
    expect([...new Set(reasons.map((found) => found.code))]).toEqual([code]);
    if (at) expect(reasons[0]?.at).toBe(at);
    if (params) expect(reasons[0]?.params).toMatchObject(params);
  });

  it.each(WARNED)('lets $rule pass with a warning', ({ spoil, code, params }) => {
    const invoice = spoil(SOUND_INVOICE);
    const found = findings(invoice);
    expect(found.map((entry) => entry.code)).toEqual([code]);
    expect(found.some(isBlocking)).toBe(false);
    if (params) expect(found[0]?.params).toMatchObject(params);
    expect(complete(invoice).ok).toBe(true);
  });

  it('gives every reason at once', () => {
    const spoilt = SPOILT.filter(({ rule }) =>
      ['BR-CO-16', 'BR-29', 'BR-07', 'contract number ≤ 50'].includes(rule),
    ).reduce((invoice, { spoil }) => spoil(invoice), SOUND_INVOICE);
    const outcome = complete(spoilt);
    expect(outcome.ok ? [] : outcome.reasons.map(({ code }) => code).sort()).toEqual([
      'amount_due_inexact',
      'buyer_name_missing',
      'contract_number_too_long',
      'period_reversed',
    ]);
  });

  it('names codes whose actor and severity the table knows', () => {
    expect(SPOILT.length).toBeGreaterThan(50);
    for (const { code } of SPOILT) expect(REASONS[code].severity).toBe('blocking');
    for (const { code } of WARNED) expect(REASONS[code].severity).toBe('warning');
  });
});
