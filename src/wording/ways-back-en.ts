import type { WaysBackWording } from './ways-back.ts';

/** What is said, in English, about the four ways back, and about there being none. */
export const WAYS_BACK_EN: WaysBackWording = {
  ways: {
    resend: {
      action: 'Correct and send again',
      explanation:
        'Chorus Pro refused the document, so no invoice exists there. Correct what the refusal names; the same invoice is then sent again.',
      number: 'The invoice keeps its number.',
    },
    recycle: {
      action: 'Send to another service',
      explanation:
        'The customer says that the invoice reached the wrong service (à recycler). Say which recipient, service code or engagement number is right; the invoice moves there.',
      number: 'The invoice keeps its number; it must not be sent a second time.',
    },
    complete: {
      action: 'Add what is missing',
      explanation:
        'The customer suspended the invoice (suspendue) because a document or an answer is missing. Add the file and a comment.',
      number: 'The invoice keeps its number; it must not be sent a second time.',
    },
    replace: {
      action: 'Credit it and issue a new invoice',
      explanation:
        'The customer rejected the invoice (rejetée). Issue a credit note in Stripe, then a new invoice with what was wrong corrected, and confirm here that the rejection is dealt with.',
      number: 'The new invoice has a new number; the rejected number cannot be used again.',
    },
  },
  none: {
    under_way: 'Guichet or Chorus Pro is at work on this invoice; there is nothing to do yet.',
    not_sent_yet:
      'Nothing has been sent yet. The invoice goes on once the reasons shown are dealt with.',
    being_verified:
      'Guichet is verifying whether Chorus Pro took the document. Sending it again now could make it arrive twice.',
    with_the_buyer: 'The customer has the invoice and has asked for nothing.',
    over: 'This invoice is done; nothing is left to do.',
    ended_by_hand:
      'Somebody abandoned or deleted this invoice in Chorus Pro. Look there first, to see what was meant.',
  },
};
