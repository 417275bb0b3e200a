/**
 * `npm run fonts`: cuts Inter (SIL Open Font License 1.1, see LICENSE.txt) down to the characters of characters.ts and
 * writes inter-regular.ts and inter-semi-bold.ts beside this file. Run by hand, never while serving: a document then
 * only copies the bytes. Figures get tabular widths, so that columns of amounts align.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import { CHARACTERS, REPLACEMENT, REPLACEMENT_DRAWN_AS } from './characters.ts';
import type { FontData } from './font-data.ts';

/** Six letters of our own before the font's name say that it is a subset. */
const SUBSET_TAG = 'GUICHT';

const require = createRequire(import.meta.url);

const FONTS = [
  {
    path: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    constant: 'INTER_REGULAR',
    weight: 400,
  },
  {
    path: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
    constant: 'INTER_SEMI_BOLD',
    weight: 600,
  },
] as const;

for (const { path, constant, weight } of FONTS) {
  const data = subset(path, weight);
  const file = `${constant.toLowerCase().replaceAll('_', '-')}.ts`;
  writeFileSync(new URL(file, import.meta.url), sourceText(constant, data));
}
writeFileSync(
  new URL('LICENSE.txt', import.meta.url),
  readFileSync(require.resolve('@expo-google-fonts/inter/LICENSE_FONT'), 'utf8'),
);

/** Cuts one font; throws when it lacks a character. */
function subset(path: string, weight: number): FontData {
  const font = fontkit.openSync(path);
  const cut = font.createSubset();
  const thousandths = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const drawn = CHARACTERS.map((code) => glyphOf(font, code));
  const glyphs = drawn.map((glyph) => cut.includeGlyph(glyph));
  const program = cut.encode();
  return {
    name: `${SUBSET_TAG}+${font.postscriptName}`,
    weight,
    ascent: thousandths(font.ascent),
    descent: thousandths(font.descent),
    capHeight: thousandths(font.capHeight),
    box: [
      thousandths(font.bbox.minX),
      thousandths(font.bbox.minY),
      thousandths(font.bbox.maxX),
      thousandths(font.bbox.maxY),
    ],
    programBytes: program.length,
    program: deflateSync(program, { level: 9 }).toString('base64'),
    glyphs,
    widths: drawn.map((glyph) => thousandths(glyph.advanceWidth)),
  };
}

/** The glyph of one character, alone; figures are tabular, and nothing else is (Inter also widens hyphens). */
function glyphOf(font: fontkit.Font, code: number): fontkit.Glyph {
  const codePoint = code === REPLACEMENT ? REPLACEMENT_DRAWN_AS : code;
  const character = String.fromCodePoint(codePoint);
  const [glyph, ...others] = font.layout(character, /\d/.test(character) ? ['tnum'] : []).glyphs;
  if (!font.hasGlyphForCodePoint(codePoint) || !glyph || others.length > 0) {
    throw new Error(`${font.postscriptName} has no single glyph for U+${codePoint.toString(16)}`);
  }
  return glyph;
}

/** The module that holds one subset. */
function sourceText(constant: string, data: FontData): string {
  return [
    "import type { FontData } from './font-data.ts';",
    '',
    `/** ${data.name}, written by subset.ts: run \`npm run fonts\` rather than edit. */`,
    `// prettier-ignore`,
    `export const ${constant}: FontData = ${JSON.stringify(data)};`,
    '',
  ].join('\n');
}
