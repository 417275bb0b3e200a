import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded, type EmbeddedServer } from '../../backend/store/embedded.ts';
import { errorCode } from '../../backend/store/error-code.ts';

/**
 * The PostgreSQL that all tests of one run share: the one of TEST_DATABASE_URL, or an embedded one in a temporary
 * folder. The embedded one starts when the first test file asks for it, and ends with the run.
 */

/** Where the run's folder is named, for every worker of the run. */
export const DATA_DIR_VARIABLE = 'GUICHET_TEST_DATA_DIR';

const PREFIX = 'guichet-test-';

/** The folder of the run that this process leads. */
export function dataDirOfRun(): string {
  return join(tmpdir(), `${PREFIX}${process.pid}`);
}

/** Opens the embedded server of a folder without a word. */
export function openQuietly(dataDir: string): Promise<EmbeddedServer> {
  return openEmbedded(dataDir, { say: () => undefined });
}

/** Ends the server of a folder, whoever is still connected, and removes the folder. */
export async function removeServer(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) {
    const server = await openQuietly(dataDir);
    await disconnectOthers(server.url);
    await server.close();
  }
  await rm(dataDir, { recursive: true, force: true });
}

async function disconnectOthers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  await client.end();
}

/** Removes what runs that were killed left behind. */
export async function removeAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
    if (pid > 0 && !isAlive(pid)) {
      await removeServer(join(tmpdir(), name)).catch(() => undefined);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
