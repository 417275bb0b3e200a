/** Makes PNG files of every kind for tests, by the standard (ISO/IEC 15948) and without the reader under test. */
import { crc32, deflateSync } from 'node:zlib';

export interface PngKind {
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly interlaced?: boolean;
  readonly palette?: readonly number[];
  readonly transparency?: readonly number[];
  /** Filter type of each row, taken in turn. */
  readonly filters?: readonly number[];
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Writes a picture whose samples `sampleOf` gives. */
export function png(
  width: number,
  height: number,
  kind: PngKind,
  sampleOf: (x: number, y: number, channel: number) => number,
): Uint8Array {
  const passes = kind.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  const channels = CHANNELS[kind.colourType];
  const rows: Buffer[] = [];
  for (const [startX, startY, stepX, stepY] of passes) {
    if (startX >= width) continue;
    let above: Buffer | undefined;
    for (let y = startY; y < height; y += stepY) {
      const samples: number[] = [];
      for (let x = startX; x < width; x += stepX) {
        for (let channel = 0; channel < channels; channel += 1)
          samples.push(sampleOf(x, y, channel));
      }
      const row = pack(samples, kind.depth);
      const filter = kind.filters?.[rows.length % kind.filters.length] ?? 0;
      const distance = Math.max(1, (channels * kind.depth) >> 3);
      rows.push(
        Buffer.concat([
          Buffer.from([filter]),
          filtered(row, above ?? Buffer.alloc(row.length), filter, distance),
        ]),
      );
      above = row;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([kind.depth, kind.colourType, 0, 0, kind.interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(kind.palette ? [chunk('PLTE', Buffer.from(kind.palette))] : []),
    ...(kind.transparency ? [chunk('tRNS', Buffer.from(kind.transparency))] : []),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function pack(samples: readonly number[], depth: number): Buffer {
  const row = Buffer.alloc(Math.ceil((samples.length * depth) / 8));
  samples.forEach((sample, index) => {
    if (depth === 16) row.writeUInt16BE(sample, index * 2);
    else {
      const bit = index * depth;
      row[bit >> 3] = (row[bit >> 3] ?? 0) | (sample << (8 - depth - (bit & 7)));
    }
  });
  return row;
}

function filtered(row: Buffer, above: Buffer, filter: number, distance: number): Buffer {
  return Buffer.from(
    row.map((byte, index) => {
      const left = row[index - distance] ?? 0;
      const up = above[index] ?? 0;
      const corner = above[index - distance] ?? 0;
      const paeth = [left, up, corner].reduce((best, each) => {
        const estimate = left + up - corner;
        return Math.abs(estimate - each) < Math.abs(estimate - best) ? each : best;
      });
      return byte - ([0, left, up, (left + up) >> 1, paeth][filter] ?? 0);
    }),
  );
}
