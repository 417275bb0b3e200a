import type { Sendable } from '../../decide/decision.ts';
import type { BusinessProcess } from '../../invoice/codes.ts';
import { dayInFranceOf, type IsoDate } from '../../invoice/date.ts';
import type { PaymentInstructions } from '../../invoice/invoice.ts';
import type { SnapshotInvoice } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';

/** How and when it is, or was, paid: BG-16, BT-9, BT-20. */
export interface PaymentTerms {
  readonly payment: PaymentInstructions;
  readonly dueOn?: IsoDate;
  readonly paymentTerms: string;
}

/** How the document of a sendable is, or was, paid. */
export function paymentOf({
  snapshot: { invoice, creditNote },
  businessProcess,
  settings: { payment },
}: Sendable): PaymentTerms {
  return creditNote
    ? creditNotePayment(businessProcess, invoice)
    : invoicePayment(businessProcess, invoice, payment);
}

/** Framework A1 asks for a transfer, by the date that Stripe shows; A2 says that it is paid (AIFE sample: 48). */
function invoicePayment(
  businessProcess: BusinessProcess,
  invoice: SnapshotInvoice,
  payment: Settings['payment'],
): PaymentTerms {
  switch (businessProcess) {
    case 'A1':
      return {
        payment: { meansCode: '30', meansText: 'Virement', ...accountOf(payment) },
        ...(invoice.due_date ? { dueOn: dayInFranceOf(invoice.due_date) } : {}),
        paymentTerms: payment.terms,
      };
    case 'A2':
      return { payment: { meansCode: '48' }, paymentTerms: paidText(invoice) };
    default:
      return businessProcess satisfies never;
  }
}

/** A credit note is cleared against what the buyer owes, unless the money went back already. */
function creditNotePayment(
  businessProcess: BusinessProcess,
  { number }: SnapshotInvoice,
): PaymentTerms {
  switch (businessProcess) {
    case 'A1':
      return {
        payment: { meansCode: '97', meansText: 'Compensation' },
        paymentTerms: `Avoir à déduire de la facture ${number ?? ''}`.trim(),
      };
    case 'A2':
      return { payment: { meansCode: '48' }, paymentTerms: 'Avoir déjà remboursé ou imputé' };
    default:
      return businessProcess satisfies never;
  }
}

function accountOf({ iban, bic, accountName }: Settings['payment']) {
  if (iban === undefined) return {};
  return {
    account: {
      iban,
      ...(bic !== undefined && { bic }),
      ...(accountName !== undefined && { name: accountName }),
    },
  };
}

function paidText({ status_transitions: { paid_at: paidAt } }: SnapshotInvoice): string {
  if (!paidAt) return 'Facture déjà payée';
  const [year, month, day] = dayInFranceOf(paidAt).split('-');
  return `Facture payée le ${day}/${month}/${year}`;
}
