import { readConfig } from '../config.ts';
import type { BackfillOutside } from '../jobs/backfill.ts';
import { startQueue } from '../jobs/queue.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../metrics.ts';
import { makeStripe } from '../stripe/client.ts';
import { makeFetchSnapshot } from '../stripe/fetch-snapshot.ts';
import { makeListDocuments } from '../stripe/list-documents.ts';
import type { TenantId } from '../tenant.ts';
import { withChorusPro } from './open-chorus-pro.ts';

/**
 * Opens everything around the stations as `npm start` is configured to, for the length of one command. Jobs are only
 * written: the running service carries them out.
 */
export async function withPipeline<T>(
  tenant: TenantId,
  work: (outside: BackfillOutside) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const keys = Object.fromEntries(
    Object.entries(config.stripe).map(([environment, { secretKey }]) => [environment, secretKey]),
  );
  const { stripeApiUrl: baseUrl } = config;
  const stripeFor = makeStripe({ keys, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const log = makeLog(config.logLevel === 'debug' ? 'debug' : 'silent');
  return withChorusPro(tenant, async ({ database, chorusPro }) => {
    const queue = await startQueue({ connectionString: database.url }, (error) =>
      log.error({ error }, 'queue'),
    );
    try {
      return await work({
        ...{ database, queue, log, metrics: makeMetrics(), pace: config.pace },
        ...{ destination: chorusPro, corrections: chorusPro },
        fetchSnapshot: makeFetchSnapshot(stripeFor),
        listDocuments: makeListDocuments(stripeFor),
        findBuyer: chorusPro.findBuyer,
        checkConnection: chorusPro.checkConnection,
        findServiceDemand: chorusPro.findServiceDemand,
        checkEngagement: chorusPro.checkEngagement,
        troubledSince: chorusPro.troubledSince,
        now: () => new Date(),
        random: Math.random,
      });
    } finally {
      await queue.stop();
    }
  });
}
