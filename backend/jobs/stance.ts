import { reason, type Reason } from '../invoice/reason.ts';

/** The reason of a document that a person held back. */
export function heldReason(comment: string | undefined): Reason {
  return reason('held_by_merchant', 'action', comment ? { comment } : {});
}

/** The warning of a document that a person excluded. */
export function excludedReason(comment: string | undefined): Reason {
  return reason('excluded_by_merchant', 'action', comment ? { comment } : {});
}
