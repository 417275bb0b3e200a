import { expect } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { z } from 'zod';
import { makeApi } from '../../backend/api/api.ts';
import { errorAnswer, ROUTES, type Answer, type RoutePath } from '../../backend/api/contract.ts';
import { makeChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import type { Config } from '../../backend/config.ts';
import { makeIngest, type Ingest } from '../../backend/jobs/ingest.ts';
import { startQueue, type Queue } from '../../backend/jobs/queue.ts';
import { makeLog } from '../../backend/log.ts';
import { makeMetrics, type Metrics } from '../../backend/metrics.ts';
import { settingsSchema, technicalAccountSchema } from '../../backend/settings.ts';
import { makeSecrets, parseKeyring, type Secrets } from '../../backend/store/secrets.ts';
import { saveSettings, touchTenant } from '../../backend/store/tenants.ts';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeFetchSnapshot } from '../../backend/stripe/fetch-snapshot.ts';
import { parseTenantId, type Environment, type TenantId } from '../../backend/tenant.ts';
import { signBody } from '../demo/ask-api.ts';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import {
  SAMPLE_SUPPLIER,
  startChorusPro,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

/** The HTTP half of the backend on a database of its own, with both simulators behind it. */
export interface House extends TestDatabase {
  readonly origin: string;
  readonly queue: Queue;
  readonly metrics: Metrics;
  readonly secrets: Secrets;
  readonly stripe: StripeSimulator;
  /** Qualification; `live` has a platform of its own, which is `production`. */
  readonly chorusPro: ChorusProSimulator;
  readonly production: ChorusProSimulator;
  /** Moves the clock. */
  pass(ms: number): void;
  /** The samples' supplier as after onboarding. */
  configure(tenant?: TenantId): Promise<void>;
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

/** The same with a mail server, which is never called by the HTTP half. */
const HOUSE_CONFIG = { ...CONFIG, mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'a@a.example' } };

/** The app's secret of each environment that is served. */
const APP_SECRETS: Readonly<Record<Environment, string>> = {
  test: STRIPE_PLATFORM.appSecret,
  live: 'absec_live',
  sandbox: 'absec_none',
};

/** The samples' supplier in an environment. */
export function supplierIn(environment: Environment): TenantId {
  const tenant = parseTenantId(environment, SUPPLIER.account);
  if (!tenant) throw new Error('the sample account is malformed');
  return tenant;
}

/** Opens it; `replaceIngest` stands in for a database that is away. */
export async function openHouse(replaceIngest?: Ingest): Promise<House> {
  const test = await openTestDatabase();
  const { database } = test;
  const queue = await startQueue({ connectionString: test.url }, () => undefined);
  const metrics = makeMetrics();
  const log = makeLog('silent');
  const secrets = makeSecrets(parseKeyring(`k1:${randomBytes(32).toString('base64')}`));
  const stripe = await startStripe({ samples: SAMPLES });
  const chorusPro = await startChorusPro({
    suppliers: [{ ...SAMPLE_SUPPLIER, passwordExpiresOn: '2027-06-01' }],
  });
  const production = await startChorusPro({ platform: 'production' });
  const address = ({ tokenUrl, apiUrl }: ChorusProSimulator) => ({
    ...PISTE_APPLICATION,
    tokenUrl,
    apiUrl,
  });
  const client = makeChorusPro({
    applications: { qualification: address(chorusPro), production: address(production) },
    findTechnicalAccount: async (tenant) => {
      const stored = await secrets.findSecret(tenant, database.pool, 'technical_account');
      return stored === undefined ? undefined : technicalAccountSchema.parse(JSON.parse(stored));
    },
  });
  const fetchSnapshot = makeFetchSnapshot(
    makeStripe({
      keys: { test: STRIPE_PLATFORM.secretKey, live: STRIPE_PLATFORM.secretKey },
      baseUrl: stripe.url,
      retries: 0,
    }),
  );
  let offsetMs = 0;
  const ingest = replaceIngest ?? makeIngest(database, queue);
  const now = () => new Date(Date.now() + offsetMs);
  const dashboard = { log, database, secrets, fetchSnapshot, chorusPro: client, now };
  const server = createServer(
    makeApi({ config: HOUSE_CONFIG, ingest, metrics, queue, ...dashboard }),
  );
  const origin = await listen(server);
  return {
    ...test,
    ...{ origin, queue, metrics, secrets, stripe, chorusPro, production },
    pass: (ms) => void (offsetMs += ms),
    async configure(tenant = supplierIn('test')) {
      await touchTenant(tenant, database.pool, 1);
      await saveSettings(tenant, database.pool, settingsSchema.parse(SAMPLE_SETTINGS));
      const account = JSON.stringify(SUPPLIER.technicalAccount);
      await secrets.saveSecret(tenant, database.pool, 'technical_account', account);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.stop();
      await client.close();
      await Promise.all([stripe.close(), chorusPro.close(), production.close()]);
      await test.drop();
    },
  };
}

/** How a question is asked, where not as the supplier's administrator would in test mode. */
export interface Manner {
  readonly environment?: string;
  readonly account?: string;
  readonly secret?: string;
  /** Instead of the signature. */
  readonly header?: string;
}

/** Asks with a signature of the whole body, as the Dashboard does. */
export async function askRaw(
  { origin }: Pick<House, 'origin'>,
  path: string,
  question: object,
  { environment = 'test', account = SUPPLIER.account, secret, header }: Manner = {},
): Promise<{ readonly status: number; readonly body: unknown; readonly text: string }> {
  const body = JSON.stringify({ environment, ...question, user_id: 'usr_1', account_id: account });
  const key = secret ?? APP_SECRETS[environment === 'live' ? 'live' : 'test'];
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'stripe-signature': header ?? signBody(body, key) },
    body,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text };
}

/** Asks a question of the contract; its answer must be 200 and nothing but what the contract says. */
export async function ask<Path extends RoutePath>(
  house: Pick<House, 'origin'>,
  path: Path,
  question: object,
  manner: Manner = {},
): Promise<Answer<Path>> {
  const { status, body } = await askRaw(house, path, question, manner);
  expect({ status, body }).toEqual({ status: 200, body });
  const answers: { readonly [Each in RoutePath]: { readonly answer: z.ZodType<Answer<Each>> } } =
    ROUTES;
  const answer = answers[path].answer.parse(body);
  // The schema leaves out what it does not know: nothing may have been left out.
  expect(answer).toEqual(body);
  return answer;
}

/** What a state-changing question carries when an administrator asks it. */
export function changing(role = 'admin'): { nonce: string; stripe_roles: object[] } {
  return {
    nonce: randomBytes(16).toString('hex'),
    stripe_roles: [{ id: role, name: role, type: 'builtIn' }],
  };
}

/** Asks what must be refused, and tells how. */
export async function askRefused(
  house: Pick<House, 'origin'>,
  path: RoutePath,
  question: object,
  manner: Manner = {},
): Promise<string> {
  const { status, body } = await askRaw(house, path, question, manner);
  return `${status} ${errorAnswer.parse(body).error.code}`;
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
