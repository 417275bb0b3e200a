import type { TransmissionState } from '../follow/state.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { ClosedInStripe } from '../store/transmission-row.ts';
import type { Transmission, TransmissionChange } from '../store/transmissions.ts';

/** Where Chorus Pro has, or may have, the document. */
export const STANDING: ReadonlySet<TransmissionState> = new Set([
  'depositing',
  'uncertain',
  'deposited',
  'integrated',
  'available',
  'suspended',
  'completed',
  'to_recycle',
  'in_payment',
  'booked',
  'paid',
]);

/** Where nothing is at Chorus Pro and nothing is on its way there: what another tool deposited is the invoice. */
export const UNSENT: ReadonlySet<TransmissionState> = new Set([
  'received',
  'blocked',
  'waiting',
  'converted',
  'refused',
]);

/** The change with the warning that goes with a document that is closed in Stripe and stands at Chorus Pro. */
export function withStandingWarning(
  before: Transmission,
  change: TransmissionChange,
): TransmissionChange {
  const closed =
    change.closedInStripe === undefined ? before.closedInStripe : change.closedInStripe;
  const state = change.state ?? before.state;
  if (!closed) return change;
  const others = (change.warnings ?? before.warnings).filter(({ code }) => !DUE.has(code));
  if (!STANDING.has(state)) return { ...change, warnings: others };
  return { ...change, warnings: [...others, dueWarning(before, closed)] };
}

const DUE: ReadonlySet<string> = new Set(['credit_note_due', 'credit_note_voided_late']);

function dueWarning({ kind }: Transmission, status: ClosedInStripe): Reason {
  return kind === 'credit_note'
    ? reason('credit_note_voided_late', 'credit_note.status', { status })
    : reason('credit_note_due', 'invoice.status', { status });
}
