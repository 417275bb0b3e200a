/**
 * The sRGB colour space as an ICC profile, version 2.1 (ICC.1:2001-04): what PDF/A asks for so that a colour means the
 * same everywhere. Built from the numbers of IEC 61966-2-1, whose primaries are given here adapted to D50.
 */

const HEADER_BYTES = 128;
const TAG_ROW_BYTES = 12;

/** Points of the tone curve: 256 keep every 8-bit colour within one step. */
const CURVE_POINTS = 256;

/** The white of the profile connection space, D50. */
const D50 = [0.9642, 1, 0.8249] as const;

const PRIMARIES = {
  rXYZ: [0.4360747, 0.2225045, 0.0139322],
  gXYZ: [0.3850649, 0.7168786, 0.0971045],
  bXYZ: [0.1430804, 0.0606169, 0.7141733],
} as const;

/** The profile's bytes. */
export function srgbProfile(): Uint8Array {
  const curve = toneCurve();
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', description('sRGB')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(PRIMARIES.rXYZ)],
    ['gXYZ', xyz(PRIMARIES.gXYZ)],
    ['bXYZ', xyz(PRIMARIES.bXYZ)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * TAG_ROW_BYTES);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  let end = HEADER_BYTES + table.length;
  tags.forEach(([signature, data], index) => {
    // The three curves are one: they share their place.
    const offset = places.get(data) ?? end;
    if (offset === end) end += data.length;
    places.set(data, offset);
    const row = 4 + index * TAG_ROW_BYTES;
    table.write(signature, row, 'latin1');
    table.writeUInt32BE(offset, row + 4);
    table.writeUInt32BE(data.length, row + 8);
  });
  return Buffer.concat([header(end), table, ...places.keys()]);
}

function header(bytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(bytes, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // A constant date: 2026-01-01.
  [2026, 1, 1, 0, 0, 0].forEach((part, index) => header.writeUInt16BE(part, 24 + index * 2));
  header.write('acsp', 36, 'latin1');
  D50.forEach((value, index) => header.writeInt32BE(fixed(value), 68 + index * 4));
  return header;
}

/** s15Fixed16Number. */
function fixed(value: number): number {
  return Math.round(value * 65536);
}

function tag(type: string, content: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (content.length % 4)) % 4);
  return Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), content, padding]);
}

function text(value: string): Buffer {
  return tag('text', Buffer.from(`${value}\0`, 'latin1'));
}

function description(value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length + 1);
  // Then an empty Unicode and an empty Macintosh description, which version 2 demands.
  return tag(
    'desc',
    Buffer.concat([length, Buffer.from(`${value}\0`, 'latin1'), Buffer.alloc(78)]),
  );
}

function xyz(values: readonly number[]): Buffer {
  const content = Buffer.alloc(12);
  values.forEach((value, index) => content.writeInt32BE(fixed(value), index * 4));
  return tag('XYZ ', content);
}

/** The sRGB transfer function from encoded to linear light. */
function toneCurve(): Buffer {
  const content = Buffer.alloc(4 + CURVE_POINTS * 2);
  content.writeUInt32BE(CURVE_POINTS, 0);
  for (let point = 0; point < CURVE_POINTS; point += 1) {
    const encoded = point / (CURVE_POINTS - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    content.writeUInt16BE(Math.round(linear * 65535), 4 + point * 2);
  }
  return tag('curv', content);
}
