import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { LoadPlan, LoadResult } from './load.ts';

/** A load generator in a process of its own. */
export interface LoadGenerator {
  /** Runs one plan; throws when a request failed, for then the figures say nothing. */
  run(plan: LoadPlan): Promise<LoadResult>;
  close(): void;
}

const result = z.object({
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  failures: z.number(),
  generatorCpu: z.number(),
});

/** Starts it. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork('tests/bench/load-program.ts');
  return {
    async run(plan) {
      child.send(plan);
      const found = result.parse(await answerOf(child));
      if (found.failures > 0) throw new Error(`${found.failures} of ${plan.count} requests failed`);
      return found;
    },
    close: () => child.disconnect(),
  };
}

/** Its next message; throws when it ends instead. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the load generator ended');
  });
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message;
  } finally {
    waiting.abort();
    ended.catch(() => undefined);
  }
}
