import { charWidth } from '../fonts/font.ts';
import type { Style } from './style.ts';

const SPACE = 0x20;
const HYPHEN = 0x2d;

/**
 * Breaks a drawable text into lines no wider than `width` points: after a space, after a hyphen between letters, at a
 * line feed; a word that is wider than the whole line is broken where it must. Nothing is lost: a line keeps the space
 * at its end. Blank lines are left out.
 */
export function wrap(text: string, { font, size }: Style, width: number): string[] {
  const lines: string[] = [];
  const limit = (width * 1000) / size;
  for (const paragraph of text.split('\n')) {
    if (paragraph.trim() !== '') wrapParagraph(paragraph, font.widths, limit, lines);
  }
  return lines;
}

/** The first lines, the last of them ended by an ellipsis when some were left out. */
export function atMost(lines: readonly string[], count: number): readonly string[] {
  if (lines.length <= count) return lines;
  const last = (lines[count - 1] ?? '').trimEnd();
  return [...lines.slice(0, count - 1), `${last.slice(0, -1)}…`];
}

/** Appends a paragraph's lines; `limit` in thousandths of the size. */
function wrapParagraph(text: string, widths: Uint16Array, limit: number, lines: string[]): void {
  let start = 0;
  let breakAt = 0;
  let used = 0;
  let usedAtBreak = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const advance = charWidth(widths, unit);
    // A space may hang over the edge: nobody sees it.
    while (used + advance > limit && unit !== SPACE && index > start) {
      const end = breakAt > start ? breakAt : index;
      lines.push(text.slice(start, end));
      used -= end === breakAt ? usedAtBreak : used;
      start = end;
    }
    used += advance;
    if (mayBreakAfter(text, index, unit)) {
      breakAt = index + 1;
      usedAtBreak = used;
    }
  }
  if (start < text.length) lines.push(text.slice(start));
}

/** French keeps its high punctuation and its signs with the word before, and an opening quotation mark with the next. */
const KEPT_WITH_WORD_BEFORE = ':;!?»%€';

function mayBreakAfter(text: string, index: number, unit: number): boolean {
  if (unit === HYPHEN) return isBetweenLetters(text, index);
  if (unit !== SPACE) return false;
  const next = text.charAt(index + 1);
  return (next === '' || !KEPT_WITH_WORD_BEFORE.includes(next)) && text.charAt(index - 1) !== '«';
}

function isBetweenLetters(text: string, index: number): boolean {
  return isLetter(text.charAt(index - 1)) && isLetter(text.charAt(index + 1));
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}
