import { inflateSync } from 'node:zlib';

/**
 * Takes the XML out of a Factur-X that we wrote (convert/to-factur-x/pdf). It reads only such files: one embedded file,
 * deflated, and nothing appended afterwards, so that there is no second XML which another reader would find.
 */

/** Bytes of the largest XML that is read: a PDF of 10 MB holds far less. */
export const XML_BYTES_MAX = 16 * 1024 * 1024;

/**
 * A dictionary without dictionaries deeper than one, then the stream's length. Ours is shorter than the 300 characters;
 * without a limit, a file made for it would be read again and again from each of its beginnings.
 */
const EMBEDDED_FILE =
  /<<\/Type\/EmbeddedFile[^\n]{0,300}\/Filter\/FlateDecode\/Length (\d{1,9})>>\nstream\n/g;

const FILE_NAME = /\/F\(factur-x\.xml\)/g;
const END_MARK = /startxref/g;

/** The XML inside a PDF, byte for byte; undefined when there is not exactly one. */
export function findEmbeddedXml(pdf: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const text = file.toString('latin1');
  const [found, ...more] = text.matchAll(EMBEDDED_FILE);
  const isOneOfOurs = count(text, FILE_NAME) === 1 && count(text, END_MARK) === 1;
  if (!found || more.length > 0 || !isOneOfOurs) return undefined;
  const start = found.index + found[0].length;
  try {
    const packed = file.subarray(start, start + Number(found[1]));
    return inflateSync(packed, { maxOutputLength: XML_BYTES_MAX });
  } catch {
    return undefined;
  }
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
