import { randomBytes } from 'node:crypto';
import { makeChorusPro, type ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import type { ChorusProLimits } from '../../backend/chorus-pro/limits.ts';
import type { Pace } from '../../backend/follow/schedule.ts';
import { runJob } from '../../backend/jobs/advance.ts';
import type { Outside } from '../../backend/jobs/outside.ts';
import type { Job, Queue } from '../../backend/jobs/queue.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import { makeHolds } from '../../backend/jobs/technical-account.ts';
import { makeLog } from '../../backend/log.ts';
import { makeMetrics } from '../../backend/metrics.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { makePlatformPauses } from '../../backend/store/platform-pauses.ts';
import { wakePlatform } from '../../backend/store/stalled.ts';
import { saveSettings, touchTenant } from '../../backend/store/tenants.ts';
import { findTransmission, type Transmission } from '../../backend/store/transmissions.ts';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeFetchSnapshot } from '../../backend/stripe/fetch-snapshot.ts';
import { parseTenantId, type TenantId } from '../../backend/tenant.ts';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import {
  startChorusPro,
  type ChorusProOptions,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

/**
 * The stations with everything around them in this process: a database, both simulators, a clock that tests move, and a
 * queue that only remembers, so that a test runs each job when it wants.
 */
export interface Workshop {
  readonly tenant: TenantId;
  readonly outside: Outside;
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly client: ChorusPro;
  readonly database: TestDatabase['database'];
  readonly secrets: ReturnType<typeof makeSecrets>;
  /** Jobs that were written and not run yet. */
  readonly jobs: Job[];
  /** Moves the clock. */
  pass(ms: number): void;
  /** Runs the job of `invoice.finalized` for a sample, and returns its invoice id. */
  finalize(sample: string): Promise<string>;
  run(job: Partial<Extract<Job, { kind: 'advance' }>> & { documentId: string }): Promise<void>;
  /** Runs every job that was written, and those that they write. */
  drain(): Promise<void>;
  /** Moves the clock and sweeps until a transmission is in a state; throws after so many rounds. */
  until(documentId: string, state: Transmission['state']): Promise<Transmission>;
  get(documentId: string): Promise<Transmission>;
  close(): Promise<void>;
}

const PACE = { factor: 1, settleMs: 60_000, callWindowMs: 30_000, callDeadlineMs: 90_000 };
const MINUTE_MS = 60_000;
const ROUNDS_MAX = 60;

export interface WorkshopOptions {
  readonly chorusPro?: ChorusProOptions;
  /** Settings and a technical account, as after onboarding. */
  readonly configured?: boolean;
  /** Of the client, where not the real ones. */
  readonly limits?: Partial<ChorusProLimits>;
  /** Real life's, with a short settle window, unless given. */
  readonly pace?: Pace;
  /** Of the spread of delays: the middle unless given. */
  readonly random?: () => number;
}

/** Opens a workshop. */
export async function openWorkshop({
  configured = true,
  pace = PACE,
  random = () => 0.5,
  ...options
}: WorkshopOptions = {}): Promise<Workshop> {
  const { database, drop } = await openTestDatabase();
  const stripe = await startStripe({ samples: SAMPLES });
  const chorusPro = await startChorusPro(options.chorusPro);
  const tenant = parseTenantId('test', SUPPLIER.account);
  if (!tenant) throw new Error('the sample account is malformed');
  const secrets = makeSecrets(parseKeyring(`k1:${randomBytes(32).toString('base64')}`));
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const reopened: Promise<unknown>[] = [];
  const client = makeChorusPro({
    now: () => now().getTime(),
    holds: makeHolds({ database, secrets, pace, now }),
    pauses: makePlatformPauses(database.pool, now),
    onReopened: (platform) => void reopened.push(wakePlatform(platform, database.pool, now())),
    ...(options.limits && { limits: options.limits }),
    applications: {
      qualification: {
        ...PISTE_APPLICATION,
        tokenUrl: chorusPro.tokenUrl,
        apiUrl: chorusPro.apiUrl,
      },
    },
    findTechnicalAccount: async (asked) => {
      const stored = await secrets.findSecret(asked, database.pool, 'technical_account');
      return stored === undefined ? undefined : JSON.parse(stored);
    },
  });
  const jobs: Job[] = [];
  const outside: Outside = {
    database,
    queue: rememberingQueue(jobs),
    fetchSnapshot: makeFetchSnapshot(
      makeStripe({ keys: { test: STRIPE_PLATFORM.secretKey }, baseUrl: stripe.url, retries: 0 }),
    ),
    destination: client,
    corrections: client,
    findBuyer: client.findBuyer,
    findServiceDemand: client.findServiceDemand,
    checkEngagement: client.checkEngagement,
    troubledSince: client.troubledSince,
    checkConnection: client.checkConnection,
    pace,
    now,
    random,
    log: makeLog('silent'),
    metrics: makeMetrics(),
  };
  if (configured) {
    await touchTenant(tenant, database.pool, 1);
    await saveSettings(tenant, database.pool, settingsSchema.parse(SAMPLE_SETTINGS));
    const account = JSON.stringify(SUPPLIER.technicalAccount);
    await secrets.saveSecret(tenant, database.pool, 'technical_account', account);
  }
  const get = async (documentId: string): Promise<Transmission> => {
    const found = await findTransmission(tenant, database.pool, documentId);
    if (!found) throw new Error(`there is no transmission ${documentId}`);
    return found;
  };
  const run: Workshop['run'] = ({ documentId, ...rest }) =>
    runJob({ kind: 'advance', ...tenant, documentId, open: true, ...rest }, outside);
  const drain = async (): Promise<void> => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await runJob(job, outside);
    await Promise.all(reopened.splice(0));
  };
  return {
    tenant,
    outside,
    stripe,
    chorusPro,
    client,
    database,
    secrets,
    jobs,
    pass: (ms) => void (offsetMs += ms),
    async finalize(name) {
      const { invoiceId } = await stripe.finalizeSample(name);
      await run({ documentId: invoiceId });
      return invoiceId;
    },
    run,
    drain,
    async until(documentId, state) {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const current = await get(documentId);
        if (current.state === state) return current;
        offsetMs += MINUTE_MS;
        await sweep(outside);
        await drain();
      }
      const { state: last, reasons } = await get(documentId);
      throw new Error(
        `${documentId} is ${last} (${reasons.map(({ code }) => code)}), not ${state}`,
      );
    },
    get,
    async close() {
      await client.close();
      await Promise.all([stripe.close(), chorusPro.close()]);
      await drop();
    },
  };
}

/** Lets time pass as the sweep sees it, and runs what it finds. */
export async function sweepOn(shop: Workshop, rounds = 1, everyMs = MINUTE_MS): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    shop.pass(everyMs);
    await sweep(shop.outside);
    await shop.drain();
  }
}

/** As if Guichet had never met any invoice; only a test may. */
export async function forgetEverything({ database: { pool }, jobs }: Workshop): Promise<void> {
  for (const table of ['history', 'deposits', 'documents']) {
    await pool.query(`alter table ${table} disable trigger user`);
  }
  for (const table of ['history', 'deposits', 'documents', 'snapshots', 'transmissions']) {
    await pool.query(`delete from ${table}`);
  }
  jobs.splice(0);
}

function rememberingQueue(jobs: Job[]): Queue {
  const none = async (): Promise<never> => {
    throw new Error('this queue only remembers');
  };
  return {
    send: async (_tx, more) => void jobs.push(...more),
    work: none,
    stats: none,
    redrive: none,
    stop: async () => undefined,
  };
}
