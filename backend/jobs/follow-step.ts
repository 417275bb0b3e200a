import { crashPoint } from '../crash-point.ts';
import type { FlowAnswer, RemoteWords, StatusAnswer } from '../deliver/destination.ts';
import { cureOf } from '../follow/cures.ts';
import { readFlow, readStatus, type Verdict } from '../follow/follow.ts';
import { nextQuestionMs, nextRecheckMs } from '../follow/schedule.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { countDeposits, findDeposit, withdrawDeposit } from '../store/deposits.ts';
import { FOLLOWED_STATES, followsAtLeast } from '../store/followed.ts';
import type { Transmission, TransmissionChange } from '../store/transmissions.ts';
import { beginWatch } from '../store/watches.ts';
import type { TransmissionState } from '../follow/state.ts';
import { lastWord } from './last-word.ts';
import type { Outside } from './outside.ts';
import { saveStep, type Step } from './progress.ts';
import { statusById } from './status-by-id.ts';
import { planPause } from './standstill.ts';
import { countUnknown } from './unknown-refusals.ts';
import { nextWatchMs, safetyNetMs, WATCH_FROM } from './watch-schedule.ts';

/** Asks what became of the flow, and of the invoice once it exists. */
export async function followFlowStep(before: Transmission, outside: Outside): Promise<void> {
  const { tenant, flowNumber } = before;
  if (flowNumber === undefined) throw new Error(`${before.documentId} is deposited without a flow`);
  const answer = await outside.destination.flowReport(tenant, flowNumber);
  crashPoint('follow.after-flow-report');
  if (answer.kind === 'not_now') return postpone(before, answer, outside);
  if (answer.kind === 'not_yet') return askAgain(before, {}, answer.remote, outside);
  const verdict = readFlow(answer.state, answer.errors);
  if (verdict.state === 'refused') return refuseFlow(before, verdict, answer, outside);
  if (verdict.exists)
    return followStatusStep(before, outside, { state: 'integrated', warnings: [] });
  return askAgain(before, { warnings: verdict.warnings, reasons: [] }, answer.remote, outside);
}

/** Asks where the invoice stands. `meanwhile` is what is already known, to be saved with the answer. */
export async function followStatusStep(
  before: Transmission,
  outside: Outside,
  meanwhile: TransmissionChange = {},
): Promise<void> {
  const { tenant, flowNumber, number } = before;
  if (number === undefined) throw new Error(`${before.documentId} is followed without a number`);
  const answer =
    flowNumber === undefined
      ? await statusById(before, outside)
      : await outside.destination.invoiceStatus(tenant, flowNumber, number);
  crashPoint('follow.after-status');
  if (answer.kind === 'not_now') return postpone(before, answer, outside);
  if (answer.kind === 'absent') return askAgain(before, meanwhile, answer.remote, outside);
  return applyStatus(before, answer, outside, meanwhile);
}

/** Saves where the invoice stands at Chorus Pro, whichever question told it. */
export async function applyStatus(
  before: Transmission,
  answer: Extract<StatusAnswer, { kind: 'status' }>,
  outside: Outside,
  meanwhile: TransmissionChange = {},
): Promise<void> {
  const verdict = readStatus(answer.status, answer.comment);
  const change = {
    ...meanwhile,
    ...changeOf(before, answer, verdict),
    ...(await lastWord(before, answer, verdict, outside)),
  };
  return askAgain(before, change, answer.remote, outside);
}

function changeOf(
  before: Transmission,
  answer: Extract<StatusAnswer, { kind: 'status' }>,
  verdict: Verdict,
): TransmissionChange {
  const at = answer.at === undefined ? NaN : Date.parse(answer.at);
  return {
    ...(verdict.state === undefined ? {} : { state: verdict.state }),
    reasons: verdict.reasons,
    warnings: verdict.warnings,
    remoteId: answer.remoteId,
    remoteStatus: answer.status,
    remoteStatusAt: Number.isNaN(at) ? (before.remoteStatusAt ?? null) : new Date(at),
    remoteComment: answer.comment ?? null,
  };
}

/**
 * A flow was refused. When another deposit of the same document may have been taken before (its answer was lost, and it
 * became visible only after we had looked), the refusal may just say "already there": it is looked up, and what is found
 * is adopted.
 */
