import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeApi } from './api/api.ts';
import { makeLinks } from './api/links.ts';
import type { DashboardParts } from './api/parts.ts';
import { makeChorusPro } from './chorus-pro/chorus-pro.ts';
import { LIMITS, type ChorusProLimits } from './chorus-pro/limits.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Pace } from './follow/schedule.ts';
import { runJob } from './jobs/advance.ts';
import { makeIngest } from './jobs/ingest.ts';
import type { Outside } from './jobs/outside.ts';
import { startQueue } from './jobs/queue.ts';
import { startRetention } from './jobs/retention.ts';
import { startSweeping } from './jobs/sweep.ts';
import { makeHolds } from './jobs/technical-account.ts';
import { describeError, makeLog, type Log } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { makeMailer } from './notify/mailer.ts';
import { makeNotifier, startNotifying } from './notify/notify.ts';
import { makePost, makePublicAgent } from './notify/post.ts';
import { technicalAccountSchema } from './settings.ts';
import { openDatabase, type Database } from './store/database.ts';
import { makeSecrets, parseKeyring } from './store/secrets.ts';
import { makePlatformPauses } from './store/platform-pauses.ts';
import { wakePlatform } from './store/stalled.ts';
import { takeTurn } from './store/turns.ts';
import { makeStripe } from './stripe/client.ts';
import { makeFetchSnapshot } from './stripe/fetch-snapshot.ts';
import { tenantKey, type TenantId } from './tenant.ts';

/**
 * `npm start`: joins the parts, starts HTTP and the workers, and stops them cleanly. The only file that knows them all.
 */

/** How often due transmissions are looked for in real life, and at least, whatever the pace. */
const SWEEP_MS = 15_000;
const SWEEP_MIN_MS = 150;

/** How often what is not needed any more is looked for. */
const RETENTION_MS = 3_600_000;

/** How long an HTTP request may take to arrive whole, and its headers before that (slow-loris). */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;

/** How long a clean stop may take before the process goes anyway; what was in hand is taken up by another. */
const STOP_TIMEOUT_MS = 25_000;

interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts everything that the configuration asks for. */
async function start(config: Config, log: Log): Promise<Running> {
  const keyring = parseKeyring(config.encryptionKeys);
  const database = await openDatabase(config.database);
  // A key that is gone must stop the start, not the first deposit.
  await makeSecrets(keyring).checkKeyring(database.pool);
  const metrics = makeMetrics();
  const queue = await startQueue({ connectionString: database.url }, (error) =>
    log.error({ error }, 'queue'),
  );
  const outside = joinOutside(config, database, keyring, { log, metrics, queue });
  const ingest = makeIngest(database, queue);
  // Links that a browser opens; without an address of ours, a live environment offers none rather than broken ones.
  const canLink = config.publicUrl !== undefined || !config.stripe.live;
  let localUrl = `http://127.0.0.1:${config.port}`;
  const server = await listen(
    createServer(
      { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
      makeApi({
        ...{ config, ingest, metrics, queue, ...outside.dashboard },
        ...(canLink && { links: makeLinks(keyring, () => config.publicUrl ?? localUrl) }),
      }),
    ),
    config.port,
  );
  localUrl = `http://127.0.0.1:${portOf(server)}`;
  const sweeping =
    config.workers > 0
      ? startSweeping(
          outside,
          Math.max(SWEEP_MIN_MS, Math.min(SWEEP_MS, SWEEP_MS * config.pace.factor)),
          (error) => log.error({ error }, 'sweep failed'),
        )
      : undefined;
  const notifying = config.workers > 0 ? startTelling(config, outside) : undefined;
  const erasing =
    config.workers > 0
      ? startRetention(outside, RETENTION_MS, (error) => log.error({ error }, 'erasing failed'))
      : undefined;
  if (config.workers > 0) {
    const limits = { concurrency: config.workers, perTenant: config.jobsPerMerchant };
    await queue.work(limits, async (job) => {
      try {
        await runJob(job, outside);
        metrics.jobs.inc({ outcome: 'done' });
      } catch (error) {
        metrics.jobs.inc({ outcome: 'failed' });
        log.error(
          { error, kind: job.kind, tenant: `${job.environment}/${job.account}` },
          'job failed',
        );
        throw new Error(describeError(error).message);
      }
    });
  }
  return {
    port: portOf(server),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await sweeping?.stop();
      await notifying?.stop();
      await erasing?.stop();
      await queue.stop();
      await outside.close();
      await database.close();
    },
  };
}

