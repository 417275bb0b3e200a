import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TransmissionState } from '../../backend/follow/state.ts';
import { openDatabase, type Database } from '../../backend/store/database.ts';
import {
  runGuichet,
  startBackend,
  type BackendProcess,
  type Variables,
} from '../demo/backend-process.ts';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import {
  startChorusPro,
  type ChorusProOptions,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';

/**
 * The stage of the fault tests: a database of its own, the two simulators in this process, and as many real backend
 * processes as a case wants, which it may kill.
 */
export interface Stage {
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly dataDir: string;
  database(): Database;
  /** Opens the database again after it was taken down. */
  reopenDatabase(): Promise<void>;
  /** Starts a backend on one of the two ports that Stripe sends to. */
  start(variables?: Variables, port?: 'first' | 'second'): Promise<BackendProcess>;
  /** Where Stripe sends: one backend, or both. */
  pointTo(...ports: readonly ('first' | 'second')[]): void;
  /** Everything that any backend printed, to be searched for secrets. */
  output(): string;
  /** Waits until there are so many transmissions and none moves any more; throws with what still moves. */
  settle(count: number, timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** The simulator's lag must stay below the settle window: 0.8 s against 1.5 s. */
const PACE = { visibleAfterMs: 200, integratedAfterMs: 600, availableAfterMs: 900 };

/** Long enough for a backend that was killed to be back. */
const RETRY_PACE = { attemptsMax: 9, firstPauseMs: 150 };

const ASK_EVERY_MS = 200;

/** States in which nothing more happens by itself; `uncertain` counts when a person must decide. */
const AT_REST: ReadonlySet<TransmissionState> = new Set([
  'available',
  'refused',
  'blocked',
  'not_concerned',
  'stopped',
]);

/** Opens a stage. */
export async function openStage(
  seed: number,
  chorusProOptions: ChorusProOptions = {},
): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guichet-faults-'));
  const chorusPro = await startChorusPro({ pace: PACE, seed, ...chorusProOptions });
  const stripe = await startStripe({ samples: SAMPLES, pace: RETRY_PACE });
  let database = await openDatabase({ dataDir }, { say: () => undefined });
  const ports = { first: await freePort(), second: await freePort() };
  const variables: Variables = {
    STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_API_URL: stripe.url,
    PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
    PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
    ENCRYPTION_KEYS: `faults:${randomBytes(32).toString('base64')}`,
    DATABASE_URL: database.url,
    POLL_FACTOR: '0.004',
    SETTLE_SECONDS: '1.5',
    CALL_WINDOW_SECONDS: '1',
    CALL_DEADLINE_SECONDS: '2',
    CHORUS_PRO_CALLS_PER_SECOND: '200',
    CHORUS_PRO_CALLS_BURST: '200',
    // Jobs of a killed process count for their merchant until its lease is over; here there is one merchant for all.
    JOBS_PER_MERCHANT: '60',
    LOG_LEVEL: 'debug',
  };
  await configureMerchant(dataDir, variables);
  let printed = '';
  const running = new Set<BackendProcess>();
  const endpoint = (port: 'first' | 'second') => ({
    url: `http://127.0.0.1:${ports[port]}/webhooks/stripe/test`,
    secret: STRIPE_PLATFORM.webhookSecret,
  });
  stripe.pointTo([endpoint('first')]);
  return {
    stripe,
    chorusPro,
    dataDir,
    database: () => database,
    async reopenDatabase() {
      await database.close().catch(() => undefined);
      database = await openDatabase({ dataDir }, { say: () => undefined });
    },
    async start(extra = {}, port = 'first') {
      const backend = await startBackend(
        { ...variables, PORT: String(ports[port]), ...extra },
        (line) => (printed += `${line}\n`),
      );
      running.add(backend);
      void backend.exited.then(() => running.delete(backend));
      return backend;
    },
    pointTo: (...names) => stripe.pointTo(names.map(endpoint)),
    output: () => printed,
    settle: (count, timeoutMs) => settle(() => database, count, timeoutMs),
    async close() {
      await Promise.all([...running].map((backend) => backend.stop()));
      await Promise.all([stripe.close(), chorusPro.close()]);
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function configureMerchant(dataDir: string, variables: Variables): Promise<void> {
  const file = join(dataDir, 'settings.json');
  await writeFile(file, JSON.stringify(SAMPLE_SETTINGS));
  await runGuichet(
    [
      'merchant',
      'set',
      SUPPLIER.account,
      '--environment',
      'test',
      '--settings',
      file,
      '--technical-account',
    ],
    variables,
    JSON.stringify(SUPPLIER.technicalAccount),
  );
}

async function settle(database: () => Database, count: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { rows } = await database().pool.query<{
      state: TransmissionState;
      number: string;
      waits: boolean;
    }>('select state, number, next_at is null as waits from transmissions');
    const moving = rows.filter(
      ({ state, waits }) => !AT_REST.has(state) && !(state === 'uncertain' && waits),
    );
    if (moving.length === 0 && rows.length >= count) return;
    if (Date.now() > deadline) {
      const left = moving.map(({ state, number }) => `${number} ${state}`).join(', ');
      throw new Error(`${rows.length} of ${count} after ${timeoutMs} ms, still moving: ${left}`);
    }
    await sleep(ASK_EVERY_MS);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
