import type { TransmissionState } from '../follow/state.ts';
import { resolvesByItself } from '../invoice/reason.ts';
import { parseSnapshot, type StripeSnapshot } from '../receive/snapshot.ts';
import type { ClosedInStripe } from '../store/transmission-row.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { Outside } from './outside.ts';
import { saveStep } from './progress.ts';
import { STANDING } from './standing.ts';

/**
 * A document that was voided or given up in Stripe. Before it was handed over it is decided again; afterwards Chorus Pro
 * still has it, and the merchant is told what is due, as long as it is there.
 */

/** Where nothing has been handed over, or what was is certainly not there: what Stripe shows is decided again. */
const NOT_HANDED_OVER: ReadonlySet<TransmissionState> = new Set([
  'received',
  'blocked',
  'waiting',
  'converted',
]);

/** Looks at a closed document again; the new row, or undefined when there is nothing more to do. */
export async function closedStep(
  before: Transmission,
  outside: Outside,
): Promise<Transmission | undefined> {
  if (NOT_HANDED_OVER.has(before.state)) return decideAgain(before, outside);
  if (!STANDING.has(before.state)) return undefined;
  const fetched = await outside.fetchSnapshot(before.tenant, before.documentId);
  // Stripe is away: the queue tries the event again.
  if (!fetched.ok && resolvesByItself(fetched.reasons)) {
    throw new Error(`${before.documentId} was closed and cannot be read now`);
  }
  const parsed = fetched.ok ? parseSnapshot(fetched.value) : fetched;
  const closedInStripe = parsed.ok ? findClosed(parsed.value) : undefined;
  if (closedInStripe === undefined) return undefined;
  const change = { closedInStripe, warnings: before.warnings };
  return saveStep(before, { change, detail: { closed_in_stripe: closedInStripe } }, outside);
}

/** A document that is made and waits for its turn must not go out as it was. */
async function decideAgain(before: Transmission, outside: Outside): Promise<Transmission> {
  if (before.state !== 'converted') return before;
  const change = { state: 'received', reasons: [], attempts: 0, nextAt: outside.now() } as const;
  return saveStep(before, { change }, outside);
}

function findClosed({ invoice, creditNote }: StripeSnapshot): ClosedInStripe | undefined {
  const { status } = creditNote ?? invoice;
  return status === 'void' || status === 'uncollectible' ? status : undefined;
}
