import type { Metadata, RawRevisedInvoice, RawStatus } from './raw.ts';

/**
 * What a sample invoice is made from, in a person's words; the builder does the arithmetic. Days are `YYYY-MM-DD` in
 * France, amounts are cents, decimals and percentages are strings.
 */
export interface InvoiceSpec {
  readonly number: string | null;
  readonly customer: CustomerSpec;
  readonly lines: readonly LineSpec[];
  /** A coupon on the whole invoice, which Stripe spreads over the lines that take discounts. */
  readonly coupon?: CouponSpec;
  /** EUR when absent. */
  readonly currency?: string;
  /** `open` when absent; Stripe turns what leaves nothing to pay into `paid` by itself. */
  readonly status?: RawStatus;
  /** Paid so far on an open invoice, in cents. */
  readonly paidCents?: number;
  /** The customer's balance before the invoice: negative is a credit that pays for it. */
  readonly startingBalanceCents?: number;
  /** Billing credits (credit grants), spread before tax over the lines. */
  readonly billingCreditsCents?: number;
  readonly prePaymentCreditNotesCents?: number;
  readonly postPaymentCreditNotesCents?: number;
  /** Exclusive of tax. */
  readonly shipping?: { readonly cents: number; readonly tax: TaxSpec };
  /** 2026-11-16 when absent. */
  readonly finalizedOn?: string;
  readonly effectiveOn?: string;
  /** Present for `send_invoice`, absent for `charge_automatically`. */
  readonly dueOn?: string;
  readonly taxExempt?: 'none' | 'exempt' | 'reverse';
  readonly metadata?: Metadata;
  /** Present when a subscription made the invoice. */
  readonly subscriptionMetadata?: Metadata;
  readonly customFields?: readonly { readonly name: string; readonly value: string }[];
  readonly description?: string;
  readonly footer?: string;
  /** The invoice that this one revises: its id, or the object where Stripe was asked to expand it. */
  readonly revises?: string | RawRevisedInvoice;
  /** Another account that issues the invoice, on a Connect platform. */
  readonly issuerAccount?: string;
  /** Where Stripe rounds tax: once per rate and spread over the lines (when absent), or on every line. */
  readonly taxRounding?: 'rate' | 'line';
}

export interface CustomerSpec {
  readonly name: string | null;
  readonly address?: AddressSpec | null;
  readonly metadata?: Metadata;
  readonly taxIds?: readonly { readonly type: string; readonly value: string }[];
  readonly email?: string;
  /** A deleted customer keeps only its id; the invoice keeps the name and address it had. */
  readonly deleted?: boolean;
}

export interface AddressSpec {
  readonly line1?: string;
  readonly line2?: string;
  readonly postalCode?: string;
  readonly city?: string;
  /** FR when absent; null when Stripe knows none. */
  readonly country?: string | null;
}

export interface LineSpec {
  readonly description: string | null;
  /** "1" when absent; null for a custom amount. */
  readonly quantity?: string | null;
  /** In cents, up to 12 decimals; absent for a custom amount, whose price Stripe does not show. */
  readonly unitPriceCents?: string;
  /** The line's amount where it is not quantity × price: prorations, tiers, custom amounts. */
  readonly amountCents?: number;
  /** 20 % exclusive when absent; [] when no tax is configured. */
  readonly taxes?: readonly TaxSpec[];
  readonly discounts?: readonly CouponSpec[];
  /** First day and the day after the last, at midnight; absent for what is charged once. */
  readonly period?: { readonly from: string; readonly until: string };
  readonly proration?: boolean;
  readonly metadata?: Metadata;
}

export interface TaxSpec {
  /** Per cent, such as "5.5". */
  readonly percentage: string;
  readonly inclusive?: boolean;
  /** `standard_rated` at 20 %, `reduced_rated` at other rates and `zero_rated` at 0 % when absent. */
  readonly reason?: string;
  /** FR when absent. */
  readonly country?: string;
  /** Whether Stripe shows the amount as the base of no tax; it shows 0 when false. */
  readonly showsBase?: boolean;
}

export type CouponSpec =
  | { readonly name: string; readonly percentOff: string }
  | { readonly name: string; readonly amountOffCents: number };

/** What a credit note is made from; what it credits stands on its invoice. */
export interface CreditNoteSpec {
  readonly number: string;
  readonly lines: readonly CreditedLineSpec[];
  /** Credits the invoice's shipping too. */
  readonly shipping?: boolean;
  /** How much of it lowers what is still to be paid; the rest was refunded or credited. All of it when absent. */
  readonly prePaymentCents?: number;
  /** 2026-11-19 when absent. */
  readonly createdOn?: string;
  readonly effectiveOn?: string;
  readonly status?: 'issued' | 'void';
  readonly reason?: string;
  readonly memo?: string;
  readonly metadata?: Metadata;
}

export type CreditedLineSpec =
  /** A part of an invoice line, counted from 0: all of it when neither quantity nor amount is given. */
  | { readonly line: number; readonly quantity?: number; readonly amountCents?: number }
  /** Something of its own. */
  | {
      readonly description: string;
      readonly amountCents: number;
      readonly taxes: readonly TaxSpec[];
    };
