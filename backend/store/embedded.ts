import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isConnectionFault } from './connection-fault.ts';
import { findEmbeddedAccount, spawnAs, type EmbeddedAccount } from './embedded-account.ts';
import {
  clusterIn,
  EMBEDDED_PORT,
  ensureSocketFolder,
  initialize,
  isInitialized,
  isServerOf,
  readPostmaster,
  readUrl,
  removeSocketFolder,
  removeStaleMark,
  type EmbeddedCluster,
} from './embedded-cluster.ts';
import { findEmbeddedProgram, noEmbeddedServer, type EmbeddedProgram } from './embedded-program.ts';
import { errorCode } from './error-code.ts';

/**
 * Keeps a real PostgreSQL running in a folder, for a single machine. Comes in: a data folder. Goes out: an address.
 * Kept here: several processes may open the same folder, one server serves them all, and it is started again when it
 * dies; the last one to close stops it; no process is ever signalled before it is known to be that server. Each opener
 * holds one connection with a shared advisory lock, which its death gives back by itself.
 */

export interface EmbeddedServer {
  /** The address; it holds the password. */
  readonly url: string;
  /** Lets go; stops the server when nobody else uses it, unless told to keep it running. */
  close(options?: { readonly keepRunning?: boolean }): Promise<void>;
}

export interface EmbeddedOptions {
  readonly say?: (line: string) => void;
}

interface Installation {
  readonly cluster: EmbeddedCluster;
  readonly program: EmbeddedProgram;
  readonly account: EmbeddedAccount;
  readonly url: string;
}

/** Held shared by everybody who has the folder open, and alone by whoever stops the server. */
const PRESENCE_LOCK = 7_283_293_201;

/** Reading back the journal after a crash may take long; that is no reason to give up. */
const START_TIMEOUT_MS = 60_000;
/** How long a start is refused by what a killed server left behind: shared memory, processes on their way out. */
const REMAINS_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
const CONNECT_PAUSE_MS = 20;
const RESTART_PAUSE_MS = 100;
const REVIVE_PAUSE_MS = 1_000;
/** How long closing waits for connections that are on their way out, and for the server's end. */
const LEAVE_TIMEOUT_MS = 500;
const STOP_TIMEOUT_MS = 20_000;
/** How far the server's two notes of its start may lie apart. */
const START_CLOCK_SECONDS = 5;
const LOG_BYTES_MAX = 10_000_000;
const CONNECTIONS_MAX = 100;

/** What PostgreSQL says when another server, or what is left of one, still has the folder. */
const TAKEN =
  /shared memory block|lock file .* (already exists|is empty)|could not create lock file/i;

/** Opens the server of a data folder: attaches to a running one, else starts it, else makes it first. */
export async function openEmbedded(
  dataDir: string,
  { say = (line) => void process.stderr.write(`${line}\n`) }: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const installation = await install(dataDir);
  say(`embedded PostgreSQL in ${dataDir}, single machine; set DATABASE_URL for production`);
  const supervisor = new Supervisor(installation);
  await supervisor.attach();
  return { url: installation.url, close: (options) => supervisor.close(options) };
}

async function install(dataDir: string): Promise<Installation> {
  const program = await findEmbeddedProgram();
  await mkdir(dataDir, { recursive: true });
  const cluster = clusterIn(dataDir);
  const account = await findEmbeddedAccount(resolve(dataDir), cluster.folder, program.postgres);
  if (!(await isInitialized(cluster))) {
    await initialize(cluster, program, account).catch((error: unknown) => {
      // An Alpine system has the file but not the loader that it names, and says that the file is missing.
      throw errorCode(error) === 'ENOENT' ? noEmbeddedServer('its programs need glibc') : error;
    });
  }
  return { cluster, program, account, url: await readUrl(cluster) };
}

/** Watches over one opened server. */
class Supervisor {
  private readonly installation: Installation;
  private presence: pg.Client | undefined;
  private reviving: Promise<void> | undefined;
  private closing = false;

  constructor(installation: Installation) {
    this.installation = installation;
  }

  async attach(): Promise<void> {
    const presence = await reach(this.installation);
    presence.once('end', () => {
      if (!this.closing) this.reviving = this.revive();
    });
    this.presence = presence;
  }

  async close({ keepRunning = false }: { readonly keepRunning?: boolean } = {}): Promise<void> {
    this.closing = true;
    await this.reviving;
    const { presence } = this;
    if (!presence) return;
    if (!keepRunning) await stopIfAlone(presence, this.installation.cluster).catch(ignoreLoss);
    await presence.end().catch(ignoreLoss);
  }

