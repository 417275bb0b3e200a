import type { TransmissionState } from '../follow/state.ts';
import { parseIsoDate, type IsoDate } from '../invoice/date.ts';
import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';

/** What Stripe calls the document. */
export const DOCUMENT_KINDS = ['invoice', 'credit_note'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** An invoice that is voided or given up, a credit note that is voided. */
export const CLOSED_IN_STRIPE = ['void', 'uncollectible'] as const;
export type ClosedInStripe = (typeof CLOSED_IN_STRIPE)[number];

/** What a document is, by the prefix that Stripe gives its id. */
export function documentKindOf(documentId: string): DocumentKind {
  return documentId.startsWith('cn_') ? 'credit_note' : 'invoice';
}

/** One Stripe invoice or credit note on its way; its history explains how it came to its state. */
export interface Transmission {
  readonly tenant: TenantId;
  /** `in_…` or `cn_…`. */
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly state: TransmissionState;
  /** When it came to this state; it may be saved many times since. */
  readonly stateSince: Date;
  /** Grows with every save: whoever saves says which one was read. */
  readonly version: number;
  /** BT-1. */
  readonly number: string | undefined;
  readonly customerId: string | undefined;
  readonly customerName: string | undefined;
  readonly buyerSiret: string | undefined;
  /** Minor units of `currency`. */
  readonly totalMinor: bigint | undefined;
  readonly currency: string | undefined;
  readonly issuedOn: IsoDate | undefined;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly flowNumber: string | undefined;
  readonly depositedAt: Date | undefined;
  readonly remoteId: string | undefined;
  readonly remoteStatus: string | undefined;
  readonly remoteStatusAt: Date | undefined;
  readonly remoteComment: string | undefined;
  /** What happened to it in Stripe once it had been handed over. */
  readonly closedInStripe: ClosedInStripe | undefined;
  readonly attempts: number;
  readonly polls: number;
  /** When the sweep looks at it again; undefined when nothing is expected. */
  readonly nextAt: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Fixed = 'tenant' | 'documentId' | 'kind' | 'version' | 'createdAt' | 'updatedAt';

/** What a save changes. A field that is absent or undefined stays as it is; null clears it. */
export type TransmissionChange = {
  readonly [Field in Exclude<keyof Transmission, Fixed>]?:
    Transmission[Field] | undefined | (undefined extends Transmission[Field] ? null : never);
};

/** A row as the driver gives it. */
export interface TransmissionRow {
  readonly document_id: string;
  readonly kind: DocumentKind;
  readonly state: TransmissionState;
  readonly state_since: Date;
  readonly version: number;
  readonly number: string | null;
  readonly customer_id: string | null;
  readonly customer_name: string | null;
  readonly buyer_siret: string | null;
  readonly total_minor: string | null;
  readonly currency: string | null;
  readonly issued_on: string | null;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly flow_number: string | null;
  readonly deposited_at: Date | null;
  readonly remote_id: string | null;
  readonly remote_status: string | null;
  readonly remote_status_at: Date | null;
  readonly remote_comment: string | null;
  readonly closed_in_stripe: ClosedInStripe | null;
  readonly attempts: number;
  readonly polls: number;
  readonly next_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The columns of a row. The driver would read a date as local midnight; it stays text. */
export const TRANSMISSION_COLUMNS = `document_id, kind, state, state_since, version, number, customer_id, customer_name, buyer_siret, total_minor,
  currency, issued_on::text as issued_on, reasons, warnings, flow_number, deposited_at, remote_id, remote_status,
  remote_status_at, remote_comment, closed_in_stripe, attempts, polls, next_at, created_at, updated_at`;

/** Reads a row of the table. */
export function toTransmission(tenant: TenantId, row: TransmissionRow): Transmission {
  return {
    tenant,
    documentId: row.document_id,
    kind: row.kind,
    state: row.state,
    stateSince: row.state_since,
    version: row.version,
    number: row.number ?? undefined,
    customerId: row.customer_id ?? undefined,
    customerName: row.customer_name ?? undefined,
    buyerSiret: row.buyer_siret ?? undefined,
    totalMinor: row.total_minor === null ? undefined : BigInt(row.total_minor),
    currency: row.currency ?? undefined,
    issuedOn: row.issued_on === null ? undefined : parseIsoDate(row.issued_on),
    reasons: row.reasons,
    warnings: row.warnings,
    flowNumber: row.flow_number ?? undefined,
    depositedAt: row.deposited_at ?? undefined,
    remoteId: row.remote_id ?? undefined,
    remoteStatus: row.remote_status ?? undefined,
    remoteStatusAt: row.remote_status_at ?? undefined,
    remoteComment: row.remote_comment ?? undefined,
    closedInStripe: row.closed_in_stripe ?? undefined,
    attempts: row.attempts,
    polls: row.polls,
    nextAt: row.next_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
