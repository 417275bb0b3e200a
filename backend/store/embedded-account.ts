import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/**
 * Under which system account the embedded server runs. PostgreSQL refuses to run as root; where we are root, it runs as
 * the owner of its folder, or as *nobody* in a new one.
 */
export interface EmbeddedAccount {
  /** Undefined: our own. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** True when that user may not walk to the folders by itself (they lie below /root, for instance). */
  readonly needsCapability: boolean;
}

/** *nobody* and its group, on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 } as const;

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'] as const;

/** Finds the account for a data folder and the program that will work in it. */
export async function findEmbeddedAccount(
  dataDir: string,
  cluster: string,
  program: string,
): Promise<EmbeddedAccount> {
  if (process.getuid?.() !== 0) return { user: undefined, needsCapability: false };
  const owner = existsSync(cluster) ? await stat(cluster) : NOBODY;
  const user = owner.uid === 0 ? NOBODY : { uid: owner.uid, gid: owner.gid };
  const open = (await isOpenToAll(dataDir)) && (await isOpenToAll(dirname(program)));
  return { user, needsCapability: !open };
}

async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || isOpenToAll(parent);
}

/** Gives a file or folder to the server's account. */
export async function giveTo({ user }: EmbeddedAccount, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}

interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
}

/** Starts a program under the account, with an environment that holds nothing of ours. */
export function spawnAs(
  account: EmbeddedAccount,
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'detached'>,
): ChildProcess {
  const line = commandLine(account, command, args);
  return spawn(line.command, line.args, { ...line.options, ...options });
}

/** Runs a program under the account to its end; throws with what it wrote when it fails. */
export async function runAs(
  account: EmbeddedAccount,
  command: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<void> {
  const line = commandLine(account, command, args);
  await promisify(execFile)(line.command, line.args, { ...line.options, timeout: timeoutMs });
}

function commandLine(
  { user, needsCapability }: EmbeddedAccount,
  command: string,
  args: readonly string[],
): CommandLine {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
  const options = { cwd: '/', env };
  if (!user) return { command, args, options };
  if (!needsCapability) return { command, args, options: { ...options, ...user } };
  // One capability, to read and walk where root may: the server's own files belong to its account all the same.
  const setpriv = SETPRIV.find((path) => existsSync(path));
  if (!setpriv) {
    throw new Error(
      'The embedded PostgreSQL cannot run as root from this folder: nobody else may enter it. ' +
        'Run as another user, choose a folder that all may enter, or set DATABASE_URL.',
    );
  }
  const drop = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const keep = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--'];
  return { command: setpriv, args: [...drop, ...keep, command, ...args], options };
}
