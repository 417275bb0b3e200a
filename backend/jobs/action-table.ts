import { cureOf, type Cure } from '../follow/cures.ts';
import { WAY_BACK_OF, type WayBack } from '../follow/ways-back.ts';
import { STATES, type TransmissionState } from '../follow/state.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { ActionRow, RemoteAction } from '../store/actions.ts';
import type { Instruction } from '../store/instructions.ts';
import type { Transmission } from '../store/transmissions.ts';
import { UNSENT } from './standing.ts';

/**
 * What a person can do about a document, by its state: the four ways back, which follow/ways-back.ts gives to each
 * state, and what can be decided about a document that is not at Chorus Pro. Pure.
 */

/** Decided here, with nothing asked of Chorus Pro. */
export const LOCAL_ACTIONS = [
  'retry',
  'set_references',
  'hold',
  'release',
  'exclude',
  'include',
] as const;
export type LocalAction = (typeof LOCAL_ACTIONS)[number];

/** All that a person can do. */
export type Action = LocalAction | RemoteAction;

/** Which action goes each way back. */
const ACTION_OF_WAY = {
  resend: 'retry',
  recycle: 'recycle',
  complete: 'complete',
  replace: 'acknowledge_rejection',
} as const satisfies Record<WayBack, Action>;

/** Where deciding again may end otherwise than before. */
const RETRIED: ReadonlySet<TransmissionState> = new Set(['blocked', 'waiting']);

/** After this time an action that Chorus Pro took may be asked again, should the status still be the same. */
const TAKEN_MS = 30 * 60_000;

/** An action that is shown, and why it cannot be taken now. */
export interface OfferedAction {
  readonly action: Action;
  /** The one right thing to do in this state. */
  readonly primary: boolean;
  readonly disabledBecause: Reason | undefined;
}

/** What the offer depends on. */
export interface Circumstances {
  readonly transmission: Pick<Transmission, 'state' | 'reasons' | 'remoteStatusAt' | 'stateSince'>;
  readonly instruction: Pick<Instruction, 'stance'> | undefined;
  /** The latest that was asked of Chorus Pro. */
  readonly latest: Pick<ActionRow, 'action' | 'state' | 'closedAt'> | undefined;
  readonly now: Date;
}

/** The actions that a document's state allows, the right one first; each with why not now. */
export function offerActions(circumstances: Circumstances): readonly OfferedAction[] {
  const [first, ...others] = allowedActions(circumstances);
  const offer = (action: Action, primary: boolean): OfferedAction => ({
    action,
    primary,
    disabledBecause: objectionTo(action, circumstances),
  });
  return [
    ...(first === undefined ? [] : [offer(first, isRight(first, circumstances))]),
    ...others.map((action) => offer(action, false)),
  ];
}

/** Whether sending again as it is may help, by what the reasons ask for. Where not, a person does something else first. */
const SENT_AGAIN = {
  mend: true,
  /** Only another document helps. */
  reissue: false,
  /** Somebody must look at what is in Chorus Pro. */
  look: false,
  /** Guichet must change something. */
  support: false,
  /** It goes by itself. */
  wait: false,
} as const satisfies Record<Cure, boolean>;

/** Whether the action that a state offers first is the right one: the merchant acts, and it may help. */
function isRight(action: Action, { transmission }: Circumstances): boolean {
  const { state, reasons } = transmission;
  if (STATES[state].actor !== 'merchant') return false;
  return action !== 'retry' || SENT_AGAIN[cureOf(reasons)];
}

/** Why an action cannot be taken now; undefined when it can. */
export function findObjection(action: Action, circumstances: Circumstances): Reason | undefined {
  if (!allowedActions(circumstances).includes(action)) {
    return reason('action_not_in_state', 'action', { state: circumstances.transmission.state });
  }
  return objectionTo(action, circumstances);
}

function allowedActions({ transmission, instruction }: Circumstances): readonly Action[] {
  const { state, reasons } = transmission;
  const { way } = WAY_BACK_OF[state];
  const stance = instruction?.stance;
  if (stance === 'exclude') return ['include'];
  // A person decides whether it goes once more: Chorus Pro was asked several times and does not know it.
  if (state === 'uncertain') {
    return reasons.some(({ code }) => code === 'deposit_unresolved') ? ['retry'] : [];
  }
  if (state === 'not_concerned') return ['include'];
  const first = way === undefined ? [] : [ACTION_OF_WAY[way]];
  if (!UNSENT.has(state)) return first;
  if (stance === 'hold') return ['release', 'set_references', 'exclude'];
  return [
    ...first,
    ...(RETRIED.has(state) ? (['retry'] as const) : []),
    'set_references',
    'hold',
    'exclude',
  ];
}

/** One action at a time; and what Chorus Pro took is not asked again while its answer is on the way. */
function objectionTo(
  action: Action,
  { transmission, latest, now }: Circumstances,
): Reason | undefined {
  if (!latest) return undefined;
  if (latest.state === 'uncertain') return reason('action_uncertain', 'action');
  if (latest.closedAt === undefined) return reason('action_under_way', 'action');
  if (latest.state !== 'accepted' || latest.action !== action) return undefined;
  if (action === 'acknowledge_rejection') return reason('action_done', 'action');
  const since = Math.max(
    transmission.stateSince.getTime(),
    transmission.remoteStatusAt?.getTime() ?? 0,
  );
  const closedAt = latest.closedAt.getTime();
  const isFresh = closedAt >= since && now.getTime() - closedAt < TAKEN_MS;
  return isFresh ? reason('action_done', 'action') : undefined;
}
