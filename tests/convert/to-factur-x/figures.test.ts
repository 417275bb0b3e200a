import { describe, expect, it } from '@jest/globals';
import {
  amountText,
  bareAmount,
  dateText,
  ibanText,
  periodText,
  priceText,
  quantityText,
  rateText,
  siretText,
  treatmentText,
} from '../../../backend/convert/to-factur-x/page/figures.ts';
import { day } from './sample.ts';

const decimal = (units: bigint, scale: number) => ({ units, scale });

describe('figures', () => {
  it.each([
    [0n, '0,00'],
    [5n, '0,05'],
    [-5n, '−0,05'],
    [99999n, '999,99'],
    [100000n, '1\u00a0000,00'],
    [-123456789n, '−1\u00a0234\u00a0567,89'],
  ])('writes the amount %d as %s', (amount, text) => {
    expect(bareAmount(amount, 'EUR')).toBe(text);
    expect(amountText(amount, 'EUR')).toBe(`${text}\u00a0€`);
  });

  it('writes quantities in short form and prices with two decimals at least', () => {
    expect(quantityText(decimal(1500n, 3))).toBe('1,5');
    expect(quantityText(decimal(-1000000n, 0))).toBe('−1\u00a0000\u00a0000');
    expect(priceText(decimal(15n, 1))).toBe('1,50');
    expect(priceText(decimal(0n, 0))).toBe('0,00');
    expect(priceText(decimal(12345678n, 6))).toBe('12,345678');
  });

  it('writes rates and what stands for one', () => {
    expect(rateText(2000)).toBe('20\u00a0%');
    expect(rateText(550)).toBe('5,5\u00a0%');
    expect(rateText(0)).toBe('0\u00a0%');
    expect(treatmentText({ category: 'Z', rate: 0 })).toBe('0\u00a0%');
    expect(treatmentText({ category: 'AE', rate: 0 })).toBe('Autoliq.');
  });

  it('writes days and identifiers as people read them', () => {
    expect(dateText(day('2026-01-09'))).toBe('09/01/2026');
    const one = day('2026-01-09');
    expect(periodText({ startsOn: one, endsOn: one })).toBe('09/01/2026');
    expect(siretText('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074');
    expect(siretText('1234')).toBe('1234');
    expect(ibanText('FR7630006000011234567890189')).toBe(
      'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189',
    );
  });
});
