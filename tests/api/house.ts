import { createServer, type Server } from 'node:http';
import { makeApi } from '../../backend/api/api.ts';
import type { Config } from '../../backend/config.ts';
import { makeIngest, type Ingest } from '../../backend/jobs/ingest.ts';
import { startQueue, type Queue } from '../../backend/jobs/queue.ts';
import { makeLog } from '../../backend/log.ts';
import { makeMetrics, type Metrics } from '../../backend/metrics.ts';
import { STRIPE_PLATFORM } from '../samples/world.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

/** The HTTP half of the backend on a database of its own. */
export interface House extends TestDatabase {
  readonly origin: string;
  readonly queue: Queue;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Two secrets, as during a rotation. */
export const WEBHOOK_SECRETS = [STRIPE_PLATFORM.webhookSecret, 'whsec_previous'] as const;

const keys = {
  secretKey: STRIPE_PLATFORM.secretKey,
  webhookSecrets: WEBHOOK_SECRETS,
  appSecrets: [STRIPE_PLATFORM.appSecret],
};

/** `test` and `live` are configured, `sandbox` is not. */
export const CONFIG: Pick<Config, 'stripe'> = {
  stripe: {
    test: keys,
    live: { ...keys, webhookSecrets: ['whsec_live'], appSecrets: ['absec_live'] },
  },
};

/** Opens it; `replaceIngest` stands in for a database that is away. */
export async function openHouse(replaceIngest?: Ingest): Promise<House> {
  const test = await openTestDatabase();
  const queue = await startQueue({ connectionString: test.url }, () => undefined);
  const metrics = makeMetrics();
  const server = createServer(
    makeApi({
      config: CONFIG,
      ingest: replaceIngest ?? makeIngest(test.database, queue),
      log: makeLog('silent'),
      metrics,
      database: test.database,
      queue,
    }),
  );
  const origin = await listen(server);
  return {
    ...test,
    origin,
    queue,
    metrics,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.stop();
      await test.drop();
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(
        `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
      );
    });
  });
}
