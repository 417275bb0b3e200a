import { inflateSync } from 'node:zlib';
import { PdfScanner, UnreadablePdf, type PdfDictionary, type PdfValue } from './pdf-syntax.ts';

/**
 * A PDF's cross-reference (ISO 32000-1 §7.5): classic tables, cross-reference streams and object streams, updates
 * included. Streams are unfiltered or deflated; an encrypted file is refused.
 */

/** A stream: its dictionary and its bytes, decoded. */
export interface PdfStream {
  readonly dictionary: PdfDictionary;
  readonly bytes: Buffer;
}

type Place =
  | { readonly in: 'file'; readonly offset: number }
  | { readonly in: 'stream'; readonly stream: number; readonly index: number };

interface PdfObject {
  readonly value: PdfValue;
  /** Where a stream's raw bytes begin, if the object is one. */
  readonly streamAt: number | undefined;
}

const INFLATED_BYTES_MAX = 50_000_000;
const SECTIONS_MAX = 64;
const ENTRIES_MAX = 1_000_000;
const REFERENCES_FOLLOWED_MAX = 16;
const NOTHING: PdfValue = { kind: 'other' };

/** A PDF opened for reading. Every method throws `UnreadablePdf` where the structure does not hold. */
export class PdfFile {
  readonly #text: string;
  readonly #bytes: Buffer;
  readonly #places = new Map<number, Place>();
  readonly #objectStreams = new Map<number, readonly PdfValue[]>();
  readonly trailer: PdfDictionary;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#text = bytes.toString('latin1');
    if (!this.#text.startsWith('%PDF-')) throw new UnreadablePdf('no PDF header');
    this.trailer = this.#readSections();
    if (this.trailer.entries.has('Encrypt')) throw new UnreadablePdf('the file is encrypted');
  }

