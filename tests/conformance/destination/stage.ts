import type { DepositRequest, Destination } from '../../../backend/deliver/destination.ts';
import type { TenantId } from '../../../backend/tenant.ts';

/** How the next handing-over goes wrong. `after` is after the remote side took the document. */
export const TROUBLES = [
  'lost_before',
  'lost_after',
  'silent_after',
  'unreadable_after',
  'broken_before',
  'throttled',
  'credentials_refused',
] as const;

/** One kind of trouble. */
export type Trouble = (typeof TROUBLES)[number];

/** A destination with the remote side that it speaks to, as the checks need them. */
export interface Stage {
  readonly destination: Destination;
  readonly tenant: TenantId;
  /** A tenant of an environment that this remote side is not for. */
  readonly foreignTenant: TenantId;
  /** A document that the remote side accepts, under a number. */
  request(invoiceNumber: string): DepositRequest;
  /** Lets the remote side finish what it has begun. */
  settle(): void;
  trouble(kind: Trouble): void;
  /** How many documents the remote side has taken under a number. */
  taken(invoiceNumber: string): number;
  /** How many invoices stand at the remote side under a number. */
  standing(invoiceNumber: string): number;
  /** SHA-256 of what the remote side took, in hexadecimal. */
  sha256(flowNumber: string): string | undefined;
  /** What must never be in an answer or a log line. */
  readonly secrets: readonly string[];
  /** Everything that the destination has logged. */
  logged(): string;
  /** No answer may take longer, in milliseconds. */
  readonly patienceMs: number;
  close(): Promise<void>;
}
