import type { DepositAnswer, RemoteWords } from '../deliver/destination.ts';
import type { CorrectionAnswer } from '../follow/corrections.ts';
import { reason, type Reason, type ReasonCode } from '../invoice/reason.ts';
import { RETRY_AFTER_MS_MAX } from './limits.ts';
import * as saw from './seen.ts';
import type { Seen, Sight } from './seen.ts';

/**
 * The one table that says what every answer but success means. Comes in: what was seen. Goes out: the row that it falls
 * under, and from the row the end of a deposit, of a change to an invoice, or of a read. Rows are tried in order; the
 * last one takes what nobody knows: uncertain for a deposit or a change, not now for a read, and somebody is told. A
 * deposit or a change is called refused or not now only where it was certainly not taken.
 */

interface End<Kind> {
  readonly end: Kind;
  readonly reason: ReasonCode;
  /** What the reason is about, in domain words. */
  readonly at:
    | 'settings.technicalAccount'
    | 'piste.application'
    | 'chorusPro'
    | 'document'
    | 'action'
    | 'action.attachments'
    | 'invoice.status';
}

/** One kind of answer and what it means. */
export interface FaultRow {
  readonly name: string;
  readonly seen: Sight;
  readonly deposit: End<'refused' | 'not_now' | 'uncertain'>;
  /** How a change to an invoice ends; as a deposit does, in an action's words, unless given. */
  readonly change?: End<'refused' | 'not_now' | 'uncertain'>;
  readonly read: End<'not_now' | 'absent'>;
  /** Whether the platform itself is in trouble, which counts against its breaker. */
  readonly trouble: boolean;
  /** Whether our operator must look: wrong configuration, or words that we do not know. */
  readonly alert: boolean;
}

const outage = { reason: 'chorus_pro_unavailable', at: 'chorusPro' } as const;
const ours = { reason: 'internal_error', at: 'chorusPro' } as const;
const account = { reason: 'technical_account_refused', at: 'settings.technicalAccount' } as const;
const accountReset = { ...account, reason: 'technical_account_reset' } as const;
const noAccount = { ...account, reason: 'technical_account_missing' } as const;
const application = { reason: 'application_not_authorized', at: 'piste.application' } as const;
const credentials = { ...application, reason: 'application_credentials_refused' } as const;
const document = { reason: 'deposit_refused', at: 'document' } as const;
const tooLarge = { ...document, reason: 'document_too_large' } as const;

const refused = <E extends object>(end: E) => ({ end: 'refused', ...end }) as const;
const notNow = <E extends object>(end: E) => ({ end: 'not_now', ...end }) as const;
const uncertain = { end: 'uncertain', reason: 'deposit_uncertain', at: 'document' } as const;
const absent = { end: 'absent', ...outage } as const;

const later = { deposit: notNow(outage), read: notNow(outage) } as const;
const unknown = { deposit: uncertain, read: notNow(outage) } as const;
const blocked = <E extends object>(end: E) =>
  ({ deposit: refused(end), read: notNow(end) }) as const;

const quiet = { trouble: false, alert: false } as const;
const trouble = { trouble: true, alert: false } as const;
const alert = { trouble: false, alert: true } as const;

const notADeposit = saw.noneOf(saw.onRoute('factures/v1/deposer/flux'));

