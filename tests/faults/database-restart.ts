import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'node:fs';
import { judge, type Judgement } from './judge.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Case 5: PostgreSQL is stopped (fast, then immediate, which is a crash to it) under two running backends. Webhooks
 * answer 503 meanwhile and never 2xx; the backends live on; nothing is lost.
 */

/** PostgreSQL's signals: fast shutdown, immediate shutdown. */
const STOPS = ['SIGINT', 'SIGQUIT'] as const;
const OUTAGE_MS = 2_000;
const INVOICES_EACH = 4;
const SETTLE_TIMEOUT_MS = 90_000;

export async function databaseRestart(seed: number): Promise<Judgement> {
  const stage = await openStage(seed);
  try {
    const backends = await Promise.all([stage.start({}, 'first'), stage.start({}, 'second')]);
    const expected = new Map<string, string>();
    const findings: string[] = [];
    for (const signal of STOPS) {
      const before = await finalizeSome(stage);
      await stopDatabase(stage.dataDir, signal);
      const during = finalizeSome(stage);
      await sleep(OUTAGE_MS);
      const turnedAway = stage.stripe.deliveries.filter(({ attempts }) =>
        attempts.some(({ outcome }) => outcome === 503),
      );
      if (turnedAway.length === 0)
        findings.push(`${signal}: no webhook was answered 503 in the outage`);
      await stage.reopenDatabase();
      for (const invoiceId of [...before, ...(await during)]) expected.set(invoiceId, 'available');
    }
    await stage.settle(expected.size, SETTLE_TIMEOUT_MS);
    for (const { child } of backends) {
      if (child.exitCode !== null || child.signalCode !== null)
        findings.push('a backend died with the database');
    }
    const judgement = await judge(stage, expected);
    return { ...judgement, findings: [...findings, ...judgement.findings] };
  } finally {
    await stage.close();
  }
}

async function finalizeSome(stage: Stage): Promise<readonly string[]> {
  const sent = Array.from({ length: INVOICES_EACH }, () => stage.stripe.finalizeSample('ordinary'));
  return (await Promise.all(sent)).map(({ invoiceId }) => invoiceId);
}

/** Signals the postmaster whose pid stands in the folder's postmaster.pid. */
async function stopDatabase(dataDir: string, signal: (typeof STOPS)[number]): Promise<void> {
  const [mark] = globSync('**/postmaster.pid', { cwd: dataDir });
  if (mark === undefined) throw new Error('the embedded server left no postmaster.pid');
  const [pid = ''] = (await readFile(`${dataDir}/${mark}`, 'utf8')).split('\n');
  process.kill(Number(pid), signal);
}
