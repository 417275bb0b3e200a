/**
 * The bytes of a base64 text; undefined when it is none, or empty. Node decodes leniently: a text of the standard alphabet gives exactly the bytes that its length says.
 */
export function fromBase64(text: string): Buffer | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  const isWhole = text.length % 4 === 0 && bytes.length === (text.length / 4) * 3 - padding;
  return isWhole && bytes.length > 0 && !/[-_]/.test(text) ? bytes : undefined;
}
