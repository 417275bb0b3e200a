import { ParseOption, XmlDocument, XmlError, type XmlNode } from 'libxml2-wasm';

/** What an invoice says of itself in its XML: the words and figures as they stand there. */
export interface InvoiceFacts {
  /** BT-1. */
  readonly number: string;
  /** BT-3. */
  readonly typeCode: string;
  /** BT-2, `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** BT-9. */
  readonly dueOn: string | null;
  /** BT-5. */
  readonly currency: string;
  /** BT-23. */
  readonly framework: string;
  readonly seller: PartyFacts;
  readonly buyer: PartyFacts;
  /** BT-10: the service code. */
  readonly serviceCode: string | null;
  /** BT-13: the engagement number. */
  readonly engagementNumber: string | null;
  /** BT-12: the contract number. */
  readonly contractNumber: string | null;
  /** In major units, as the document writes them. */
  readonly amounts: {
    /** BT-109. */
    readonly withoutVat: string;
    /** BT-110. */
    readonly vat: string;
    /** BT-112. */
    readonly withVat: string;
    /** BT-113. */
    readonly prepaid: string | null;
    /** BT-115. */
    readonly due: string;
  };
}

/** A party as the invoice shows it. */
interface PartyFacts {
  /** BT-27, BT-44. */
  readonly name: string;
  /** BT-30, BT-47: a SIRET, or what stands for it. */
  readonly identifier: string | null;
}

const NAMESPACES = {
  rsm: 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  ram: 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  udt: 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
} as const;

const CONTEXT = 'rsm:ExchangedDocumentContext';
const DOCUMENT = 'rsm:ExchangedDocument';
const TRADE = 'rsm:SupplyChainTradeTransaction';
const AGREEMENT = `${TRADE}/ram:ApplicableHeaderTradeAgreement`;
const SETTLEMENT = `${TRADE}/ram:ApplicableHeaderTradeSettlement`;
const SUMS = `${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`;

/** Reads a CII document; undefined when it is no XML. What is missing reads as empty. */
export function readInvoiceFacts(xml: string): InvoiceFacts | undefined {
  let document: XmlDocument | undefined;
  try {
    // Nothing is loaded from a document that anybody may have changed.
    document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
    return factsOf(document.root);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  } finally {
    document?.dispose();
  }
}

function factsOf(root: XmlNode): InvoiceFacts {
  const find = (path: string): string | null => root.get(path, NAMESPACES)?.content ?? null;
  const get = (path: string): string => find(path) ?? '';
  const party = (name: string): PartyFacts => ({
    name: get(`${AGREEMENT}/ram:${name}/ram:Name`),
    identifier: find(`${AGREEMENT}/ram:${name}/ram:SpecifiedLegalOrganization/ram:ID`),
  });
  const dueOn = find(
    `${SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString`,
  );
  return {
    number: get(`${DOCUMENT}/ram:ID`),
    typeCode: get(`${DOCUMENT}/ram:TypeCode`),
    issuedOn: toDay(get(`${DOCUMENT}/ram:IssueDateTime/udt:DateTimeString`)),
    dueOn: dueOn === null ? null : toDay(dueOn),
    currency: get(`${SETTLEMENT}/ram:InvoiceCurrencyCode`),
    framework: get(`${CONTEXT}/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID`),
    seller: party('SellerTradeParty'),
    buyer: party('BuyerTradeParty'),
    serviceCode: find(`${AGREEMENT}/ram:BuyerReference`),
    engagementNumber: find(`${AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID`),
    contractNumber: find(`${AGREEMENT}/ram:ContractReferencedDocument/ram:IssuerAssignedID`),
    amounts: {
      withoutVat: get(`${SUMS}/ram:TaxBasisTotalAmount`),
      vat: get(`${SUMS}/ram:TaxTotalAmount`),
      withVat: get(`${SUMS}/ram:GrandTotalAmount`),
      prepaid: find(`${SUMS}/ram:TotalPrepaidAmount`),
      due: get(`${SUMS}/ram:DuePayableAmount`),
    },
  };
}

/** CII's format 102 is `YYYYMMDD`. */
function toDay(text: string): string {
  return text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
