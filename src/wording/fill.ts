import type { Reason } from '../../backend/invoice/reason.ts';
import type { Places, Spelling, Wording } from './wording.ts';

/**
 * Fills a reason's figures and names into a sentence. `{name}` is a param as it is; `{name:money}`, `{name:date}` and
 * `{name:percent}` as the language writes it; `{line}` and `{place}` say where. What stands in `[[double brackets]]` is
 * left out when a param in it is absent or empty, because the same reason may come from several places.
 */

const OPTIONAL = /\[\[(.*?)\]\]/gs;
const PLACEHOLDER = /\{(\w+)(?::(money|date|percent))?\}/g;

/** Shown for a param that should be there and is not, so that the sentence still reads. */
const UNKNOWN = '?';

/** The names of the placeholders in a sentence, `line` and `place` among them. */
export function placeholdersOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);
}

/** What a sentence is filled with. */
type Filling = Pick<Reason, 'at' | 'params'>;

/** The sentence with everything filled in. */
export function fill(sentence: string, reason: Filling, wording: Wording): string {
  const values: Values = { ...reason.params, ...whereIs(reason.at, wording.places) };
  const whole = sentence.replace(OPTIONAL, (_match, part: string) =>
    placeholdersOf(part).every((name) => values[name]) ? part : '',
  );
  const filled = whole.replace(PLACEHOLDER, (_match, name: string, kind?: Kind) =>
    spell(values[name], kind, wording.spelling),
  );
  return wording.spelling.finish(capitalized(filled));
}

/** A sentence may begin with a place. */
function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

type Values = Readonly<Record<string, string>>;
type Kind = 'money' | 'date' | 'percent';

function spell(value: string | undefined, kind: Kind | undefined, spelling: Spelling): string {
  if (value === undefined || value === '') return UNKNOWN;
  return kind ? spelling[kind](value) : value;
}

/** The line's number as people count, and the name of the place. */
function whereIs(at: string, places: Places): Values {
  const index = /\blines\[(\d+)\]/.exec(at)?.[1];
  const line = index === undefined ? {} : { line: String(Number(index) + 1) };
  const [, name = at] = places.find(([pattern]) => pattern.test(at)) ?? [];
  return { ...line, place: name.replace('{line}', line.line ?? '') };
}
