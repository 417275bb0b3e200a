import type { Finding, FindingCode } from '../../backend/chorus-pro/doctor-findings.ts';
import { DOCTOR_EN } from './doctor-en.ts';
import { DOCTOR_FR } from './doctor-fr.ts';
import { fill } from './fill.ts';
import { wordingFor, type Locale, type ReasonWording } from './wording.ts';

/** The doctor's sentences before anything is filled in. */
export const DOCTOR_WORDINGS: Readonly<
  Record<Locale, Readonly<Record<FindingCode, ReasonWording>>>
> = { en: DOCTOR_EN, fr: DOCTOR_FR };

/** What to tell a person about a finding of the connection's doctor. */
export function findingWordingFor({ code, params }: Finding, locale: Locale): ReasonWording {
  const { title, explanation, remedy } = DOCTOR_WORDINGS[locale][code];
  const filled = (sentence: string) => fill(sentence, { at: '', params }, wordingFor(locale));
  return { title: filled(title), explanation: filled(explanation), remedy: filled(remedy) };
}
