import { ENGLISH } from './spelling.ts';
import type { Language } from './wording.ts';

/** What English says of every invoice, without the reasons. */
export const LANGUAGE_EN: Language = {
  spelling: ENGLISH,
  actors: {
    merchant: 'You',
    buyer: 'The public buyer',
    chorus_pro: 'Chorus Pro',
    us: 'Guichet',
    nobody: 'Nobody',
  },
  states: {
    received: {
      label: 'Received',
      explanation: 'Stripe has finalized this invoice; Guichet is about to read it.',
    },
    not_concerned: {
      label: 'Not concerned',
      explanation:
        'This customer is not marked as a public body (“Government affiliated” on its page), so nothing is sent to Chorus Pro.',
    },
    blocked: {
      label: 'Action needed',
      explanation:
        'Nothing was sent. Something must be corrected first; the reasons below say what and where.',
    },
    waiting: {
      label: 'Waiting',
      explanation: 'Nothing is asked of you: Guichet goes on by itself as soon as it can.',
    },
    converted: {
      label: 'Document issued',
      explanation: 'The electronic invoice (Factur-X) is made and kept; it is sent next.',
    },
    depositing: {
      label: 'Being sent',
      explanation: 'The document is on its way to Chorus Pro.',
    },
    uncertain: {
      label: 'Being verified',
      explanation:
        'Chorus Pro did not confirm whether it took the document. Guichet looks it up before anything is sent again, so that it never arrives twice.',
    },
    deposited: {
      label: 'Sent',
      explanation: 'Chorus Pro has the document and is checking it.',
    },
    refused: {
      label: 'Refused by Chorus Pro',
      explanation:
        'Chorus Pro refused the document, so no invoice exists there and the same number can be used again.',
    },
    integrated: {
      label: 'Accepted',
      explanation: 'Chorus Pro accepted the invoice and is routing it to the public buyer.',
    },
    available: {
      label: 'With the buyer',
      explanation: 'The public buyer can see the invoice (mise à disposition) and handles it next.',
    },
    suspended: {
      label: 'Document requested',
      explanation:
        'The public buyer suspended the invoice (suspendue): a supporting document is missing.',
    },
    completed: {
      label: 'Completed',
      explanation:
        'The document that was missing has been added (complétée); the public buyer goes on.',
    },
    to_recycle: {
      label: 'Wrong recipient',
      explanation:
        'The public buyer says that the invoice is not for this service (à recycler): it must be sent to another recipient in Chorus Pro.',
    },
    rejected: {
      label: 'Rejected by the buyer',
      explanation:
        'The public buyer rejected the invoice (rejetée). It takes a credit note and a new invoice with a new number.',
    },
    replaced: {
      label: 'Rejection dealt with',
      explanation:
        'The public buyer rejected the invoice, and the rejection is marked as dealt with in Chorus Pro (rejet traité). The new invoice has its own page.',
    },
    in_payment: {
      label: 'Payment in progress',
      explanation:
        'The public buyer approved the invoice; the payment is being prepared (mandatée, mise à disposition du comptable).',
    },
    booked: {
      label: 'Payment not reported',
      explanation:
        'The public buyer has passed the invoice on for payment, and this body never reports payments in Chorus Pro: watch your bank account.',
    },
    paid: {
      label: 'Paid',
      explanation: 'The public accountant has released the payment (mise en paiement).',
    },
    abandoned: {
      label: 'Abandoned',
      explanation: 'The invoice was abandoned or deleted in Chorus Pro; nobody will pay it there.',
    },
    stopped: {
      label: 'Stopped',
      explanation:
        'The app was uninstalled before this invoice was done; Guichet no longer follows it.',
    },
  },
};
