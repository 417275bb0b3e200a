import express, { type Router } from 'express';
import type { Queue } from '../jobs/queue.ts';
import type { Metrics } from '../metrics.ts';
import type { Database } from '../store/database.ts';

export interface HealthParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly metrics: Metrics;
}

/** GET /healthz (the process lives), /readyz (it can take events: the database answers), /metrics (Prometheus). */
export function healthRoutes({ database, queue, metrics }: HealthParts): Router {
  const router = express.Router();

  router.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });

  router.get('/readyz', async (_request, response) => {
    try {
      await database.pool.query('select 1');
      const { ready, buried } = await queue.stats();
      response.json({ ok: true, jobs: { ready, buried } });
    } catch {
      response.status(503).json({ ok: false, because: 'the database does not answer' });
    }
  });

  router.get('/metrics', async (_request, response) => {
    const { ready } = await queue.stats().catch(() => ({ ready: NaN }));
    metrics.queued.set(ready);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  return router;
}
