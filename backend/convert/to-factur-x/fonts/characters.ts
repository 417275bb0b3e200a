/**
 * Every character that the page can draw, by Unicode block. The subset fonts hold exactly these, in this order: a
 * character's code in the PDF (its CID) is its place in the list plus one. Change it, then run `npm run fonts`.
 */

type Range = readonly [first: number, last: number];

/** Ranges of code points, both ends included, ascending. */
const RANGES: readonly Range[] = [
  [0x20, 0x7e], // Basic Latin
  [0xa0, 0xac], // Latin-1, without the soft hyphen, which is dropped before drawing
  [0xae, 0xff],
  [0x100, 0x148], // Latin Extended-A, without the deprecated U+0149
  [0x14a, 0x17f],
  [0x18f, 0x18f], // Azerbaijani schwa
  [0x192, 0x192], // florin
  [0x1a0, 0x1a1], // Vietnamese horned vowels
  [0x1af, 0x1b0],
  [0x1cd, 0x1dc], // vowels with caron, pinyin
  [0x1e6, 0x1ed], // Romani, Skolt Sámi
  [0x1f8, 0x1fb],
  [0x1fc, 0x1ff],
  [0x218, 0x21b], // Romanian comma letters
  [0x21e, 0x21f],
  [0x226, 0x233],
  [0x259, 0x259],
  [0x1e00, 0x1e9b], // Latin Extended Additional: Welsh, Vietnamese, transliterations
  [0x1e9e, 0x1e9e], // capital sharp s
  [0x1ea0, 0x1ef9],
  [0x2007, 0x200a], // figure space, punctuation space, thin space, hair space
  [0x2010, 0x2015], // hyphens and dashes
  [0x2018, 0x201e], // quotation marks
  [0x2020, 0x2022], // daggers, bullet
  [0x2026, 0x2026], // ellipsis
  [0x202f, 0x202f], // narrow no-break space
  [0x2030, 0x2030], // per mille
  [0x2032, 0x2033], // primes
  [0x2039, 0x203a], // single angle quotation marks
  [0x2044, 0x2044], // fraction slash
  [0x2070, 0x2070], // superscripts
  [0x2074, 0x2079],
  [0x2080, 0x2089], // subscripts
  [0x20ac, 0x20ac], // euro
  [0x2116, 0x2116], // numero
  [0x2122, 0x2122], // trade mark
  [0x2190, 0x2193], // arrows
  [0x2212, 0x2212], // minus
  [0x2248, 0x2248], // almost equal
  [0x2260, 0x2260], // not equal
  [0x2264, 0x2265], // at most, at least
];

/** What stands on the page for a character that the fonts lack: U+FFFD, drawn as an empty box. */
export const REPLACEMENT = 0xfffd;

/** The glyph that draws the replacement: U+25A1, which is not itself in the list. */
export const REPLACEMENT_DRAWN_AS = 0x25a1;

/** All code points in the order of their codes; the replacement is the last. */
export const CHARACTERS: readonly number[] = [
  ...RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, offset) => first + offset),
  ),
  REPLACEMENT,
];
