/** A text as a PDF text string outside a page: UTF-16 with byte order mark, in hexadecimal (ISO 32000-1 §7.9.2.2). */
export function textString(text: string): string {
  let hex = '<FEFF';
  for (let index = 0; index < text.length; index += 1) {
    hex += text.charCodeAt(index).toString(16).padStart(4, '0');
  }
  return `${hex}>`;
}
