/**
 * Raw Stripe objects as the API returns them at version 2026-10-28: snake_case, integers in cents, decimals as strings.
 * Only the fields that matter to an invoice on its way to a public buyer. Type declarations only.
 */

export type Metadata = Readonly<Record<string, string>>;

export interface RawAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
}

export interface RawTaxId {
  readonly type: string;
  readonly value: string | null;
}

export interface RawCustomer {
  readonly id: string;
  readonly object: 'customer';
  readonly deleted?: boolean;
  readonly name: string | null;
  readonly email: string | null;
  readonly address: RawAddress | null;
  readonly metadata: Metadata;
  readonly tax_exempt: string;
  readonly tax_ids: {
    readonly object: 'list';
    readonly data: readonly (RawTaxId & { readonly id: string; readonly object: 'tax_id' })[];
    readonly has_more: boolean;
    readonly url: string;
  };
  readonly created: number;
  readonly livemode: boolean;
}

export interface RawDeletedCustomer {
  readonly id: string;
  readonly object: 'customer';
  readonly deleted: true;
}

export interface RawTaxRate {
  readonly id: string;
  readonly object: 'tax_rate';
  readonly active: boolean;
  readonly country: string | null;
  readonly display_name: string;
  readonly percentage: number;
  readonly effective_percentage: number;
  readonly inclusive: boolean;
  readonly jurisdiction: string | null;
  readonly tax_type: string | null;
  readonly created: number;
  readonly livemode: boolean;
  readonly metadata: Metadata;
}

export interface RawTax {
  readonly amount: number;
  readonly tax_behavior: 'exclusive' | 'inclusive';
  readonly tax_rate_details: { readonly tax_rate: string } | null;
  readonly taxability_reason: string;
  readonly taxable_amount: number | null;
  readonly type: 'tax_rate_details';
}

export interface RawDiscountAmount {
  readonly amount: number;
  readonly discount: string;
}

export interface RawPretaxCreditAmount {
  readonly amount: number;
  readonly type: 'discount' | 'credit_balance_transaction';
  readonly discount?: string;
  readonly credit_balance_transaction?: string;
}

export interface RawLine {
  readonly id: string;
  readonly object: 'line_item';
  readonly amount: number;
  readonly subtotal: number;
  readonly currency: string;
  readonly description: string | null;
  readonly discount_amounts: readonly RawDiscountAmount[];
  readonly discountable: boolean;
  readonly discounts: readonly string[];
  readonly invoice: string;
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly parent: RawLineParent;
  readonly period: { readonly start: number; readonly end: number };
  readonly pretax_credit_amounts: readonly RawPretaxCreditAmount[];
  readonly pricing: RawPricing | null;
  readonly quantity: number | null;
  readonly quantity_decimal: string | null;
  readonly subscription: string | null;
  readonly taxes: readonly RawTax[] | null;
}

export interface RawPricing {
  readonly type: 'price_details';
  readonly unit_amount_decimal: string;
  readonly price_details: { readonly price: string; readonly product: string };
}

export interface RawLineParent {
  readonly type: 'invoice_item_details' | 'subscription_item_details';
  readonly invoice_item_details: {
    readonly invoice_item: string;
    readonly proration: boolean;
    readonly proration_details: null;
    readonly subscription: string | null;
  } | null;
  readonly subscription_item_details: {
    readonly invoice_item: string | null;
    readonly proration: boolean;
    readonly proration_details: null;
    readonly subscription: string | null;
    readonly subscription_item: string;
  } | null;
}

export interface RawShippingCost {
  readonly amount_subtotal: number;
  readonly amount_tax: number;
  readonly amount_total: number;
  readonly shipping_rate: string | null;
  readonly taxes: readonly {
    readonly amount: number;
    readonly rate: RawTaxRate;
    readonly taxability_reason: string;
    readonly taxable_amount: number;
  }[];
}

/** The part of an invoice that a revision of it needs. */
export interface RawRevisedInvoice {
  readonly id: string;
  readonly object: 'invoice';
  readonly number: string;
  readonly effective_at: number | null;
  readonly created: number;
}

export type RawStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

