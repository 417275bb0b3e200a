import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { ActParts } from './act.ts';
import { refuse } from './answer.ts';
import { authenticate, getSigned } from './authenticate.ts';
import { fileRoutes } from './files.ts';
import { healthRoutes, type HealthParts } from './health.ts';
import { addCheckRoute } from './check.ts';
import { addConnectionRoutes } from './connection.ts';
import { addDirectoryRoutes } from './directory.ts';
import { addNotificationRoutes, type NotificationParts } from './notifications.ts';
import { addOnboardingRoutes } from './onboarding.ts';
import { openApiRoutes } from './open-api.ts';
import { addOverviewRoute } from './overview.ts';
import type { DashboardParts } from './parts.ts';
import { addSettingsRoutes } from './settings.ts';
import { addTransmissionRoutes } from './transmissions.ts';
import { webhookRoutes, type WebhookParts } from './webhooks.ts';

/**
 * HTTP: Stripe's webhooks, the Dashboard's questions, and what an operator watches.
 *
 * In: requests. Out: JSON. Kept here: webhooks are verified on raw bytes and only stored; every question of the Dashboard
 * is a POST with its whole body signed; a UI extension has the origin `null`, so its routes, and only they, allow any
 * origin; 401, 403 and 500 are never confused.
 */

export type ApiParts = WebhookParts & HealthParts & DashboardParts & ActParts & NotificationParts;

/** Largest question of the Dashboard: settings with a logo of 512 KiB in base64. */
const BODY_BYTES_MAX = 1024 * 1024;

/** Questions of one merchant in a window. */
const QUESTIONS_MAX = 300;
const QUESTIONS_WINDOW_MS = 60_000;

/** Makes the HTTP application. */
export function makeApi(parts: ApiParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet());
  app.use(webhookRoutes(parts));
  app.use(healthRoutes(parts));
  app.use(openApiRoutes());
  app.use(fileRoutes(parts));
  app.use('/api', allowExtension, express.raw({ type: () => true, limit: BODY_BYTES_MAX }));
  app.use('/api', authenticate(parts.config), limitPerMerchant());
  const route = { app, database: parts.database, now: parts.now };
  addTransmissionRoutes(route, parts);
  addConnectionRoutes(route, parts);
  addSettingsRoutes(route, parts);
  addNotificationRoutes(route, parts);
  addCheckRoute(route, parts);
  addDirectoryRoutes(route, parts);
  addOnboardingRoutes(route, parts);
  addOverviewRoute(route, parts);
  app.use((_request, response) => refuse(response, 404, 'not_found', 'There is nothing here.'));
  app.use(tellFailure(parts));
  return app;
}

/** CORS for an origin-less extension; no cookies are ever used. */
const allowExtension: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'content-type, stripe-signature',
    'Access-Control-Max-Age': '600',
  });
  if (request.method === 'OPTIONS') {
    response.status(204).end();
    return;
  }
  if (request.method !== 'POST') {
    return refuse(
      response,
      405,
      'method_not_allowed',
      'Every question is a POST with a signed body.',
    );
  }
  next();
};

function limitPerMerchant(): RequestHandler {
  return rateLimit({
    windowMs: QUESTIONS_WINDOW_MS,
    limit: QUESTIONS_MAX,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => {
      const { environment, account } = getSigned(request).tenant;
      return `${environment}/${account}`;
    },
    handler: (_request, response) =>
      refuse(
        response,
        429,
        'too_many_requests',
        'Too many questions in one minute; wait a little.',
      ),
  });
}

function tellFailure({ log }: Pick<ApiParts, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return refuse(response, status, 'unreadable', 'The body could not be read.');
    }
    log.error({ error, path: request.path }, 'request failed');
    refuse(
      response,
      500,
      'internal_error',
      'Guichet failed on its side; ask whether it was done before you ask for it again.',
    );
  };
}
