import { deliver, resolve, uncertainReason, type Ledger } from '../deliver/deliver.ts';
import { crashPoint } from '../crash-point.ts';
import { withUnderstanding } from '../follow/cures.ts';
import { nextQuestionMs, nextRecheckMs } from '../follow/schedule.ts';
import { REASONS, reason, type Reason } from '../invoice/reason.ts';
import {
  closeDeposit,
  countDeposits,
  countLookUp,
  findDeposit,
  markUncertain,
  reserveDeposit,
} from '../store/deposits.ts';
import { findDocument } from '../store/documents.ts';
import { countDeeds } from '../store/history.ts';
import {
  findTransmission,
  type Transmission,
  type TransmissionChange,
} from '../store/transmissions.ts';
import type { Outside } from './outside.ts';
import { MovedOnError, announce, saveStep, saveStepIn, type Step } from './progress.ts';
import { fileNameOf } from '../invoice/file-name.ts';
import { findStandstill, planPause } from './standstill.ts';
import { isAccountRefused } from './technical-account.ts';
import { countUnknown } from './unknown-refusals.ts';

/** Hands the stored document over: from `converted` to `deposited`, `refused`, `uncertain` or back. */
export async function deliverStep(before: Transmission, outside: Outside): Promise<void> {
  const { tenant, documentId } = before;
  const document = await findDocument(tenant, outside.database.pool, documentId);
  if (!document) throw new Error(`${documentId} is converted but its document is missing`);
  const request = {
    fileName: fileNameOf(document.number, '.pdf'),
    pdf: document.pdf,
    invoiceNumber: document.number,
  };
  const ledger = makeLedger(before, document.sha256, outside);
  const outcome = await deliver(tenant, request, ledger, outside.destination, outside.now);
  outside.metrics.deposits.inc({ outcome });
}

/** Looks an uncertain deposit up. */
export async function resolveStep(before: Transmission, outside: Outside): Promise<void> {
  const { tenant, documentId, number } = before;
  const deposit = await findDeposit(tenant, outside.database.pool, documentId);
  if (!deposit || number === undefined)
    throw new Error(`${documentId} is uncertain without a deposit`);
  const ledger = makeLedger(before, deposit.sha256, outside);
  const outcome = await resolve(tenant, number, deposit.id, ledger, outside.destination);
  outside.metrics.lookUps.inc({ outcome });
}

/**
 * Finds a reservation that nobody finished: a process died, or lost its lease, between reserving and recording. It
 * becomes uncertain once a call that was begun in time must have ended.
 */
export async function abandonedStep(before: Transmission, outside: Outside): Promise<void> {
  const { tenant, documentId } = before;
  const deposit = await findDeposit(tenant, outside.database.pool, documentId);
  if (!deposit) throw new Error(`${documentId} is depositing without a deposit`);
  const overAt = deposit.callBefore.getTime() + outside.pace.callDeadlineMs;
  if (outside.now().getTime() < overAt) {
    // Nothing is written where nothing changes: the call may be out, and its answer must find the row as it was.
    if (before.nextAt?.getTime() === overAt) return;
    await saveStep(before, { change: { nextAt: new Date(overAt) } }, outside);
    return;
  }
  await makeLedger(before, deposit.sha256, outside).doubt(
    deposit.id,
    uncertainReason(before.number ?? documentId),
    {},
  );
}

