import type { Tx } from '../store/database.ts';
import { saveNotice } from '../store/notifications.ts';
import type { Transmission } from '../store/transmissions.ts';
import { factsOf, tellingsOf } from './notice.ts';

/**
 * Notes what a step gives to tell, in the step's own transaction: either both are written or neither. Whom it is told,
 * and how, is found out when it is due. What came to its state long before Guichet saw it there (an import) is told now,
 * and as waiting a day from now.
 */
export async function noteStep(
  tx: Tx,
  before: Transmission,
  after: Transmission,
  now: Date,
): Promise<void> {
  const moved = after.state !== before.state;
  if (!moved && (before.reasons.length > 0 || after.reasons.length === 0)) return;
  for (const { event, dueAt } of tellingsOf(after, moved ? now : after.stateSince)) {
    await saveNotice(after.tenant, tx, {
      event,
      subject: after.documentId,
      occurredAt: after.stateSince,
      dueAt,
      facts: factsOf(after),
    });
  }
}