export interface RawInvoice {
  readonly id: string;
  readonly object: 'invoice';
  readonly account_country: string;
  readonly account_name: string;
  readonly account_tax_ids: null;
  readonly amount_due: number;
  readonly amount_overpaid: number;
  readonly amount_paid: number;
  readonly amount_remaining: number;
  readonly amount_shipping: number;
  readonly auto_advance: boolean;
  readonly billing_reason: string;
  readonly collection_method: 'charge_automatically' | 'send_invoice';
  readonly created: number;
  readonly currency: string;
  readonly custom_fields: readonly { readonly name: string; readonly value: string }[] | null;
  readonly customer: string | null;
  readonly customer_account: string | null;
  readonly customer_address: RawAddress | null;
  readonly customer_email: string | null;
  readonly customer_name: string | null;
  readonly customer_phone: string | null;
  readonly customer_shipping: null;
  readonly customer_tax_exempt: string;
  readonly customer_tax_ids: readonly RawTaxId[];
  readonly description: string | null;
  readonly discounts: readonly string[];
  readonly due_date: number | null;
  readonly effective_at: number | null;
  readonly ending_balance: number | null;
  readonly footer: string | null;
  readonly from_invoice: {
    readonly action: string;
    readonly invoice: string | RawRevisedInvoice;
  } | null;
  readonly hosted_invoice_url: string | null;
  readonly invoice_pdf: string | null;
  readonly issuer: { readonly type: 'self' | 'account'; readonly account?: string };
  readonly latest_revision: string | null;
  readonly lines: {
    readonly object: 'list';
    readonly data: readonly RawLine[];
    readonly has_more: boolean;
    readonly total_count: number;
    readonly url: string;
  };
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly number: string | null;
  readonly on_behalf_of: null;
  readonly parent: {
    readonly type: 'subscription_details';
    readonly quote_details: null;
    readonly subscription_details: {
      readonly subscription: string;
      readonly metadata: Metadata;
    };
  } | null;
  readonly period_end: number;
  readonly period_start: number;
  readonly post_payment_credit_notes_amount: number;
  readonly pre_payment_credit_notes_amount: number;
  readonly receipt_number: null;
  readonly rendering: null;
  readonly shipping_cost: RawShippingCost | null;
  readonly shipping_details: null;
  readonly starting_balance: number;
  readonly statement_descriptor: null;
  readonly status: RawStatus;
  readonly status_transitions: {
    readonly finalized_at: number | null;
    readonly marked_uncollectible_at: number | null;
    readonly paid_at: number | null;
    readonly voided_at: number | null;
  };
  readonly subtotal: number;
  readonly subtotal_excluding_tax: number;
  readonly test_clock: null;
  readonly total: number;
  readonly total_discount_amounts: readonly RawDiscountAmount[];
  readonly total_excluding_tax: number;
  readonly total_pretax_credit_amounts: readonly RawPretaxCreditAmount[];
  readonly total_taxes: readonly RawTax[] | null;
  readonly webhooks_delivered_at: number | null;
}

/** Everything that a snapshot is made of: the invoice with its first page of lines, and what lies beside it. */
export interface RawInvoiceBundle {
  readonly invoice: RawInvoice;
  /** Every line; the invoice embeds only the first ones. */
  readonly lines: readonly RawLine[];
  readonly customer: RawCustomer | RawDeletedCustomer | null;
  /** Every tax rate that a line or the shipping names. */
  readonly taxRates: readonly RawTaxRate[];
}

export interface RawCreditNoteLine {
  readonly id: string;
  readonly object: 'credit_note_line_item';
  readonly type: 'invoice_line_item' | 'custom_line_item';
  readonly amount: number;
  readonly description: string | null;
  readonly discount_amount: number;
  readonly discount_amounts: readonly RawDiscountAmount[];
  readonly pretax_credit_amounts: readonly RawPretaxCreditAmount[];
  readonly invoice_line_item?: string;
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly quantity: number | null;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
  readonly tax_rates: readonly RawTaxRate[];
  readonly taxes: readonly RawTax[];
}

export interface RawCreditNote {
  readonly id: string;
  readonly object: 'credit_note';
  readonly number: string;
  readonly status: 'issued' | 'void';
  readonly type: 'pre_payment' | 'post_payment' | 'mixed';
  readonly amount: number;
  readonly amount_shipping: number;
  readonly created: number;
  readonly currency: string;
  readonly customer: string;
  readonly customer_account: null;
  readonly customer_balance_transaction: null;
  readonly discount_amount: number;
  readonly discount_amounts: readonly RawDiscountAmount[];
  readonly effective_at: number | null;
  readonly invoice: string;
  readonly lines: {
    readonly object: 'list';
    readonly data: readonly RawCreditNoteLine[];
    readonly has_more: false;
    readonly url: string;
  };
  readonly livemode: boolean;
  readonly memo: string | null;
  readonly metadata: Metadata;
  readonly out_of_band_amount: number | null;
  readonly pdf: string;
  readonly post_payment_amount: number;
  readonly pre_payment_amount: number;
  readonly pretax_credit_amounts: readonly RawPretaxCreditAmount[];
  readonly reason: string | null;
  readonly refunds: readonly never[];
  readonly shipping_cost: RawShippingCost | null;
  readonly subtotal: number;
  readonly subtotal_excluding_tax: number;
  readonly total: number;
  readonly total_excluding_tax: number;
  readonly total_taxes: readonly RawTax[];
  readonly voided_at: number | null;
}

/** A credit note with the invoice that it corrects, and what lies beside that. */
export interface RawCreditNoteBundle extends RawInvoiceBundle {
  readonly creditNote: RawCreditNote;
}
