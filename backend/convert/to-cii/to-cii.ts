import type { CompleteInvoice } from '../../invoice/complete.ts';
import type { Note } from '../../invoice/invoice.ts';
import { CURRENCY_EXPONENT } from '../../invoice/money.ts';
import type { Profile } from '../profiles.ts';
import { headerTradeAgreement } from './agreement.ts';
import { headerTradeDelivery } from './delivery.ts';
import { dateString, escape, optional } from './element.ts';
import { lineItem } from './line.ts';
import { headerTradeSettlement } from './settlement.ts';

/**
 * Comes in: a complete invoice and the dialect to write. Goes out: Cross Industry Invoice XML, profile EN 16931 of
 * Factur-X, one element per line. Kept here: elements stand in the order of the schema; no element is empty but the
 * delivery, which the schema demands; an optional element is absent when its term is. Refuses nothing: what cannot be
 * written was refused by `complete`.
 */

const NAMESPACES =
  ' xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"' +
  ' xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"' +
  ' xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"' +
  ' xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"';

/** Writes an invoice as CII in one of the dialects of `profiles.ts`. The same invoice gives the same text. */
export function toCii(invoice: CompleteInvoice, profile: Profile): string {
  const exponent = CURRENCY_EXPONENT[invoice.currency];
  const document =
    `<rsm:CrossIndustryInvoice${NAMESPACES}>` +
    exchangedDocumentContext(invoice, profile) +
    exchangedDocument(invoice) +
    '<rsm:SupplyChainTradeTransaction>' +
    invoice.lines.map((line) => lineItem(line, exponent)).join('') +
    headerTradeAgreement(invoice, profile) +
    headerTradeDelivery(invoice) +
    headerTradeSettlement(invoice, profile) +
    '</rsm:SupplyChainTradeTransaction>' +
    '</rsm:CrossIndustryInvoice>';
  // Content never holds a bare < or >, so `><` only ever stands between two tags.
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.replaceAll('><', '>\n<')}\n`;
}

/** BT-23, BT-24. */
function exchangedDocumentContext(
  { businessProcess, supply = 'services' }: CompleteInvoice,
  profile: Profile,
): string {
  return (
    '<rsm:ExchangedDocumentContext>' +
    '<ram:BusinessProcessSpecifiedDocumentContextParameter>' +
    `<ram:ID>${profile.businessProcess[supply][businessProcess]}</ram:ID>` +
    '</ram:BusinessProcessSpecifiedDocumentContextParameter>' +
    '<ram:GuidelineSpecifiedDocumentContextParameter>' +
    `<ram:ID>${profile.guideline}</ram:ID>` +
    '</ram:GuidelineSpecifiedDocumentContextParameter>' +
    '</rsm:ExchangedDocumentContext>'
  );
}

/** BT-1, BT-3, BT-2, BG-1. */
function exchangedDocument(invoice: CompleteInvoice): string {
  return (
    '<rsm:ExchangedDocument>' +
    `<ram:ID>${escape(invoice.number)}</ram:ID>` +
    `<ram:TypeCode>${invoice.typeCode}</ram:TypeCode>` +
    `<ram:IssueDateTime>${dateString(invoice.issuedOn)}</ram:IssueDateTime>` +
    invoice.notes.map(includedNote).join('') +
    '</rsm:ExchangedDocument>'
  );
}

/** BG-1. */
function includedNote({ text, subject }: Note): string {
  const content = optional('ram:Content', text);
  return content === ''
    ? ''
    : `<ram:IncludedNote>${content}${optional('ram:SubjectCode', subject)}</ram:IncludedNote>`;
}