/** Every fault, in the order in which they are tried. */
export const FAULTS = [
  // Before the wire.
  {
    name: 'account_missing',
    seen: saw.keptBack('account_missing'),
    ...blocked(noAccount),
    ...quiet,
  },
  // It was refused before, and is tried again now and then.
  { name: 'account_held', seen: saw.keptBack('account_held'), ...blocked(account), ...quiet },
  {
    name: 'account_reset',
    seen: saw.keptBack('account_reset'),
    ...blocked(accountReset),
    ...quiet,
  },
  {
    name: 'application_missing',
    seen: saw.keptBack('application_missing'),
    ...blocked(credentials),
    ...alert,
  },
  { name: 'breaker_open', seen: saw.keptBack('breaker_open'), ...later, ...quiet },
  { name: 'no_turn', seen: saw.keptBack('no_turn'), ...later, ...quiet },
  // PISTE's token server: whatever it says, nothing was deposited.
  {
    // The same words for an unknown application and a wrong secret; 400 was measured, others expect 401.
    name: 'token_credentials_refused',
    seen: saw.allOf(saw.atTokenServer, saw.status(400, 401), saw.body('oauth_error')),
    ...blocked(credentials),
    ...alert,
  },
  {
    name: 'token_rate_limited',
    seen: saw.allOf(saw.atTokenServer, saw.status(429)),
    ...later,
    ...quiet,
  },
  {
    name: 'token_unreachable',
    seen: saw.allOf(saw.atTokenServer, saw.anyOf(saw.notSent, saw.brokenOff, saw.serverError)),
    ...later,
    ...trouble,
  },
  { name: 'token_unknown_answer', seen: saw.atTokenServer, ...later, ...alert },
  // No answer from Chorus Pro.
  { name: 'not_sent', seen: saw.notSent, ...later, ...trouble },
  { name: 'broken_off', seen: saw.brokenOff, ...unknown, ...trouble },
  // PISTE's gateway.
  { name: 'rate_limited', seen: saw.status(429), ...later, ...quiet },
  {
    // The gateway found no token in the request: nothing that the merchant could mend.
    name: 'token_not_seen',
    seen: saw.allOf(saw.status(400), saw.asksForToken),
    ...blocked(credentials),
    ...alert,
  },
  // The token has just been renewed, so it is the technical account.
  { name: 'account_refused', seen: saw.status(401), ...blocked(account), ...quiet },
  {
    // The API is not ticked, its terms are not accepted, or the raccordement (*the link to Chorus Pro*) is missing.
    name: 'application_not_authorized',
    seen: saw.allOf(saw.status(403), saw.body('echo')),
    ...blocked(application),
    ...alert,
  },
  {
    name: 'route_unknown',
    seen: saw.allOf(saw.status(403), saw.body('empty_object')),
    ...blocked(application),
    ...alert,
  },
  { name: 'api_unknown', seen: saw.status(404), ...blocked(application), ...alert },
  // Chorus Pro itself. A 5xx may come after the deposit was taken.
  { name: 'server_error', seen: saw.serverError, ...unknown, ...trouble },
  {
    // `ajouter/fichier` alone has this meaning of 20003 (a client of the annex; the label is not known).
    name: 'attachment_too_large',
    seen: saw.allOf(
      saw.onRoute('transverses/v1/ajouter/fichier'),
      saw.anyOf(saw.status(413), saw.code(20003)),
    ),
    deposit: uncertain,
    change: refused({ reason: 'attachment_too_large', at: 'action.attachments' }),
    read: notNow(ours),
    ...quiet,
  },
  {
    name: 'document_too_large',
    seen: saw.anyOf(saw.status(413), saw.label('GDP_MSG_11.022')),
    deposit: refused(tooLarge),
    read: notNow(ours),
    ...alert,
  },
  {
    name: 'format_not_supported',
    seen: saw.status(415),
    deposit: refused(document),
    read: notNow(ours),
    ...alert,
  },
  {
    name: 'request_refused',
    seen: saw.allOf(saw.status(400), saw.body('envelope')),
    deposit: refused(document),
    read: notNow(ours),
    ...alert,
  },
  {
    name: 'nothing_found',
    seen: saw.label('TRA_MSG_00.015'),
    deposit: uncertain,
    read: absent,
    ...quiet,
  },
  {
    // Normal for a short time after a deposit.
    name: 'flow_not_found',
    seen: saw.label('POQ_MSG_01.003'),
    deposit: uncertain,
    read: absent,
    ...quiet,
  },
  {
    name: 'invoice_not_found',
    seen: saw.allOf(notADeposit, saw.label('GDP_MSG_11.008')),
    deposit: uncertain,
    change: refused({ reason: 'invoice_not_at_chorus_pro', at: 'action' }),
    read: absent,
    ...quiet,
  },
  {
    name: 'no_rights',
    seen: saw.allOf(notADeposit, saw.label('GDP_MSG_11.005')),
    deposit: uncertain,
    change: refused({ ...account, reason: 'account_lacks_rights' }),
    read: notNow({ ...account, reason: 'account_lacks_rights' }),
    ...quiet,
  },
  {
    // Somebody was faster, on the portal perhaps: the invoice is no longer in the status that the action is for.
    name: 'status_not_allowed',
    seen: saw.allOf(notADeposit, saw.label('GDP_MSG_11.033', 'GDP_MSG_11.001')),
    deposit: uncertain,
    change: refused({ reason: 'action_not_possible', at: 'invoice.status' }),
    read: notNow(ours),
    ...quiet,
  },
  // What nobody knows, in three rows so that the log tells them apart.
  {
    name: 'business_code_unknown',
    seen: saw.allOf(saw.success, saw.body('envelope')),
    ...unknown,
    ...alert,
  },
  { name: 'success_unreadable', seen: saw.success, ...unknown, ...alert },
  { name: 'answer_unknown', seen: saw.anything, ...unknown, ...alert },
] as const satisfies readonly FaultRow[];

/** A row's name. */
export type FaultName = (typeof FAULTS)[number]['name'];

