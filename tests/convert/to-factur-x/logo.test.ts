import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { LOGO_BYTES_MAX } from '../../../backend/convert/to-factur-x/look.ts';
import { parseLogo } from '../../../backend/convert/to-factur-x/pdf/logo.ts';
import { render } from '../../../backend/convert/to-factur-x/to-factur-x.ts';
import { pageIds, contentOf, marksOf, readPdf } from './pdf-reader.ts';
import { png, type PngKind } from './picture.ts';
import { invoiceOf, lines, SAMPLE_XML } from './sample.ts';

const WIDTH = 13;
const HEIGHT = 11;

/** The pixels of a logo as plain RGB. */
function pixels(bytes: Uint8Array): Buffer {
  const image = parseLogo(bytes);
  if (!image) throw new Error('not read');
  expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
  return inflateSync(image.bytes);
}

function expected(colourAt: (x: number, y: number) => readonly number[]): Buffer {
  return Buffer.from(
    Array.from({ length: WIDTH * HEIGHT }, (_, index) =>
      colourAt(index % WIDTH, Math.floor(index / WIDTH)),
    ).flat(),
  );
}

const red = (x: number, y: number) => (x * 19 + y * 3) % 256;
const rgb = (x: number, y: number, channel: number) => (red(x, y) + channel * 40) % 256;
const onWhite = (value: number, alpha: number) => Math.round(255 + ((value - 255) * alpha) / 255);

/** A JPEG as far as its frame header; nothing here unpacks one. */
function jpeg(components: number, precision = 8): Uint8Array {
  const application = [0xff, 0xe0, 0, 4, 1, 2];
  const frame = [0xff, 0xc2, 0, 8 + 3 * components, precision, 0, 120, 1, 64, components];
  return Uint8Array.from([0xff, 0xd8, ...application, ...frame, ...Array(3 * components).fill(0)]);
}

