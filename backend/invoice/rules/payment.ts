import { reason } from '../reason.ts';
import { isBlank } from '../text.ts';
import { OBEYED, figure, mustEqual, type Rule } from './rule.ts';

/** Characters of an IBAN that Chorus Pro takes. */
const IBAN_CHARACTERS_MAX = 27;

/** BR-CO-25: whoever still has something to pay is told when (BT-9) or under which terms (BT-20). */
const paymentDateIsSaid: Rule = ({ totals, dueOn, paymentTerms }) =>
  totals.due > 0n && dueOn === undefined && isBlank(paymentTerms)
    ? [reason('payment_date_missing', 'invoice.paymentTerms')]
    : OBEYED;

/** Chorus Pro: under framework A2, already paid, the prepaid amount is the whole (G1.02). */
const paidIsPaid: Rule = (invoice) =>
  invoice.businessProcess === 'A2'
    ? mustEqual(invoice, 'paid_amount_inexact', {
        at: 'invoice.totals.prepaid',
        found: invoice.totals.prepaid,
        expected: invoice.totals.withVat,
      })
    : OBEYED;

/** What was settled before (BT-113) lowers what is due; it never raises it. */
const prepaidIsNotNegative: Rule = (invoice) =>
  invoice.totals.prepaid < 0n
    ? [
        reason('balance_increases_due', 'invoice.totals.prepaid', {
          found: figure(invoice.totals.prepaid, invoice),
        }),
      ]
    : OBEYED;

/** BR-50, BR-61: a credit transfer (30) says to which account (BT-84). */
const transferHasAccount: Rule = ({ payment }) =>
  payment.meansCode === '30' && isBlank(payment.account?.iban)
    ? [reason('iban_missing', 'invoice.payment.account.iban', { rule: 'BR-61' })]
    : OBEYED;

/** Chorus Pro: an account number has at most 27 characters. */
const ibanFits: Rule = ({ payment: { account } }) =>
  account && account.iban.length > IBAN_CHARACTERS_MAX
    ? [
        reason('iban_too_long', 'invoice.payment.account.iban', {
          found: String(account.iban.length),
          limit: String(IBAN_CHARACTERS_MAX),
        }),
      ]
    : OBEYED;

/** ISO 13616: an IBAN's check digits. A warning: the buyer's accountant pays to what the registry holds. */
const ibanAddsUp: Rule = ({ payment: { account } }) =>
  account && !isBlank(account.iban) && !isIbanChecksumRight(account.iban)
    ? [reason('iban_checksum', 'invoice.payment.account.iban')]
    : OBEYED;

/** Rotated by four and read as a number with A = 10 … Z = 35, an IBAN leaves 1 when divided by 97. */
function isIbanChecksumRight(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return false;
  const rotated = iban.slice(4) + iban.slice(0, 4);
  const digits = rotated.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

/** How it is paid, or was. */
export const PAYMENT_RULES: readonly Rule[] = [
  paymentDateIsSaid,
  paidIsPaid,
  prepaidIsNotNegative,
  transferHasAccount,
  ibanFits,
  ibanAddsUp,
];
