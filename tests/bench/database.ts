import { benchEmbedded } from './embedded.ts';
import type { BenchExtent, BenchTable } from './table.ts';

/** The embedded PostgreSQL: how long a person waits for it. */

const FIRST_START_AIM_MS = 3_000;
const REOPEN_AIM_MS = 500;

const ROUNDS = { quick: 2, whole: 7 } as const;

/** Runs the benchmark. */
export async function benchDatabase({ quick }: BenchExtent): Promise<BenchTable> {
  const rounds = quick ? ROUNDS.quick : ROUNDS.whole;
  const { firstStartMs, reopenMs, attachMs, closeMs, writeMs } = await benchEmbedded(rounds);
  return {
    title: 'Embedded PostgreSQL',
    rows: [
      {
        name: 'first start: folder made, server up, tables made',
        measured: `${firstStartMs.toFixed(0)} ms`,
        aim: `≤ ${FIRST_START_AIM_MS} ms`,
        met: firstStartMs <= FIRST_START_AIM_MS,
      },
      {
        name: 'reopen: server up, tables checked',
        measured: `${reopenMs.toFixed(0)} ms`,
        aim: `≤ ${REOPEN_AIM_MS} ms`,
        met: reopenMs <= REOPEN_AIM_MS,
      },
      { name: 'attach to a running server', measured: `${attachMs.toFixed(0)} ms` },
      { name: 'close', measured: `${closeMs.toFixed(0)} ms` },
      { name: 'one durable write after another', measured: `${writeMs.toFixed(2)} ms` },
    ],
    notes: [`Medians of ${rounds} new folders; 200 writes in each.`],
  };
}
