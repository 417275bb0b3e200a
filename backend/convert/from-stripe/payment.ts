import type { Sendable } from '../../decide/decision.ts';
import type { BusinessProcess } from '../../invoice/codes.ts';
import { dayInFranceOf, type IsoDate } from '../../invoice/date.ts';
import type { PaymentInstructions } from '../../invoice/invoice.ts';
import type { SnapshotCreditNote, SnapshotInvoice } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import type { Profile } from '../profiles.ts';

/** How and when it is, or was, paid: BG-16, BT-9, BT-20. */
export interface PaymentTerms {
  readonly payment: PaymentInstructions;
  readonly dueOn?: IsoDate;
  readonly paymentTerms: string;
}

/** How the document of a sendable is, or was, paid; of what is paid, the profile tells whether BT-9 says when. */
export function paymentOf(
  { snapshot: { invoice, creditNote }, businessProcess, settings: { payment } }: Sendable,
  { saysPaymentDay }: Pick<Profile, 'saysPaymentDay'>,
): PaymentTerms {
  const terms = creditNote
    ? creditNotePayment(businessProcess, invoice)
    : invoicePayment(businessProcess, invoice, payment);
  const paidOn = businessProcess === 'A2' ? paidDayOf(invoice, creditNote) : undefined;
  return saysPaymentDay && paidOn !== undefined ? { ...terms, dueOn: paidOn } : terms;
}

/** Stripe gives a credit note's money back, or puts it on the balance, when it creates the credit note. */
function paidDayOf(
  { status_transitions: { paid_at: paidAt } }: SnapshotInvoice,
  creditNote?: SnapshotCreditNote | null,
): IsoDate | undefined {
  const at = creditNote ? creditNote.created : paidAt;
  return at ? dayInFranceOf(at) : undefined;
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
      return { payment: { meansCode: '48' }, paymentTerms: paidText(paidDayOf(invoice)) };
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

function paidText(paidOn: IsoDate | undefined): string {
  if (paidOn === undefined) return 'Facture déjà payée';
  const [year, month, day] = paidOn.split('-');
  return `Facture payée le ${day}/${month}/${year}`;
}
