import type { NoteSubject } from '../codes.ts';
import { reason } from '../reason.ts';
import { isBlank } from '../text.ts';
import { OBEYED, type Rule } from './rule.ts';

/** The mentions that French law demands of an invoice between professionals, each once. */
const MENTIONS: readonly NoteSubject[] = ['PMT', 'PMD', 'AAB'];

/** What an electronic address consists of, and characters that it has at most. */
const ADDRESS_PATTERN = /^[A-Za-z0-9+\-_/]+$/;
const ADDRESS_CHARACTERS_MAX = 125;

/** BR-FR-02: the number, and that of the invoice referred to (BT-25), hold no space. */
const numbersHoldNoSpace: Rule = ({ number, precedingInvoices }) =>
  [
    ['invoice.number', number] as const,
    ...precedingInvoices.map(
      (preceding, index) =>
        [`invoice.precedingInvoices[${index}].number`, preceding.number] as const,
    ),
  ]
    .filter(([, text]) => !isBlank(text) && !ADDRESS_PATTERN.test(text))
    .map(([at, text]) => reason('invoice_number_characters', at, { number: text }));

/** BR-FR-10: a seller of the reform has a SIREN; one that is not established in France deposits directly. */
const sellerHasSiren: Rule = ({ seller }) =>
  seller.siret === undefined ? [reason('seller_siret_missing', 'invoice.seller.siret')] : OBEYED;

/** BR-FR-05: the three mentions are there. */
const mentionsAreThere: Rule = ({ notes }) =>
  MENTIONS.filter((subject) => !notes.some((note) => note.subject === subject)).map((subject) =>
    reason('mention_missing', 'invoice.notes', { subject }),
  );

/** BR-FR-06: none of them stands there twice. */
const mentionsStandOnce: Rule = ({ notes }) =>
  MENTIONS.filter((subject) => notes.filter((note) => note.subject === subject).length > 1).map(
    (subject) => reason('mention_repeated', 'invoice.notes', { subject }),
  );

/** BR-FR-CO-05: a credit note says which invoice it corrects. */
const creditNoteNamesItsInvoice: Rule = ({ typeCode, precedingInvoices }) =>
  typeCode === '381' && precedingInvoices.length === 0
    ? [reason('preceding_invoice_missing', 'invoice.precedingInvoices')]
    : OBEYED;

/** BR-FR-CPRO-20: a public buyer is told of one preceding invoice at most. */
const oneInvoiceIsNamed: Rule = ({ precedingInvoices }) =>
  precedingInvoices.length > 1
    ? [
        reason('too_many_preceding_invoices', 'invoice.precedingInvoices', {
          found: String(precedingInvoices.length),
          limit: '1',
        }),
      ]
    : OBEYED;

/** BR-FR-CO-07: nothing falls due before it is invoiced, unless it is paid already. */
const dueDateFollowsIssue: Rule = ({ businessProcess, dueOn, issuedOn }) =>
  businessProcess !== 'A2' && dueOn !== undefined && dueOn < issuedOn
    ? [reason('due_before_issue', 'invoice.dueOn', { found: dueOn, issued: issuedOn })]
    : OBEYED;

/** BR-FR-CO-09: what is paid already says when, in place of the due date (BT-9). */
const paymentDayIsSaid: Rule = ({ businessProcess, dueOn }) =>
  businessProcess === 'A2' && dueOn === undefined
    ? [reason('payment_date_missing', 'invoice.dueOn', { rule: 'BR-FR-CO-09' })]
    : OBEYED;

/** BR-FR-23, BR-FR-25: the shape of an electronic address (BT-34, BT-49). */
const addressesAreShaped: Rule = ({ seller, buyer }) =>
  [
    ['invoice.seller.electronicAddress', seller.electronicAddress] as const,
    ['invoice.buyer.electronicAddress', buyer.electronicAddress] as const,
  ].flatMap(([at, address]) =>
    address === undefined ||
    (ADDRESS_PATTERN.test(address) && address.length <= ADDRESS_CHARACTERS_MAX)
      ? []
      : [reason('electronic_address_malformed', at, { found: address })],
  );

/** BR-38: this dialect has no code for the reason of a charge, so the text is there. */
const chargesSayWhy: Rule = ({ charges }) =>
  charges.flatMap((charge, index) =>
    isBlank(charge.reason)
      ? [reason('invoice_incomplete', `invoice.charges[${index}].reason`, { rule: 'BR-38' })]
      : [],
  );

/** What the reform's approved platforms ask beyond EN 16931: XP Z12-012, BR-FR 1.3.0 and BR-FR-CPRO. */
export const APPROVED_PLATFORM_RULES: readonly Rule[] = [
  numbersHoldNoSpace,
  sellerHasSiren,
  mentionsAreThere,
  mentionsStandOnce,
  creditNoteNamesItsInvoice,
  oneInvoiceIsNamed,
  dueDateFollowsIssue,
  paymentDayIsSaid,
  addressesAreShaped,
  chargesSayWhy,
];
