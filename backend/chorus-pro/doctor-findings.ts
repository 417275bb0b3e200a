import type { Actor } from '../invoice/reason.ts';

/**
 * What the doctor examines, in this order, and everything that it may find. Codes are permanent; their sentences are in
 * src/wording/doctor-en.ts and doctor-fr.ts.
 */

/** The steps of an examination, in their order: what comes later is of no use while something before is wrong. */
export const DOCTOR_STEPS = [
  /** PISTE, and Chorus Pro behind it, answer. */
  'reachable',
  /** PISTE gives our application a token. */
  'application_token',
  /** Our application may use the APIs that Guichet needs. */
  'application_subscribed',
  /** The merchant's technical account (*compte technique*) is let in. */
  'technical_account',
  /** The account acts for the company that issues the invoices. */
  'structure_attached',
  /** The account may see that company's invoices. */
  'rights',
  /** The account's password lasts. */
  'password',
] as const;

/** One step of an examination. */
export type DoctorStep = (typeof DOCTOR_STEPS)[number];

interface FindingRow {
  readonly step: DoctorStep;
  /** `unclear` is neither fine nor wrong: it could not be examined, and nothing says that it is wrong. */
  readonly verdict: 'fine' | 'soon' | 'wrong' | 'unclear';
  readonly actor: Actor | 'nobody';
}

const fine = { verdict: 'fine', actor: 'nobody' } as const;
const unclear = { verdict: 'unclear', actor: 'nobody' } as const;
const merchant = { verdict: 'wrong', actor: 'merchant' } as const;
const us = { verdict: 'wrong', actor: 'us' } as const;
const chorusPro = { verdict: 'wrong', actor: 'chorus_pro' } as const;

/** Every finding. */
export const FINDINGS = {
  reachable: { step: 'reachable', ...fine },
  piste_unreachable: { step: 'reachable', ...chorusPro },
  chorus_pro_unreachable: { step: 'reachable', ...chorusPro },
  chorus_pro_down: { step: 'reachable', ...chorusPro },
  too_many_requests: { step: 'reachable', ...chorusPro },
  /** Our own breaker is open: there was trouble a moment ago. */
  paused: { step: 'reachable', ...chorusPro },
  /** Other calls of this account have the turn. */
  busy: { step: 'reachable', verdict: 'unclear', actor: 'nobody' },
  answer_not_understood: { step: 'reachable', ...us },

  token_given: { step: 'application_token', ...fine },
  application_missing: { step: 'application_token', ...us },
  application_refused: { step: 'application_token', ...us },
  token_server_not_understood: { step: 'application_token', ...us },

  subscribed: { step: 'application_subscribed', ...fine },
  /** `params.apis` names them. */
  api_not_authorized: { step: 'application_subscribed', ...us },

  account_accepted: { step: 'technical_account', ...fine },
  account_missing: { step: 'technical_account', ...merchant },
  account_refused: { step: 'technical_account', ...merchant },

  structure_attached: { step: 'structure_attached', ...fine },
  structure_missing: { step: 'structure_attached', ...merchant },
  /** `params.found` names the companies that the account does act for. */
  structure_is_another: { step: 'structure_attached', ...merchant },
  structure_not_examined: { step: 'structure_attached', ...unclear },

  rights_sufficient: { step: 'rights', ...fine },
  rights_missing: { step: 'rights', ...merchant },

  password_lasts: { step: 'password', ...fine },
  password_expires_soon: { step: 'password', verdict: 'soon', actor: 'merchant' },
  password_expired: { step: 'password', ...merchant },
  password_date_unknown: { step: 'password', ...unclear },

  /** Something before it is wrong; `params.step` is what was left out. */
  not_examined: { step: 'reachable', ...unclear },
} as const satisfies Record<string, FindingRow>;

/** A permanent code of the table above. */
export type FindingCode = keyof typeof FINDINGS;

/** What the doctor found at one step. */
export interface Finding {
  readonly step: DoctorStep;
  readonly code: FindingCode;
  /** Names and figures for the sentence; never a secret. */
  readonly params: Readonly<Record<string, string>>;
  /** `x-correlationid`, which the platform's support asks for. */
  readonly correlationId?: string;
}

/** An examination: one finding for each step, in order. */
export interface Examination {
  /** Whether invoices can be sent: nothing is wrong. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  /** The password must be renewed before this instant. */
  readonly passwordExpiresAt?: string;
}

/** Days before the password's end from which the doctor says so. */
export const PASSWORD_SOON_DAYS = 30;
