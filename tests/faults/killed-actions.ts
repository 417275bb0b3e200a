import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CRASH_POINTS, type CrashPoint } from '../../backend/crash-point.ts';
import { signBody } from '../demo/ask-api.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import type { Judgement } from './judge.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * A person completes a suspended invoice under a backend that dies at a named point of the action: it must be carried
 * out once or not at all, its end must be written down, and what certainly came to nothing may be asked again.
 */

const POINTS = CRASH_POINTS.filter((point) => point.startsWith('action.'));
const DEATH_TIMEOUT_MS = 20_000;
const END_TIMEOUT_MS = 60_000;
const ASK_EVERY_MS = 200;

/** The answer must be lost for the look-up to be met at all. */
const LOST: readonly CrashPoint[] = ['action.after-look-up'];

/** Runs the case; `kills` counts the processes that died where they were told. */
export async function killedActions(seed: number): Promise<Judgement & { readonly kills: number }> {
  const stage = await openStage(seed);
  const findings: string[] = [];
  let kills = 0;
  try {
    for (const point of POINTS) {
      const documentId = await suspend(stage);
      if (await actAndDie(stage, point, documentId)) kills += 1;
      else findings.push(`the crash point ${point} was never met`);
      findings.push(...(await judgeAction(stage, point, documentId)));
    }
    return { invoices: POINTS.length, deposits: stage.chorusPro.ledger.length, findings, kills };
  } finally {
    await stage.close();
  }
}

async function suspend(stage: Stage): Promise<string> {
  const backend = await stage.start();
  const { invoiceId, number } = await stage.stripe.finalizeSample('ordinary');
  await waitFor(stage, invoiceId, 'available');
  stage.chorusPro.setStatus(number ?? '', 'SUSPENDUE');
  await stage
    .database()
    .pool.query('update transmissions set next_at = now() where document_id = $1', [invoiceId]);
  await waitFor(stage, invoiceId, 'suspended');
  await backend.stop();
  return invoiceId;
}

async function waitFor(stage: Stage, documentId: string, state: string): Promise<void> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  for (;;) {
    const { rows } = await stage
      .database()
      .pool.query<{ state: string }>('select state from transmissions where document_id = $1', [
        documentId,
      ]);
    if (rows[0]?.state === state) return;
    if (Date.now() > deadline) throw new Error(`${documentId} is ${rows[0]?.state}, not ${state}`);
    await sleep(ASK_EVERY_MS);
  }
}

async function actAndDie(stage: Stage, point: CrashPoint, documentId: string): Promise<boolean> {
  if (LOST.includes(point)) {
    const route = 'factures/v1/completer';
    stage.chorusPro.faults.add({ kind: 'drop', route, times: 1, effect: 'after' });
  }
  const backend = await stage.start({ CRASH_AT: point });
  const body = JSON.stringify({
    ...{ environment: 'test', nonce: randomUUID(), document_id: documentId },
    ...{ action: 'complete', comment: 'Le voici' },
    ...{ user_id: 'usr_1Fault', account_id: SUPPLIER.account },
    stripe_roles: [{ id: 'admin', name: 'admin', type: 'builtIn' }],
  });
  // The answer may die with the process.
  await fetch(`${backend.url}/api/transmissions/act`, {
    method: 'POST',
    headers: { 'stripe-signature': signBody(body, STRIPE_PLATFORM.appSecret) },
    body,
  }).catch(() => undefined);
  const end = await Promise.race([backend.exited, sleep(DEATH_TIMEOUT_MS, 'alive')]);
  if (end !== 'SIGKILL') await backend.stop();
  return end === 'SIGKILL';
}

interface ActionEnd {
  readonly state: string;
  readonly told: number;
}

/** Another backend finishes what the dead one began. */
async function judgeAction(
  stage: Stage,
  point: CrashPoint,
  documentId: string,
): Promise<readonly string[]> {
  const backend = await stage.start();
  const end = await waitForEnd(stage, documentId);
  await backend.stop();
  const calls = stage.chorusPro.calls.filter(({ route }) => route.endsWith('completer')).length;
  const { rows } = await stage
    .database()
    .pool.query<{ number: string }>('select number from transmissions where document_id = $1', [
      documentId,
    ]);
  const number = rows[0]?.number ?? documentId;
  const findings: string[] = [];
  if (!end) return [`${point}: ${number} has an action without an end`];
  if (end.told !== 1) findings.push(`${point}: the history tells ${end.told} ends`);
  const carriedOut = calls - (completions.get(stage) ?? 0);
  completions.set(stage, calls);
  if (carriedOut > 1) findings.push(`${point}: ${number} was completed ${carriedOut} times`);
  if (end.state === 'accepted' && carriedOut !== 1) {
    findings.push(`${point}: ${number} counts as completed after ${carriedOut} calls`);
  }
  if (end.state === 'absent' && carriedOut !== 0) {
    findings.push(`${point}: ${number} was completed and counts as not`);
  }
  return findings;
}

/** Completions that Chorus Pro had met before. */
const completions = new WeakMap<Stage, number>();

async function waitForEnd(stage: Stage, documentId: string): Promise<ActionEnd | undefined> {
  const deadline = Date.now() + END_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const { rows } = await stage.database().pool.query<ActionEnd>(
      `select state, (select count(*)::int from history where history.document_id = actions.document_id
         and detail ->> 'outcome' in ('accepted', 'absent', 'refused')) as told
       from actions where document_id = $1 and closed_at is not null`,
      [documentId],
    );
    if (rows[0]) return rows[0];
    await sleep(ASK_EVERY_MS);
  }
  return undefined;
}
