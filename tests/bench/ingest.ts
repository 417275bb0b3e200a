import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startBackend } from '../demo/backend-process.ts';
import { openGround, type Ground } from './ground.ts';
import { startLoadGenerator, type LoadGenerator } from './load-process.ts';
import type { LoadResult } from './load.ts';
import { median } from './quantile.ts';
import { EVENT_BYTES } from './signed-event.ts';
import type { BenchExtent, BenchRow, BenchTable } from './table.ts';

/**
 * Webhook ingest: a real backend process stores signed events with their jobs on the embedded PostgreSQL, against the
 * same endpoint that stores nothing. Both are up during the whole run and take turns, so that their ratio bears the
 * noise of the machine.
 */

const CONNECTIONS = 32;
const STEADY_PER_SECOND = 500;

const RATIO_AIM = 0.35;
const STEADY_P99_AIM_MS = 50;

/** Requests of one round, rounds, and seconds of a steady round. */
const EXTENTS = {
  quick: { count: 3_000, rounds: 2, steadySeconds: 4 },
  whole: { count: 12_000, rounds: 7, steadySeconds: 20 },
} as const;

const STEADY_ROUNDS = 3;
const WARM_UP = { name: 'warm', count: 3_000 } as const;

const SERVERS = ['bare', 'verify', 'store'] as const;
type ServerName = (typeof SERVERS)[number];

/** Runs the benchmark. */
export async function benchIngest(extent: BenchExtent): Promise<BenchTable> {
  const { count, rounds, steadySeconds } = extent.quick ? EXTENTS.quick : EXTENTS.whole;
  const ground = await openGround(extent, { WORKERS: '0' });
  const rivals = {
    bare: fork('tests/bench/rival.ts', ['bare']),
    verify: fork('tests/bench/rival.ts', ['verify']),
  };
  const backend = await startBackend(ground.variables);
  const generator = startLoadGenerator();
  try {
    const origins: Origins = {
      bare: await originOf(rivals.bare),
      verify: await originOf(rivals.verify),
      store: backend.url,
    };
    for (const server of SERVERS) await runOnce(generator, origins, server, WARM_UP);
    // Before the other one, which leaves a hundred thousand jobs that nobody works off.
    const steady = await runSteady(generator, origins.store, steadySeconds);
    const flatOut = await runFlatOut(generator, origins, { count, rounds });
    const sent = WARM_UP.count + count * rounds + steady.length * steadySeconds * STEADY_PER_SECOND;
    await assertStored(ground, sent);
    return toTable(flatOut, steady, sent);
  } finally {
    generator.close();
    rivals.bare.disconnect();
    rivals.verify.disconnect();
    await backend.stop();
    await ground.close();
  }
}

async function originOf(rival: ChildProcess): Promise<string> {
  const [port]: unknown[] = await once(rival, 'message');
  return `http://127.0.0.1:${Number(port)}`;
}

type Origins = Readonly<Record<ServerName, string>>;

function runOnce(
  generator: LoadGenerator,
  origins: Origins,
  server: ServerName,
  { name, count }: { readonly name: string; readonly count: number },
): Promise<LoadResult> {
  const url = `${origins[server]}/webhooks/stripe/test`;
  return generator.run({ kind: 'flat_out', url, name, count, connections: CONNECTIONS });
}

type FlatOut = Readonly<Record<ServerName, LoadResult[]>>;

async function runFlatOut(
  generator: LoadGenerator,
  origins: Origins,
  { count, rounds }: { readonly count: number; readonly rounds: number },
): Promise<FlatOut> {
  const results: FlatOut = { bare: [], verify: [], store: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const server of SERVERS) {
      const plan = { name: `r${round}${server}`, count };
      const result = await runOnce(generator, origins, server, plan);
      results[server].push(result);
      tell(`${server} round ${round}`, result);
    }
  }
  return results;
}

