import type { NoWayBack, WayBack } from '../../backend/follow/ways-back.ts';
import { ENGLISH, FRENCH } from './spelling.ts';
import { WAYS_BACK_EN } from './ways-back-en.ts';
import { WAYS_BACK_FR } from './ways-back-fr.ts';
import type { Locale } from './wording.ts';

/** What is said about one way back. */
export interface WayBackWording {
  /** What stands on the button: a few words. */
  readonly action: string;
  /** What happened, and what this does. */
  readonly explanation: string;
  /** What becomes of the invoice's number. */
  readonly number: string;
}

/** One language. */
export interface WaysBackWording {
  readonly ways: Readonly<Record<WayBack, WayBackWording>>;
  /** Why nothing can be done, or need be. */
  readonly none: Readonly<Record<NoWayBack, string>>;
}

const WORDINGS = {
  en: { wording: WAYS_BACK_EN, spelling: ENGLISH },
  fr: { wording: WAYS_BACK_FR, spelling: FRENCH },
} as const satisfies Record<Locale, unknown>;

/** What to tell a person about a way back. */
export function wayBackWordingFor(way: WayBack, locale: Locale): WayBackWording {
  const { wording, spelling } = WORDINGS[locale];
  const { action, explanation, number } = wording.ways[way];
  return {
    action: spelling.finish(action),
    explanation: spelling.finish(explanation),
    number: spelling.finish(number),
  };
}

/** What to tell a person where no way back is open. */
export function noWayBackWordingFor(because: NoWayBack, locale: Locale): string {
  const { wording, spelling } = WORDINGS[locale];
  return spelling.finish(wording.none[because]);
}
