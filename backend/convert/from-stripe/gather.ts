import { accepted, isNonEmpty, refused, type Outcome } from '../../invoice/outcome.ts';
import type { Reason } from '../../invoice/reason.ts';

/** All the values, or the reasons of all that were refused. */
export function gather<T>(outcomes: readonly Outcome<T>[]): Outcome<readonly T[]> {
  const reasons: readonly Reason[] = outcomes.flatMap((outcome) =>
    outcome.ok ? [] : outcome.reasons,
  );
  if (isNonEmpty(reasons)) return refused(...reasons);
  return accepted(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
}