  /** The server died under us: brings it back, and goes on trying for as long as we live. */
  private async revive(): Promise<void> {
    this.presence = undefined;
    // Without its folder there is nothing to bring back.
    while (!this.closing && existsSync(this.installation.cluster.folder)) {
      try {
        return await this.attach();
      } catch {
        await pause(REVIVE_PAUSE_MS);
      }
    }
  }
}

function ignoreLoss(error: unknown): void {
  if (!isConnectionFault(error)) throw error;
}

/** Connects, and starts the server whenever nobody answers and none of ours is on its way up. */
async function reach(installation: Installation): Promise<pg.Client> {
  const begun = performance.now();
  let start: Start | undefined;
  for (;;) {
    const presence = await connect(installation.url);
    if (presence) return presence;
    const elapsedMs = performance.now() - begun;
    if (elapsedMs > START_TIMEOUT_MS) throw startFailed(start, 'it does not answer');
    if (start?.failed) throw start.failed;
    if (start?.ended) {
      if (!start.wasTaken() || elapsedMs > REMAINS_TIMEOUT_MS) throw startFailed(start, 'it ended');
      await removeStaleMark(installation.cluster);
      await pause(RESTART_PAUSE_MS);
    }
    if (!start || start.ended) {
      await ensureSocketFolder(installation.cluster, installation.account);
      start = startServer(installation);
    }
    await pause(CONNECT_PAUSE_MS);
  }
}

/** A connection that holds the presence lock; undefined when no server answers, or one is starting or stopping. */
async function connect(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'guichet presence',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (isConnectionFault(error)) return undefined;
    throw error;
  }
}

/** One attempt to start the server. */
interface Start {
  readonly ended: boolean;
  /** The program could not be run at all. */
  readonly failed: Error | undefined;
  /** Whether it ended because another server, or its remains, has the folder. */
  wasTaken(): boolean;
  lastWords(): string;
}

function startServer({ cluster, program, account }: Installation): Start {
  const { logFile, folder, socketFolder } = cluster;
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES_MAX) {
    renameSync(logFile, `${logFile}.1`);
  }
  const log = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  const child = spawnAs(account, program.postgres, ['-D', folder, ...settings(socketFolder)], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  // The server outlives us when we are killed; the next one to open the folder finds it.
  child.unref();
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const lastWords = () => readFileSync(logFile).subarray(logStart).toString().slice(-2_000);
  return {
    get ended() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    get failed() {
      return failed;
    },
    wasTaken: () => TAKEN.test(lastWords()),
    lastWords,
  };
}

/** No network; and no statement, value or key in the log, for they may hold personal data. */
function settings(socketFolder: string): readonly string[] {
  const values = {
    listen_addresses: '',
    port: String(EMBEDDED_PORT),
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: String(CONNECTIONS_MAX),
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function startFailed(start: Start | undefined, why: string): Error {
  return new Error(`The embedded PostgreSQL did not start: ${why}. ${start?.lastWords() ?? ''}`);
}

/** Stops the server by a fast shutdown when no other process has the folder open. */
async function stopIfAlone(presence: pg.Client, cluster: EmbeddedCluster): Promise<void> {
  await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
  const { rows } = await presence.query<{ alone: boolean }>(
    'select pg_try_advisory_lock($1) as alone',
    [PRESENCE_LOCK],
  );
  if (!rows[0]?.alone || !(await isLastConnection(presence))) return;
  const pid = await findServerPid(presence, cluster);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  if (await isGoneInTime(cluster)) await removeSocketFolder(cluster);
}

async function isLastConnection(presence: pg.Client): Promise<boolean> {
  for (let waitedMs = 0; waitedMs <= LEAVE_TIMEOUT_MS; waitedMs += CONNECT_PAUSE_MS) {
    const { rows } = await presence.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if (rows[0]?.others === 0) return true;
    await pause(CONNECT_PAUSE_MS);
  }
  return false;
}

/** The server's process, when the one named in its folder is the one that we are connected to. */
async function findServerPid(
  presence: pg.Client,
  cluster: EmbeddedCluster,
): Promise<number | undefined> {
  const mark = await readPostmaster(cluster);
  const { rows } = await presence.query<{ started: number }>(
    'select floor(extract(epoch from pg_postmaster_start_time()))::float8 as started',
  );
  const started = rows[0]?.started ?? 0;
  if (!mark || Math.abs(started - mark.startedAt) > START_CLOCK_SECONDS) return undefined;
  return (await isServerOf(cluster, mark.pid)) === false ? undefined : mark.pid;
}

async function isGoneInTime(cluster: EmbeddedCluster): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < STOP_TIMEOUT_MS; waitedMs += CONNECT_PAUSE_MS) {
    if (!(await readPostmaster(cluster))) return true;
    await pause(CONNECT_PAUSE_MS);
  }
  return false;
}
