/** Controls other than line feed and tab, lone surrogates and non-characters: neither XML 1.0 nor a page can hold them. */
const UNWRITABLE = /(?![\n\t])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** A text as a document may hold it: what cannot be written is dropped, and so are spaces around it. */
export function writableText(text: string): string {
  return text.replace(UNWRITABLE, '').trim();
}

/** Whether nothing of a text would be left on the document. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || writableText(text) === '';
}
