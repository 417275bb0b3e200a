import { dayInFranceOf, type IsoDate } from '../invoice/date.ts';
import { CURRENCY_EXPONENT, formatAmount, type CurrencyCode } from '../invoice/money.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { NUMBER_CHARACTERS_MAX, NUMBER_PATTERN } from '../invoice/rules/document.ts';
import type { SnapshotInvoice } from '../receive/snapshot.ts';

/** The day that stands on the invoice as its issue date (BT-2), in France. */
export function issueDateOf({
  effective_at: effectiveAt,
  status_transitions: { finalized_at: finalizedAt },
  created,
}: SnapshotInvoice): IsoDate {
  return dayInFranceOf(effectiveAt ?? finalizedAt ?? created);
}

/** The invoice's currency when Guichet issues it. */
export function findCurrency({ currency }: SnapshotInvoice): CurrencyCode | undefined {
  const code = currency.toUpperCase();
  return isIssued(code) ? code : undefined;
}

function isIssued(code: string): code is CurrencyCode {
  return Object.hasOwn(CURRENCY_EXPONENT, code);
}

/** What in the invoice itself keeps it from being sent, warnings among it. */
export function checkInvoice(invoice: SnapshotInvoice, today: IsoDate): readonly Reason[] {
  return [
    ...checkStatus(invoice),
    ...checkNumber(invoice),
    ...checkCurrency(invoice),
    ...checkTotal(invoice),
    ...checkIssueDate(invoice, today),
  ];
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

function checkNumber({ number, status }: SnapshotInvoice): readonly Reason[] {
  const at = 'invoice.number';
  if (!number) return status === 'draft' ? [] : [reason('invoice_number_missing', at)];
  const length = [...number].length;
  const limit = NUMBER_CHARACTERS_MAX;
  return [
    ...(length > limit
      ? [
          reason('invoice_number_too_long', at, {
            number,
            found: String(length),
            limit: String(limit),
          }),
        ]
      : []),
    ...(NUMBER_PATTERN.test(number) ? [] : [reason('invoice_number_characters', at, { number })]),
  ];
}

function checkCurrency(invoice: SnapshotInvoice): readonly Reason[] {
  if (findCurrency(invoice)) return [];
  return [
    reason('currency_not_supported', 'invoice.currency', {
      currency: invoice.currency.toUpperCase(),
    }),
  ];
}

function checkTotal(invoice: SnapshotInvoice): readonly Reason[] {
  if (invoice.total >= 0n) return [];
  const exponent = CURRENCY_EXPONENT[findCurrency(invoice) ?? 'EUR'];
  return [
    reason('total_negative', 'invoice.total', { found: formatAmount(invoice.total, exponent) }),
  ];
}

function checkIssueDate(invoice: SnapshotInvoice, today: IsoDate): readonly Reason[] {
  const issuedOn = issueDateOf(invoice);
  return issuedOn > today
    ? [reason('issue_date_in_future', 'invoice.effective_at', { issuedOn, today })]
    : [];
}