async function refuseFlow(
  before: Transmission,
  verdict: Verdict,
  answer: Extract<FlowAnswer, { kind: 'report' }>,
  outside: Outside,
): Promise<void> {
  const { tenant, documentId, number } = before;
  const earlier = await countDeposits(tenant, outside.database.pool, documentId, 'absent');
  if (earlier > 0 && number !== undefined) {
    const found = await outside.destination.lookUp(tenant, number);
    if (found.kind === 'not_now') return postpone(before, found, outside);
    if (found.kind === 'found') {
      return askAgain(before, { flowNumber: found.flowNumber, reasons: [] }, found.remote, outside);
    }
  }
  const words = {
    ...answer.remote,
    message: answer.errors.map(({ message }) => message).join(' | '),
  };
  const deposit = await findDeposit(tenant, outside.database.pool, documentId);
  const { reasons } = verdict;
  await save(before, afterRefusal(reasons, outside), words, outside, async (tx) => {
    // The number is free again: once its cause is mended, the invoice may be deposited anew.
    if (deposit) await withdrawDeposit(tenant, tx, deposit.id, words);
  });
  countUnknown({ tenant, documentId, reasons, remote: words }, outside);
}

/** What only time mends is decided again later, without anybody. */
function afterRefusal(
  reasons: readonly Reason[],
  { now, random, pace }: Outside,
): TransmissionChange {
  const open = { reasons, warnings: [] } as const;
  if (cureOf(reasons) !== 'wait') return { ...open, state: 'refused', nextAt: null };
  const nextAt = new Date(now().getTime() + nextRecheckMs(random(), pace));
  return { ...open, state: 'waiting', nextAt };
}

/** Saves what is known and plans the next question, unless the new state is the last. */
async function askAgain(
  before: Transmission,
  change: TransmissionChange,
  remote: RemoteWords,
  outside: Outside,
): Promise<void> {
  const now = outside.now().getTime();
  const moved = change.state !== undefined && change.state !== before.state;
  const polls = moved ? 0 : before.polls + 1;
  const sinceMs = moved ? 0 : now - before.stateSince.getTime();
  const state = change.state ?? before.state;
  const ownMs = LAST_STATES.has(state)
    ? undefined
    : nextQuestionMs(polls, sinceMs, outside.random(), outside.pace);
  const isWatched = ownMs !== undefined && (await joinsWatch(before, state, ownMs, outside));
  const delayMs = isWatched ? safetyNetMs(outside.random(), outside.pace) : ownMs;
  const nextAt = delayMs === undefined ? null : new Date(now + delayMs);
  await save(before, { warnings: [], ...change, polls, attempts: 0, nextAt }, remote, outside);
}

/** Where many of a merchant's invoices are at Chorus Pro, one question for all of them takes the place of each one's. */
async function joinsWatch(
  { tenant, state: stateBefore }: Transmission,
  state: TransmissionState,
  ownMs: number,
  { database: { pool }, now, random, pace }: Outside,
): Promise<boolean> {
  if (!FOLLOWED.has(state)) return false;
  const others = FOLLOWED.has(stateBefore) ? WATCH_FROM : WATCH_FROM - 1;
  if (!(await followsAtLeast(tenant, pool, others))) return false;
  const nextAt = new Date(now().getTime() + Math.max(ownMs, nextWatchMs(0, random(), pace)));
  await beginWatch(tenant, pool, { changedUntil: now(), nextAt });
  return true;
}

const FOLLOWED: ReadonlySet<string> = new Set(FOLLOWED_STATES);

/** After these nothing is asked any more. */
const LAST_STATES: ReadonlySet<string> = new Set([
  'paid',
  'booked',
  'rejected',
  'abandoned',
  'refused',
]);

/** The platform could not answer: the state stays, and says since when it is not known. */
async function postpone(
  before: Transmission,
  answer: Extract<StatusAnswer | FlowAnswer, { readonly kind: 'not_now' }>,
  outside: Outside,
): Promise<void> {
  const { tenant } = before;
  const { attempts, delayMs, reason } = await planPause(tenant, answer, before.attempts, outside);
  const nextAt = new Date(outside.now().getTime() + delayMs);
  await save(before, { attempts, nextAt, warnings: [reason] }, answer.remote, outside);
}

async function save(
  before: Transmission,
  change: TransmissionChange,
  remote: RemoteWords,
  outside: Outside,
  also?: Step['also'],
): Promise<void> {
  crashPoint('follow.before-save');
  await saveStep(before, { change, remote, ...(also && { also }) }, outside);
  crashPoint('follow.after-save');
}

/** The reason of a transmission that the merchant left behind. */
export function merchantLeft(account: string): Reason {
  return reason('merchant_left', 'merchant', { account });
}