/** Binds the ledger to the store: each of its calls is one transaction with the transmission's state. */
function makeLedger(before: Transmission, sha256: string, outside: Outside): Ledger {
  const { tenant, documentId } = before;
  const { database, pace, random } = outside;
  let current = before;
  let reservedId: string | undefined;
  const inMs = (ms: number) => new Date(outside.now().getTime() + ms);

  /** The row as it is by now, if it still stands on our reservation. */
  const findOurs = async (): Promise<Transmission | undefined> => {
    if (reservedId === undefined) return undefined;
    const [row, deposit] = await Promise.all([
      findTransmission(tenant, database.pool, documentId),
      findDeposit(tenant, database.pool, documentId),
    ]);
    const isOurs = row?.state === 'depositing' && deposit?.id === reservedId;
    return isOurs && row.version !== current.version ? row : undefined;
  };

  /** Somebody may have touched the row while the call was out; what the call answered is written all the same. */
  const write = async (step: Step): Promise<void> => {
    try {
      current = await saveStep(current, step, outside);
    } catch (error) {
      const ours = error instanceof MovedOnError ? await findOurs() : undefined;
      if (!ours) throw error;
      current = ours;
      return write(step);
    }
  };

  /** Closes the deposit in the step's transaction; a deposit already closed means that somebody else was first. */
  const close =
    (depositId: string, end: Parameters<typeof closeDeposit>[3]): NonNullable<Step['also']> =>
    async (tx) => {
      if (!(await closeDeposit(tenant, tx, depositId, end, outside.now()))) {
        throw new MovedOnError(`deposit ${depositId} was closed by somebody else`);
      }
    };

  return {
    async reserve() {
      const before = current;
      const callBefore = inMs(pace.callWindowMs);
      const reserved = await database.transaction(async (tx) => {
        const deposit = await reserveDeposit(tenant, tx, documentId, {
          sha256,
          callBefore,
          now: outside.now(),
        });
        if (!deposit) return undefined;
        const change: TransmissionChange = {
          state: 'depositing',
          reasons: [],
          nextAt: new Date(callBefore.getTime() + pace.callDeadlineMs),
        };
        return { deposit, saved: await saveStepIn(tx, before, { change }, outside) };
      });
      if (!reserved) return undefined;
      current = reserved.saved;
      reservedId = reserved.deposit.id;
      announce(before, current, undefined, outside);
      return { depositId: reserved.deposit.id, callBefore };
    },

    accept: (depositId, flowNumber, remote) =>
      write({
        change: {
          state: 'deposited',
          flowNumber,
          depositedAt: outside.now(),
          reasons: [],
          attempts: 0,
          nextAt: inMs(nextQuestionMs(0, 0, random(), pace) ?? 0),
        },
        remote,
        also: close(depositId, { state: 'accepted', flowNumber, remote }),
      }),

    async refuse(depositId, why, remote) {
      const still = isAccountRefused(why) ? await findStandstill(tenant, outside) : undefined;
      const reasons = withUnderstanding([still?.reason ?? why]);
      await write({
        change: {
          state: stateAfterRefusal(why),
          reasons,
          nextAt:
            still || REASONS[why.code].actor === 'us' ? inMs(nextRecheckMs(random(), pace)) : null,
        },
        remote,
        also: close(depositId, { state: 'refused', remote }),
      });
      countUnknown({ tenant, documentId, reasons, remote }, outside);
    },

    async postpone(depositId, notNow) {
      const pause = await planPause(tenant, notNow, current.attempts, outside);
      const { remote } = notNow;
      await write({
        change: {
          state: 'converted',
          reasons: [pause.reason],
          attempts: pause.attempts,
          nextAt: inMs(pause.delayMs),
        },
        remote,
        also: close(depositId, { state: 'refused', remote }),
      });
    },

    async doubt(depositId, why, remote) {
      crashPoint('deliver.uncertain-before-save');
      await write({
        change: { state: 'uncertain', reasons: [why], nextAt: inMs(pace.settleMs) },
        remote,
        also: (tx) => markUncertain(tenant, tx, depositId, outside.now()),
      });
      crashPoint('deliver.uncertain-after-save');
    },

    async countAbsent(depositId, remote) {
      let count = 0;
      await write({
        change: { nextAt: inMs(pace.settleMs) },
        remote,
        also: async (tx) => {
          count = await countLookUp(tenant, tx, depositId);
        },
      });
      return count;
    },

    giveUp: (depositId, resend, remote) =>
      write({
        change: resend
          ? { state: 'converted', reasons: [], nextAt: inMs(0) }
          : {
              state: 'uncertain',
              reasons: [reason('deposit_unresolved', 'deposit', { number: current.number ?? '' })],
              nextAt: null,
            },
        remote,
        also: resend ? close(depositId, { state: 'absent', remote }) : async () => undefined,
      }),

    async waitForLookUp(notNow) {
      const {
        attempts,
        delayMs,
        reason: why,
      } = await planPause(tenant, notNow, current.attempts, outside);
      // The number is taken by an invoice that has no flow: asking again would not change that, a person decides.
      const forPerson = REASONS[why.code].retry === 'never';
      const reasons = [uncertainReason(current.number ?? documentId), why];
      await write({
        change: { reasons, attempts, nextAt: forPerson ? null : inMs(delayMs) },
        remote: notNow.remote,
      });
    },

    async countGivenUp() {
      const absent = await countDeposits(tenant, database.pool, documentId, 'absent');
      // Whoever decided to try an unresolved deposit again allowed one more.
      const asked = { action: 'retry', state: 'uncertain' } as const;
      return absent - (await countDeeds(tenant, database.pool, documentId, asked));
    },
  };
}

/** A refusal of the document itself is `refused`; one of the way there is `blocked`, and goes on once that is mended. */
function stateAfterRefusal({ code }: Reason): 'refused' | 'blocked' {
  return code === 'deposit_refused' || REASONS[code].retry === 'never' ? 'refused' : 'blocked';
}
