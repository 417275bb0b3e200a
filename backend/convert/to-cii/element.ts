import type { IsoDate } from '../../invoice/date.ts';
import { writableText } from '../../invoice/text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as XML content or attribute: what XML cannot hold is dropped, the five special characters are escaped. */
export function escape(text: string): string {
  return writableText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A CII date: format 102 of UNTDID 2379 is YYYYMMDD. */
export function dateString(date: IsoDate, prefix: 'udt' | 'qdt' = 'udt'): string {
  return `<${prefix}:DateTimeString format="102">${date.replaceAll('-', '')}</${prefix}:DateTimeString>`;
}

/** An element of text, or nothing when the text is absent or blank: no element is ever empty. */
export function optional(name: string, text: string | undefined): string {
  const content = escape(text ?? '');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** An element around others, or nothing when there are none. */
export function wrapped(name: string, content: string): string {
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}