describe('parseLogo', () => {
  const filters = [0, 1, 2, 3, 4];

  it.each<[string, PngKind]>([
    ['plain', { depth: 8, colourType: 2 }],
    ['filtered', { depth: 8, colourType: 2, filters }],
    ['interlaced', { depth: 8, colourType: 2, filters, interlaced: true }],
  ])('reads RGB, %s', (_, kind) => {
    const wanted = expected((x, y) => [0, 1, 2].map((channel) => rgb(x, y, channel)));
    expect(pixels(png(WIDTH, HEIGHT, kind, rgb)).equals(wanted)).toBe(true);
  });

  it('reads 16 bits by their upper half', () => {
    const picture = png(
      WIDTH,
      HEIGHT,
      { depth: 16, colourType: 2, filters },
      (x, y, channel) => rgb(x, y, channel) * 256 + 7,
    );
    const wanted = expected((x, y) => [0, 1, 2].map((channel) => rgb(x, y, channel)));
    expect(pixels(picture).equals(wanted)).toBe(true);
  });

  it.each([1, 2, 4, 8] as const)('reads grey of %d bits, interlaced too', (depth) => {
    const top = 2 ** depth - 1;
    const sample = (x: number, y: number) => (x + y) % (top + 1);
    const wanted = expected((x, y) => Array(3).fill(Math.round((sample(x, y) * 255) / top)));
    for (const interlaced of [false, true]) {
      const picture = png(WIDTH, HEIGHT, { depth, colourType: 0, interlaced, filters }, sample);
      expect(pixels(picture).equals(wanted)).toBe(true);
    }
  });

  it('reads a palette and lays its transparency on white', () => {
    const kind = {
      depth: 2,
      colourType: 3,
      palette: [10, 20, 30, 200, 100, 0, 0, 0, 0],
      transparency: [255, 128],
    } as const;
    const sample = (x: number, y: number) => (x + y) % 3;
    const colours = [
      [10, 20, 30],
      [onWhite(200, 128), onWhite(100, 128), onWhite(0, 128)],
      [0, 0, 0],
    ];
    const wanted = expected((x, y) => colours[sample(x, y)] ?? []);
    expect(pixels(png(WIDTH, HEIGHT, kind, sample)).equals(wanted)).toBe(true);
  });

  it('lays an alpha channel on white, in colour and in grey', () => {
    const alpha = (x: number) => (x * 20) % 256;
    const colour = png(WIDTH, HEIGHT, { depth: 8, colourType: 6, filters }, (x, y, channel) =>
      channel === 3 ? alpha(x) : rgb(x, y, channel),
    );
    expect(
      pixels(colour).equals(
        expected((x, y) => [0, 1, 2].map((channel) => onWhite(rgb(x, y, channel), alpha(x)))),
      ),
    ).toBe(true);
    const grey = png(WIDTH, HEIGHT, { depth: 8, colourType: 4, filters }, (x, y, channel) =>
      channel === 1 ? alpha(x) : red(x, y),
    );
    expect(
      pixels(grey).equals(expected((x, y) => Array(3).fill(onWhite(red(x, y), alpha(x))))),
    ).toBe(true);
  });

  it('takes the one transparent colour of a picture without alpha for white', () => {
    const kind = { depth: 8, colourType: 2, transparency: [0, 1, 0, 2, 0, 3] } as const;
    const picture = png(WIDTH, HEIGHT, kind, (x, _, channel) => (x === 0 ? channel + 1 : 9));
    expect(pixels(picture).equals(expected((x) => Array(3).fill(x === 0 ? 255 : 9)))).toBe(true);
  });

  it('takes a JPEG in grey or RGB as it is, and leaves CMYK and 12 bits', () => {
    const colour = jpeg(3);
    expect(parseLogo(colour)).toMatchObject({ width: 320, height: 120, bytes: colour });
    expect(parseLogo(colour)?.entries).toContain('/DeviceRGB');
    expect(parseLogo(jpeg(1))?.entries).toContain('/DeviceGray');
    expect(parseLogo(jpeg(4))).toBeUndefined();
    expect(parseLogo(jpeg(3, 12))).toBeUndefined();
  });

  it('refuses whatever is damaged, too large or no picture, without a throw', () => {
    const whole = png(WIDTH, HEIGHT, { depth: 8, colourType: 2 }, rgb);
    for (let length = 0; length < whole.length - 16; length += 1) {
      expect(parseLogo(whole.slice(0, length))).toBeUndefined();
    }
    const spoilt = whole.slice();
    spoilt.fill(0xaa, 45, 60);
    const huge = whole.slice();
    new DataView(huge.buffer, huge.byteOffset).setUint32(16, 70_000);
    new DataView(huge.buffer, huge.byteOffset).setUint32(20, 70_000);
    for (const bytes of [spoilt, huge, new Uint8Array(LOGO_BYTES_MAX + 1), Buffer.from('<svg/>')]) {
      expect(parseLogo(bytes)).toBeUndefined();
    }
    for (let length = 0; length < 14; length += 1) {
      expect(parseLogo(jpeg(3).slice(0, length))).toBeUndefined();
    }
  });
});

describe('the logo on the page', () => {
  const logo = png(WIDTH, HEIGHT, { depth: 8, colourType: 2 }, rgb);

  it('stands on the first page alone, as a figure with words, in place of the name', () => {
    const pdf = readPdf(render(invoiceOf(lines(40)), SAMPLE_XML, { logo }));
    const [first = 0, ...others] = pageIds(pdf);
    expect(contentOf(pdf, first)).toContain('/Im1 Do');
    for (const page of others) expect(contentOf(pdf, page)).not.toContain('/Im1 Do');
    expect(marksOf(pdf, first)[0]?.tag).toBe('Figure');
    expect([...pdf.objects.values()].some((body) => /^<<\/S\/Figure.*\/Alt<FEFF/.test(body))).toBe(
      true,
    );
  });

  it('gives way to the name when it cannot be drawn', () => {
    const pdf = readPdf(render(invoiceOf(lines(1)), SAMPLE_XML, { logo: logo.slice(0, 50) }));
    const [first] = marksOf(pdf, pageIds(pdf)[0] ?? 0);
    expect(first).toMatchObject({ tag: 'P', texts: ['Atelier Numérique du Marais'] });
  });

  it('gives the same bytes the first time and when it is known', () => {
    const fresh = logo.slice();
    const [first, second] = [0, 1].map(() =>
      render(invoiceOf(lines(1)), SAMPLE_XML, { logo: fresh }),
    );
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(true);
  });
});
