import { SCREENS_EN, type Screens } from './screens-en.ts';
import { SCREENS_FR } from './screens-fr.ts';
import { languageFor, type Locale } from './language.ts';

const SCREENS = { en: SCREENS_EN, fr: finished(SCREENS_FR) } as const satisfies Record<
  Locale,
  Screens
>;

/** Everything that the views say in a language. */
export function screensFor(locale: Locale): Screens {
  return SCREENS[locale];
}

/** Every sentence with what typography asks for: in French, the spaces that never break. */
function finished(screens: Screens): Screens {
  const { finish } = languageFor('fr').spelling;
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return finish(part);
    if (typeof part === 'function') return (...values: unknown[]) => visit(part(...values));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
  };
  // The visit keeps the shape of what it visits, which the compiler cannot see.
  return visit(screens) as Screens;
}
