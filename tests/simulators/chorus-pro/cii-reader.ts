import { z } from 'zod';
import { allAt, textAt, type XmlElement } from './xml-reader.ts';

/** What the platform reads from an invoice. Amounts stay the texts that were written. */
export const readInvoiceSchema = z.object({
  /** BT-24. */
  guideline: z.string().optional(),
  /** BT-23. */
  framework: z.string().optional(),
  /** BT-1. */
  number: z.string().optional(),
  /** BT-3. */
  typeCode: z.string().optional(),
  /** BT-2, `2026-11-23`; absent when it is not written in format 102. */
  issuedOn: z.string().optional(),
  /** BT-5. */
  currency: z.string().optional(),
  /** BT-30. */
  supplierSiret: z.string().optional(),
  /** BT-47. */
  buyerSiret: z.string().optional(),
  /** BT-10. */
  serviceCode: z.string().optional(),
  /** BT-13. */
  engagement: z.string().optional(),
  /** BT-12. */
  contract: z.string().optional(),
  /** BT-25. */
  originalNumber: z.string().optional(),
  /** BT-81. */
  paymentMeans: z.string().optional(),
  /** BT-131 of each line. */
  lineNets: z.array(z.string()).readonly(),
  /** BT-117 of each row of the VAT breakdown. */
  vatAmounts: z.array(z.string()).readonly(),
  totals: z.object({
    /** BT-106. */
    lines: z.string().optional(),
    /** BT-107. */
    allowances: z.string().optional(),
    /** BT-108. */
    charges: z.string().optional(),
    /** BT-109. */
    withoutVat: z.string().optional(),
    /** BT-110. */
    vat: z.string().optional(),
    /** BT-112. */
    withVat: z.string().optional(),
    /** BT-113. */
    prepaid: z.string().optional(),
    /** BT-114. */
    rounding: z.string().optional(),
    /** BT-115. */
    due: z.string().optional(),
  }),
});

/** An invoice as the platform reads it. */
export type ReadInvoice = Readonly<z.output<typeof readInvoiceSchema>>;

const GUIDELINE = 'GuidelineSpecifiedDocumentContextParameter';
const PROCESS = 'BusinessProcessSpecifiedDocumentContextParameter';

/** Reads a CII D16B invoice; whatever is missing is left out. */
export function readCii(root: XmlElement): ReadInvoice {
  const at = (...path: readonly string[]) => textAt(root, ...path);
  const transaction = 'SupplyChainTradeTransaction';
  const agreement = [transaction, 'ApplicableHeaderTradeAgreement'];
  const settlement = [transaction, 'ApplicableHeaderTradeSettlement'];
  return {
    guideline: at('ExchangedDocumentContext', GUIDELINE, 'ID'),
    framework: at('ExchangedDocumentContext', PROCESS, 'ID'),
    number: at('ExchangedDocument', 'ID'),
    typeCode: at('ExchangedDocument', 'TypeCode'),
    issuedOn: dayOf(at('ExchangedDocument', 'IssueDateTime', 'DateTimeString')),
    currency: at(...settlement, 'InvoiceCurrencyCode'),
    supplierSiret: at(...agreement, 'SellerTradeParty', 'SpecifiedLegalOrganization', 'ID'),
    buyerSiret: at(...agreement, 'BuyerTradeParty', 'SpecifiedLegalOrganization', 'ID'),
    serviceCode: at(...agreement, 'BuyerReference'),
    engagement: at(...agreement, 'BuyerOrderReferencedDocument', 'IssuerAssignedID'),
    contract: at(...agreement, 'ContractReferencedDocument', 'IssuerAssignedID'),
    originalNumber: at(...settlement, 'InvoiceReferencedDocument', 'IssuerAssignedID'),
    paymentMeans: at(...settlement, 'SpecifiedTradeSettlementPaymentMeans', 'TypeCode'),
    lineNets: lineNets(root),
    vatAmounts: allAt(root, ...settlement, 'ApplicableTradeTax', 'CalculatedAmount').map(
      ({ text }) => text,
    ),
    totals: totals(root, [...settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation']),
  };
}

function lineNets(root: XmlElement): readonly string[] {
  return allAt(
    root,
    'SupplyChainTradeTransaction',
    'IncludedSupplyChainTradeLineItem',
    'SpecifiedLineTradeSettlement',
    'SpecifiedTradeSettlementLineMonetarySummation',
    'LineTotalAmount',
  ).map(({ text }) => text);
}

/** BT-110 may be followed by BT-111, the same total in the accounting currency: the first one counts. */
function totals(root: XmlElement, path: readonly string[]): ReadInvoice['totals'] {
  const at = (name: string) => textAt(root, ...path, name);
  return {
    lines: at('LineTotalAmount'),
    allowances: at('AllowanceTotalAmount'),
    charges: at('ChargeTotalAmount'),
    withoutVat: at('TaxBasisTotalAmount'),
    vat: at('TaxTotalAmount'),
    withVat: at('GrandTotalAmount'),
    prepaid: at('TotalPrepaidAmount'),
    rounding: at('RoundingAmount'),
    due: at('DuePayableAmount'),
  };
}

function dayOf(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  return year && month && day ? `${year}-${month}-${day}` : undefined;
}
