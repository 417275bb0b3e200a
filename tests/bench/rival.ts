import { createServer } from 'node:http';
import express from 'express';
import helmet from 'helmet';
import { webhookRoutes } from '../../backend/api/webhooks.ts';
import { makeLog } from '../../backend/log.ts';
import { makeMetrics } from '../../backend/metrics.ts';
import { STRIPE_PLATFORM } from '../samples/world.ts';

/**
 * What the ingest is measured against, as a process: `verify` is our own webhook endpoint, signature and all, that
 * stores nothing; `bare` reads the body and answers, and shows how fast the generator can go.
 */

const KINDS = {
  verify: () => {
    const app = express();
    app.disable('x-powered-by');
    app.use(helmet());
    app.use(
      webhookRoutes({
        config: {
          stripe: {
            test: {
              secretKey: STRIPE_PLATFORM.secretKey,
              webhookSecrets: [STRIPE_PLATFORM.webhookSecret],
              appSecrets: [STRIPE_PLATFORM.appSecret],
            },
          },
        },
        ingest: () => Promise.resolve('stored'),
        log: makeLog('info'),
        metrics: makeMetrics(),
      }),
    );
    return createServer(app);
  },
  bare: () =>
    createServer((request, response) => {
      request.resume().once('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end('{"received":true}');
      });
    }),
} as const;

const server = KINDS[process.argv[2] === 'bare' ? 'bare' : 'verify']();
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('disconnect', () => process.exit(0));
