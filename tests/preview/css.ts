import type { CSSProperties } from 'react';

/** Stripe's layout tokens as plain styles; close to the Dashboard's own measures. */

const SPACES: Readonly<Record<string, number>> = {
  none: 0,
  xxsmall: 2,
  xsmall: 4,
  small: 8,
  medium: 16,
  large: 24,
  xlarge: 32,
  xxlarge: 48,
};

const COLOURS: Readonly<Record<string, string>> = {
  primary: '#353a44',
  secondary: '#596171',
  disabled: '#818da0',
  info: '#0570de',
  success: '#217005',
  attention: '#b13600',
  critical: '#c0123c',
  brand: '#533afd',
};

const FONTS: Readonly<Record<string, CSSProperties>> = {
  body: { fontSize: 14, lineHeight: '20px' },
  bodyEmphasized: { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
  caption: { fontSize: 12, lineHeight: '16px' },
  heading: { fontSize: 16, lineHeight: '24px', fontWeight: 600 },
  kicker: { fontSize: 12, lineHeight: '20px', fontWeight: 600 },
  lead: { fontSize: 16, lineHeight: '24px' },
  subheading: { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
  subtitle: { fontSize: 16, lineHeight: '24px' },
  title: { fontSize: 22, lineHeight: '28px', fontWeight: 600 },
};

const ALIGNMENTS: Readonly<Record<string, string>> = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  top: 'flex-start',
  bottom: 'flex-end',
  baseline: 'baseline',
  stretch: 'stretch',
};

const WEIGHTS: Readonly<Record<string, number>> = { regular: 400, semibold: 600, bold: 700 };

type Css = Readonly<Record<string, unknown>>;

/** Turns a component's `css` into a style. */
export function styleOf(given: unknown): CSSProperties {
  const css: Css = typeof given === 'object' && given !== null ? { ...given } : {};
  const style: CSSProperties = { ...fontOf(css), ...stackOf(css), ...sizeOf(css), ...spaceOf(css) };
  if (typeof css['color'] === 'string') style.color = COLOURS[css['color']];
  if (typeof css['fill'] === 'string') style.color = COLOURS[css['fill']];
  if (css['backgroundColor'] === 'container') style.background = '#f5f6f8';
  if (css['backgroundColor'] === 'surface') style.background = '#fff';
  if (css['borderRadius'] === 'medium') style.borderRadius = 8;
  if (css['borderRadius'] === 'small') style.borderRadius = 4;
  if (css['overflowWrap'] === 'break-word') style.overflowWrap = 'anywhere';
  return style;
}

function fontOf(css: Css): CSSProperties {
  const font = typeof css['font'] === 'string' ? FONTS[css['font']] : undefined;
  const weight = typeof css['fontWeight'] === 'string' ? WEIGHTS[css['fontWeight']] : undefined;
  return { ...font, ...(weight !== undefined && { fontWeight: weight }) };
}

function stackOf(css: Css): CSSProperties {
  const { stack } = css;
  if (stack !== 'x' && stack !== 'y') return {};
  const isRow = stack === 'x';
  const gap = spaceAt(css, 'gap');
  const across = isRow ? css['alignY'] : css['alignX'];
  return {
    display: 'flex',
    flexDirection: isRow ? 'row' : 'column',
    ...(css['wrap'] === 'wrap' && { flexWrap: 'wrap' }),
    ...(gap !== undefined && { columnGap: gap, rowGap: gap }),
    ...(typeof across === 'string' && { alignItems: ALIGNMENTS[across] }),
    ...(css['distribute'] === 'space-between' && { justifyContent: 'space-between' }),
  };
}

function sizeOf(css: Css): CSSProperties {
  const style: CSSProperties = {};
  for (const side of ['width', 'height', 'minWidth', 'maxWidth'] as const) {
    const value = css[side];
    if (typeof value === 'number') style[side] = value;
    else if (value === 'fill') style[side] = '100%';
    else if (typeof value === 'string' && value.includes('/')) {
      const [part = 1, whole = 1] = value.split('/').map(Number);
      style[side] = `${(100 * part) / whole}%`;
    }
  }
  return style;
}

function spaceOf(css: Css): CSSProperties {
  const style: CSSProperties = {};
  for (const kind of ['padding', 'margin'] as const) {
    const sides = [
      [`${kind}Top`, 'Y'],
      [`${kind}Bottom`, 'Y'],
      [`${kind}Left`, 'X'],
      [`${kind}Right`, 'X'],
    ] as const;
    for (const [side, axis] of sides) {
      const space = spaceAt(css, side) ?? spaceAt(css, `${kind}${axis}`) ?? spaceAt(css, kind);
      if (space !== undefined) Object.assign(style, { [side]: space });
    }
  }
  return style;
}

function spaceAt(css: Css, key: string): number | undefined {
  const value = css[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? SPACES[value] : undefined;
}
