import type {
  BusinessProcess,
  InvoiceTypeCode,
  NoteSubject,
  PaymentMeansCode,
  SupplyKind,
  VatPointDateCode,
} from './codes.ts';
import type { IsoDate } from './date.ts';
import type { DocumentAllowance, DocumentCharge, InvoiceLine, Period } from './line.ts';
import type { CurrencyCode } from './money.ts';
import type { Buyer, Seller } from './party.ts';
import type { DocumentTotals } from './totals.ts';
import type { VatBreakdown } from './vat.ts';

/** BG-1: a note with what it is about. */
export interface Note {
  /** BT-21; absent for free text. */
  readonly subject?: NoteSubject;
  /** BT-22: at most 1024 characters. */
  readonly text: string;
}

/** BG-3: an invoice that this one follows, such as the one that a credit note corrects. */
export interface PrecedingInvoice {
  /** BT-25. */
  readonly number: string;
  /** BT-26. */
  readonly issuedOn: IsoDate;
}

/** BG-16: how it is, or was, paid. */
export interface PaymentInstructions {
  /** BT-81. */
  readonly meansCode: PaymentMeansCode;
  /** BT-82. */
  readonly meansText?: string;
  /** BG-17, for a transfer. */
  readonly account?: {
    /** BT-84. */
    readonly iban: string;
    /** BT-86. */
    readonly bic?: string;
    /** BT-85. */
    readonly name?: string;
  };
}

/**
 * An invoice or a credit note in the words of EN 16931, free of any syntax and of any destination.
 * Amounts are minor units of `currency`. This is a draft until `complete.ts` has checked it.
 */
export interface Invoice {
  /** BT-1. */
  readonly number: string;
  /** BT-2. */
  readonly issuedOn: IsoDate;
  /** BT-3. */
  readonly typeCode: InvoiceTypeCode;
  /** BT-5. */
  readonly currency: CurrencyCode;
  /** BT-8. */
  readonly vatPointDateCode: VatPointDateCode;
  /** BT-9. */
  readonly dueOn?: IsoDate;
  /** BT-10: the service code (*code service*), called e-invoicing code in the Dashboard. */
  readonly buyerReference?: string;
  /** BT-12: the contract number (*numéro de marché*). */
  readonly contractReference?: string;
  /** BT-13: the engagement number (*numéro d'engagement*). */
  readonly orderReference?: string;
  /** BT-20. */
  readonly paymentTerms?: string;
  readonly notes: readonly Note[];
  /** BT-23. */
  readonly businessProcess: BusinessProcess;
  /** The other half of BT-23 in the approved-platform dialect; services when absent. */
  readonly supply?: SupplyKind;
  readonly precedingInvoices: readonly PrecedingInvoice[];
  readonly seller: Seller;
  readonly buyer: Buyer;
  /** BT-72: when what is invoiced was delivered. */
  readonly deliveredOn?: IsoDate;
  /** BT-80: the country it was delivered to, ISO 3166-1; demanded by category K. */
  readonly deliveryCountryCode?: string;
  /** BG-14. */
  readonly period?: Period;
  readonly payment: PaymentInstructions;
  readonly allowances: readonly DocumentAllowance[];
  readonly charges: readonly DocumentCharge[];
  readonly totals: DocumentTotals;
  readonly vatBreakdown: readonly VatBreakdown[];
  readonly lines: readonly InvoiceLine[];
}
