import type { Reason } from './reason.ts';

/** At least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * What a step that may refuse answers: a value, or every reason why there is none.
 * Expected refusals travel this way; exceptions are for bugs and broken infrastructure.
 */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reasons: NonEmpty<Reason> };

/** Wraps a value as a success. */
export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Wraps one or more reasons as a refusal. */
export function refused(...reasons: NonEmpty<Reason>): Outcome<never> {
  return { ok: false, reasons };
}

/** Narrows a list to one that holds at least one element. */
export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
