import type { Invoice } from '../invoice.ts';
import { reason, type Reason, type ReasonCode } from '../reason.ts';
import type { Rule } from './rule.ts';

/** Characters that Chorus Pro takes of each kind of text (facts of its EDI annex, and BR-FR-CPRO for the rest). */
const CHARACTERS_MAX = {
  name: 99,
  reference: 50,
  service: 100,
  text: 1024,
  street: 400,
  phone: 50,
} as const;

interface Limited {
  readonly at: string;
  readonly text: string | undefined;
  readonly limit: keyof typeof CHARACTERS_MAX;
  readonly code?: ReasonCode;
}

/** Chorus Pro: the lengths of texts; beyond them it refuses the whole flow. Counted in Unicode characters. */
const textsFit: Rule = (invoice) =>
  [...headerTexts(invoice), ...partyTexts(invoice), ...lineTexts(invoice)].flatMap(excess);

function excess({ at, text, limit, code = 'text_too_long' }: Limited): readonly Reason[] {
  const max = CHARACTERS_MAX[limit];
  // A text has at most as many characters as UTF-16 units: counting is for the few that are close.
  if (text === undefined || text.length <= max) return [];
  const found = [...text].length;
  return found > max ? [reason(code, at, { found: String(found), limit: String(max) })] : [];
}

function headerTexts(invoice: Invoice): readonly Limited[] {
  return [
    {
      at: 'invoice.buyerReference',
      text: invoice.buyerReference,
      limit: 'service',
      code: 'service_code_too_long',
    },
    {
      at: 'invoice.orderReference',
      text: invoice.orderReference,
      limit: 'reference',
      code: 'engagement_number_too_long',
    },
    {
      at: 'invoice.contractReference',
      text: invoice.contractReference,
      limit: 'reference',
      code: 'contract_number_too_long',
    },
    { at: 'invoice.paymentTerms', text: invoice.paymentTerms, limit: 'text' },
    { at: 'invoice.payment.meansText', text: invoice.payment.meansText, limit: 'text' },
    { at: 'invoice.payment.account.name', text: invoice.payment.account?.name, limit: 'name' },
    ...invoice.notes.map(({ text }, index): Limited => ({
      at: `invoice.notes[${index}].text`,
      text,
      limit: 'text',
    })),
    ...invoice.precedingInvoices.map(({ number }, index): Limited => ({
      at: `invoice.precedingInvoices[${index}].number`,
      text: number,
      limit: 'reference',
    })),
    ...(['allowances', 'charges'] as const).flatMap((list) =>
      invoice[list].map((entry, index): Limited => ({
        at: `invoice.${list}[${index}].reason`,
        text: entry.reason,
        limit: 'text',
      })),
    ),
    ...invoice.vatBreakdown.map(({ exemption }, index): Limited => ({
      at: `invoice.vatBreakdown[${index}].exemption`,
      text: exemption?.text,
      limit: 'text',
    })),
  ];
}

function partyTexts({ seller, buyer }: Invoice): readonly Limited[] {
  return [
    { at: 'invoice.seller.name', text: seller.name, limit: 'name' },
    { at: 'invoice.seller.legalInformation', text: seller.legalInformation, limit: 'text' },
    { at: 'invoice.seller.contact.name', text: seller.contact?.name, limit: 'name' },
    { at: 'invoice.seller.contact.phone', text: seller.contact?.phone, limit: 'phone' },
    { at: 'invoice.seller.contact.email', text: seller.contact?.email, limit: 'name' },
    { at: 'invoice.buyer.name', text: buyer.name, limit: 'name' },
    ...(
      [
        ['invoice.seller.address', seller.address],
        ['invoice.buyer.address', buyer.address],
      ] as const
    ).flatMap(([at, address]): readonly Limited[] => [
      { at: `${at}.line1`, text: address.line1, limit: 'street' },
      { at: `${at}.line2`, text: address.line2, limit: 'street' },
      { at: `${at}.city`, text: address.city, limit: 'street' },
    ]),
  ];
}

function lineTexts({ lines }: Invoice): readonly Limited[] {
  return lines.flatMap((line, index): readonly Limited[] => [
    { at: `invoice.lines[${index}].name`, text: line.name, limit: 'text' },
    { at: `invoice.lines[${index}].description`, text: line.description, limit: 'text' },
    ...line.allowances.map((allowance, position): Limited => ({
      at: `invoice.lines[${index}].allowances[${position}].reason`,
      text: allowance.reason,
      limit: 'text',
    })),
  ]);
}

/** Lengths of texts. */
export const LENGTH_RULES: readonly Rule[] = [textsFit];
