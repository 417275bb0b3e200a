import Stripe from 'stripe';
import { reason, type Reason, type ReasonCode } from '../invoice/reason.ts';

/**
 * What Stripe answers when it does not answer: the one place where it is classified. Messages are never copied, since
 * Stripe's quote parts of the key; status, code and request id are enough for its support to find the call.
 */

/** What went wrong with a call to Stripe. */
export type StripeFault =
  | 'no_connection'
  | 'rate_limited'
  | 'server_error'
  | 'conflict'
  | 'key_refused'
  | 'account_gone'
  | 'permission_missing'
  | 'object_missing'
  | 'unexpected';

/** What each fault means for an invoice. */
const MEANING = {
  no_connection: 'stripe_unavailable',
  rate_limited: 'stripe_unavailable',
  server_error: 'stripe_unavailable',
  conflict: 'stripe_unavailable',
  key_refused: 'stripe_key_refused',
  // "The provided key does not have access to account …, or that account does not exist": the app was uninstalled.
  account_gone: 'merchant_left',
  // Installers must accept permissions that a newer version of the app asks for; until then such calls fail.
  permission_missing: 'stripe_permission_missing',
  object_missing: 'stripe_object_missing',
  unexpected: 'stripe_data_unexpected',
} as const satisfies Record<StripeFault, ReasonCode>;

/** Codes that say more than the status that they come with (docs.stripe.com/error-codes). */
const BY_CODE: Readonly<Record<string, StripeFault>> = {
  account_invalid: 'account_gone',
  more_permissions_required: 'permission_missing',
  more_permissions_required_for_application: 'permission_missing',
  rate_limit: 'rate_limited',
  lock_timeout: 'conflict',
  resource_missing: 'object_missing',
};

const BY_STATUS: Readonly<Record<number, StripeFault>> = {
  401: 'key_refused',
  403: 'permission_missing',
  404: 'object_missing',
  409: 'conflict',
  429: 'rate_limited',
};

/** Classifies whatever a call of the SDK threw. */
export function classifyFault(error: unknown): StripeFault {
  if (error instanceof Stripe.errors.StripeConnectionError) return 'no_connection';
  // Whatever else the SDK throws is an answer that it could not read.
  if (!(error instanceof Stripe.errors.StripeError)) return 'unexpected';
  const { code, statusCode } = error;
  // No status: an error page of a gateway instead of Stripe's JSON.
  if (statusCode === undefined || statusCode >= 500) return 'server_error';
  return (code && BY_CODE[code]) || BY_STATUS[statusCode] || 'unexpected';
}

/** The reason that a failed call gives; `at` is what was asked for. */
export function toReason(error: unknown, at: string): Reason {
  const fault = classifyFault(error);
  const detail = describe(error, fault);
  return reason(MEANING[fault], at, { detail, ...(fault === 'unexpected' ? EXPECTED : {}) });
}

const EXPECTED = { expected: 'must be an answer that the API documents' } as const;

/** "503, request req_123": for support, free of messages and keys. */
function describe(error: unknown, fault: StripeFault): string {
  if (!(error instanceof Stripe.errors.StripeError)) return fault;
  const { statusCode, code, requestId } = error;
  const answer = [statusCode, code].filter(Boolean).join(' ') || fault;
  return requestId ? `${answer}, request ${requestId}` : answer;
}