  /** Follows references until something that is not one. */
  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? NOTHING;
    for (let step = 0; current.kind === 'reference'; step += 1) {
      if (step > REFERENCES_FOLLOWED_MAX) throw new UnreadablePdf('references in a circle');
      current = this.#object(current.object).value;
    }
    return current;
  }

  /** A dictionary's entry, references followed. */
  entry(dictionary: PdfDictionary, key: string): PdfValue {
    return this.resolve(dictionary.entries.get(key));
  }

  /** The stream that a reference leads to. */
  stream(reference: PdfValue | undefined): PdfStream | undefined {
    if (reference?.kind !== 'reference') return undefined;
    const { value, streamAt } = this.#object(reference.object);
    if (value.kind !== 'dictionary' || streamAt === undefined) return undefined;
    return { dictionary: value, bytes: this.#decode(value, streamAt) };
  }

  #object(number: number): PdfObject {
    const place = this.#places.get(number);
    if (!place) return { value: NOTHING, streamAt: undefined };
    if (place.in === 'stream') {
      const value = this.#objectStream(place.stream)[place.index] ?? NOTHING;
      return { value, streamAt: undefined };
    }
    const { object, ...found } = this.#objectAt(place.offset);
    if (object !== number) throw new UnreadablePdf(`object ${number} is not where it should be`);
    return found;
  }

  #objectAt(offset: number): PdfObject & { readonly object: number } {
    const scanner = new PdfScanner(this.#text, offset);
    const object = scanner.integer();
    scanner.integer();
    if (!scanner.take('obj')) throw new UnreadablePdf(`no object at byte ${offset}`);
    const value = scanner.value();
    if (!scanner.take('stream')) return { object, value, streamAt: undefined };
    if (this.#text.charAt(scanner.at) === '\r') scanner.at += 1;
    if (this.#text.charAt(scanner.at) === '\n') scanner.at += 1;
    return { object, value, streamAt: scanner.at };
  }

  #decode(dictionary: PdfDictionary, start: number): Buffer {
    const length = this.entry(dictionary, 'Length');
    const end = length.kind === 'number' ? start + length.value : -1;
    if (end < start || !/^\s*endstream/.test(this.#text.slice(end, end + 16))) {
      throw new UnreadablePdf(`the stream at byte ${start} has not the length that it says`);
    }
    const raw = this.#bytes.subarray(start, end);
    return this.#filters(dictionary).reduce((bytes, filter) => {
      if (filter !== 'FlateDecode') throw new UnreadablePdf(`filter ${filter} is not read`);
      return inflate(bytes);
    }, raw);
  }

  #filters(dictionary: PdfDictionary): readonly string[] {
    const filter = this.entry(dictionary, 'Filter');
    const list = filter.kind === 'list' ? filter.items : [filter];
    return list.flatMap((item) => {
      const name = this.resolve(item);
      return name.kind === 'name' ? [name.text] : [];
    });
  }

  #objectStream(number: number): readonly PdfValue[] {
    const known = this.#objectStreams.get(number);
    if (known) return known;
    if (this.#places.get(number)?.in !== 'file') throw new UnreadablePdf('no such object stream');
    const stream = this.stream({ kind: 'reference', object: number });
    const first = stream ? this.entry(stream.dictionary, 'First') : NOTHING;
    const count = stream ? this.entry(stream.dictionary, 'N') : NOTHING;
    if (!stream || first.kind !== 'number' || count.kind !== 'number' || count.value > ENTRIES_MAX)
      throw new UnreadablePdf(`object stream ${number} is not one`);
    const text = stream.bytes.toString('latin1');
    const header = new PdfScanner(text, 0);
    const offsets = Array.from({ length: count.value }, () => {
      header.integer();
      return header.integer();
    });
    const objects = offsets.map((offset) => new PdfScanner(text, first.value + offset).value());
    this.#objectStreams.set(number, objects);
    return objects;
  }

  /** Reads the newest section and all that it continues; an older section never overrides a newer one. */
  #readSections(): PdfDictionary {
    const last = this.#text.lastIndexOf('startxref');
    if (last < 0) throw new UnreadablePdf('no startxref');
    const waiting = [new PdfScanner(this.#text, last + 'startxref'.length).integer()];
    const seen = new Set<number>();
    let newest: PdfDictionary | undefined;
    for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
      if (seen.has(offset)) continue;
      if (seen.size >= SECTIONS_MAX) throw new UnreadablePdf('too many updates');
      seen.add(offset);
      const trailer = this.#readSection(offset);
      newest ??= trailer;
      for (const key of ['XRefStm', 'Prev']) {
        const next = trailer.entries.get(key);
        if (next?.kind === 'number') waiting.push(next.value);
      }
    }
    if (!newest) throw new UnreadablePdf('no trailer');
    return newest;
  }

  #readSection(offset: number): PdfDictionary {
    const scanner = new PdfScanner(this.#text, offset);
    return scanner.take('xref') ? this.#readTable(scanner) : this.#readXrefStream(offset);
  }

  #readTable(scanner: PdfScanner): PdfDictionary {
    while (!scanner.take('trailer')) {
      const first = scanner.integer();
      const count = scanner.integer();
      if (count < 0 || count > ENTRIES_MAX) throw new UnreadablePdf('cross-reference too long');
      for (let index = 0; index < count; index += 1) {
        const offset = scanner.integer();
        scanner.integer();
        if (scanner.take('n')) this.#place(first + index, { in: 'file', offset });
        else if (!scanner.take('f')) throw new UnreadablePdf('a cross-reference entry is spoilt');
      }
    }
    const trailer = scanner.value();
    if (trailer.kind !== 'dictionary') throw new UnreadablePdf('no trailer dictionary');
    return trailer;
  }

  #readXrefStream(offset: number): PdfDictionary {
    const { value, streamAt } = this.#objectAt(offset);
    if (value.kind !== 'dictionary' || streamAt === undefined)
      throw new UnreadablePdf('no cross-reference at startxref');
    const widths = numbers(value.entries.get('W'));
    const width = widths.reduce((sum, part) => sum + part, 0);
    if (widths.length !== 3 || width < 1 || width > 32)
      throw new UnreadablePdf('a cross-reference stream without widths');
    const rows = unpredict(this.#decode(value, streamAt), value, width);
    const size = numbers(value.entries.get('Size'))[0] ?? 0;
    const given = numbers(value.entries.get('Index'));
    const index = given.length > 0 ? given : [0, size];
    let row = 0;
    for (let pair = 0; pair + 1 < index.length; pair += 2) {
      const first = index[pair] ?? 0;
      const count = Math.min(index[pair + 1] ?? 0, Math.floor(rows.length / width) - row);
      for (let step = 0; step < count; step += 1, row += 1) {
        this.#placeRow(first + step, rows.subarray(row * width, (row + 1) * width), widths);
      }
    }
    return value;
  }

  #placeRow(number: number, row: Buffer, [kindWidth = 0, secondWidth = 0]: readonly number[]) {
    const kind = kindWidth === 0 ? 1 : bigEndian(row.subarray(0, kindWidth));
    const second = bigEndian(row.subarray(kindWidth, kindWidth + secondWidth));
    const third = bigEndian(row.subarray(kindWidth + secondWidth));
    if (kind === 1) this.#place(number, { in: 'file', offset: second });
    if (kind === 2) this.#place(number, { in: 'stream', stream: second, index: third });
  }

  #place(number: number, place: Place): void {
    if (!this.#places.has(number)) this.#places.set(number, place);
  }
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: INFLATED_BYTES_MAX });
  } catch {
    throw new UnreadablePdf('a deflated stream is spoilt or too large');
  }
}

function numbers(value: PdfValue | undefined): readonly number[] {
  const list = value?.kind === 'list' ? value.items : value ? [value] : [];
  return list.flatMap((item) => (item.kind === 'number' ? [item.value] : []));
}

function bigEndian(bytes: Buffer): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** Undoes the PNG predictor "up", the one that writers use on cross-reference streams. */
function unpredict(bytes: Buffer, dictionary: PdfDictionary, width: number): Buffer {
  const parameters = dictionary.entries.get('DecodeParms');
  const predictor =
    parameters?.kind === 'dictionary' ? (numbers(parameters.entries.get('Predictor'))[0] ?? 1) : 1;
  if (predictor === 1) return bytes;
  const rows = Math.floor(bytes.length / (width + 1));
  const plain = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const tag = bytes[row * (width + 1)];
    if (tag !== 0 && tag !== 2) throw new UnreadablePdf(`predictor ${tag} is not read`);
    for (let column = 0; column < width; column += 1) {
      const above = tag === 2 && row > 0 ? (plain[(row - 1) * width + column] ?? 0) : 0;
      plain[row * width + column] = (bytes[row * (width + 1) + 1 + column] ?? 0) + above;
    }
  }
  return plain;
}
