import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { ALREADY_DEPOSITED_NUMBER, SAMPLES } from '../samples/samples.ts';
import { BUYERS, PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { startBackend, type Variables } from './backend-process.ts';

/** Stripe and Chorus Pro simulated, and a real backend of its own process on a database of its own. */
export interface House {
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  /** Stays the same when the backend is stopped and started again. */
  readonly backendUrl: string;
  /** What the backend was started with: for commands that work beside it. */
  readonly variables: Variables;
  stopBackend(): Promise<void>;
  /** Starts it again on the same port and the same database. */
  startBackend(): Promise<void>;
  close(): Promise<void>;
}

/** Where the parts listen: a free port for each one that is not given. */
export interface Ports {
  readonly stripe?: number;
  readonly chorusPro?: number;
  readonly backend?: number;
}

/** The simulator's pace: seconds instead of minutes, slow enough to be read. */
const PACE = { visibleAfterMs: 400, integratedAfterMs: 1_000, availableAfterMs: 2_000 };

/** Opens the house on an empty database; a port that is taken is replaced by a free one. */
export async function openHouse(options: {
  readonly dataDir: string;
  readonly ports?: Ports;
}): Promise<House> {
  const { dataDir, ports = {} } = options;
  await rm(dataDir, { recursive: true, force: true });
  const chorusPro = await startChorusPro({ port: await freePort(ports.chorusPro), pace: PACE });
  chorusPro.seed([
    {
      supplierSiret: SUPPLIER.siret,
      buyerSiret: BUYERS.noDemand.siret,
      number: ALREADY_DEPOSITED_NUMBER,
    },
  ]);
  const stripe = await startStripe({ port: await freePort(ports.stripe), samples: SAMPLES });
  const PORT = String(await freePort(ports.backend));
  const variables = { PORT, ...variablesFor({ stripe, chorusPro, dataDir }) };
  let backend = await startBackend(variables);
  const backendUrl = backend.url;
  stripe.pointTo([
    { url: `${backendUrl}/webhooks/stripe/test`, secret: STRIPE_PLATFORM.webhookSecret },
  ]);
  return {
    ...{ stripe, chorusPro, backendUrl, variables },
    stopBackend: () => backend.stop(),
    startBackend: async () => {
      backend = await startBackend({ ...variables, PORT: new URL(backendUrl).port });
    },
    close: async () => {
      await backend.stop();
      await Promise.all([stripe.close(), chorusPro.close()]);
    },
  };
}

interface Simulated {
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly dataDir: string;
}

function variablesFor({ stripe, chorusPro, dataDir }: Simulated): Variables {
  return {
    STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_SANDBOX_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_SANDBOX_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_SANDBOX_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_API_URL: stripe.url,
    PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
    PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
    ENCRYPTION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    DATA_DIR: dataDir,
    POLL_FACTOR: '0.002',
    SETTLE_SECONDS: '3',
    CHORUS_PRO_CALLS_PER_SECOND: '50',
    CHORUS_PRO_CALLS_BURST: '50',
    LOG_LEVEL: 'info',
  };
}

/** A fixed port when it is free, so that printed addresses stay the same; else 0, for any. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted === 0) return 0;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
