import type { FlowError } from '../deliver/destination.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { withUnderstanding } from './cures.ts';
import { findFlowMeaning } from './flow-states.ts';
import { findStatusMeaning } from './invoice-statuses.ts';
import type { TransmissionState } from './state.ts';

/**
 * Follow: what the remote state means, and what comes next.
 *
 * In: the words of a flow report or of an invoice's status. Out: our state, with reasons and warnings. Kept here: a word
 * that we do not know changes nothing, is shown as unknown and alerts; it is never taken for success nor for silence.
 * Chorus Pro's own text stays beside ours, word for word.
 */

/** What a remote word makes of a transmission. */
export interface Verdict {
  /** The new state, or undefined when it stays as it is. */
  readonly state?: TransmissionState;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  /** True when the flow is over and the invoice itself can be asked for. */
  readonly exists: boolean;
}

const NOTHING: Verdict = { reasons: [], warnings: [], exists: false };

/** Reads a flow report. `at` is the document's number. */
export function readFlow(state: string, errors: readonly FlowError[]): Verdict {
  const meaning = findFlowMeaning(state);
  if (!meaning) {
    return { ...NOTHING, warnings: [reason('flow_state_unknown', 'flow', { state })] };
  }
  switch (meaning.outcome) {
    case 'pending':
      return NOTHING;
    case 'integrated':
      return { ...NOTHING, exists: true };
    // Guichet deposits one invoice a flow: any error of a mixed flow is about that one.
    case 'mixed':
      return errors.length === 0 ? { ...NOTHING, exists: true } : refusedFlow(state, errors);
    case 'refused':
      return refusedFlow(state, errors);
    case 'incident':
      return {
        ...NOTHING,
        state: 'refused',
        reasons: [reason('flow_incident', 'flow', { state })],
      };
    default:
      return meaning.outcome satisfies never;
  }
}

function refusedFlow(state: string, errors: readonly FlowError[]): Verdict {
  const reasons =
    errors.length === 0
      ? [reason('flow_refused', 'flow', { state, message: '' })]
      : errors.map(({ code, message }) =>
          reason('flow_refused', 'flow', { state, message: code ? `${code} ${message}` : message }),
        );
  return { ...NOTHING, state: 'refused', reasons: withUnderstanding(reasons) };
}

/** Reads an invoice's status; `comment` is the buyer's, word for word. */
export function readStatus(status: string, comment = ''): Verdict {
  const meaning = findStatusMeaning(status);
  if (meaning === undefined || meaning === 'alert') {
    const warning = reason('invoice_status_unknown', 'invoice.status', { status });
    return { ...NOTHING, exists: true, warnings: [warning] };
  }
  if (meaning === 'unchanged') return { ...NOTHING, exists: true };
  return {
    ...NOTHING,
    exists: true,
    state: meaning,
    reasons: reasonsFor(meaning, status, comment),
  };
}

/** The reason behind each state that asks something of the supplier. */
const ASKING = {
  suspended: 'suspended_by_buyer',
  to_recycle: 'to_recycle',
  rejected: 'rejected_by_buyer',
} as const;

function reasonsFor(state: TransmissionState, status: string, comment: string): readonly Reason[] {
  if (state !== 'suspended' && state !== 'to_recycle' && state !== 'rejected') return [];
  return [reason(ASKING[state], 'invoice.status', { status, comment })];
}
