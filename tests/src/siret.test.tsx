import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSiretChecksumRight } from '../../backend/invoice/siret.ts';
import { looksPublic } from '../../src/looks-public.ts';
import { findSiretFault, grouped, withoutGrouping, type SiretFault } from '../../src/siret.ts';

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));

describe('a SIRET', () => {
  it('is judged as the backend judges it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          digits(14),
          digits(5).map((end) => `356000000${end}`),
        ),
        (siret) => {
          expect(findSiretFault(siret)).toBe(isSiretChecksumRight(siret) ? undefined : 'checksum');
        },
      ),
    );
  });

  it.each<[string, SiretFault | undefined]>([
    ['', undefined],
    ['73282932000074', undefined],
    // An office of La Poste: its digits add up to a multiple of five, and Luhn does not fit.
    ['35600000049837', undefined],
    ['73282932000075', 'checksum'],
    ['732829320', 'siren'],
    ['7328293200007', 'length'],
    ['7328293200007A', 'letters'],
  ])('%s has the fault %s', (siret, fault) => {
    expect(findSiretFault(siret)).toBe(fault);
  });

  it('loses every kind of grouping, and is shown with one', () => {
    expect(withoutGrouping(' 732\u00a0829\u202f320.00074\u200b\t')).toBe('73282932000074');
    expect(grouped('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074');
    expect(withoutGrouping(grouped('73282932000074'))).toBe('73282932000074');
  });
});

describe('a customer that looks public', () => {
  it.each([
    'Mairie de Valombre-sur-Isle',
    'COMMUNE DE BRÉVANNE',
    'Centre hospitalier de Brévanne',
    'Conseil départemental de la Vesle',
    'Lycée Jeanne-Villepreux',
  ])('is %s', (name) => {
    expect(looksPublic(name, '')).toBe(true);
  });

  it.each(['Boulangerie de la Mairerie', 'Chuck SARL', 'Atelier Numérique du Marais', ''])(
    'is not “%s”',
    (name) => {
      expect(looksPublic(name, '')).toBe(false);
    },
  );

  it('has a SIREN of the State or a local authority', () => {
    expect(looksPublic('X', '11000201100044')).toBe(true);
    expect(looksPublic('X', '21240000000011')).toBe(true);
    expect(looksPublic('X', '73282932000074')).toBe(false);
  });
});
