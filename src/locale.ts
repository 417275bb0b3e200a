import { LOCALES, type Locale } from './wording/language.ts';

/** The language that a Dashboard user reads: French where the locale says so, English for everybody else. */
export function localeOf(dashboardLocale: string | undefined): Locale {
  const language = dashboardLocale?.slice(0, 2).toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? 'en';
}
