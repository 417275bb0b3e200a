import type { TransmissionState } from '../../backend/follow/state.ts';
import { LANGUAGE_EN } from './language-en.ts';
import { LANGUAGE_FR } from './language-fr.ts';
import type { Language, StateWording } from './wording.ts';

/**
 * What both halves say of an invoice: its states and who acts. The sentences of reasons are apart: the backend sends them
 * with each reason, so that the extension's bundle need not hold hundreds of them in two languages.
 */

/** The languages that Guichet speaks. */
export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

const LANGUAGES = { en: LANGUAGE_EN, fr: LANGUAGE_FR } as const satisfies Record<Locale, Language>;

/** States, people and spelling in a language. */
export function languageFor(locale: Locale): Language {
  return LANGUAGES[locale];
}

/** What to tell a person about a state. */
export function stateWordingFor(state: TransmissionState, locale: Locale): StateWording {
  const { states, spelling } = LANGUAGES[locale];
  const { label, explanation } = states[state];
  return { label: spelling.finish(label), explanation: spelling.finish(explanation) };
}
