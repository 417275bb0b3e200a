import type { Actor } from '../invoice/reason.ts';

interface StateRow {
  /** Who acts next; `nobody` when it is over. */
  readonly actor: Actor | 'nobody';
  /** True when nothing more is expected and nothing is asked of anybody. */
  readonly final: boolean;
  /** The station at which an invoice in this state stands. */
  readonly station: 'receive' | 'decide' | 'convert' | 'deliver' | 'follow';
}

/** Every state that a transmission can be in. The history explains how it came there. */
export const STATES = {
  /** The event is stored; Stripe is about to be read. */
  received: { actor: 'us', final: false, station: 'receive' },
  /** The customer is not government-affiliated. */
  not_concerned: { actor: 'nobody', final: true, station: 'decide' },
  /** Somebody must change something; the reasons say who and what. */
  blocked: { actor: 'merchant', final: false, station: 'decide' },
  /** Goes on by itself later; the reasons say why not now. */
  waiting: { actor: 'chorus_pro', final: false, station: 'decide' },
  /** The document is issued and stored. */
  converted: { actor: 'us', final: false, station: 'convert' },
  /** A deposit is reserved and may be on the wire. */
  depositing: { actor: 'us', final: false, station: 'deliver' },
  /** No certain answer: it is looked up before anything else. */
  uncertain: { actor: 'us', final: false, station: 'deliver' },
  /** Chorus Pro gave a flow number and is checking. */
  deposited: { actor: 'chorus_pro', final: false, station: 'follow' },
  /** Chorus Pro refused the deposit or the flow: no invoice exists there. */
  refused: { actor: 'merchant', final: false, station: 'follow' },
  /** Chorus Pro has created the invoice and is routing it. */
  integrated: { actor: 'chorus_pro', final: false, station: 'follow' },
  /** The public buyer has it. */
  available: { actor: 'buyer', final: false, station: 'follow' },
  /** The buyer asks for supporting documents. */
  suspended: { actor: 'merchant', final: false, station: 'follow' },
  /** The supplier completed a suspended invoice. */
  completed: { actor: 'buyer', final: false, station: 'follow' },
  /** Wrong recipient, service or engagement: to be sent elsewhere. */
  to_recycle: { actor: 'merchant', final: false, station: 'follow' },
  /** The buyer rejected it: a credit note and a new invoice are needed. */
  rejected: { actor: 'merchant', final: true, station: 'follow' },
  /** Rejected, corrected by a credit note and a new invoice, and acknowledged: nothing is left to do. */
  replaced: { actor: 'nobody', final: true, station: 'follow' },
  /** Service certified, payment ordered, or handed to the public accountant. */
  in_payment: { actor: 'buyer', final: false, station: 'follow' },
  /** As far as a body that never reports payments ever says: booked by its accountant. */
  booked: { actor: 'nobody', final: true, station: 'follow' },
  /** The State has released the payment. */
  paid: { actor: 'nobody', final: true, station: 'follow' },
  /** Abandoned or deleted at Chorus Pro. */
  abandoned: { actor: 'nobody', final: true, station: 'follow' },
  /** The merchant uninstalled the app before it was done. */
  stopped: { actor: 'nobody', final: true, station: 'receive' },
} as const satisfies Record<string, StateRow>;

/** The state of a transmission. */
export type TransmissionState = keyof typeof STATES;
