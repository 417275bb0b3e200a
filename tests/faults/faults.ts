import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { alreadyThere } from './already-there.ts';
import { databaseRestart } from './database-restart.ts';
import { duplicates } from './duplicates.ts';
import type { Judgement } from './judge.ts';
import { killedActions } from './killed-actions.ts';
import { killedProcesses } from './killed-processes.ts';
import { lostAnswers } from './lost-answers.ts';

/**
 * `npm run test:faults [-- --seed N] [-- --case name]`: real processes are killed, answers lost, databases stopped; a
 * judge then holds the database against what Chorus Pro's simulator took. The seed repeats a run.
 */

/** At least so many processes must die where they were told. */
const KILLS_MIN = 40;

const CASES: Readonly<
  Record<string, (seed: number) => Promise<Judgement & { readonly kills?: number }>>
> = {
  'killed processes': async (seed) => {
    const judgement = await killedProcesses(seed);
    const tooFew =
      judgement.kills < KILLS_MIN ? [`only ${judgement.kills} kills, not ${KILLS_MIN}`] : [];
    return { ...judgement, findings: [...judgement.findings, ...tooFew] };
  },
  'killed actions': killedActions,
  'database restart': databaseRestart,
  duplicates,
  'lost answers': lostAnswers,
  'already there': alreadyThere,
};

const SEEDS = 1_000_000;

const { values } = parseArgs({ options: { seed: { type: 'string' }, case: { type: 'string' } } });
const seed = values.seed === undefined ? randomInt(SEEDS) : Number(values.seed);
console.log(`seed ${seed} (repeat with: npm run test:faults -- --seed ${seed})`);

let passed = 0;
let failed = 0;
for (const [name, run] of Object.entries(CASES)) {
  if (values.case !== undefined && values.case !== name) continue;
  const began = Date.now();
  const { invoices, deposits, findings, kills } = await run(seed).catch((error: unknown) => ({
    invoices: 0,
    deposits: 0,
    kills: undefined,
    findings: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }));
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const told = kills === undefined ? '' : `, ${kills} processes killed`;
  console.log(
    `${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${invoices} invoices, ${deposits} deposits${told}, ${seconds} s`,
  );
  for (const finding of findings) console.log(`     ${finding}`);
  if (findings.length === 0) passed += 1;
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
