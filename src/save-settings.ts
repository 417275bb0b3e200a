import type { Answer } from '../backend/api/contract.ts';
import type { Asker } from './asker.ts';
import { ask, change, type Failure, type FailureKind } from './backend.ts';
import {
  changesOf,
  clashesOf,
  withValues,
  type FieldClash,
  type FieldProblem,
  type FormValues,
} from './settings-form.ts';

/** Settings with the version that names them. */
export type Version = Answer<'/api/settings/read'>;

/** How a save ended. */
export type SaveEnd =
  /** `merged`: together with what somebody else had saved meanwhile. */
  | { readonly kind: 'saved'; readonly merged: boolean }
  | { readonly kind: 'refused'; readonly fields: readonly FieldProblem[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Somebody else changed the same fields: nothing was written. */
  | { readonly kind: 'clash'; readonly theirs: Version; readonly clashes: readonly FieldClash[] };

/** How often a save is merged with what others save at the same time. */
const MERGES_MAX = 3;

const UNSURE: readonly FailureKind[] = ['network', 'backend', 'unreadable'];

/**
 * Saves what a person changed over the version that it was made from. What others changed meanwhile in other fields is
 * kept; an answer that was lost is looked up, and the change is not sent a second time by itself.
 */
export async function saveSettings(
  asker: Asker,
  read: Version,
  changes: FormValues,
): Promise<SaveEnd> {
  let base = read;
  for (let merges = 0; merges <= MERGES_MAX; merges += 1) {
    const answer = await saveOnce(asker, base, changes);
    if (answer.kind === 'saved') return { kind: 'saved', merged: merges > 0 };
    if (answer.kind !== 'changed') return answer;
    const { kind: _changed, ...theirs } = answer;
    const clashes = clashesOf(base.settings, theirs.settings, changes);
    if (clashes.length > 0) return { kind: 'clash', theirs, clashes };
    base = theirs;
  }
  return { kind: 'failed', failure: { kind: 'conflict' } };
}

type Once = Answer<'/api/settings/save'> | { readonly kind: 'failed'; readonly failure: Failure };

async function saveOnce(asker: Asker, base: Version, changes: FormValues): Promise<Once> {
  const { version } = base;
  const settings = withValues(base.settings, changes);
  const reply = await change(asker, '/api/settings/save', { settings, version });
  if (reply.ok) return reply.answer;
  const { failure } = reply;
  if (!UNSURE.includes(failure.kind)) return { kind: 'failed', failure };
  const now = await ask(asker, '/api/settings/read', {});
  if (!now.ok) return { kind: 'failed', failure: { kind: 'lost' } };
  if (now.answer.version === version) return { kind: 'failed', failure };
  // Another version: ours if everything that was changed stands in it, else somebody else's.
  const isOurs = Object.keys(changesOf(now.answer.settings, changes)).length === 0;
  return isOurs
    ? { kind: 'saved', version: now.answer.version ?? '' }
    : { kind: 'changed', ...now.answer };
}
