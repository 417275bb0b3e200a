/** A subset font as `subset.ts` writes it; lengths in thousandths of the font size. */
export interface FontData {
  /** PostScript name with the six-letter tag of a subset (ISO 32000-1 §9.6.4). */
  readonly name: string;
  /** Weight as OpenType counts it: 400 regular, 600 semi-bold. */
  readonly weight: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** Left, bottom, right, top of the box that holds every glyph. */
  readonly box: readonly [number, number, number, number];
  /** Bytes of the TrueType program before compression. */
  readonly programBytes: number;
  /** The TrueType program, deflated, in base64. */
  readonly program: string;
  /** Glyph of each character of `CHARACTERS`: characters that look the same share one. */
  readonly glyphs: readonly number[];
  /** Advance width of each character of `CHARACTERS`. */
  readonly widths: readonly number[];
}
