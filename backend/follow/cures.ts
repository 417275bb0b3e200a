import {
  REASONS,
  isBlocking,
  type Actor,
  type Reason,
  type ReasonCode,
} from '../invoice/reason.ts';
import { readRefusals, REFUSALS, type ReadRefusal, type RefusalCode } from './refusals.ts';

/**
 * What a refusal asks for. Comes in: the reasons that a document carries. Goes out: what Chorus Pro said, message by
 * message, what each means, who acts, and which cure fits all of them together. Pure.
 */

/** Reasons that hold Chorus Pro's own words, and the param that they stand in. */
const WORDS_OF = {
  deposit_refused: 'message',
  flow_refused: 'message',
  action_refused: 'message',
  action_not_possible: 'message',
  account_lacks_rights: 'message',
  invoice_not_at_chorus_pro: 'message',
  rejected_by_buyer: 'comment',
} as const satisfies Partial<Record<ReasonCode, string>>;

type Speaking = keyof typeof WORDS_OF;

const isSpeaking = (code: ReasonCode): code is Speaking => Object.hasOwn(WORDS_OF, code);

/** Reasons whose messages Chorus Pro's programs wrote, so that one of them means what the table says, or is unknown. */
const OF_PROGRAMS: ReadonlySet<ReasonCode> = new Set([
  'deposit_refused',
  'flow_refused',
  'action_refused',
]);

/** What Chorus Pro said, message by message, in the order of the reasons. */
export function sayingsOf(reasons: readonly Reason[]): readonly ReadRefusal[] {
  return reasons.flatMap(({ code, params }) => {
    const words = isSpeaking(code) ? params[WORDS_OF[code]]?.trim() : undefined;
    if (!words) return [];
    // A buyer's comment is a person's: a bar in it separates nothing.
    if (code === 'rejected_by_buyer') return [{ message: words, code: undefined }];
    return readRefusals(words);
  });
}

/** The messages of a refusal that nobody has met; to be counted where the refusal is recorded. */
export function unknownSayings(reasons: readonly Reason[]): readonly ReadRefusal[] {
  const ofPrograms = reasons.filter(({ code }) => OF_PROGRAMS.has(code));
  return sayingsOf(ofPrograms).filter(({ code }) => code === undefined);
}

/**
 * The reasons of a refusal with what is understood of them: one for each message, whose `refusal` is its code and whose
 * `at` is the field that it is about. What is not understood stays as it is.
 */
export function withUnderstanding(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.flatMap((reason): readonly Reason[] => {
    if (!OF_PROGRAMS.has(reason.code)) return [reason];
    const read = readRefusals(reason.params['message'] ?? '');
    if (read.every(({ code }) => code === undefined)) return [reason];
    return read.map(({ message, code }) =>
      code === undefined
        ? { ...reason, params: { ...reason.params, message } }
        : {
            ...reason,
            at: REFUSALS[code].at,
            params: { ...reason.params, message, refusal: code },
          },
    );
  });
}

/** Who acts on a reason: as the refusal says where it is understood. */
export function actorOf({ code, params }: Reason): Actor {
  const refusal = params['refusal'];
  return refusal !== undefined && isRefusal(refusal)
    ? REFUSALS[refusal].actor
    : REASONS[code].actor;
}

function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}

/** What helps against a refusal; see REFUSALS. */
export type Cure = (typeof REFUSALS)[RefusalCode]['cure'];

/** Of several cures the first of these: what needs another document is not helped by mending. */
const STRONGEST_FIRST = [
  'reissue',
  'look',
  'support',
  'mend',
  'wait',
] as const satisfies readonly Cure[];

/** What helps a document that carries these reasons; what nobody understands may be mended by whoever reads it. */
export function cureOf(reasons: readonly Reason[]): Cure {
  const cures = new Set(reasons.filter(isBlocking).flatMap(curesOf));
  return STRONGEST_FIRST.find((cure) => cures.has(cure)) ?? 'mend';
}

function curesOf({ code, params }: Reason): readonly Cure[] {
  if (OF_PROGRAMS.has(code)) {
    return readRefusals(params['message'] ?? '').map(({ code: refusal }) =>
      refusal === undefined ? 'mend' : REFUSALS[refusal].cure,
    );
  }
  if (code === 'number_already_used') return ['look'];
  const { actor, retry } = REASONS[code];
  if (retry === 'never') return ['reissue'];
  return [actor === 'us' ? 'support' : 'mend'];
}
