import { setTimeout as sleep } from 'node:timers/promises';
import { CRASH_POINTS, type CrashPoint } from '../../backend/crash-point.ts';
import { judge, type Judgement } from './judge.ts';
import { makeRandom, shuffled } from './random.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Case 1: a real worker dies by kill -9 at every named point of an invoice's way, twice over, and half of the rounds
 * lose Chorus Pro's answer besides. Every invoice must end at its buyer, deposited once.
 */

const ROUNDS_PER_POINT = 2;
const DEATH_TIMEOUT_MS = 20_000;
const SETTLE_TIMEOUT_MS = 90_000;

/** Those of an invoice's way; those of a person's action are another case. */
const INVOICE_POINTS = CRASH_POINTS.filter((point) => !point.startsWith('action.'));

/** What must go wrong on the way for a point to be met at all. */
const FAULT_FOR: Partial<Record<CrashPoint, 'lost'>> = {
  'deliver.uncertain-before-save': 'lost',
  'deliver.uncertain-after-save': 'lost',
  'look-up.after-call': 'lost',
  'look-up.before-record': 'lost',
  'look-up.after-record': 'lost',
};

/** Runs the case; `kills` counts the processes that died where they were told. */
export async function killedProcesses(
  seed: number,
): Promise<Judgement & { readonly kills: number }> {
  const stage = await openStage(seed);
  try {
    const random = makeRandom(seed);
    const plan = shuffled(
      INVOICE_POINTS.flatMap((point) => Array.from({ length: ROUNDS_PER_POINT }, () => point)),
      random,
    );
    const expected = new Map<string, string>();
    const notMet: string[] = [];
    for (const point of plan) {
      const died = await killAt(stage, point, expected, random);
      if (!died) notMet.push(`the crash point ${point} was never met`);
    }
    stage.chorusPro.faults.clear();
    await Promise.all([stage.start({}, 'first'), stage.start({}, 'second')]);
    await stage.settle(expected.size, SETTLE_TIMEOUT_MS);
    const { findings, ...counts } = await judge(stage, expected);
    return { ...counts, findings: [...notMet, ...findings], kills: plan.length - notMet.length };
  } finally {
    await stage.close();
  }
}

/** Finalizes one invoice under a backend that is to die at a point; true when it did. */
async function killAt(
  stage: Stage,
  point: CrashPoint,
  expected: Map<string, string>,
  random: () => number,
): Promise<boolean> {
  if (FAULT_FOR[point] === 'lost' || random() < 0.5) {
    stage.chorusPro.faults.add({
      kind: 'drop',
      route: 'deposer/flux',
      times: 1,
      effect: 'after',
    });
  }
  const backend = await stage.start({ CRASH_AT: point });
  const sent = stage.stripe.finalizeSample('ordinary');
  const end = await Promise.race([backend.exited, sleep(DEATH_TIMEOUT_MS, 'alive')]);
  if (end !== 'SIGKILL') await backend.stop();
  // The event itself may have died with the process: Stripe sends it again, to the next one.
  const pending = stage.stripe.deliveries.at(-1);
  if (pending?.delivered === false) await stageReceives(stage, sent);
  const { invoiceId } = await sent;
  expected.set(invoiceId, 'available');
  return end === 'SIGKILL';
}

/** A short-lived backend that takes what Stripe sends again. */
async function stageReceives(stage: Stage, sent: Promise<unknown>): Promise<void> {
  const backend = await stage.start({ WORKERS: '0' });
  await sent;
  await backend.stop();
}
