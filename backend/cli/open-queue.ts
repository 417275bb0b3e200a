import type { ActOutside } from '../jobs/act.ts';
import { startQueue } from '../jobs/queue.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../metrics.ts';
import { withStore } from './open-store.ts';

/** Opens the store and the queue for the length of one command. Jobs are only written: the running service does them. */
export async function withQueue<T>(work: (outside: ActOutside) => Promise<T>): Promise<T> {
  return withStore(async ({ database }) => {
    const log = makeLog('silent');
    const queue = await startQueue({ connectionString: database.url }, (error) =>
      log.error({ error }, 'queue'),
    );
    try {
      return await work({ database, queue, log, metrics: makeMetrics(), now: () => new Date() });
    } finally {
      await queue.stop();
    }
  });
}
