import type { Image } from './image.ts';

const COLOUR_SPACES: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB' };

/** Start-of-frame markers of the codings that PDF's DCTDecode reads: baseline, extended, progressive (Huffman). */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];

const START_OF_SCAN = 0xda;

/** Whether the bytes begin as a JPEG does. */
export function looksLikeJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * A JPEG as it is: PDF reads its coding. Undefined when it is damaged, not 8 bits deep, or in CMYK, for which PDF/A
 * would need another output intent (ISO 19005-3 §6.2.4.3).
 */
export function parseJpeg(bytes: Uint8Array): Image | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === START_OF_SCAN) return undefined;
    if (FRAMES.includes(marker)) return frame(bytes, view, at + 4);
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The frame header: precision, height, width, components (ITU-T T.81 §B.2.2). */
function frame(bytes: Uint8Array, view: DataView, at: number): Image | undefined {
  if (at + 6 > bytes.length) return undefined;
  const [height, width] = [view.getUint16(at + 1), view.getUint16(at + 3)];
  const colourSpace = COLOUR_SPACES[view.getUint8(at + 5)];
  if (view.getUint8(at) !== 8 || height === 0 || width === 0 || !colourSpace) return undefined;
  const entries = `/ColorSpace/${colourSpace}/BitsPerComponent 8/Filter/DCTDecode`;
  return { width, height, entries, bytes };
}
