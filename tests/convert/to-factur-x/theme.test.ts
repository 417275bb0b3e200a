import { describe, expect, it } from '@jest/globals';
import {
  fillOperator,
  isLight,
  legible,
  parseColour,
} from '../../../backend/convert/to-factur-x/page/colour.ts';
import { themeOf } from '../../../backend/convert/to-factur-x/page/theme.ts';

describe('brand colours', () => {
  it('reads #rrggbb and nothing else', () => {
    expect(parseColour('#0A7d5a')).toEqual([10, 125, 90]);
    for (const text of ['', 'red', '#fff', '#0a7d5a00', '0a7d5a', '#0a7d5g']) {
      expect(parseColour(text)).toBeUndefined();
      expect(themeOf({ colour: text })).toEqual(themeOf(undefined));
    }
  });

  it('leaves a legible colour alone, darkens a middling one, and writes in ink beside a light one', () => {
    expect(legible([10, 90, 60])).toEqual([10, 90, 60]);
    const [red, green, blue] = legible([220, 80, 40]);
    expect(red).toBeLessThan(220);
    expect(red / green).toBeCloseTo(220 / 80);
    expect(green / blue).toBeCloseTo(2);
    expect(isLight([255, 212, 0])).toBe(true);
    const light = themeOf({ colour: '#ffd400' });
    expect(light.dueBox).toBe(fillOperator([255, 212, 0]));
    expect(light.due.colour).toBe(light.title.colour);
    const dark = themeOf({ colour: '#0a5a3c' });
    expect(dark.title.colour).toBe(dark.dueBox);
    expect(dark.due.colour).toBe('1 1 1 rg');
  });
});
