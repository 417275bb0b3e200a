/** The part of fontkit that subset.ts uses; the package brings no types. */
declare module 'fontkit' {
  interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
  }
  interface Subset {
    /** Adds a glyph with its components; answers its number in the subset. */
    includeGlyph(glyph: Glyph): number;
    encode(): Uint8Array;
  }
  interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly bbox: {
      readonly minX: number;
      readonly minY: number;
      readonly maxX: number;
      readonly maxY: number;
    };
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features: readonly string[]): { readonly glyphs: readonly Glyph[] };
    createSubset(): Subset;
  }
  export function openSync(path: string): Font;
}
