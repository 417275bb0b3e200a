/**
 * A small reader of the files that the page writer makes, written from ISO 32000-1 and not from the writer: it follows
 * startxref, the cross-reference stream and the object streams, and reads text back through the fonts' ToUnicode maps.
 * It reads only what our files use, and throws at anything else.
 */
import { inflateSync } from 'node:zlib';

export interface PdfReader {
  readonly trailer: string;
  /** Objects by number, without their streams. */
  readonly objects: ReadonlyMap<number, string>;
  /** Streams by number, unpacked. */
  readonly streams: ReadonlyMap<number, Buffer>;
}

/** A mark of the page: which element it belongs to, and the texts that it shows. */
export interface Mark {
  /** `P`, `TD`, … or `Artifact`. */
  readonly tag: string;
  readonly mcid: number | undefined;
  readonly texts: readonly string[];
}

interface Place {
  readonly kind: number;
  readonly position: number;
  readonly index: number;
}

/** Reads a whole file; throws when an object is not where the cross-reference stream says. */
export function readPdf(bytes: Uint8Array): PdfReader {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  const start = Number(find(/startxref\n(\d+)\n%%EOF\n$/, text));
  const [, xref] = readObject(file, text, start);
  const places = readPlaces(xref);
  const objects = new Map<number, string>();
  const streams = new Map<number, Buffer>();
  places.forEach(({ kind, position }, id) => {
    if (kind !== 1) return;
    const [number, object] = readObject(file, text, position);
    if (number !== id) throw new Error(`object ${id} is not at ${position}`);
    objects.set(id, object.body);
    if (object.stream) streams.set(id, object.stream);
  });
  places.forEach(({ kind, position, index }, id) => {
    if (kind === 2)
      objects.set(id, readPacked(id, index, objects.get(position), streams.get(position)));
  });
  return { trailer: xref.body, objects, streams };
}

/** The number that a reference under a key points to. */
export function reference(body: string, key: string): number {
  return Number(find(new RegExp(`/${key} (\\d+) 0 R`), body));
}

/** The numbers that an array of references under a key points to. */
export function references(body: string, key: string): readonly number[] {
  const list = find(new RegExp(`/${key}\\s?\\[([^\\]]*)\\]`), body);
  return [...list.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}

/** An object; throws when there is none. */
export function objectOf({ objects }: PdfReader, id: number): string {
  const body = objects.get(id);
  if (body === undefined) throw new Error(`no object ${id}`);
  return body;
}

/** A stream, unpacked; throws when there is none. */
export function streamOf({ streams }: PdfReader, id: number): Buffer {
  const stream = streams.get(id);
  if (!stream) throw new Error(`no stream ${id}`);
  return stream;
}

/** The document's catalog. */
export function catalogOf(pdf: PdfReader): string {
  return objectOf(pdf, reference(pdf.trailer, 'Root'));
}

/** The numbers of the pages, in order. */
export function pageIds(pdf: PdfReader): readonly number[] {
  return references(objectOf(pdf, reference(catalogOf(pdf), 'Pages')), 'Kids');
}

/** A page's content stream. */
export function contentOf(pdf: PdfReader, pageId: number): string {
  return streamOf(pdf, reference(objectOf(pdf, pageId), 'Contents')).toString('latin1');
}

/** Codes of the fonts back to characters, from the ToUnicode map that both share. */
export function toUnicodeOf(pdf: PdfReader): ReadonlyMap<number, string> {
  const font = [...pdf.objects.values()].find((body) => body.includes('/Subtype/Type0'));
  const map = streamOf(pdf, reference(font ?? '', 'ToUnicode')).toString('latin1');
  const characters = new Map<number, string>();
  for (const [, first = '', last = '', target = ''] of map.matchAll(
    /<([0-9A-F]{4})><([0-9A-F]{4})><([0-9A-F]{4})>/g,
  )) {
    for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += 1) {
      const character = parseInt(target, 16) + code - parseInt(first, 16);
      characters.set(code, String.fromCharCode(character));
    }
  }
  return characters;
}

