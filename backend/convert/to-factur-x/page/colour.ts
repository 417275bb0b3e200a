/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Least contrast of text on white, and of white on a filled box (WCAG 2.2, 1.4.3). */
const CONTRAST_MIN = 4.5;

/** Contrast with white below which a colour counts as light: dark text is then legible on it. */
const LIGHT_CONTRAST_MAX = 3;

/** How much a colour is darkened at a time until it is legible. */
const DARKEN_FACTOR = 0.94;

/** Parses `#rrggbb`; undefined when it is not one. */
export function parseColour(text: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!match) return undefined;
  const [, red = '', green = '', blue = ''] = match;
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

/** Whether a colour is so light that it bears dark text rather than being one. */
export function isLight(colour: Rgb): boolean {
  return contrastWithWhite(colour) < LIGHT_CONTRAST_MAX;
}

/** The colour, darkened as far as it must be to be read on white. */
export function legible(colour: Rgb): Rgb {
  let [red, green, blue] = colour;
  while (contrastWithWhite([red, green, blue]) < CONTRAST_MIN) {
    [red, green, blue] = [red * DARKEN_FACTOR, green * DARKEN_FACTOR, blue * DARKEN_FACTOR];
  }
  return [red, green, blue];
}

/** The colour mixed into white: 0 is white, 1 the colour itself. */
export function tint([red, green, blue]: Rgb, share: number): Rgb {
  const mix = (channel: number) => 255 - (255 - channel) * share;
  return [mix(red), mix(green), mix(blue)];
}

/** The operator that makes it the colour of text and fillings. */
export function fillOperator(colour: Rgb): string {
  return `${colour.map((channel) => Math.round((channel / 255) * 1000) / 1000).join(' ')} rg`;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrastWithWhite(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) + 0.05);
}
