import { createHash } from 'node:crypto';
import { PgBoss, type Db } from 'pg-boss';
import type pg from 'pg';
import type { Environment } from '../tenant.ts';

/**
 * The durable queue: pg-boss behind six functions. A job holds ids only and may run twice; what it does must bear that.
 * A worker that dies loses its lease when its heartbeat is missed, and another one runs the job again.
 */

/** What a job asks for. */
export type Job =
  | {
      readonly kind: 'advance';
      readonly environment: Environment;
      readonly account: string;
      readonly documentId: string;
      /** Begin a transmission if there is none. */
      readonly open: boolean;
      /** When the event behind it was created, in seconds since 1970; absent when no event is behind it. */
      readonly eventCreated?: number;
    }
  | {
      readonly kind: 'recheck_closed';
      readonly environment: Environment;
      readonly account: string;
      readonly documentId: string;
      readonly eventCreated: number;
    }
  | {
      readonly kind: 'act';
      readonly environment: Environment;
      readonly account: string;
      readonly actionId: string;
    }
  | {
      /** `try_account`: whether Chorus Pro lets the merchant's technical account in. */
      readonly kind: 'watch' | 'try_account';
      readonly environment: Environment;
      readonly account: string;
    }
  | {
      /** Read a public body again, in this merchant's name. */
      readonly kind: 'refresh_buyer';
      readonly environment: Environment;
      readonly account: string;
      readonly siret: string;
    }
  | {
      readonly kind: 'resume';
      readonly environment: Environment;
      readonly account: string;
      /** In the order in which they came. */
      readonly documentIds: readonly string[];
    }
  | {
      readonly kind: 'recheck_customer';
      readonly environment: Environment;
      readonly account: string;
      readonly customerId: string;
      readonly eventCreated: number;
    }
  | {
      readonly kind: 'start_merchant' | 'end_merchant';
      readonly environment: Environment;
      readonly account: string;
      readonly eventCreated: number;
    };

/** The one queue, and where its jobs end when they failed RETRIES_MAX times. */
const QUEUE = 'guichet';
const DEAD_QUEUE = 'guichet_dead';

const HEARTBEAT_SECONDS = 10;
const EXPIRE_SECONDS = 900;
const RETRIES_MAX = 20;
const RETRY_DELAY_SECONDS = 2;
const RETRY_DELAY_MAX_SECONDS = 900;
const RETENTION_SECONDS = 365 * 86_400;
const DELETE_AFTER_SECONDS = 3_600;
const POLLING_SECONDS = 0.5;
const MAINTENANCE_SECONDS = 2;
const STOP_TIMEOUT_MS = 20_000;

/** Where a job is written: the caller's transaction. */
type Tx = Pick<pg.ClientBase, 'query'>;

/** How much is done at once. */
export interface WorkLimits {
  /** Jobs in this process. */
  readonly concurrency: number;
  /**
   * Jobs of one merchant over all processes, so that none starves the others. Workers that fetch at the same instant do
   * not see one another's: for a moment there may be more.
   */
  readonly perTenant: number;
}

export interface Queue {
  /** Writes jobs in the caller's transaction; they run after its commit. */
  send(tx: Tx, jobs: readonly Job[]): Promise<void>;
  /** Runs jobs. A throw is retried with growing pauses, then buried. */
  work(
    limits: WorkLimits,
    handler: (job: Job, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /** How many jobs are ready, and how long the oldest has waited. */
  stats(): Promise<{ readonly ready: number; readonly buried: number }>;
  /** Buried jobs run again. */
  redrive(): Promise<number>;
  /** Waits for the jobs in hand, then stops. */
  stop(): Promise<void>;
}

/**
 * pg-boss speaks to the database through the pool's or the transaction's own `query`. The statement that writes jobs is
 * long: under a name the server plans it once a connection, which halves what a small group of jobs costs it.
 */
function asBossDatabase(tx: Tx): Db {
  return {
    executeSql: async (text, values = []) => ({
      rows: (await tx.query({ name: nameOf(text), text, values: [...values] })).rows,
    }),
  };
}

/** The same text always has the same name, another one another. */
function nameOf(text: string): string {
  return `boss_${createHash('sha256').update(text).digest('base64url')}`;
}

/** Starts the queue on a database of its own connections. */
export async function startQueue(
  connection: { readonly connectionString: string },
  onError: (error: Error) => void,
): Promise<Queue> {
  const boss = new PgBoss({
    ...connection,
    max: 6,
    application_name: 'guichet-queue',
    useListenNotify: true,
    monitorIntervalSeconds: MAINTENANCE_SECONDS,
    superviseIntervalSeconds: MAINTENANCE_SECONDS,
    queueCacheIntervalSeconds: MAINTENANCE_SECONDS,
    schedule: false,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(DEAD_QUEUE, { retentionSeconds: RETENTION_SECONDS });
  await boss.createQueue(QUEUE, {
    retryLimit: RETRIES_MAX,
    retryBackoff: true,
    retryDelay: RETRY_DELAY_SECONDS,
    retryDelayMax: RETRY_DELAY_MAX_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
    deleteAfterSeconds: DELETE_AFTER_SECONDS,
    deadLetter: DEAD_QUEUE,
    notify: true,
  });
  return {
    async send(tx, jobs) {
      if (jobs.length === 0) return;
      await boss.insert(
        QUEUE,
        jobs.map((data) => ({ data, group: { id: `${data.environment}/${data.account}` } })),
        { db: asBossDatabase(tx) },
      );
    },
    async work({ concurrency, perTenant }, handler) {
      await boss.work<Job>(
        QUEUE,
        {
          batchSize: 1,
          localConcurrency: concurrency,
          groupConcurrency: perTenant,
          burstWhenReadyExceeds: 1,
          pollingIntervalSeconds: POLLING_SECONDS,
          notifyPollingIntervalSeconds: POLLING_SECONDS,
        },
        async (jobs) => {
          for (const job of jobs) await handler(job.data, job.signal);
        },
      );
    },
    async stats() {
      const [[main], [dead]] = await Promise.all([
        boss.getQueueStats(QUEUE, { force: true }),
        boss.getQueueStats(DEAD_QUEUE, { force: true }),
      ]);
      return { ready: main?.readyCount ?? 0, buried: dead?.queuedCount ?? 0 };
    },
    redrive: () => boss.redrive(DEAD_QUEUE),
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}
