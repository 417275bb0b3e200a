import { finalizedAt } from './day.ts';
import type { RawStatus } from './raw.ts';
import type { InvoiceSpec } from './spec.ts';

/** Below this amount in cents Stripe does not charge a card: it carries the amount over to the balance. */
const CHARGE_MIN_CENTS = 50n;

/** What is due, paid and left, as Stripe finalizes an invoice against the customer's balance. */
export function settlement(spec: InvoiceSpec, total: bigint) {
  const starting = BigInt(spec.startingBalanceCents ?? 0);
  const credited = BigInt(spec.prePaymentCreditNotesCents ?? 0);
  const owed = total + starting;
  const carriedOver = owed <= 0n || (owed < CHARGE_MIN_CENTS && !spec.dueOn && total > 0n);
  const dueAtFinalization = carriedOver ? 0n : owed;
  const due = dueAtFinalization - credited;
  if (due < 0n) throw new Error('credited more than was due');
  const status =
    due === 0n && (spec.status ?? 'open') === 'open' ? 'paid' : (spec.status ?? 'open');
  const paid = status === 'paid' ? due : BigInt(spec.paidCents ?? 0);
  if (paid > due) throw new Error('paid more than is due');
  return {
    starting_balance: Number(starting),
    ending_balance: spec.number === null ? null : Number(carriedOver ? owed : 0n),
    amount_due: Number(due),
    amount_paid: Number(paid),
    amount_remaining: Number(due - paid),
    status,
    status_transitions: transitions(spec, status),
  };
}

function transitions(spec: InvoiceSpec, status: RawStatus) {
  const finalized = finalizedAt(spec);
  return {
    finalized_at: status === 'draft' ? null : finalized,
    marked_uncollectible_at: status === 'uncollectible' ? finalized + 7200 : null,
    paid_at: status === 'paid' ? finalized + 60 : null,
    voided_at: status === 'void' ? finalized + 7200 : null,
  };
}