async function runSteady(
  generator: LoadGenerator,
  origin: string,
  seconds: number,
): Promise<readonly LoadResult[]> {
  const results: LoadResult[] = [];
  for (let round = 1; round <= STEADY_ROUNDS; round += 1) {
    const result = await generator.run({
      kind: 'steady',
      url: `${origin}/webhooks/stripe/test`,
      name: `steady${round}`,
      count: seconds * STEADY_PER_SECOND,
      perSecond: STEADY_PER_SECOND,
    });
    results.push(result);
    tell(`steady round ${round}`, result);
  }
  return results;
}

/** What was answered 200 must be on the disk, each event with its job. */
async function assertStored({ database }: Ground, sent: number): Promise<void> {
  const { rows } = await database.pool.query<{ events: number; jobs: number }>(
    `select (select count(*)::int from events) as events,
       (select count(*)::int from pgboss.job where name = 'guichet') as jobs`,
  );
  const { events = 0, jobs = 0 } = rows[0] ?? {};
  if (events !== sent || jobs !== sent) {
    throw new Error(`${sent} events were taken, but ${events} events and ${jobs} jobs are stored`);
  }
}

function toTable(flatOut: FlatOut, steady: readonly LoadResult[], sent: number): BenchTable {
  const ratios = flatOut.store.map(({ perSecond }, round) => {
    return perSecond / (flatOut.verify[round]?.perSecond ?? NaN);
  });
  const ratio = median(ratios);
  const steadyP50Ms = median(steady.map(({ p50Ms }) => p50Ms));
  const steadyP99Ms = median(steady.map(({ p99Ms }) => p99Ms));
  const busiest = Math.max(...flatOut.bare.map(({ generatorCpu }) => generatorCpu));
  return {
    title: 'Webhook ingest',
    rows: [
      flatOutRow('bare HTTP server: body read, 200', flatOut.bare),
      { ...flatOutRow('our endpoint, verifies and stores nothing', flatOut.verify), ratio: '1' },
      {
        ...flatOutRow('our endpoint, event and job durable', flatOut.store),
        ratio: ratio.toFixed(2),
        aim: `≥ ${RATIO_AIM}`,
        met: ratio >= RATIO_AIM,
      },
      {
        name: `the same at a steady ${STEADY_PER_SECOND}/s`,
        measured: `p50 ${steadyP50Ms.toFixed(1)} ms, p99 ${steadyP99Ms.toFixed(1)} ms`,
        aim: `p99 < ${STEADY_P99_AIM_MS} ms`,
        met: steadyP99Ms < STEADY_P99_AIM_MS,
      },
    ],
    notes: [
      `${CONNECTIONS} connections, ${flatOut.store.length} rounds of each in turn; the ratio is the median of the rounds' ratios (${range(ratios)}).`,
      `Events of ${EVENT_BYTES} bytes, each with ids and a signature of its own; ${sent} were answered 200, and as many events and jobs were found in the database afterwards.`,
      `A steady load is timed from the moment when a request was due. p99 of its rounds: ${steady.map(({ p99Ms }) => p99Ms.toFixed(1)).join(', ')} ms.`,
      `The generator, a process on the same cores, used at most ${(100 * busiest).toFixed(0)} % of one core, against the bare server.`,
    ],
  };
}

function flatOutRow(name: string, results: readonly LoadResult[]): BenchRow {
  const perSecond = median(results.map((result) => result.perSecond));
  const p50Ms = median(results.map((result) => result.p50Ms));
  const p99Ms = median(results.map((result) => result.p99Ms));
  const times = `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
  return { name, measured: `${Math.round(perSecond)} requests/s, ${times}` };
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}

function tell(what: string, { perSecond, p50Ms, p99Ms, generatorCpu }: LoadResult): void {
  const times = `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
  const cpu = `generator ${(100 * generatorCpu).toFixed(0)} % of a core`;
  console.error(`  ${what}: ${perSecond.toFixed(0)} requests/s, ${times}, ${cpu}`);
}
