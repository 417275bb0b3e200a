/** Reads a PNG of any kind (ISO/IEC 15948) into plain RGB on white paper: transparency needs nothing of PDF then. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Image } from './image.ts';

/** Most pixels of a picture: beyond what any page can show of a logo. */
const PIXELS_MAX = 2_000_000;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

const HEADER_BYTES = 13;

/** Samples of a pixel, by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const DEPTHS: readonly number[] = [1, 2, 4, 8, 16];

/** Which pixels a pass holds: first column and row, and steps. */
type Pass = readonly [x: number, y: number, stepX: number, stepY: number];

const ONE_PASS: readonly Pass[] = [[0, 0, 1, 1]];
const ADAM7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

interface Png {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly channels: number;
  readonly passes: readonly Pass[];
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
  /** Compressed pixels. */
  readonly data: Uint8Array;
}

/** Whether the bytes begin as a PNG does. */
export function looksLikePng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The picture; undefined when the file is damaged or larger than PIXELS_MAX. */
export function parsePng(bytes: Uint8Array): Image | undefined {
  const png = readChunks(bytes);
  const filtered = png && inflate(png);
  const rgb = filtered && toRgb(png, filtered);
  return (
    rgb && {
      width: png.width,
      height: png.height,
      entries: '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode',
      bytes: deflateSync(rgb, { level: 9 }),
    }
  );
}

/** Unpacks the pixels, never further than the picture can be large; undefined when zlib refuses the data. */
function inflate({ data, width, height, channels }: Png): Uint8Array | undefined {
  // Two bytes a sample and a filter byte a row; an interlaced picture has a few rows and bytes more.
  const maxOutputLength = 2 * (width * channels * 2 + 8) * (height + 8);
  try {
    return inflateSync(data, { maxOutputLength });
  } catch {
    return undefined;
  }
}

function readChunks(bytes: Uint8Array): Png | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array[]>();
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    const content = bytes.subarray(at + 8, at + 8 + length);
    chunks.set(name, [...(chunks.get(name) ?? []), content]);
    at += 12 + length;
  }
  const [header] = chunks.get('IHDR') ?? [];
  if (header?.length !== HEADER_BYTES) return undefined;
  return readHeader(header, {
    palette: chunks.get('PLTE')?.[0] ?? new Uint8Array(),
    transparency: chunks.get('tRNS')?.[0] ?? new Uint8Array(),
    data: Buffer.concat(chunks.get('IDAT') ?? []),
  });
}

function readHeader(
  header: Uint8Array,
  rest: Pick<Png, 'palette' | 'transparency' | 'data'>,
): Png | undefined {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, interlace] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)];
  const channels = CHANNELS[colourType];
  const pixels = width * height;
  if (channels === undefined || !DEPTHS.includes(depth) || interlace > 1) return undefined;
  if (pixels === 0 || pixels > PIXELS_MAX) return undefined;
  const passes = interlace === 1 ? ADAM7 : ONE_PASS;
  return { width, height, depth, colourType, channels, passes, ...rest };
}

/** Undoes the filters pass by pass and puts every pixel on white; undefined when pixels are missing. */
function toRgb(png: Png, filtered: Uint8Array): Uint8Array | undefined {
  const rgb = new Uint8Array(png.width * png.height * 3).fill(255);
  let at = 0;
  for (const [startX, startY, stepX, stepY] of png.passes) {
    const columns = Math.ceil((png.width - startX) / stepX);
    const rows = Math.ceil((png.height - startY) / stepY);
    if (columns <= 0 || rows <= 0) continue;
    const rowBytes = Math.ceil((columns * png.channels * png.depth) / 8);
    let above = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row += 1) {
      if (at + 1 + rowBytes > filtered.length) return undefined;
      const line = filtered.slice(at + 1, at + 1 + rowBytes);
      unfilter(line, above, filtered[at] ?? 0, Math.max(1, (png.channels * png.depth) >> 3));
      const first = (startY + row * stepY) * png.width + startX;
      for (let column = 0; column < columns; column += 1) {
        paint(png, line, column, rgb, (first + column * stepX) * 3);
      }
      above = line;
      at += 1 + rowBytes;
    }
  }
  return rgb;
}

/** Undoes one row's filter in place (§9.2); `distance` is the bytes of a pixel. */
function unfilter(line: Uint8Array, above: Uint8Array, filter: number, distance: number): void {
  for (let index = 0; index < line.length; index += 1) {
    const left = index < distance ? 0 : (line[index - distance] ?? 0);
    const up = above[index] ?? 0;
    const corner = index < distance ? 0 : (above[index - distance] ?? 0);
    line[index] = (line[index] ?? 0) + predictor(filter, left, up, corner);
  }
}

function predictor(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [byLeft, byUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const byCorner = Math.abs(left + up - 2 * corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** Writes one pixel as RGB on white. */
function paint(png: Png, line: Uint8Array, column: number, rgb: Uint8Array, at: number): void {
  const { colourType, palette, transparency, depth, channels } = png;
  const first = column * channels;
  const sample = (channel: number) => sampleAt(line, first + channel, depth);
  const scaled = (channel: number) => (sample(channel) * 255) / (2 ** Math.min(depth, 8) - 1);
  const isGrey = colourType === 0 || colourType === 4;
  let colour: readonly number[];
  let alpha = 255;
  if (colourType === 3) {
    const index = sample(0);
    colour = [0, 1, 2].map((channel) => palette[index * 3 + channel] ?? 0);
    alpha = transparency[index] ?? 255;
  } else {
    colour = isGrey ? [scaled(0), scaled(0), scaled(0)] : [scaled(0), scaled(1), scaled(2)];
    if (colourType >= 4) alpha = scaled(channels - 1);
    else if (isTransparent(png, line, first)) alpha = 0;
  }
  colour.forEach((value, channel) => {
    rgb[at + channel] = Math.round(255 + ((value - 255) * alpha) / 255);
  });
}

/** Whether a pixel without alpha has the one colour that stands for nothing (tRNS, §11.3.2.1). */
function isTransparent(png: Png, line: Uint8Array, first: number): boolean {
  const { transparency, channels, depth } = png;
  if (transparency.length < channels * 2) return false;
  for (let channel = 0; channel < channels; channel += 1) {
    const wanted = ((transparency[channel * 2] ?? 0) << 8) | (transparency[channel * 2 + 1] ?? 0);
    const at = (first + channel) * 2;
    const actual =
      depth === 16
        ? ((line[at] ?? 0) << 8) | (line[at + 1] ?? 0)
        : sampleAt(line, first + channel, depth);
    if (actual !== wanted) return false;
  }
  return true;
}

/** One sample of a row, 0 to 255 at most: of 16 bits the upper eight. */
function sampleAt(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index] ?? 0;
  if (depth === 16) return line[index * 2] ?? 0;
  const bit = index * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}
