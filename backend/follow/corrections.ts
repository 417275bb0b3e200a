import type { RemoteWords } from '../deliver/destination.ts';
import type { NonEmpty } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';

/**
 * What a destination must offer once an invoice exists there: reading its life, and the supplier's corrections. No
 * answer is ever thrown. A correction has a deposit's three ends; one that is uncertain is looked up before anything
 * else, and never sent again blindly.
 */

/** A file to add to a suspended invoice. */
export interface Attachment {
  /** With its extension. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** What the buyer reads beside it; the file's name unless given. */
  readonly title?: string;
}

/** What the buyer who suspended an invoice asked for: a comment, files, or both. */
export interface Completion {
  /** The invoice's identifier at the destination. */
  readonly remoteId: string;
  readonly comment?: string;
  readonly attachments: readonly Attachment[];
}

/** Where an invoice that reached the wrong desk shall go; its number stays. */
export interface Rerouting {
  readonly remoteId: string;
  readonly siret: string;
  /** *Code service*, BT-10. */
  readonly serviceCode?: string;
  /** *Numéro d'engagement*, BT-13. */
  readonly engagementNumber?: string;
  /** *Numéro de marché*, BT-12, where it is to be another. */
  readonly contractNumber?: string;
  readonly comment?: string;
}

/** How a correction ended. */
export type CorrectionAnswer =
  | { readonly kind: 'accepted'; readonly remote: RemoteWords }
  /** Certainly nothing was changed, and would not be if sent again as it is. */
  | { readonly kind: 'refused'; readonly reasons: NonEmpty<Reason>; readonly remote: RemoteWords }
  /** Certainly nothing was changed, and worth trying again later. */
  | {
      readonly kind: 'not_now';
      readonly reason: Reason;
      readonly retryAfterMs?: number;
      readonly unasked?: true;
      readonly remote: RemoteWords;
    }
  /** Nobody knows whether it was changed: it must be looked up before anything else. */
  | { readonly kind: 'uncertain'; readonly reason: Reason; readonly remote: RemoteWords };

/** A question that cannot be answered now. */
export interface NoAnswerNow {
  readonly kind: 'not_now';
  readonly reason: Reason;
  readonly retryAfterMs?: number;
  /** True when it was kept back before the wire: no attempt was made. */
  readonly unasked?: true;
  readonly remote: RemoteWords;
}

/** A correction whose answer was lost, to be looked up. */
export interface UncertainCorrection {
  readonly correction: 'complete' | 'recycle' | 'acknowledge_rejection';
  readonly remoteId: string;
  /** BT-1. */
  readonly invoiceNumber: string;
  /** When it was sent, an ISO 8601 instant. */
  readonly sentAt: string;
}

/** Whether a correction was taken; `status` is what the invoice stands at now, in the platform's word. */
export type CorrectionLookUp =
  | { readonly kind: 'taken' | 'not_taken'; readonly status: string; readonly remote: RemoteWords }
  /** No such invoice: a person must look. */
  | { readonly kind: 'absent'; readonly remote: RemoteWords }
  | NoAnswerNow;

/** One step of an invoice's life, in the platform's own words. */
export interface LifeStep {
  readonly status: string;
  /** An ISO 8601 instant; absent when the platform's date could not be read. */
  readonly at?: string;
  /** Word for word. */
  readonly comment?: string;
}

/** An invoice's life, oldest step first; `complete` is false when there was more than we read. */
export type LifeAnswer =
  | {
      readonly kind: 'life';
      readonly steps: readonly LifeStep[];
      readonly status?: string;
      readonly complete: boolean;
      readonly remote: RemoteWords;
    }
  /** No such invoice, or not shown to this account. */
  | { readonly kind: 'absent'; readonly remote: RemoteWords }
  | NoAnswerNow;

/** Where one of the supplier's invoices stands, in the platform's own words. */
export interface RemoteInvoice {
  readonly remoteId: string;
  /** BT-1; absent from what is broken. */
  readonly number?: string;
  /** Absent when the invoice was not deposited as a file: by hand on the portal, for example. */
  readonly flowNumber?: string;
  readonly status: string;
  /** When it entered this status, an ISO 8601 instant. */
  readonly at?: string;
  readonly comment?: string;
  /** A day, `2026-11-23`. */
  readonly depositedOn?: string;
  readonly issuedOn?: string;
  readonly buyerSiret?: string;
  /** BT-112 as the platform writes it: not for arithmetic. */
  readonly totalWithVat?: string;
  /** Whether the supplier has acknowledged the buyer's rejection. */
  readonly rejectionAcknowledged: boolean;
}

/** Which of the supplier's invoices a search asks for: by change of status, or by day of deposit. */
export type InvoicesAsked =
  | { readonly changedFrom: string; readonly changedUntil?: string }
  | { readonly depositedFrom: string; readonly depositedUntil?: string }
  | { readonly number: string };

/** Every invoice that a search found; `complete` is false when there were more pages than we read. */
export type InvoicesAnswer =
  | {
      readonly kind: 'found';
      readonly invoices: readonly RemoteInvoice[];
      readonly complete: boolean;
      readonly calls: number;
      readonly remote: RemoteWords;
    }
  | NoAnswerNow;

/** What one invoice is, as its buyer sees it. */
export interface RemoteDetails {
  readonly remoteId: string;
  readonly number: string | undefined;
  readonly status: string;
  readonly rejectionAcknowledged: boolean;
  readonly buyerSiret: string | undefined;
  readonly serviceCode: string | undefined;
  readonly engagementNumber: string | undefined;
  readonly contractNumber: string | undefined;
  readonly issuedOn: string | undefined;
  readonly depositedOn: string | undefined;
  readonly currency: string | undefined;
  readonly totalWithVat: string | undefined;
  readonly amountDue: string | undefined;
  readonly comment: string | undefined;
  /** Titles of the files that came with it or were added. */
  readonly attachments: readonly string[];
}

/** One invoice in full. */
export type DetailsAnswer =
  | { readonly kind: 'details'; readonly invoice: RemoteDetails; readonly remote: RemoteWords }
  | { readonly kind: 'absent'; readonly remote: RemoteWords }
  | NoAnswerNow;

/** The supplier's side of an invoice that exists at a destination. */
export interface Corrections {
  /** The invoice's whole life. */
  invoiceLife(tenant: TenantId, remoteId: string): Promise<LifeAnswer>;
  /** Many invoices at once: what changed since, what was deposited when, or what bears a number. */
  findInvoices(tenant: TenantId, asked: InvoicesAsked): Promise<InvoicesAnswer>;
  invoiceDetails(tenant: TenantId, remoteId: string): Promise<DetailsAnswer>;
  /** Answers a suspension. */
  complete(tenant: TenantId, completion: Completion): Promise<CorrectionAnswer>;
  /** Sends an invoice to another desk. */
  recycle(tenant: TenantId, rerouting: Rerouting): Promise<CorrectionAnswer>;
  /** Says that a rejection was seen and dealt with. */
  acknowledgeRejection(tenant: TenantId, remoteId: string): Promise<CorrectionAnswer>;
  lookUpCorrection(tenant: TenantId, sent: UncertainCorrection): Promise<CorrectionLookUp>;
}
