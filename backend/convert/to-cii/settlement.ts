import type { Invoice, PaymentInstructions, PrecedingInvoice } from '../../invoice/invoice.ts';
import { CURRENCY_EXPONENT } from '../../invoice/money.ts';
import type { Profile } from '../profiles.ts';
import { documentAllowance, documentCharge } from './allowance-charge.ts';
import { dateString, escape, optional, wrapped } from './element.ts';
import { billingPeriod } from './period.ts';
import { monetarySummation } from './totals.ts';
import { vatBreakdown } from './vat.ts';

/** How much, with which VAT, and how it is paid: BT-5, BG-16, BG-23, BG-14, BG-20, BG-21, BT-20, BG-22, BG-3. */
export function headerTradeSettlement(invoice: Invoice, profile: Profile): string {
  const exponent = CURRENCY_EXPONENT[invoice.currency];
  return (
    '<ram:ApplicableHeaderTradeSettlement>' +
    `<ram:InvoiceCurrencyCode>${invoice.currency}</ram:InvoiceCurrencyCode>` +
    paymentMeans(invoice.payment) +
    invoice.vatBreakdown
      .map((row) => vatBreakdown(row, invoice.vatPointDateCode, exponent))
      .join('') +
    billingPeriod(invoice.period) +
    invoice.allowances.map((allowance) => documentAllowance(allowance, exponent)).join('') +
    invoice.charges.map((charge) => documentCharge(charge, exponent, profile)).join('') +
    paymentTerms(invoice) +
    monetarySummation(invoice, exponent) +
    invoice.precedingInvoices.map(invoiceReference).join('') +
    '</ram:ApplicableHeaderTradeSettlement>'
  );
}

/** BG-16, BG-17. */
function paymentMeans({ meansCode, meansText, account }: PaymentInstructions): string {
  return (
    '<ram:SpecifiedTradeSettlementPaymentMeans>' +
    `<ram:TypeCode>${meansCode}</ram:TypeCode>` +
    optional('ram:Information', meansText) +
    wrapped(
      'ram:PayeePartyCreditorFinancialAccount',
      optional('ram:IBANID', account?.iban) + optional('ram:AccountName', account?.name),
    ) +
    wrapped('ram:PayeeSpecifiedCreditorFinancialInstitution', optional('ram:BICID', account?.bic)) +
    '</ram:SpecifiedTradeSettlementPaymentMeans>'
  );
}

/** BT-20, BT-9. */
function paymentTerms({ paymentTerms: terms, dueOn }: Invoice): string {
  return wrapped(
    'ram:SpecifiedTradePaymentTerms',
    optional('ram:Description', terms) +
      (dueOn ? `<ram:DueDateDateTime>${dateString(dueOn)}</ram:DueDateDateTime>` : ''),
  );
}

/** BG-3. */
function invoiceReference({ number, issuedOn }: PrecedingInvoice): string {
  return (
    '<ram:InvoiceReferencedDocument>' +
    `<ram:IssuerAssignedID>${escape(number)}</ram:IssuerAssignedID>` +
    `<ram:FormattedIssueDateTime>${dateString(issuedOn, 'qdt')}</ram:FormattedIssueDateTime>` +
    '</ram:InvoiceReferencedDocument>'
  );
}
