import type { TransmissionState } from './state.ts';

/**
 * The four ways back: which action of the supplier each state allows, why, and what it does to the invoice's number.
 * Pure data. Chorus Pro confuses nobody as much as here: a refused flow, a wrong desk, a missing document and a rejection
 * look alike and have four different cures.
 */

/** What a supplier may do. */
export const WAYS_BACK = {
  /** Chorus Pro refused what was deposited: no invoice exists, so the cause is mended and it is sent again. */
  resend: { number: 'kept', atChorusPro: 'deposer/flux', inStripe: false },
  /** The buyer says that it is not for this desk: another recipient, service or engagement. */
  recycle: { number: 'kept', atChorusPro: 'recycler', inStripe: false },
  /** The buyer misses a document or an answer. */
  complete: { number: 'kept', atChorusPro: 'completer', inStripe: false },
  /** The buyer rejected the content: a credit note and a new invoice in Stripe, then the rejection is acknowledged. */
  replace: { number: 'new', atChorusPro: 'traiterRejet', inStripe: true },
} as const satisfies Record<string, WayBackRow>;

interface WayBackRow {
  /** What becomes of BT-1. A number that exists at Chorus Pro can never be deposited again. */
  readonly number: 'kept' | 'new';
  readonly atChorusPro: 'deposer/flux' | 'recycler' | 'completer' | 'traiterRejet';
  /** Whether the merchant must first act in Stripe. */
  readonly inStripe: boolean;
}

/** One of the four. */
export type WayBack = keyof typeof WAYS_BACK;

/** Why a state allows none of them; sentences are in src/wording/ways-back-en.ts and ways-back-fr.ts. */
export const NO_WAY_BACK_NEEDED = [
  /** Guichet or Chorus Pro is at work. */
  'under_way',
  /** Held before it was ever sent: it goes on once the reasons are dealt with. */
  'not_sent_yet',
  /** Nobody knows yet whether it arrived: sending again could make it arrive twice. */
  'being_verified',
  /** It is with the buyer, who has asked for nothing. */
  'with_the_buyer',
  /** It is over and went well, or was never for Chorus Pro. */
  'over',
  /** It ended at Chorus Pro by somebody's hand: a person must look there first. */
  'ended_by_hand',
] as const;

/** A reason for having no way back. */
export type NoWayBack = (typeof NO_WAY_BACK_NEEDED)[number];

const none = (because: NoWayBack) => ({ way: undefined, because }) as const;

/** For each state its way back, or why there is none. */
export const WAY_BACK_OF = {
  received: none('under_way'),
  not_concerned: none('over'),
  blocked: none('not_sent_yet'),
  waiting: none('not_sent_yet'),
  converted: none('under_way'),
  depositing: none('under_way'),
  uncertain: none('being_verified'),
  deposited: none('under_way'),
  refused: { way: 'resend' },
  integrated: none('under_way'),
  available: none('with_the_buyer'),
  suspended: { way: 'complete' },
  completed: none('with_the_buyer'),
  to_recycle: { way: 'recycle' },
  rejected: { way: 'replace' },
  replaced: none('over'),
  in_payment: none('with_the_buyer'),
  booked: none('over'),
  paid: none('over'),
  abandoned: none('ended_by_hand'),
  stopped: none('over'),
} as const satisfies Record<
  TransmissionState,
  { readonly way: WayBack } | { readonly way: undefined; readonly because: NoWayBack }
>;

/** Whether a state allows an action; if not, what it allows instead, or why nothing. */
export type Permission =
  | { readonly allowed: true; readonly number: WayBackRow['number'] }
  | {
      readonly allowed: false;
      readonly instead: WayBack | undefined;
      readonly because: NoWayBack | undefined;
    };

/** Whether a transmission in this state may go this way back. */
export function permits(state: TransmissionState, way: WayBack): Permission {
  const row = WAY_BACK_OF[state];
  if (row.way === way) return { allowed: true, number: WAYS_BACK[way].number };
  if (row.way) return { allowed: false, instead: row.way, because: undefined };
  return { allowed: false, instead: undefined, because: row.because };
}