/** Tells merchants what they must not miss, beside the jobs. */
function startTelling({ mail }: Config, { dashboard, metrics, ...outside }: Joined) {
  const agent = makePublicAgent();
  const notifier = makeNotifier({
    ...outside,
    metrics,
    secrets: dashboard.secrets,
    mailer: mail && makeMailer(mail),
    post: makePost(agent),
  });
  const notifying = startNotifying(notifier, (error) =>
    outside.log.error({ error }, 'notices failed'),
  );
  return {
    async stop() {
      await notifying.stop();
      await agent.close();
    },
  };
}

type Joined = Outside & { readonly dashboard: DashboardParts; close(): Promise<void> };

function joinOutside(
  config: Config,
  database: Database,
  keyring: ReturnType<typeof parseKeyring>,
  parts: Pick<Outside, 'log' | 'metrics' | 'queue'>,
): Joined {
  const secrets = makeSecrets(keyring);
  const now = () => new Date();
  const stripeFor = makeStripe({
    keys: Object.fromEntries(
      Object.entries(config.stripe).map(([environment, { secretKey }]) => [environment, secretKey]),
    ),
    ...(config.stripeApiUrl === undefined ? {} : { baseUrl: config.stripeApiUrl }),
  });
  const chorusPro = makeChorusPro({
    applications: config.piste,
    findTechnicalAccount: async (tenant) => {
      const stored = await secrets.findSecret(tenant, database.pool, 'technical_account');
      return stored === undefined ? undefined : technicalAccountSchema.parse(JSON.parse(stored));
    },
    takeTurn: (tenant) => waitForTurn(tenant, config, database),
    limits: limitsWithin(config.pace),
    holds: makeHolds({ database, secrets, pace: config.pace, now }),
    pauses: makePlatformPauses(database.pool),
    onReopened: (platform) => {
      wakePlatform(platform, database.pool, now()).then(
        (woken) => parts.log.info({ platform, woken }, 'chorus pro answers again'),
        (error: unknown) => parts.log.error({ error }, 'what waited could not be woken'),
      );
    },
    log: ({ event, alert, ...line }) =>
      alert ? parts.log.warn(line, event) : parts.log.debug(line, event),
  });
  const fetchSnapshot = makeFetchSnapshot(stripeFor);
  return {
    ...parts,
    database,
    fetchSnapshot,
    destination: chorusPro,
    corrections: chorusPro,
    dashboard: { log: parts.log, database, secrets, fetchSnapshot, chorusPro, now },
    findBuyer: chorusPro.findBuyer,
    findServiceDemand: chorusPro.findServiceDemand,
    checkEngagement: chorusPro.checkEngagement,
    troubledSince: chorusPro.troubledSince,
    checkConnection: chorusPro.checkConnection,
    pace: config.pace,
    now,
    random: Math.random,
    close: () => chorusPro.close(),
  };
}

/** A deposit that was begun in time must have ended before its reservation counts as abandoned. */
function limitsWithin({ callDeadlineMs, factor }: Pace): Partial<ChorusProLimits> {
  const depositMs = Math.min(LIMITS.depositMs, 0.6 * callDeadlineMs);
  return {
    depositMs,
    headersMs: Math.min(LIMITS.headersMs, depositMs),
    queueWaitMs: Math.min(LIMITS.queueWaitMs, 0.3 * callDeadlineMs),
    breakerPauseMs: LIMITS.breakerPauseMs * Math.min(1, factor),
    breakerPauseMaxMs: LIMITS.breakerPauseMaxMs * Math.min(1, factor),
  };
}

/** Waits until a merchant may call Chorus Pro again, over all processes. */
async function waitForTurn(tenant: TenantId, { turns }: Config, { pool }: Database): Promise<void> {
  for (;;) {
    const waitMs = await takeTurn(pool, `chorus_pro/${tenantKey(tenant)}`, turns);
    if (waitMs === 0) return;
    await sleep(waitMs);
  }
}

function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts, and stops on SIGTERM or SIGINT; a second signal, or a stop that takes too long, ends it at once. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = makeLog(config.logLevel);
  // A rejection that nobody awaited (an SDK's own slip, say) is told and must not end the work of everybody else.
  process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
  const running = await start(config, log);
  const environments = Object.keys(config.stripe);
  log.info({ port: running.port, workers: config.workers, environments }, 'guichet is ready');
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigError
      ? error.message
      : `Guichet cannot start: ${describeError(error).message}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
