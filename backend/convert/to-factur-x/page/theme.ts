/** The measures, colours and styles of the page: everything that a designer would want to change stands here. */
import { REGULAR, SEMI_BOLD, type Font } from '../fonts/font.ts';
import type { Look } from '../look.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './canvas.ts';
import { fillOperator, isLight, legible, parseColour, tint, type Rgb } from './colour.ts';
import type { Style } from './style.ts';

/** Where the content stands, in points from the top left corner. */
export const LEFT = 45;
export const RIGHT = PAGE_WIDTH - 45;
export const WIDTH = RIGHT - LEFT;
export const TOP = 40;
/** Where the content starts on the second page and on: below the running head. */
export const TOP_AGAIN = 66;
/** Where the content ends: above the foot. */
export const BOTTOM = PAGE_HEIGHT - 62;

/** Space between two blocks. */
export const GAP = 14;

const INK: Rgb = [24, 32, 44];
const MUTED: Rgb = [88, 98, 112];
const HAIRLINE: Rgb = [214, 219, 226];
const WHITE: Rgb = [255, 255, 255];
const DEFAULT_ACCENT: Rgb = [31, 67, 112];

const ink = fillOperator(INK);
const muted = fillOperator(MUTED);

/** Styles that a brand does not change. */
export const STYLES = {
  number: style(SEMI_BOLD, 11, 15, ink),
  partyName: style(SEMI_BOLD, 10, 14, ink),
  body: style(REGULAR, 9, 12.5, ink),
  strong: style(SEMI_BOLD, 9, 12.5, ink),
  figure: style(REGULAR, 9, 12.5, ink),
  small: style(REGULAR, 8, 11, muted),
  label: style(REGULAR, 7.5, 10.5, muted),
  reference: style(SEMI_BOLD, 10, 14, ink),
  iban: style(SEMI_BOLD, 10, 14, ink),
  tableHead: style(SEMI_BOLD, 8, 11, muted),
  note: style(REGULAR, 8, 11, ink),
  foot: style(REGULAR, 7, 9.5, muted),
} as const satisfies Record<string, Style>;

export const HAIRLINE_COLOUR = fillOperator(HAIRLINE);

/** What a brand changes. */
export interface Theme {
  /** As the merchant gave it: rules and edges. */
  readonly accent: string;
  /** A touch of the accent, behind text. */
  readonly panel: string;
  /** Behind the amount due. */
  readonly dueBox: string;
  readonly title: Style;
  readonly brand: Style;
  readonly section: Style;
  readonly mark: Style;
  readonly due: Style;
}

/** The theme of a look; a colour that is not `#rrggbb` counts as none. */
export function themeOf(look: Look | undefined): Theme {
  const accent =
    (look?.colour === undefined ? undefined : parseColour(look.colour)) ?? DEFAULT_ACCENT;
  const light = isLight(accent);
  // A light colour darkened until it can be read is another colour: text stays ink, and only edges and boxes bear it.
  const accentLegible = light ? ink : fillOperator(legible(accent));
  return {
    accent: fillOperator(accent),
    panel: fillOperator(tint(accent, 0.06)),
    dueBox: light ? fillOperator(accent) : accentLegible,
    title: style(SEMI_BOLD, 24, 30, accentLegible),
    brand: style(SEMI_BOLD, 15, 19, accentLegible),
    section: style(SEMI_BOLD, 8, 13, accentLegible),
    mark: style(SEMI_BOLD, 9, 12.5, accentLegible),
    due: style(SEMI_BOLD, 11, 15, light ? ink : fillOperator(WHITE)),
  };
}

function style(font: Font, size: number, leading: number, colour: string): Style {
  return { font, size, leading, colour };
}
