import { REFUSALS_EN } from '../../../src/wording/refusals-en.ts';
import { SCREENS_EN } from '../../../src/wording/screens-en.ts';
import { sentencesFor, stateWordingFor } from '../../../src/wording/wording.ts';
import type { TransmissionState } from '../../../backend/follow/state.ts';
import type { ReasonCode } from '../../../backend/invoice/reason.ts';

/** The words that a person sees on the way, from the wording itself: a better sentence breaks no journey. */

/** Everything that the views say. */
export const SAY = SCREENS_EN;

/** What each refusal of Chorus Pro means. */
export const REFUSAL = REFUSALS_EN;

/** A state's badge. */
export const badgeOf = (state: TransmissionState): string => stateWordingFor(state, 'en').label;

/** A reason's title. */
export const titleOf = (code: ReasonCode): string =>
  sentencesFor({ code, at: '', params: {} }, 'en').title;
