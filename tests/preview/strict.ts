import type { Allowed } from './allowed.ts';

/**
 * What the Dashboard refuses of what an extension draws or says: unknown components, props, words and tokens, texts over
 * its limits, rows of a table that are not flat. Pure: each check answers what is wrong, in words.
 */

/** Characters of one text, wherever it stands in the props. */
export const TEXT_CHARACTERS_MAX = 5_000;
/** Characters of a toast; longer ones are dropped without a word. */
export const TOAST_CHARACTERS_MAX = 30;
/** Buttons under the header of a drawer. */
export const CONTEXT_ACTIONS_MAX = 3;

/** Props that every component receives from the SDK itself, or from React. */
const EVERYWHERE = new Set([
  'children',
  'key',
  'wrappedComponentName',
  'sdkVersion',
  'schemaVersion',
]);

type Props = Readonly<Record<string, unknown>>;

/** Everything that the Dashboard would refuse of one component. */
export function findFaults(component: string, props: Props, allowed: Allowed): readonly string[] {
  const known = allowed[component];
  if (!known) return [`unknown component ${component}`];
  const given = Object.entries(props).filter(
    ([name, value]) => value !== undefined && !EVERYWHERE.has(name),
  );
  return [
    ...given.flatMap(([name, value]) => {
      if (!(name in known.props)) return [`${component} has no prop ${name}`];
      const words = known.props[name];
      if (!words || typeof value !== 'string' || words.includes(value)) return [];
      return [`${component}.${name} cannot be ${value}`];
    }),
    ...longTexts(props).map((at) => `${component}.${at} is longer than ${TEXT_CHARACTERS_MAX}`),
    ...cssFaults(component, props['css'], known.css),
    ...(component === 'DataTable' ? tableFaults(props) : []),
  ];
}

/** Where a text is too long, however deep; elements that come as nodes are checked as components of their own. */
function longTexts(value: unknown, at = ''): readonly string[] {
  if (typeof value === 'string') return value.length > TEXT_CHARACTERS_MAX ? [at] : [];
  if (typeof value !== 'object' || value === null || '$$typeof' in value) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    longTexts(inner, at === '' ? key : `${at}.${key}`),
  );
}

function cssFaults(component: string, css: unknown, known: Allowed[string]['css']): string[] {
  if (typeof css !== 'object' || css === null) return [];
  return Object.entries(css).flatMap(([key, value]) => {
    const tokens = known[key];
    if (value === undefined) return [];
    if (!tokens) return [`${component}.css has no ${key}`];
    const token = typeof value === 'number' ? 'number' : String(value);
    return tokens.includes(token) ? [] : [`${component}.css.${key} has no token ${String(value)}`];
  });
}

/** Rows are flat, of strings and numbers, each with an id. */
function tableFaults({ items }: Props): readonly string[] {
  if (!Array.isArray(items)) return ['DataTable.items is not a list'];
  return items.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return ['DataTable.items holds no rows'];
    const deep = Object.entries(item).filter(
      ([, value]) => typeof value !== 'string' && typeof value !== 'number',
    );
    return [
      ...('id' in item ? [] : ['DataTable.items has a row without id']),
      ...deep.map(([key]) => `DataTable.items.${key} is neither text nor number`),
    ];
  });
}

/** What is wrong with a toast, if anything. */
export function findToastFault(message: string): string | undefined {
  const { length } = message;
  return length > TOAST_CHARACTERS_MAX ? `toast of ${length} characters: ${message}` : undefined;
}
