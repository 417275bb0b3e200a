import { crashPoint } from '../crash-point.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';
import type {
  DepositAnswer,
  DepositRequest,
  Destination,
  LookUpAnswer,
  RemoteWords,
} from './destination.ts';

/**
 * Deliver: exactly one deposit. reserve → call → record, and a look-up before anything is ever sent again.
 *
 * In: a stored document. Out: what to write down, through the ledger. Kept here, and seen by no compiler: the call
 * happens outside any transaction, only by whoever made the reservation, and only before its deadline; the answer is
 * recorded at once; no certain answer means `uncertain`, never "again"; a number that is found is a success.
 * Refuses: to call on a reservation that somebody else made, or that is too old.
 */

/** How many times a deposit may be begun again by itself after it was looked up and found absent. */
export const RESENDS_MAX = 2;

/** How many look-ups in a row must find nothing before a deposit counts as never taken. */
export const ABSENT_LOOK_UPS_MIN = 2;

/** A reservation, as the ledger holds it. */
export interface Reservation {
  readonly depositId: string;
  /** Nobody may begin the call after this instant. */
  readonly callBefore: Date;
}

/** The answer of a destination that cannot take it, or say whether it has it, now. */
type NotNow = Extract<DepositAnswer | LookUpAnswer, { readonly kind: 'not_now' }>;

/** What deliver writes down; jobs/ binds it to the store, each call one transaction with the transmission's state. */
export interface Ledger {
  /** Undefined when another deposit is open, uncertain or accepted, or when the state has moved on. */
  reserve(): Promise<Reservation | undefined>;
  accept(depositId: string, flowNumber: string, remote: RemoteWords): Promise<void>;
  /** Closes the reservation: certainly not taken, and not to be sent again unchanged. */
  refuse(depositId: string, why: Reason, remote: RemoteWords): Promise<void>;
  /** Closes the reservation: certainly not taken, to be sent again later. */
  postpone(depositId: string, notNow: NotNow): Promise<void>;
  /** Keeps the reservation, to be looked up after the settle window. */
  doubt(depositId: string, why: Reason, remote: RemoteWords): Promise<void>;
  /** Counts a look-up that found nothing; returns how many there are now. */
  countAbsent(depositId: string, remote: RemoteWords): Promise<number>;
  /** Closes the reservation as never taken. `resend` begins another one; otherwise a person decides. */
  giveUp(depositId: string, resend: boolean, remote: RemoteWords): Promise<void>;
  /** Asks again later whether it is there; the answer could not be had now. */
  waitForLookUp(notNow: NotNow): Promise<void>;
  /** How many reservations of this document ended as never taken. */
  countGivenUp(): Promise<number>;
}

/** Hands one document over. `somebody_else` means that another worker has it in hand. */
export async function deliver(
  tenant: TenantId,
  request: DepositRequest,
  ledger: Ledger,
  destination: Destination,
  now: () => Date,
): Promise<DepositAnswer['kind'] | 'somebody_else' | 'too_late'> {
  crashPoint('deliver.before-reserve');
  const reservation = await ledger.reserve();
  if (!reservation) return 'somebody_else';
  crashPoint('deliver.after-reserve');
  // A process that slept past its deadline must not call: by now another one may be looking the deposit up.
  if (now() >= reservation.callBefore) return 'too_late';
  crashPoint('deliver.before-call');
  const answer = await destination.deposit(tenant, request);
  crashPoint('deliver.after-call');
  await record(reservation.depositId, answer, ledger);
  crashPoint('deliver.after-record');
  return answer.kind;
}

async function record(depositId: string, answer: DepositAnswer, ledger: Ledger): Promise<void> {
  crashPoint('deliver.before-record');
  switch (answer.kind) {
    case 'accepted':
      return ledger.accept(depositId, answer.flowNumber, answer.remote);
    case 'refused':
      return ledger.refuse(depositId, answer.reason, answer.remote);
    case 'not_now':
      return ledger.postpone(depositId, answer);
    case 'uncertain':
      return ledger.doubt(depositId, answer.reason, answer.remote);
    default:
      return answer satisfies never;
  }
}

/** Looks an uncertain deposit up, once its settle window is over. */
export async function resolve(
  tenant: TenantId,
  invoiceNumber: string,
  depositId: string,
  ledger: Ledger,
  destination: Destination,
): Promise<LookUpAnswer['kind']> {
  const answer = await destination.lookUp(tenant, invoiceNumber);
  crashPoint('look-up.after-call');
  await recordLookUp(depositId, answer, ledger);
  crashPoint('look-up.after-record');
  return answer.kind;
}

async function recordLookUp(
  depositId: string,
  answer: LookUpAnswer,
  ledger: Ledger,
): Promise<void> {
  crashPoint('look-up.before-record');
  switch (answer.kind) {
    case 'found':
      return ledger.accept(depositId, answer.flowNumber, answer.remote);
    case 'not_now':
      return ledger.waitForLookUp(answer);
    case 'absent': {
      const absences = await ledger.countAbsent(depositId, answer.remote);
      if (absences < ABSENT_LOOK_UPS_MIN) return;
      return ledger.giveUp(depositId, (await ledger.countGivenUp()) < RESENDS_MAX, answer.remote);
    }
    default:
      return answer satisfies never;
  }
}

/** The reason shown while nobody knows whether a deposit was taken. */
export function uncertainReason(number: string): Reason {
  return reason('deposit_uncertain', 'deposit', { number });
}
