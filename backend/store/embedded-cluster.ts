import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
} from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { giveTo, runAs, type EmbeddedAccount } from './embedded-account.ts';
import type { EmbeddedProgram } from './embedded-program.ts';
import { errorCode } from './error-code.ts';

/**
 * The embedded server's folder: `<data>/postgres`, complete or absent. Comes in: a data folder. Goes out: where the
 * server's files, socket and password are. Kept here: a folder that was being made when the power went is never opened.
 */

/** The embedded server's database and its only user. */
const EMBEDDED_USER = 'guichet';
const EMBEDDED_DATABASE = 'postgres';
/** Part of the socket's file name only: no port is opened. */
export const EMBEDDED_PORT = 5432;

/** A folder made by another major version cannot be opened. */
const MAJOR_VERSION = '18';
const INIT_TIMEOUT_MS = 120_000;
/** A socket's path may have 103 bytes on macOS and 107 on Linux, name and end mark included. */
const SOCKET_PATH_BYTES_MAX = 100;
const PASSWORD_FILE = 'guichet-password';

/** Where the parts of an embedded server are. */
export interface EmbeddedCluster {
  readonly folder: string;
  readonly socketFolder: string;
  readonly logFile: string;
}

/** The places that belong to a data folder, whether or not there is anything yet. */
export function clusterIn(dataDir: string): EmbeddedCluster {
  const folder = join(resolve(dataDir), 'postgres');
  const socket = join(folder, `.s.PGSQL.${EMBEDDED_PORT}`);
  const isShort = Buffer.byteLength(socket) <= SOCKET_PATH_BYTES_MAX;
  // The fixed /tmp: every process must come to the same place, whatever its TMPDIR.
  const short = `/tmp/guichet-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return {
    folder,
    socketFolder: isShort ? folder : short,
    logFile: join(resolve(dataDir), 'postgres.log'),
  };
}

/** Whether the folder is there and complete; throws when another major version made it. */
export async function isInitialized({ folder }: EmbeddedCluster): Promise<boolean> {
  if (!existsSync(folder)) return false;
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version === MAJOR_VERSION) return true;
  throw new Error(
    `${folder} was made by PostgreSQL ${version}, and this version of Guichet brings ${MAJOR_VERSION}.`,
  );
}

/** Makes the folder beside its place and moves it there when it is complete. Whoever comes second keeps the first's. */
export async function initialize(
  cluster: EmbeddedCluster,
  program: EmbeddedProgram,
  account: EmbeddedAccount,
): Promise<void> {
  const dataDir = resolve(cluster.folder, '..');
  await sweepUnfinished(dataDir, basename(cluster.folder));
  const workshop = await mkdtemp(`${cluster.folder}.init-${process.pid}-`);
  try {
    await giveTo(account, workshop);
    const made = await initializeIn(workshop, program, account);
    await rename(made, cluster.folder).catch((error: unknown) => {
      if (!existsSync(cluster.folder)) throw error;
    });
    await flushFolder(dataDir);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function initializeIn(
  workshop: string,
  program: EmbeddedProgram,
  account: EmbeddedAccount,
): Promise<string> {
  const passwordFile = join(workshop, PASSWORD_FILE);
  const made = join(workshop, 'postgres');
  const file = await open(passwordFile, 'wx', 0o600);
  await file.writeFile(randomBytes(24).toString('base64url'));
  await file.sync();
  await file.close();
  await giveTo(account, passwordFile);
  const how = [
    `--pgdata=${made}`,
    `--username=${EMBEDDED_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await runAs(account, program.initdb, how, INIT_TIMEOUT_MS);
  await rename(passwordFile, join(made, PASSWORD_FILE));
  await flushFolder(made);
  return made;
}

/** Removes what processes that are gone left half made. */
async function sweepUnfinished(dataDir: string, name: string): Promise<void> {
  const left = new RegExp(`^${name}\\.init-(\\d+)-`);
  for (const entry of await readdir(dataDir)) {
    const pid = Number(left.exec(entry)?.[1]);
    if (pid && !isAlive(pid)) await rm(join(dataDir, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Makes the socket's folder where it is not the cluster's own; refuses one that others could have prepared. */
export async function ensureSocketFolder(
  { folder, socketFolder }: EmbeddedCluster,
  account: EmbeddedAccount,
): Promise<void> {
  if (socketFolder === folder) return;
  const made = await mkdir(socketFolder, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
  if (made) await giveTo(account, socketFolder);
  const found = await lstat(socketFolder);
  const owner = account.user?.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new Error(`${socketFolder} is not a private folder of ours; remove it.`);
  }
}

/** Removes a socket's folder outside the cluster once its server has gone; another server may be there already. */
export async function removeSocketFolder({ folder, socketFolder }: EmbeddedCluster): Promise<void> {
  if (socketFolder !== folder) await rmdir(socketFolder).catch(() => undefined);
}

/** The address of the embedded server's database. It holds the password. */
export async function readUrl({ folder, socketFolder }: EmbeddedCluster): Promise<string> {
  const password = (await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim();
  const query = new URLSearchParams({ host: socketFolder, sslmode: 'disable' });
  return `postgres://${EMBEDDED_USER}:${password}@localhost:${EMBEDDED_PORT}/${EMBEDDED_DATABASE}?${query}`;
}

/** What the server wrote about itself: its process and when it started, in seconds since 1970. */
export async function readPostmaster({
  folder,
}: EmbeddedCluster): Promise<{ readonly pid: number; readonly startedAt: number } | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = '', , startedAt = ''] = text.split('\n');
  return Number(pid) > 0 ? { pid: Number(pid), startedAt: Number(startedAt) } : undefined;
}

/**
 * Whether a process is the server of this folder: a number read from a file may have become another program's. Where
 * the system has no /proc, undefined: nobody knows.
 */
export async function isServerOf(
  { folder }: EmbeddedCluster,
  pid: number,
): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(folder);
}

/**
 * Removes the mark of a server that is gone when its process number now belongs to another program: PostgreSQL would
 * take that program for the server and refuse to start, for ever. The shared memory's key comes from the folder, so
 * that PostgreSQL still notices processes that survived.
 */
export async function removeStaleMark(cluster: EmbeddedCluster): Promise<void> {
  const mark = await readPostmaster(cluster);
  if (!mark || (await isServerOf(cluster, mark.pid)) !== false) return;
  await rm(join(cluster.folder, 'postmaster.pid'), { force: true });
}
