import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import manifest from '../../stripe-app.json';
import { APP_ID } from '../../src/brand.ts';
import { PERMISSIONS } from '../../src/components/Frame.tsx';
import { localeOf } from '../../src/locale.ts';
import { screensFor } from '../../src/wording/screens.ts';
import { LOCALES, type Locale } from '../../src/wording/wording.ts';

/** Every text of the screens with the path to it; a sentence with values is given telling ones. */
function textsOf(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return textsOf(part(2, 'X', 'Y'), path);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

const all = (locale: Locale) => textsOf(screensFor(locale));

describe.each(LOCALES)('what the screens say in %s', (locale) => {
  const texts = all(locale);

  it('is there, whole', () => {
    expect(texts.length).toBeGreaterThan(250);
    for (const [path, text] of texts) {
      if (!path.endsWith('.description')) expect(`${path}: ${text}`).toMatch(/: \S/);
    }
  });

  it('fits into a toast where it is one', () => {
    const toasts = texts.filter(([path]) => /[tT]oast$|\.common\.saved$|\.testSent$/.test(path));
    expect(toasts.length).toBeGreaterThan(12);
    for (const [, text] of toasts) expect(text.length).toBeLessThanOrEqual(30);
  });

  it('has no period at the end of a title or a button', () => {
    const short = texts.filter(([path]) => /(title|label|Title|\.common\..*)$/.test(path));
    expect(short.length).toBeGreaterThan(40);
    for (const [, text] of short) expect(text).not.toMatch(/\.$/);
  });

  it('uses typographic quotes and apostrophes', () => {
    for (const [path, text] of texts) expect(`${path}: ${text}`).not.toMatch(/['"]/);
  });
});

it('says each thing in both languages', () => {
  expect(all('fr').map(([path]) => path)).toEqual(all('en').map(([path]) => path));
});

it('keeps French punctuation with its word', () => {
  expect(screensFor('fr').invoice.actions.retry.title).toBe('Renvoyer cette facture\u202f?');
});

it.each<[string | undefined, Locale]>([
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['FR', 'fr'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['auto', 'en'],
  [undefined, 'en'],
])('reads the locale %s as %s', (dashboard, locale) => {
  expect(localeOf(dashboard)).toBe(locale);
});

it('knows the manifest’s id and permissions', () => {
  expect(APP_ID).toBe(manifest.id);
  expect(PERMISSIONS).toEqual(manifest.permissions.map(({ permission }) => permission));
});

describe('the views and their pieces', () => {
  const files = ['src/views', 'src/components'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  );

  it.each(files)('%s holds no sentence of its own', (file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    // A sentence in the markup, or a text with a capital and a space in a prop.
    expect(code).not.toMatch(/>\s*[A-ZÀ-Ý][a-zà-ÿ’]+ [a-zà-ÿ]+[^<{;=]*<\//);
    expect(code).not.toMatch(/(title|label|description|placeholder)="[A-Z][^"]* /);
  });

  it('are many', () => expect(files.length).toBeGreaterThan(20));
});
