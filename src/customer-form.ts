import { FIELDS, type Field, type Values } from './stripe-customer.ts';
import { cleaned, findSiretFault, withoutGrouping, type SiretFault } from './siret.ts';

/**
 * The form of a customer's public-sector fields, without a screen: what was read, what a person typed over it, and what
 * somebody else changed meanwhile. Only fields that were changed here are ever written.
 */

/** What a person has typed, as typed; a field that is absent is as it was read. */
export type Draft = Partial<Values>;

/** Most characters that Chorus Pro takes for each reference. */
export const CHARACTERS_MAX = {
  einvoicing_code: 100,
  engagement_number: 50,
  contract_number: 50,
} as const;
type Limited = keyof typeof CHARACTERS_MAX;

/** What is shown: what was typed, else what was read. */
export function shownValues(base: Values, draft: Draft): Values {
  return { ...base, ...draft };
}

/** The value as it is saved: a SIRET without its grouping, everything without spaces around it. */
export function savedValue(field: Field, typed: string): string {
  return field === 'siret' ? withoutGrouping(typed) : cleaned(typed);
}

/** The fields that a save would write. */
export function changesOf(base: Values, draft: Draft): Draft {
  return FIELDS.reduce<Draft>((changes, field) => {
    const typed = draft[field];
    if (typed === undefined || savedValue(field, typed) === base[field]) return changes;
    return { ...changes, [field]: savedValue(field, typed) };
  }, {});
}

/** Whether a save would write anything. */
export function hasChanges(base: Values, draft: Draft): boolean {
  return Object.keys(changesOf(base, draft)).length > 0;
}

/** What is wrong with the SIRET that is shown; `checksum` only warns. */
export function siretFaultOf(values: Values): SiretFault | undefined {
  return findSiretFault(savedValue('siret', values.siret));
}

/** References that are longer than Chorus Pro takes. */
export function tooLong(values: Values): readonly Limited[] {
  const limited: readonly Limited[] = ['einvoicing_code', 'engagement_number', 'contract_number'];
  return limited.filter((field) => [...values[field].trim()].length > CHARACTERS_MAX[field]);
}

/** Keys that Stripe takes in the metadata of one object. */
export const METADATA_KEYS_MAX = 50;

/** Characters that Stripe takes in one value of the metadata. */
export const METADATA_CHARACTERS_MAX = 500;

/** How many keys a save would have to do without, because Stripe takes no more in one customer's metadata. */
export function keysOver(base: Values, keyCount: number, draft: Draft): number {
  const delta = FIELDS.reduce((sum, field) => {
    const after = changesOf(base, draft)[field] ?? base[field];
    return sum + Number(after !== '') - Number(base[field] !== '');
  }, 0);
  return Math.max(0, keyCount + delta - METADATA_KEYS_MAX);
}

/** Whether the values may be saved. */
export function maySave(values: Values): boolean {
  const fault = siretFaultOf(values);
  return (fault === undefined || fault === 'checksum') && tooLong(values).length === 0;
}

/** Whether everything that was changed stands in the values. */
export function isIn(values: Values, changes: Draft): boolean {
  return FIELDS.every((field) => changes[field] === undefined || changes[field] === values[field]);
}

/** A field that both sides changed, each to something else. */
export interface Clash {
  readonly field: Field;
  readonly theirs: string;
  readonly yours: string;
}

/** Fields that a save would overwrite although somebody else changed them after they were read. */
export function clashesOf(base: Values, theirs: Values, draft: Draft): readonly Clash[] {
  const changes = changesOf(base, draft);
  return FIELDS.flatMap((field) => {
    const yours = changes[field];
    const isUntouched = theirs[field] === base[field];
    if (yours === undefined || isUntouched || yours === theirs[field]) return [];
    return [{ field, theirs: theirs[field], yours }];
  });
}

/** Whether somebody else changed anything but what was changed here, after it was read. */
export function differs(base: Values, theirs: Values, changes: Draft): boolean {
  return FIELDS.some((field) => changes[field] === undefined && theirs[field] !== base[field]);
}
