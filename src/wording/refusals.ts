import type { RefusalCode } from '../../backend/follow/refusals.ts';
import { REFUSALS_EN } from './refusals-en.ts';
import { REFUSALS_FR } from './refusals-fr.ts';
import { ENGLISH, FRENCH } from './spelling.ts';
import type { Locale, ReasonWording } from './wording.ts';

const WORDINGS = {
  en: { refusals: REFUSALS_EN, spelling: ENGLISH },
  fr: { refusals: REFUSALS_FR, spelling: FRENCH },
} as const satisfies Record<Locale, unknown>;

/** Whether there are words for what Chorus Pro said. */
export function isRefusal(code: string | null): code is RefusalCode {
  return code !== null && Object.hasOwn(REFUSALS_EN, code);
}

/** What to tell a person about a refusal of Chorus Pro that is understood; its own words stand beside it. */
export function refusalWordingFor(code: RefusalCode, locale: Locale): ReasonWording {
  const { refusals, spelling } = WORDINGS[locale];
  const { title, explanation, remedy } = refusals[code];
  return {
    title: spelling.finish(title),
    explanation: spelling.finish(explanation),
    remedy: spelling.finish(remedy),
  };
}
