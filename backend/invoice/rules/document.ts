import { sum } from '../money.ts';
import { reason } from '../reason.ts';
import { isBlank } from '../text.ts';
import { OBEYED, figure, type Rule } from './rule.ts';

/** Characters of an invoice number that Chorus Pro takes. */
export const NUMBER_CHARACTERS_MAX = 20;

/** Letters and digits without accents, `+ - _ /`, and single spaces within (Chorus Pro G1.05). */
export const NUMBER_PATTERN = /^[A-Za-z0-9+\-_/]+( [A-Za-z0-9+\-_/]+)*$/;

/** Digits of an amount that Chorus Pro takes, decimals included. */
const AMOUNT_DIGITS_MAX = 19;

/** BR-02: the document has a number (BT-1). */
const numberIsThere: Rule = ({ number }) =>
  isBlank(number) ? [reason('invoice_number_missing', 'invoice.number')] : OBEYED;

/** Chorus Pro G1.05: the number has at most twenty characters. */
const numberIsShortEnough: Rule = ({ number }) =>
  [...number].length > NUMBER_CHARACTERS_MAX
    ? [
        reason('invoice_number_too_long', 'invoice.number', {
          number,
          found: String([...number].length),
          limit: String(NUMBER_CHARACTERS_MAX),
        }),
      ]
    : OBEYED;

/** Chorus Pro G1.05: the number consists of the characters that it allows. */
const numberHasAllowedCharacters: Rule = ({ number }) =>
  isBlank(number) || NUMBER_PATTERN.test(number)
    ? OBEYED
    : [reason('invoice_number_characters', 'invoice.number', { number })];

/** BR-55: an invoice that is referred to has a number (BT-25). */
const precedingInvoicesHaveNumbers: Rule = ({ precedingInvoices }) =>
  precedingInvoices.flatMap(({ number }, index) =>
    isBlank(number)
      ? [
          reason('invoice_incomplete', `invoice.precedingInvoices[${index}].number`, {
            rule: 'BR-55',
          }),
        ]
      : [],
  );

/** A note that is there says something (BT-22). */
const notesSaySomething: Rule = ({ notes }) =>
  notes.flatMap(({ text }, index) =>
    isBlank(text)
      ? [reason('invoice_incomplete', `invoice.notes[${index}].text`, { rule: 'BT-22' })]
      : [],
  );

/** Chorus Pro: an invoice or a credit note has positive amounts; what goes the other way is the other type. */
const totalIsNotNegative: Rule = (invoice) =>
  invoice.totals.withVat < 0n || invoice.totals.withoutVat < 0n
    ? [
        reason('total_negative', 'invoice.totals.withVat', {
          typeCode: invoice.typeCode,
          found: figure(invoice.totals.withVat, invoice),
        }),
      ]
    : OBEYED;

/** A document's allowances (BT-92) and charges (BT-99) are written as positive amounts. */
const allowancesAndChargesArePositive: Rule = (invoice) =>
  (['allowances', 'charges'] as const).flatMap((list) =>
    invoice[list].flatMap(({ amount }, index) =>
      amount < 0n
        ? [
            reason('allowance_negative', `invoice.${list}[${index}]`, {
              found: figure(amount, invoice),
            }),
          ]
        : [],
    ),
  );

/** Chorus Pro: an amount has at most nineteen digits. The largest of a document is bounded by the sum of all. */
const amountsFit: Rule = (invoice) => {
  const { totals } = invoice;
  const largest = sum(
    [...Object.values<bigint>({ ...totals }), ...invoice.lines.map(({ net }) => net)].map(
      (amount) => (amount < 0n ? -amount : amount),
    ),
  );
  return largest.toString().length > AMOUNT_DIGITS_MAX
    ? [
        reason('number_too_large', 'invoice.totals.withVat', {
          found: figure(totals.withVat, invoice),
          limit: String(AMOUNT_DIGITS_MAX),
        }),
      ]
    : OBEYED;
};

/** The document as a whole: its number, its notes, what it refers to, and the sign of its total. */
export const DOCUMENT_RULES: readonly Rule[] = [
  numberIsThere,
  numberIsShortEnough,
  numberHasAllowedCharacters,
  precedingInvoicesHaveNumbers,
  notesSaySomething,
  totalIsNotNegative,
  allowancesAndChargesArePositive,
  amountsFit,
];
