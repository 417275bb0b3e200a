/**
 * The two fonts of the page at run time: which code draws a character, how wide it is, and which characters there are
 * at all. A character that the fonts lack becomes the replacement mark here, before anything is measured or drawn, so
 * that .notdef (forbidden by ISO 19005-3 §6.2.11.8) can never be reached.
 */
import { CHARACTERS, REPLACEMENT } from './characters.ts';
import type { FontData } from './font-data.ts';
import { INTER_REGULAR } from './inter-regular.ts';
import { INTER_SEMI_BOLD } from './inter-semi-bold.ts';

/** Code units above this one have no glyph of their own, the replacement apart. */
const CODE_UNIT_MAX = 0x22ff;

/** A font ready to draw with. */
export interface Font {
  /** Its name in the page's resources. */
  readonly resource: 'F1' | 'F2';
  readonly data: FontData;
  /** Advance widths in thousandths of the size, by UTF-16 code unit. */
  readonly widths: Uint16Array;
}

const REPLACEMENT_CODE = CHARACTERS.length;

/** Code in the PDF (CID) of each UTF-16 code unit; a unit without glyph has the replacement's. */
const CODES = new Uint16Array(CODE_UNIT_MAX + 1).fill(REPLACEMENT_CODE);
CHARACTERS.forEach((character, index) => {
  if (character <= CODE_UNIT_MAX) CODES[character] = index + 1;
});

/** Each code unit as it stands in a string of a content stream: two bytes, escaped. */
const WRITTEN: readonly string[] = Array.from(CODES, writeCode);
const REPLACEMENT_WRITTEN = writeCode(REPLACEMENT_CODE);

export const REGULAR: Font = font('F1', INTER_REGULAR);
export const SEMI_BOLD: Font = font('F2', INTER_SEMI_BOLD);

const DRAWABLE = new Set(CHARACTERS.map((character) => String.fromCodePoint(character)));

/** Nothing is drawn for these: soft hyphen, zero-width and direction marks, variation selectors, byte order mark. */
const INVISIBLE =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;

/** What most texts are made of: nothing to replace, nothing to compose. */
const PLAIN = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u0148\u014a-\u017f\u2013\u2019\u202f\u20ac]*$/;

/**
 * A text as the page can draw it: composed (NFC), without invisible characters, with spaces for control characters
 * except line feed, and U+FFFD for each character that the fonts lack.
 */
export function drawable(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ');
  let drawn = '';
  for (const character of composed) {
    drawn += character === '\n' || DRAWABLE.has(character) ? character : '\ufffd';
  }
  return drawn;
}

/** The width of a drawable text at a size, in points. */
export function widthOf(text: string, { widths }: Font, size: number): number {
  let thousandths = 0;
  for (let index = 0; index < text.length; index += 1) {
    thousandths += charWidth(widths, text.charCodeAt(index));
  }
  return (thousandths * size) / 1000;
}

/** The advance of one code unit, in thousandths. */
export function charWidth(widths: Uint16Array, unit: number): number {
  // Unit 0 is never drawable: its place holds the replacement's width.
  return widths[unit <= CODE_UNIT_MAX ? unit : 0] ?? 0;
}

/** A drawable text as the bytes between the parentheses of a string. */
export function encode(text: string): string {
  let written = '';
  for (let index = 0; index < text.length; index += 1) {
    written += WRITTEN[text.charCodeAt(index)] ?? REPLACEMENT_WRITTEN;
  }
  return written;
}

/** Two bytes, most significant first; what would end or change a literal string is escaped (ISO 32000-1 §7.3.4.2). */
function writeCode(code: number): string {
  return [code >> 8, code & 0xff]
    .map((byte) => String.fromCharCode(byte))
    .map((byte) => (byte === '\r' ? '\\r' : /[()\\]/.test(byte) ? `\\${byte}` : byte))
    .join('');
}

function font(resource: Font['resource'], data: FontData): Font {
  const replacement = data.widths[REPLACEMENT_CODE - 1] ?? 0;
  const widths = new Uint16Array(CODE_UNIT_MAX + 1).fill(replacement);
  CHARACTERS.forEach((character, index) => {
    if (character !== REPLACEMENT) widths[character] = data.widths[index] ?? replacement;
  });
  return { resource, data, widths };
}
