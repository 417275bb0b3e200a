/**
 * A subset font as PDF objects (ISO 32000-1 §9.7): codes are two bytes; one code a character, even where two characters
 * look the same, so that what is extracted is exactly what was drawn.
 */
import { CHARACTERS } from '../fonts/characters.ts';
import type { FontData } from '../fonts/font-data.ts';
import { latin1, type PdfFile } from './pdf-file.ts';

/** Entries in one block of a ToUnicode map (Adobe Technical Note 5411). */
const BLOCK_ENTRIES = 100;

/** FontDescriptor flag: the font has glyphs outside the standard Latin set (§9.8.2). */
const SYMBOLIC = 4;

/** Writes the map back to characters, which is the same for all fonts; answers its number. */
export function addToUnicode(file: PdfFile): number {
  return file.addDeflated('', latin1(toUnicode()));
}

/** Writes a font's objects; answers the number of the font. */
export function addFont(file: PdfFile, data: FontData, unicode: number): number {
  const program = file.addStream(
    `/Length1 ${data.programBytes}/Filter/FlateDecode`,
    Buffer.from(data.program, 'base64'),
  );
  const descriptor = file.add(
    `<</Type/FontDescriptor/FontName/${data.name}/Flags ${SYMBOLIC}/FontBBox[${data.box.join(' ')}]` +
      `/ItalicAngle 0/Ascent ${data.ascent}/Descent ${data.descent}/CapHeight ${data.capHeight}` +
      `/FontWeight ${data.weight}/StemV ${data.weight === 400 ? 80 : 120}/FontFile2 ${program} 0 R>>`,
  );
  const glyphs = file.addDeflated('', glyphMap(data));
  const descendant = file.allocate();
  file.pack(
    descendant,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${data.name}` +
      '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>' +
      `/FontDescriptor ${descriptor} 0 R/DW 1000/W[1[${data.widths.join(' ')}]]/CIDToGIDMap ${glyphs} 0 R>>`,
  );
  return file.add(
    `<</Type/Font/Subtype/Type0/BaseFont/${data.name}/Encoding/Identity-H` +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`,
  );
}

/** CIDToGIDMap: two bytes a code; code 0 is never drawn. */
function glyphMap({ glyphs }: FontData): Uint8Array {
  const map = new DataView(new ArrayBuffer((glyphs.length + 1) * 2));
  glyphs.forEach((glyph, index) => map.setUint16((index + 1) * 2, glyph));
  return new Uint8Array(map.buffer);
}

interface Run {
  readonly code: number;
  readonly character: number;
  length: number;
}

/** The map from codes to characters, in runs that neither side carries over a byte (§9.10.3). */
function toUnicode(): string {
  const runs: Run[] = [];
  CHARACTERS.forEach((character, index) => {
    const code = index + 1;
    const last = runs.at(-1);
    const follows = last && last.character + last.length === character;
    if (follows && (code & 0xff) !== 0 && (character & 0xff) !== 0) last.length += 1;
    else runs.push({ code, character, length: 1 });
  });
  const blocks: string[] = [];
  for (let start = 0; start < runs.length; start += BLOCK_ENTRIES) {
    const rows = runs
      .slice(start, start + BLOCK_ENTRIES)
      .map((run) => `<${hex(run.code)}><${hex(run.code + run.length - 1)}><${hex(run.character)}>`);
    blocks.push(`${rows.length} beginbfrange\n${rows.join('\n')}\nendbfrange`);
  }
  return [
    '/CIDInit/ProcSet findresource begin',
    '12 dict begin begincmap',
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def',
    '/CMapName/Adobe-Identity-UCS def/CMapType 2 def',
    '1 begincodespacerange\n<0000><FFFF>\nendcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict/CMap defineresource pop end end',
  ].join('\n');
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
