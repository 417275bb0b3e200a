import { setTimeout as sleep } from 'node:timers/promises';
import { openConnection, type Connection } from './connection.ts';
import { quantile } from './quantile.ts';
import { signedRequest } from './signed-event.ts';

/** How a server is loaded. */
export type LoadPlan = {
  readonly url: string;
  /** Letters and digits that no other plan has: it makes the event ids. */
  readonly name: string;
  readonly count: number;
} & (
  | {
      /** Each connection sends its next request as soon as the last one is answered. */
      readonly kind: 'flat_out';
      readonly connections: number;
    }
  | {
      /** Requests leave by the clock, whether or not the earlier ones are answered. */
      readonly kind: 'steady';
      readonly perSecond: number;
    }
);

/** What the generator saw. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 200, and requests without an answer. */
  readonly failures: number;
  /** The share of one core that the generator itself used. */
  readonly generatorCpu: number;
}

/** Requests of a steady load that may wait for their answers at once. */
const UNDER_WAY_MAX = 256;

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;

/** Well below the five seconds after which a Node server closes an idle connection, perhaps under a new request. */
const IDLE_MAX_MS = 2_000;

/** How often a steady load looks at the clock. */
const TICK_MS = 1;

/** Runs a plan from beginning to end. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const requests = Array.from({ length: plan.count }, (_, index) =>
    signedRequest(plan.url, plan.name, index),
  );
  const port = Number(new URL(plan.url).port);
  const latenciesMs: number[] = [];
  let failures = 0;
  const exchange = async (connection: Connection, request: Buffer, sinceMs: number) => {
    const status = await connection.send(request).catch(() => 0);
    latenciesMs.push(performance.now() - sinceMs);
    if (status !== 200) failures += 1;
  };
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  if (plan.kind === 'steady') await sendByTheClock(plan.perSecond, requests, exchange, port);
  else await sendFlatOut(plan.connections, requests, exchange, port);
  const tookMs = performance.now() - startedMs;
  const cpu = process.cpuUsage(cpuBefore);
  return {
    perSecond: (plan.count / tookMs) * MS_PER_SECOND,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    failures,
    generatorCpu: (cpu.user + cpu.system) / US_PER_MS / tookMs,
  };
}

type Exchange = (connection: Connection, request: Buffer, sinceMs: number) => Promise<void>;

async function sendFlatOut(
  connections: number,
  requests: readonly Buffer[],
  exchange: Exchange,
  port: number,
): Promise<void> {
  let next = 0;
  const drain = async () => {
    const connection = await openConnection(port);
    for (let request = requests[next++]; request; request = requests[next++]) {
      await exchange(connection, request, performance.now());
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, drain));
}

/** A latency counts from the moment when the request was due, so that a stalled server cannot hide its queue. */
async function sendByTheClock(
  perSecond: number,
  requests: readonly Buffer[],
  exchange: Exchange,
  port: number,
): Promise<void> {
  const idle: Idle[] = [];
  const underWay = new Set<Promise<void>>();
  const startedMs = performance.now();
  for (const [index, request] of requests.entries()) {
    const dueMs = startedMs + (index * MS_PER_SECOND) / perSecond;
    while (performance.now() < dueMs) await sleep(TICK_MS);
    while (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay);
    const sent = sendOne(idle, port, (connection) => exchange(connection, request, dueMs));
    underWay.add(sent);
    void sent.finally(() => underWay.delete(sent));
  }
  await Promise.all(underWay);
  for (const { connection } of idle) connection.close();
}

async function sendOne(
  idle: Idle[],
  port: number,
  send: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = await takeConnection(idle, port);
  await send(connection);
  if (connection.open) idle.push({ connection, sinceMs: performance.now() });
}

interface Idle {
  readonly connection: Connection;
  readonly sinceMs: number;
}

/** The connection that was used last, or another one when none is free or fresh enough. */
async function takeConnection(idle: Idle[], port: number): Promise<Connection> {
  for (let last = idle.pop(); last; last = idle.pop()) {
    if (performance.now() - last.sinceMs < IDLE_MAX_MS) return last.connection;
    last.connection.close();
  }
  return openConnection(port);
}
