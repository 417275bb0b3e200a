import type { TransmissionState } from '../../backend/follow/state.ts';
import type { Actor, Reason, ReasonCode } from '../../backend/invoice/reason.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import { fill } from './fill.ts';
import type { Locale } from './language.ts';

/**
 * Every sentence that people read about an invoice, in English and in French. A reason or a state without its sentences
 * does not compile. Written for accountants: what happened, why, what to do and where; no blame, and the official French
 * word beside each term that Chorus Pro uses.
 */

export { LOCALES, stateWordingFor, type Locale } from './language.ts';

/** A sentence with `{placeholders}` for what a reason carries; see fill.ts for what may stand in it. */
type Sentence = string;

/** What is said about a reason. */
export interface ReasonWording {
  /** A few words, without a trailing period. */
  readonly title: Sentence;
  /** What happened, and why. */
  readonly explanation: Sentence;
  /** What to do, and where; or that nothing is to be done. */
  readonly remedy: Sentence;
}

/** What is said about a state. */
export interface StateWording {
  /** One to three words, for a badge. */
  readonly label: string;
  /** One or two sentences: where the invoice is and what comes next. */
  readonly explanation: string;
}

/** Where a reason's `at` points, for people: the first pattern that fits; `{line}` may stand in it. */
export type Places = readonly (readonly [pattern: RegExp, name: string])[];

/** How a language writes what sentences hold. */
export interface Spelling {
  /** "1200.00" as an amount in euros. */
  readonly money: (figure: string) => string;
  /** "2026-11-30" as a day. */
  readonly date: (day: string) => string;
  /** A written day, with what the language writes otherwise. */
  readonly day: (written: string) => string;
  /** "5.5" as a percentage. */
  readonly percent: (rate: string) => string;
  /** The finished sentence, with what typography asks for. */
  readonly finish: (sentence: string) => string;
}

/** One language, without the reasons. */
export interface Language {
  readonly states: Readonly<Record<TransmissionState, StateWording>>;
  /** Who acts next. */
  readonly actors: Readonly<Record<Actor | 'nobody', string>>;
  readonly spelling: Spelling;
}

/** One language. */
export interface Wording extends Language {
  readonly reasons: Readonly<Record<ReasonCode, ReasonWording>>;
  readonly places: Places;
}

const WORDINGS = { en: EN, fr: FR } as const satisfies Record<Locale, Wording>;

/** Everything that is said in a language. */
export function wordingFor(locale: Locale): Wording {
  return WORDINGS[locale];
}

/** What to tell a person about a reason, with its figures and names filled in. */
export function sentencesFor(reason: Reason, locale: Locale): ReasonWording {
  const wording = WORDINGS[locale];
  const { title, explanation, remedy } = wording.reasons[reason.code];
  return {
    title: fill(title, reason, wording),
    explanation: fill(explanation, reason, wording),
    remedy: fill(remedy, reason, wording),
  };
}