/** What went wrong with one call: its row, and what the answers to our stations need of it. */
export interface Fault {
  readonly row: FaultRow & { readonly name: FaultName };
  /** Figures and names for the sentence; no secret. */
  readonly params: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;
  /** True when we kept the call back: nothing was asked, and nothing was learnt. */
  readonly unasked?: true;
  /** True when the platform asks all of our calls to leave it alone, for `retryAfterMs` where it says so. */
  readonly throttled?: true;
  readonly remote: RemoteWords;
}

/** Classifies what was seen on a route at an instant (for a `Retry-After` that is a date). */
export function toFault(seen: Seen, route: string, nowMs: number): Fault {
  const row = FAULTS.find((candidate) => candidate.seen(seen, route));
  if (!row) throw new Error('the last row takes anything');
  const remote = seen.kind === 'answered' ? seen.words : {};
  const retryAfterMs = waitAskedFor(seen, nowMs);
  return {
    row,
    remote,
    params: {
      route,
      fault: row.name,
      ...('code' in seen ? { failure: seen.code } : {}),
      ...(remote.httpStatus === undefined ? {} : { httpStatus: String(remote.httpStatus) }),
      ...(remote.code === undefined ? {} : { code: remote.code }),
      ...(remote.message === undefined ? {} : { message: remote.message }),
    },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(seen.kind === 'kept_back' && KEPT_BACK_FOR_NOW.has(seen.because) && { unasked: true }),
    ...(isThrottle(seen, retryAfterMs) && { throttled: true }),
  };
}

/** What is kept back without anything being wrong with the document or its merchant's entries. */
const KEPT_BACK_FOR_NOW: ReadonlySet<string> = new Set([
  'account_held',
  'account_reset',
  'breaker_open',
  'no_turn',
]);

function waitAskedFor(seen: Seen, nowMs: number): number | undefined {
  if (seen.kind === 'kept_back') return seen.waitMs;
  return seen.kind === 'answered' ? parseRetryAfter(seen.retryAfter, nowMs) : undefined;
}

/** PISTE counts the calls of our application, so that a 429 is said to all of them; a 5xx where it names a time. */
function isThrottle(seen: Seen, retryAfterMs: number | undefined): boolean {
  if (seen.kind !== 'answered') return false;
  return seen.httpStatus === 429 || (seen.httpStatus >= 500 && retryAfterMs !== undefined);
}

function parseRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), RETRY_AFTER_MS_MAX);
}

/** How a deposit ended that was not accepted. */
export function toDepositEnd(fault: Fault): Exclude<DepositAnswer, { kind: 'accepted' }> {
  const { end, reason: code, at } = fault.row.deposit;
  const why = { reason: reason(code, at, fault.params), remote: fault.remote };
  return end === 'not_now' ? { kind: end, ...why, ...waitOf(fault) } : { kind: end, ...why };
}

/** What a deposit's reasons are called when an action on an invoice meets the same fault. */
const IN_AN_ACTION_S_WORDS: Readonly<Partial<Record<ReasonCode, ReasonCode>>> = {
  deposit_refused: 'action_refused',
  deposit_uncertain: 'action_uncertain',
  document_too_large: 'action_refused',
};

/** How a change to an invoice ended that was not accepted. */
export function toChangeEnd(fault: Fault): Exclude<CorrectionAnswer, { kind: 'accepted' }> {
  const { row, params, remote } = fault;
  const { end, reason: code, at } = row.change ?? row.deposit;
  const own = IN_AN_ACTION_S_WORDS[code];
  const why = own ? reason(own, 'action', params) : reason(code, at, params);
  if (end === 'refused') return { kind: end, reasons: [why], remote };
  if (end === 'not_now') return { kind: end, reason: why, remote, ...waitOf(fault) };
  return { kind: end, reason: why, remote };
}

/** The end of a read that cannot be answered now. */
export interface NotNow {
  readonly kind: 'not_now';
  readonly reason: Reason;
  readonly retryAfterMs?: number;
  readonly unasked?: true;
  readonly remote: RemoteWords;
}

/** How a read ended that was not answered. */
export function toNotNow(fault: Fault): NotNow {
  const { reason: code, at } = fault.row.read;
  const why = reason(code, at, fault.params);
  return { kind: 'not_now', reason: why, remote: fault.remote, ...waitOf(fault) };
}

/** Whether the platform's answer is that there is no such thing. */
export function isAbsent(fault: Fault): boolean {
  return fault.row.read.end === 'absent';
}

function waitOf({ retryAfterMs, unasked }: Fault): Pick<NotNow, 'retryAfterMs' | 'unasked'> {
  return {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(unasked === undefined ? {} : { unasked }),
  };
}
