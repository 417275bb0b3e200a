import { dayInFranceOf, type IsoDate } from '../invoice/date.ts';
import {
  CURRENCY_EXPONENT,
  formatAmount,
  type Amount,
  type CurrencyCode,
} from '../invoice/money.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { NUMBER_CHARACTERS_MAX, NUMBER_PATTERN } from '../invoice/rules/document.ts';
import type { SnapshotCreditNote, SnapshotInvoice, StripeSnapshot } from '../receive/snapshot.ts';

/** The day that stands on the document as its issue date (BT-2), in France. */
export function issueDateOf({ invoice, creditNote }: StripeSnapshot): IsoDate {
  if (creditNote) return dayInFranceOf(creditNote.effective_at ?? creditNote.created);
  const { effective_at: effectiveAt, status_transitions: times, created } = invoice;
  return dayInFranceOf(effectiveAt ?? times.finalized_at ?? created);
}

/** The document's currency when Guichet issues it. */
export function findCurrency({ invoice, creditNote }: StripeSnapshot): CurrencyCode | undefined {
  const code = (creditNote ?? invoice).currency.toUpperCase();
  return isIssued(code) ? code : undefined;
}

function isIssued(code: string): code is CurrencyCode {
  return Object.hasOwn(CURRENCY_EXPONENT, code);
}

/** What in the invoice or credit note itself keeps it from being sent, warnings among it. */
export function checkDocument(
  snapshot: StripeSnapshot,
  { today, asIfFinalized }: { readonly today: IsoDate; readonly asIfFinalized: boolean },
): readonly Reason[] {
  const { invoice, creditNote } = snapshot;
  const isDryRun = asIfFinalized && invoice.status === 'draft';
  return [
    ...(creditNote ? checkCreditNote(creditNote) : isDryRun ? [] : checkStatus(invoice)),
    ...checkIssuer(invoice),
    ...checkNumber(snapshot),
    ...checkCurrency(snapshot),
    ...checkTotal(snapshot),
    ...checkSettlement(snapshot),
    ...checkIssueDate(snapshot, today),
  ];
}

function checkCreditNote({ status }: SnapshotCreditNote): readonly Reason[] {
  return status === 'void' ? [reason('credit_note_voided', 'credit_note.status')] : [];
}

/** On a Connect platform an invoice can be another account's, of which the settings know nothing. */
function checkIssuer({ issuer }: SnapshotInvoice): readonly Reason[] {
  return issuer && issuer.type !== 'self'
    ? [reason('issuer_is_another_account', 'invoice.issuer')]
    : [];
}

function checkStatus({ status }: SnapshotInvoice): readonly Reason[] {
  const at = 'invoice.status';
  switch (status) {
    case 'draft':
    case null:
      return [reason('invoice_not_finalized', at)];
    case 'void':
      return [reason('invoice_voided', at)];
    case 'uncollectible':
      return [reason('invoice_uncollectible', at)];
    case 'open':
    case 'paid':
      return [];
    default:
      return status satisfies never;
  }
}

function checkNumber({ invoice, creditNote }: StripeSnapshot): readonly Reason[] {
  const at = creditNote ? 'credit_note.number' : 'invoice.number';
  const { number } = creditNote ?? invoice;
  if (!number) return invoice.status === 'draft' ? [] : [reason('invoice_number_missing', at)];
  const found = String([...number].length);
  const limit = String(NUMBER_CHARACTERS_MAX);
  return [
    ...(Number(found) > NUMBER_CHARACTERS_MAX
      ? [reason('invoice_number_too_long', at, { number, found, limit })]
      : []),
    ...(NUMBER_PATTERN.test(number) ? [] : [reason('invoice_number_characters', at, { number })]),
  ];
}

function checkCurrency(snapshot: StripeSnapshot): readonly Reason[] {
  if (findCurrency(snapshot)) return [];
  const currency = (snapshot.creditNote ?? snapshot.invoice).currency.toUpperCase();
  return [reason('currency_not_supported', 'invoice.currency', { currency })];
}

function checkTotal(snapshot: StripeSnapshot): readonly Reason[] {
  const { total } = snapshot.creditNote ?? snapshot.invoice;
  if (total >= 0n) return [];
  const exponent = CURRENCY_EXPONENT[findCurrency(snapshot) ?? 'EUR'];
  return [reason('total_negative', 'invoice.total', { found: formatAmount(total, exponent) })];
}

/** What is left to pay follows from what is due and paid; what is overpaid goes to the balance and is left out. */
function checkSettlement({ invoice, creditNote }: StripeSnapshot): readonly Reason[] {
  if (creditNote) return checkCredited(creditNote);
  const { amount_due: due, amount_paid: paid, amount_remaining: remaining } = invoice;
  const left = paid > due ? 0n : due - paid;
  return remaining === left ? [] : [inexact('invoice.amount_remaining', remaining, left)];
}

/** All of a credit note either lowers what is due or was given back. */
function checkCredited(creditNote: SnapshotCreditNote): readonly Reason[] {
  const { total, pre_payment_amount: before, post_payment_amount: after } = creditNote;
  if (before === undefined || before === null || after === undefined || after === null) return [];
  return before + after === total
    ? []
    : [inexact('credit_note.post_payment_amount', before + after, total)];
}

function inexact(at: string, found: Amount, expected: Amount): Reason {
  const shown = (amount: Amount) => formatAmount(amount, CURRENCY_EXPONENT.EUR);
  return reason('amount_due_inexact', at, { found: shown(found), expected: shown(expected) });
}

function checkIssueDate(snapshot: StripeSnapshot, today: IsoDate): readonly Reason[] {
  const issuedOn = issueDateOf(snapshot);
  return issuedOn > today
    ? [reason('issue_date_in_future', 'invoice.effective_at', { issuedOn, today })]
    : [];
}
