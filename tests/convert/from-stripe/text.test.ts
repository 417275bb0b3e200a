import { describe, expect, it } from '@jest/globals';
import { findText, splitItemText, wordsUpTo } from '../../../backend/convert/from-stripe/text.ts';

describe('texts of a document', () => {
  it('are one line, without what cannot be written', () => {
    expect(findText('  a\tb\r\n c\u0000\u0007 ')).toBe('a b c');
    expect(findText('\u0000 \n')).toBeUndefined();
    expect(findText(null)).toBeUndefined();
  });

  it('give a name, and the rest as a description', () => {
    expect(splitItemText('Hébergement')).toEqual({ name: 'Hébergement', rest: '' });
    expect(splitItemText('Lot 1\nétude\n\nplans')).toEqual({ name: 'Lot 1', rest: 'étude plans' });
    const long = Array.from({ length: 40 }, (_, index) => `mot${index}`).join(' ');
    const { name, rest } = splitItemText(long);
    expect(name.length).toBeLessThanOrEqual(100);
    expect(`${name} ${rest}`).toBe(long);
  });

  it('are cut between words, or within one that is too long, and lose nothing', () => {
    expect(wordsUpTo('abc def ghi', 7)).toEqual(['abc def', 'ghi']);
    expect(wordsUpTo('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wordsUpTo('👍👍👍', 2)).toEqual(['👍👍', '👍']);
    expect(wordsUpTo('', 5)).toEqual(['']);
  });

  it('of ten megabytes are cut in time', () => {
    const started = performance.now();
    expect(wordsUpTo('x '.repeat(5_000_000), 1_024).join(' ')).toHaveLength(10_000_000);
    expect(wordsUpTo('x'.repeat(4_000_000), 1_000)).toHaveLength(4_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
