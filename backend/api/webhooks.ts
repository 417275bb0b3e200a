import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Config } from '../config.ts';
import type { Ingest } from '../jobs/ingest.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { planEvent } from '../receive/receive.ts';
import { verifyWebhook } from '../stripe/webhook.ts';
import { parseEnvironment } from '../tenant.ts';
import { refuse } from './answer.ts';

/**
 * POST /webhooks/stripe/:environment. 200 once the event is on the disk, or known, or none of our business; 400 for a
 * signature that does not hold; 503 when it could not be stored, so that Stripe sends it again. Nothing else is done here.
 */

/** Largest event that is read. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** How long an event may wait for its commit before Stripe is told to send it again. */
const STORE_TIMEOUT_MS = 10_000;

export interface WebhookParts {
  readonly config: Pick<Config, 'stripe'>;
  readonly ingest: Ingest;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The webhook endpoints. */
export function webhookRoutes({ config, ingest, log, metrics }: WebhookParts): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: BODY_BYTES_MAX });

  router.post('/webhooks/stripe/:environment', raw, async (request, response) => {
    const stopTimer = metrics.webhookSeconds.startTimer();
    const end = (outcome: string) => {
      metrics.webhooks.inc({ outcome });
      stopTimer();
    };
    const environment = parseEnvironment(request.params.environment);
    const keys = environment && config.stripe[environment];
    if (!environment || !keys) {
      end('unknown_environment');
      return refuse(
        response,
        404,
        'unknown_environment',
        'This environment is not configured here.',
      );
    }
    const payload: unknown = request.body;
    const check = Buffer.isBuffer(payload)
      ? verifyWebhook(payload, request.get('stripe-signature'), keys.webhookSecrets)
      : { ok: false as const, because: 'not_an_event' as const };
    if (!check.ok || !Buffer.isBuffer(payload)) {
      const because = check.ok ? 'not_an_event' : check.because;
      end('refused');
      log.warn({ environment, because }, 'webhook refused');
      return refuse(
        response,
        400,
        because,
        'The event was not accepted; its signature, age or shape does not hold.',
      );
    }
    const { event } = check;
    const plan = planEvent(event, environment);
    if (plan.kind === 'ignore') {
      end('ignored');
      response.json({ received: true, ignored: plan.because });
      return;
    }
    const { account } = event;
    if (plan.kind === 'refuse' || account === undefined) {
      end('refused');
      log.warn(
        { environment, event: event.id, type: event.type },
        'webhook without account or object',
      );
      return refuse(
        response,
        400,
        plan.kind === 'refuse' ? plan.because : 'account_missing',
        'The endpoint must listen to events of connected accounts, with snapshot payloads.',
      );
    }
    try {
      const outcome = await withTimeout(
        ingest({ environment, event: { ...event, account }, plan, payload }),
        STORE_TIMEOUT_MS,
      );
      end(outcome);
      response.json({ received: true });
    } catch (error) {
      end('unavailable');
      log.error({ environment, event: event.id, error }, 'event could not be stored');
      refuse(response, 503, 'unavailable', 'The event could not be stored; please send it again.');
    }
  });

  router.use('/webhooks', tellBodyProblem);
  return router;
}

/** A body that cannot be read (too large, cut off, badly encoded) is the sender's problem, never a 500. */
const tellBodyProblem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return refuse(response, 413, 'too_large', 'The event is larger than 2 MB.');
  if (typeof status === 'number' && status < 500) {
    return refuse(response, 400, 'unreadable', 'The body could not be read.');
  }
  next(error);
};

/** Rejects when a promise takes longer than it may; what it does goes on, and a duplicate is harmless. */
function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no commit within ${timeoutMs} ms`)),
      timeoutMs,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
