import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawable, widthOf } from '../../../backend/convert/to-factur-x/fonts/font.ts';
import { STYLES } from '../../../backend/convert/to-factur-x/page/theme.ts';
import { atMost, wrap } from '../../../backend/convert/to-factur-x/page/wrap.ts';

const style = STYLES.body;

describe('wrap', () => {
  it('loses nothing and keeps to the width, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 20, max: 300 }),
        (raw, width) => {
          const text = drawable(raw);
          const lines = wrap(text, style, width);
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
          for (const line of lines) {
            const seen = line.replace(/ +$/, '');
            const fits = widthOf(seen, style.font, style.size) <= width + 0.001;
            expect(fits || seen.length === 1).toBe(true);
          }
        },
      ),
    );
  });

  it('breaks after spaces and between the parts of a compound, else where it must', () => {
    expect(wrap('un deux trois', style, widthOf('un deux', style.font, style.size))).toEqual([
      'un deux ',
      'trois',
    ]);
    const compound = wrap(
      'Saint-Jean-d’Angély',
      style,
      widthOf('Saint-Jean-d', style.font, style.size),
    );
    expect(compound).toEqual(['Saint-Jean-', 'd’Angély']);
    expect(wrap('aaaa', style, widthOf('aa', style.font, style.size) + 0.1)).toEqual(['aa', 'aa']);
    expect(wrap('un\n\ndeux', style, 300)).toEqual(['un', 'deux']);
  });

  it('keeps French punctuation and signs with their word', () => {
    const width = widthOf('Montant 20', style.font, style.size) + 0.1;
    expect(wrap('Montant 20 %', style, width)).toEqual(['Montant ', '20 %']);
    expect(wrap('Montant du : rien', style, widthOf('Montant du', style.font, style.size))).toEqual(
      ['Montant ', 'du : rien'],
    );
  });

  it('cuts with an ellipsis', () => {
    expect(atMost(['un ', 'deux ', 'trois'], 2)).toEqual(['un ', 'deu…']);
    expect(atMost(['un'], 2)).toEqual(['un']);
  });
});
