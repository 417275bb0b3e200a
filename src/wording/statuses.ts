import type { Locale } from './language.ts';
import { STATUSES_EN } from './statuses-en.ts';
import { STATUSES_FR } from './statuses-fr.ts';

const STATUSES = { en: STATUSES_EN, fr: STATUSES_FR } as const satisfies Record<Locale, unknown>;

/** What a status of Chorus Pro is called; one that nobody has met is shown as it is. */
export function statusWordingFor(status: string, locale: Locale): string {
  const known = new Map<string, string>(Object.entries(STATUSES[locale]));
  return known.get(status) ?? status;
}
