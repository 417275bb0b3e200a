import type { ReasonView } from '../backend/api/contract.ts';
import type { ReasonCode } from '../backend/invoice/reason.ts';
import { sentencesFor, wordingFor, type Locale, type ReasonWording } from './wording/wording.ts';

/** What to tell a person about a reason; one that is newer than this extension has its title only. */
export function wordsOf(reason: ReasonView, locale: Locale): ReasonWording {
  const { code, at, params, title } = reason;
  if (isKnown(code, locale)) return sentencesFor({ code, at, params }, locale);
  return { title: title[locale], explanation: '', remedy: '' };
}

/** Whose page a reason's cure is on. */
export type CurePlace = 'customer' | 'settings' | 'elsewhere';

/** Where a reason is cured, from what it points at. */
export function curePlaceOf({ at, code }: ReasonView): CurePlace {
  if (/^settings|^invoice\.(seller|payment)/.test(at)) return 'settings';
  if (/^technical_account|^seller_|^settings_|^iban_/.test(code)) return 'settings';
  if (/^customer|^buyer|^invoice\.(buyer|orderReference|contractReference)/.test(at)) {
    return 'customer';
  }
  return 'elsewhere';
}

function isKnown(code: string, locale: Locale): code is ReasonCode {
  return Object.hasOwn(wordingFor(locale).reasons, code);
}