/** Everything that a page shows, mark by mark; throws when something is drawn outside a mark. */
export function marksOf(pdf: PdfReader, pageId: number): readonly Mark[] {
  const characters = toUnicodeOf(pdf);
  const content = contentOf(pdf, pageId);
  const marks: Mark[] = [];
  const pattern = /\/(\w+) <<(.*?)>>BDC\n([\s\S]*?)EMC\n/gy;
  let read = 0;
  for (const [all, tag = '', properties = '', drawn = ''] of content.matchAll(pattern)) {
    const mcid = /\/MCID (\d+)/.exec(properties)?.[1];
    marks.push({
      tag,
      mcid: mcid === undefined ? undefined : Number(mcid),
      texts: codesIn(drawn).map((codes) =>
        codes.map((code) => characters.get(code) ?? '').join(''),
      ),
    });
    read += all.length;
  }
  if (read !== content.length) throw new Error(`unmarked content at ${read}`);
  return marks;
}

/** What a page shows, marks on lines of their own, lines of a mark joined as they are. */
export function pageText(pdf: PdfReader, pageId: number): string {
  return marksOf(pdf, pageId)
    .map(({ texts }) => texts.join(''))
    .join('\n');
}

/** What all pages show. */
export function wholeText(bytes: Uint8Array): string {
  const pdf = readPdf(bytes);
  return pageIds(pdf)
    .map((id) => pageText(pdf, id))
    .join('\n');
}

/** The codes of each string that is shown. */
export function codesIn(content: string): readonly (readonly number[])[] {
  return [...content.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)Tj/g)].map(([, string = '']) => {
    const plain = string.replace(/\\([\s\S])/g, (_, escaped) => (escaped === 'r' ? '\r' : escaped));
    return Array.from(
      { length: plain.length / 2 },
      (_, index) => plain.charCodeAt(index * 2) * 256 + plain.charCodeAt(index * 2 + 1),
    );
  });
}

interface RawObject {
  readonly body: string;
  readonly stream?: Buffer;
}

function readObject(file: Buffer, text: string, offset: number): readonly [number, RawObject] {
  const head = /(\d+) 0 obj\n/y;
  head.lastIndex = offset;
  const match = head.exec(text);
  if (!match) throw new Error(`no object at ${offset}`);
  const end = text.indexOf('\nendobj\n', offset);
  const streamAt = text.indexOf('>>\nstream\n', offset);
  if (streamAt === -1 || streamAt > end) {
    return [Number(match[1]), { body: text.slice(head.lastIndex, end) }];
  }
  const body = text.slice(head.lastIndex, streamAt + 2);
  const from = streamAt + '>>\nstream\n'.length;
  const length = Number(find(/\/Length (\d+)/, body));
  const raw = file.subarray(from, from + length);
  if (text.slice(from + length, from + length + 18) !== '\nendstream\nendobj\n') {
    throw new Error(`stream of object ${match[1]} has another length`);
  }
  const packed = body.includes('/FlateDecode');
  return [Number(match[1]), { body, stream: packed ? inflateSync(raw) : raw }];
}

function readPlaces({ body, stream }: RawObject): readonly Place[] {
  if (!stream || !body.includes('/W[1 4 2]')) throw new Error('no cross-reference stream');
  const size = Number(find(/\/Size (\d+)/, body));
  if (stream.length !== size * 7) throw new Error('cross-reference stream has another length');
  return Array.from({ length: size }, (_, id) => ({
    kind: stream.readUInt8(id * 7),
    position: stream.readUInt32BE(id * 7 + 1),
    index: stream.readUInt16BE(id * 7 + 5),
  }));
}

function readPacked(id: number, index: number, body = '', stream?: Buffer): string {
  const first = Number(find(/\/First (\d+)/, body));
  const text = stream?.toString('latin1') ?? '';
  const head = text.slice(0, first).trim().split(' ').map(Number);
  if (head[index * 2] !== id) throw new Error(`object ${id} is not in its stream`);
  const from = first + (head[index * 2 + 1] ?? NaN);
  const next = head[index * 2 + 3];
  return text.slice(from, next === undefined ? undefined : first + next).trim();
}

function find(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern.source} not found`);
  return found;
}
