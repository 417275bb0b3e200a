/**
 * The third npm library that makes a whole Factur-X: @e-invoice-eu/core, which takes its invoice in the elements of UBL
 * and checks them against a JSON schema. It puts all notes of a document into one element, which the official schema
 * refuses, so it is given them as one.
 */
import { InvoiceService, type Invoice as UblInvoice } from '@e-invoice-eu/core';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { formatAmount, formatDecimal, type Amount } from '../../backend/invoice/money.ts';
import { drawWithPdfkit } from './conversion-rivals.ts';

const silent = () => {};
const service = new InvoiceService({ log: silent, warn: silent, error: silent });

const VAT = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } } as const;
const EUR = 'EUR';

const euros = (amount: Amount): string => formatAmount(amount, 2);

type Ubl = UblInvoice['ubl:Invoice'];

/** A pdfkit page into which @e-invoice-eu/core puts the XML that it makes. */
export async function convertWithEInvoiceEu(invoice: Invoice): Promise<Uint8Array> {
  const page = await drawWithPdfkit(invoice);
  const made = await service.generate(
    { 'ubl:Invoice': toUbl(invoice) },
    {
      format: 'Factur-X-EN16931',
      lang: 'fr-fr',
      noWarnings: true,
      pdf: { buffer: page, filename: `${invoice.number}.pdf`, mimetype: 'application/pdf' },
    },
  );
  if (typeof made === 'string') throw new Error('a PDF was asked for, and XML came');
  return made;
}

function toUbl(invoice: Invoice): Ubl {
  const [first, ...rest] = invoice.lines.map(lineOf);
  if (!first) throw new Error('an invoice has a line');
  return {
    'cbc:ProfileID': invoice.businessProcess,
    'cbc:ID': invoice.number,
    'cbc:IssueDate': invoice.issuedOn,
    ...(invoice.dueOn && { 'cbc:DueDate': invoice.dueOn }),
    'cbc:InvoiceTypeCode': invoice.typeCode,
    'cbc:Note': [invoice.notes.map(({ text }) => text).join('\n')],
    'cbc:DocumentCurrencyCode': EUR,
    'cbc:BuyerReference': invoice.buyerReference ?? '',
    'cac:AccountingSupplierParty': { 'cac:Party': sellerOf(invoice.seller) },
    'cac:AccountingCustomerParty': { 'cac:Party': partyOf(invoice.buyer) },
    'cac:Delivery': { 'cbc:ActualDeliveryDate': invoice.deliveredOn ?? invoice.issuedOn },
    'cac:PaymentMeans': [paymentOf(invoice)],
    'cac:PaymentTerms': { 'cbc:Note': invoice.paymentTerms ?? '' },
    'cac:TaxTotal': [taxTotalOf(invoice)],
    'cac:LegalMonetaryTotal': totalsOf(invoice),
    'cac:InvoiceLine': [first, ...rest],
  };
}

function partyOf({ name, siret, address }: Invoice['seller'] | Invoice['buyer']) {
  return {
    'cac:PostalAddress': {
      'cbc:StreetName': address.line1 ?? '',
      'cbc:CityName': address.city ?? '',
      'cbc:PostalZone': address.postCode ?? '',
      'cac:Country': { 'cbc:IdentificationCode': 'FR' },
    },
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': name,
      'cbc:CompanyID': siret ?? '',
      'cbc:CompanyID@schemeID': '0002',
    },
  } as const;
}

function sellerOf(seller: Invoice['seller']): Ubl['cac:AccountingSupplierParty']['cac:Party'] {
  const taxScheme = { 'cbc:CompanyID': seller.vatNumber ?? '', ...VAT };
  return { ...partyOf(seller), 'cac:PartyTaxScheme': [taxScheme] };
}

function paymentOf({ payment }: Invoice) {
  return {
    'cbc:PaymentMeansCode': payment.meansCode,
    ...(payment.account && { 'cac:PayeeFinancialAccount': { 'cbc:ID': payment.account.iban } }),
  };
}

function taxTotalOf({ totals, vatBreakdown }: Invoice): Ubl['cac:TaxTotal'][0] {
  return {
    'cbc:TaxAmount': euros(totals.vat),
    'cbc:TaxAmount@currencyID': EUR,
    'cac:TaxSubtotal': vatBreakdown.map(({ taxable, tax, category, rate }) => ({
      'cbc:TaxableAmount': euros(taxable),
      'cbc:TaxableAmount@currencyID': EUR,
      'cbc:TaxAmount': euros(tax),
      'cbc:TaxAmount@currencyID': EUR,
      'cac:TaxCategory': { 'cbc:ID': category, 'cbc:Percent': String(rate / 100), ...VAT },
    })),
  };
}

function totalsOf({ totals }: Invoice): Ubl['cac:LegalMonetaryTotal'] {
  return {
    'cbc:LineExtensionAmount': euros(totals.lineNet),
    'cbc:LineExtensionAmount@currencyID': EUR,
    'cbc:TaxExclusiveAmount': euros(totals.withoutVat),
    'cbc:TaxExclusiveAmount@currencyID': EUR,
    'cbc:TaxInclusiveAmount': euros(totals.withVat),
    'cbc:TaxInclusiveAmount@currencyID': EUR,
    'cbc:PayableAmount': euros(totals.due),
    'cbc:PayableAmount@currencyID': EUR,
  };
}

function lineOf({ id, name, quantity, price, net, vat, unit }: Invoice['lines'][number]) {
  return {
    'cbc:ID': id,
    'cbc:InvoicedQuantity': formatDecimal(quantity),
    'cbc:InvoicedQuantity@unitCode': unit,
    'cbc:LineExtensionAmount': euros(net),
    'cbc:LineExtensionAmount@currencyID': EUR,
    'cac:Item': {
      'cbc:Name': name,
      'cac:ClassifiedTaxCategory': {
        'cbc:ID': vat.category,
        'cbc:Percent': String(vat.rate / 100),
        ...VAT,
      },
    },
    'cac:Price': { 'cbc:PriceAmount': formatDecimal(price), 'cbc:PriceAmount@currencyID': EUR },
  } as const;
}
