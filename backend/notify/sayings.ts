import { readRefusals, type ReadRefusal } from '../follow/refusals.ts';
import type { Reason, ReasonCode } from '../invoice/reason.ts';

/** Reasons whose `message` is what Chorus Pro said about the invoice, word for word. */
const SAID_WITH: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'flow_refused',
  'deposit_refused',
  'document_too_large',
  'number_already_used',
]);

/** What Chorus Pro said when it refused, message by message, each with its code when it is understood. */
export function sayingsOf({ code, params }: Reason): readonly ReadRefusal[] {
  const { message } = params;
  return SAID_WITH.has(code) && message !== undefined ? readRefusals(message) : [];
}
