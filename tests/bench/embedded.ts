import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDatabase, type Database } from '../../backend/store/database.ts';
import { takeTurn } from '../../backend/store/turns.ts';

/** Medians of the embedded server's times, in milliseconds, on this machine. */
export interface EmbeddedTimes {
  /** A new folder: made, started, tables made. */
  readonly firstStartMs: number;
  /** A folder that is there: started, tables checked. */
  readonly reopenMs: number;
  /** A server that is running already. */
  readonly attachMs: number;
  readonly closeMs: number;
  /** One durable write after another, each with its commit. */
  readonly writeMs: number;
}

const ROUNDS = 5;
const WRITES = 200;

/** Measures the embedded server in a temporary folder. */
export async function benchEmbedded(rounds = ROUNDS): Promise<EmbeddedTimes> {
  const times = { first: [], reopen: [], attach: [], close: [], write: [] } satisfies Times;
  for (let round = 0; round < rounds; round += 1) await measureRound(times);
  return {
    firstStartMs: median(times.first),
    reopenMs: median(times.reopen),
    attachMs: median(times.attach),
    closeMs: median(times.close),
    writeMs: median(times.write),
  };
}

type Times = Record<'first' | 'reopen' | 'attach' | 'close' | 'write', number[]>;

async function measureRound(times: Times): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guichet-bench-'));
  const first = await timed(times.first, () => open(dataDir));
  await timed(times.close, () => first.close());
  const second = await timed(times.reopen, () => open(dataDir));
  const third = await timed(times.attach, () => open(dataDir));
  for (let n = 0; n < WRITES; n += 1) {
    await timed(times.write, () =>
      takeTurn(second.pool, `bench/${n}`, { ratePerSecond: 1, burst: 1 }),
    );
  }
  await third.close();
  await second.close();
  await rm(dataDir, { recursive: true });
}

function open(dataDir: string): Promise<Database> {
  return openDatabase({ dataDir }, { say: () => undefined });
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  times.push(performance.now() - begun);
  return result;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((left, right) => left - right);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? NaN) * 100) / 100;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.table(await benchEmbedded());
}
