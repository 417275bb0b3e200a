import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { sentencesFor, type Locale, type ReasonWording } from '../../src/wording/wording.ts';
import { readRefusals, type RefusalCode } from '../follow/refusals.ts';
import { REASONS, type Reason } from '../invoice/reason.ts';

/** What is printed beside words of Chorus Pro that no table knows. */
const UNKNOWN = {
  en: 'Guichet does not know this message; it is shown as Chorus Pro wrote it.',
  fr: 'Guichet ne connaît pas ce message ; il est montré tel que Chorus Pro l’a écrit.',
} as const satisfies Record<Locale, string>;

/** One message of Chorus Pro, word for word, and what it means; null for one that nobody has met. */
interface ExplainedMessage {
  readonly message: string;
  readonly meaning: (ReasonWording & { readonly code: RefusalCode }) | null;
}

/** A reason with its sentences, and with what Chorus Pro's own words in it mean. */
export interface ExplainedReason extends Reason, ReasonWording {
  readonly actor: string;
  readonly remoteWords: readonly ExplainedMessage[];
}

/** Explains a text of Chorus Pro, message by message. */
export function explainMessages(text: string, language: Locale): readonly ExplainedMessage[] {
  return readRefusals(text).map(({ message, code }) => ({
    message,
    meaning: code === undefined ? null : { code, ...refusalWordingFor(code, language) },
  }));
}

/** Explains a reason for a machine. */
export function explainReason(given: Reason, language: Locale): ExplainedReason {
  const text = given.params['message'] ?? given.params['label'] ?? '';
  return {
    ...given,
    actor: REASONS[given.code].actor,
    ...sentencesFor(given, language),
    remoteWords: explainMessages(text, language),
  };
}

/** Lines for a person: what is wrong and what to do, then Chorus Pro's words, each with what it means. */
export function linesOfReason(given: Reason, language: Locale, indent = '  '): readonly string[] {
  const { title, explanation, remedy, remoteWords } = explainReason(given, language);
  return [
    `${indent}${title}. ${explanation} ${remedy}`,
    ...linesOfMessages(remoteWords, language, `${indent}  `),
  ];
}

/** Lines for a person: each message of Chorus Pro, and what it means. */
export function linesOfMessages(
  messages: readonly ExplainedMessage[],
  language: Locale,
  indent: string,
): readonly string[] {
  return messages.flatMap(({ message, meaning }) => [
    `${indent}Chorus Pro: ${message}`,
    meaning === null
      ? `${indent}  → ${UNKNOWN[language]}`
      : `${indent}  → ${meaning.title}. ${meaning.explanation} ${meaning.remedy}`,
  ]);
}
