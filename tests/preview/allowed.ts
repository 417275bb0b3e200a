import { readFileSync } from 'node:fs';

/**
 * What the Dashboard takes of each component, read from the SDK's type declarations, so that the host is exactly as strict
 * as they are: props, those of their values that are words of a list, and the keys and tokens of `css`.
 */

/** What one component takes. */
interface AllowedComponent {
  /** By prop: the words that it may be; null where anything of its type may stand. */
  readonly props: Readonly<Record<string, readonly string[] | null>>;
  /** Tokens by key; `number` where a plain number may stand. */
  readonly css: Readonly<Record<string, readonly string[]>>;
}

/** What each component takes, by its remote name. */
export type Allowed = Readonly<Record<string, AllowedComponent>>;

/** Components that the SDK declares elsewhere, or not at all. */
const PLAIN: Allowed = {
  Divider: { props: {}, css: {} },
  option: {
    props: { value: null, disabled: null, selected: null, children: null, label: null },
    css: {},
  },
};

/** Reads the declarations; a component that two versions of the interface share takes what either takes. */
export function readAllowed(): Allowed {
  const allowed: Record<string, AllowedComponent> = { ...PLAIN };
  for (const file of ['index', 'next']) {
    const types = readFileSync(`node_modules/@stripe/ui-extension-sdk/ui/${file}.d.ts`, 'utf8');
    for (const [, name = '', body = ''] of types.matchAll(
      /export type (\w+)Props = \{\n([\s\S]*?)\n\};/g,
    )) {
      const before = allowed[name];
      allowed[name] = {
        props: { ...before?.props, ...propsIn(body) },
        css: { ...before?.css, ...cssIn(body) },
      };
    }
  }
  return allowed;
}

function propsIn(body: string): Record<string, readonly string[] | null> {
  const lines = [...body.matchAll(/^ {4}(\w+)\??: (.*)$/gm)];
  return Object.fromEntries(lines.map(([, prop = '', type = '']) => [prop, wordsOf(type)]));
}

/** The words of a type that is a list of words; null for any other. */
function wordsOf(type: string): readonly string[] | null {
  const words = [...type.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);
  const rest = type.replaceAll(/'[^']+'|undefined|[()|;\s]/g, '');
  return words.length > 0 && rest === '' ? words : null;
}

function cssIn(body: string): Record<string, readonly string[]> {
  const block = /^ {4}css\?: \{\n([\s\S]*?)\n {4}\}/m.exec(body)?.[1] ?? '';
  const lines = [...block.matchAll(/^ {8}(\w+)\?:\s*(.+?);$/gm)];
  return Object.fromEntries(
    lines.map(([, key = '', type = '']) => {
      const tokens = [...type.matchAll(/'([^']+)'/g)].map(([, token = '']) => token);
      return [key, /\bnumber\b/.test(type) ? [...tokens, 'number'] : tokens];
    }),
  );
}
