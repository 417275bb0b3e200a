import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';

/**
 * What a destination (Chorus Pro today, an approved platform later) must offer. No answer is ever thrown: whatever
 * happens on the wire is one of the ends below, each with the correlation id and the remote words where there are any.
 */

/** What the remote side said, kept word for word in the history. */
export interface RemoteWords {
  /** `x-correlationid`, which the platform's support asks for. */
  readonly correlationId?: string;
  readonly httpStatus?: number;
  /** Their code, such as 20001. */
  readonly code?: string;
  /** Their text, word for word. */
  readonly message?: string;
}

/** The document as it is handed over. */
export interface DepositRequest {
  readonly fileName: string;
  readonly pdf: Uint8Array;
  readonly invoiceNumber: string;
}

/** How handing over ended. */
export type DepositAnswer =
  | {
      readonly kind: 'accepted';
      readonly flowNumber: string;
      readonly depositedOn?: string;
      readonly remote: RemoteWords;
    }
  /** Certainly not taken, and would not be if sent again unchanged. */
  | { readonly kind: 'refused'; readonly reason: Reason; readonly remote: RemoteWords }
  /** Certainly not taken, and worth trying again later; `retryAfterMs` when the platform said so. */
  | {
      readonly kind: 'not_now';
      readonly reason: Reason;
      readonly retryAfterMs?: number;
      /** True when it was kept back before the wire: no attempt was made. */
      readonly unasked?: true;
      readonly remote: RemoteWords;
    }
  /** Nobody knows whether it was taken: it must be looked up before anything else. */
  | { readonly kind: 'uncertain'; readonly reason: Reason; readonly remote: RemoteWords };

/** What a look-up by invoice number found. */
export type LookUpAnswer =
  | { readonly kind: 'found'; readonly flowNumber: string; readonly remote: RemoteWords }
  | { readonly kind: 'absent'; readonly remote: RemoteWords }
  | {
      readonly kind: 'not_now';
      readonly reason: Reason;
      readonly retryAfterMs?: number;
      /** True when it was kept back before the wire: no attempt was made. */
      readonly unasked?: true;
      readonly remote: RemoteWords;
    };

/** One error of a flow report, word for word. */
export interface FlowError {
  readonly code?: string;
  readonly message: string;
}

/** What became of a flow, in the platform's own words; follow/ gives them their meaning. */
export type FlowAnswer =
  | {
      readonly kind: 'report';
      readonly state: string;
      readonly at?: string;
      readonly errors: readonly FlowError[];
      readonly remote: RemoteWords;
    }
  | { readonly kind: 'not_yet'; readonly remote: RemoteWords }
  | {
      readonly kind: 'not_now';
      readonly reason: Reason;
      readonly retryAfterMs?: number;
      /** True when it was kept back before the wire: no attempt was made. */
      readonly unasked?: true;
      readonly remote: RemoteWords;
    };

/** Where the invoice stands at the destination, in the platform's own words. */
export type StatusAnswer =
  | {
      readonly kind: 'status';
      readonly remoteId: string;
      readonly status: string;
      readonly at?: string;
      /** The buyer's comment, word for word. */
      readonly comment?: string;
      readonly remote: RemoteWords;
    }
  | { readonly kind: 'absent'; readonly remote: RemoteWords }
  | {
      readonly kind: 'not_now';
      readonly reason: Reason;
      readonly retryAfterMs?: number;
      /** True when it was kept back before the wire: no attempt was made. */
      readonly unasked?: true;
      readonly remote: RemoteWords;
    };

/** Why nothing is sent in a merchant's name at the moment, and for how many milliseconds at least. */
export interface Standstill {
  readonly reason: Reason;
  readonly waitMs: number;
}

export interface Destination {
  /** Whether anything would be sent now; asked before anything is reserved. A destination without it always sends. */
  standstill?(tenant: TenantId): Promise<Standstill | undefined>;
  deposit(tenant: TenantId, request: DepositRequest): Promise<DepositAnswer>;
  /** Finds what we may have deposited, by invoice number (and by its issue year where the platform reuses numbers). */
  lookUp(tenant: TenantId, invoiceNumber: string): Promise<LookUpAnswer>;
  flowReport(tenant: TenantId, flowNumber: string): Promise<FlowAnswer>;
  invoiceStatus(tenant: TenantId, flowNumber: string, invoiceNumber: string): Promise<StatusAnswer>;
}
