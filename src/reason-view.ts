import type { FindAnswer, ReasonView } from '../backend/api/contract.ts';
import type { RefusalCode } from '../backend/follow/refusals.ts';
import type { Locale } from './wording/language.ts';
import type { ReasonWording } from './wording/wording.ts';

/** What to tell a person about a reason, as the backend words it. */
export function wordsOf(reason: ReasonView, locale: Locale): ReasonWording {
  const { title, explanation, remedy } = reason;
  return {
    title: title[locale],
    explanation: explanation?.[locale] ?? '',
    remedy: remedy?.[locale] ?? '',
  };
}

/** One message of Chorus Pro, word for word, with the code of what it means. */
export type Saying = NonNullable<FindAnswer['sayings']>[number];

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

/** Where a refusal is cured, from what it is about. */
export function curePlaceOfRefusal(code: RefusalCode): CurePlace {
  if (/^(supplier|account|bank)_/.test(code)) return 'settings';
  return /^(buyer|service|engagement|contract|reference)_/.test(code) ? 'customer' : 'elsewhere';
}

/** Reasons that only say that Chorus Pro refused: its sayings say more. */
const SAID_BY_CHORUS_PRO = ['flow_refused', 'deposit_refused', 'action_refused'];

/** The reasons that still say something beside what Chorus Pro said. */
export function besideSayings<T extends Pick<ReasonView, 'code'>>(
  reasons: readonly T[],
  sayings: readonly Saying[],
): readonly T[] {
  if (sayings.length === 0) return reasons;
  return reasons.filter(({ code }) => !SAID_BY_CHORUS_PRO.includes(code));
}
