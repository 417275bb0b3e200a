import type { Allowed } from './bundle.ts';

/**
 * What the Dashboard refuses: unknown props and tokens, texts over its limits. Each is recorded under `problems` on the
 * window, where a test looks, and printed.
 */

/** Characters of one text. */
const TEXT_CHARACTERS_MAX = 5_000;
/** Characters of a toast; longer ones are dropped without a word. */
const TOAST_CHARACTERS_MAX = 30;

/** Props that every component receives from the SDK itself, or from React. */
const EVERYWHERE = new Set([
  'children',
  'key',
  'wrappedComponentName',
  'sdkVersion',
  'schemaVersion',
]);

const problems: string[] = [];
Object.assign(window, { problems });

declare global {
  interface Window {
    allowed: Allowed;
  }
}

/** Records something that the Dashboard would refuse or that went wrong. */
export function note(problem: string): void {
  if (problems.includes(problem)) return;
  problems.push(problem);
  console.error(problem);
}

/** Checks what a component was given. */
export function check(component: string, props: Readonly<Record<string, unknown>>): void {
  const known = window.allowed.props[component];
  if (!known) return note(`unknown component ${component}`);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || EVERYWHERE.has(name)) continue;
    if (!known.includes(name)) note(`${component} has no prop ${name}`);
    if (typeof value === 'string' && value.length > TEXT_CHARACTERS_MAX) {
      note(`${component}.${name} is longer than ${TEXT_CHARACTERS_MAX} characters`);
    }
  }
  const { css } = props;
  if (typeof css === 'object' && css !== null) checkCss(component, css);
}

function checkCss(component: string, css: object): void {
  for (const [key, value] of Object.entries(css)) {
    const tokens = window.allowed.css[key];
    if (value === undefined) continue;
    if (!tokens) note(`${component}.css has no ${key}`);
    else if (typeof value === 'number' ? !tokens.includes('number') : !tokens.includes(value)) {
      note(`${component}.css.${key} has no token ${String(value)}`);
    }
  }
}

/** Checks a toast. */
export function checkToast(message: string): void {
  if (message.length > TOAST_CHARACTERS_MAX)
    note(`toast of ${message.length} characters: ${message}`);
}
