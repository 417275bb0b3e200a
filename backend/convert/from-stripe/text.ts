import { writableText } from '../../invoice/text.ts';

/** Characters of an item's name (BT-153) before the rest goes to its description (BT-154). */
const NAME_CHARACTERS_AIM = 100;

/** A text of one line: what cannot be written dropped, every run of white space one space. */
export function oneLine(text: string | null | undefined): string {
  return writableText(text ?? '').replace(/\s+/g, ' ');
}

/** Present when a text says something. */
export function findText(text: string | null | undefined): string | undefined {
  const line = oneLine(text);
  return line === '' ? undefined : line;
}

/** BT-153 and BT-154: the first line, or as many of its words as fit, and what is left. Nothing is lost. */
export function splitItemText(text: string): { readonly name: string; readonly rest: string } {
  const written = writableText(text);
  const [first = '', ...others] = written.split(/\r?\n/).map(oneLine);
  const [head = '', ...tail] = wordsUpTo(first, NAME_CHARACTERS_AIM);
  return { name: head, rest: oneLine([...tail, ...others].join(' ')) };
}

/** A text in pieces of at most `max` characters, cut between words where there is a space to cut at. */
export function wordsUpTo(text: string, max: number): readonly string[] {
  // A text has at most as many characters as UTF-16 units.
  if (text.length <= max) return [text];
  const characters = [...text];
  const pieces: string[] = [];
  let start = 0;
  while (characters.length - start > max) {
    const space = characters.slice(start, start + max + 1).lastIndexOf(' ');
    const length = space > 0 ? space : max;
    pieces.push(characters.slice(start, start + length).join(''));
    start += space > 0 ? length + 1 : length;
  }
  return [...pieces, characters.slice(start).join('')];
}
