import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A process that has the embedded server open and writes to it, as tests see it from outside. */
export interface Writer {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** The rows whose commit it has seen. */
  acknowledged(): readonly number[];
  /** Waits for a line that begins so. */
  waitFor(beginning: string, timeoutMs?: number): Promise<void>;
  kill(): Promise<void>;
}

const LINE_TIMEOUT_MS = 30_000;

/** Starts a writer on a folder. */
export function startWriter(dataDir: string, mode: 'forever' | 'once' = 'forever'): Writer {
  const program = fileURLToPath(new URL('./embedded-writer.ts', import.meta.url));
  // Not Jest's own flags.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, dataDir, mode], { env });
  let text = '';
  const errors: string[] = [];
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = () => text.split('\n').slice(0, -1);
  return {
    child,
    get lines() {
      return lines();
    },
    acknowledged: () =>
      lines().flatMap((line) => (line.startsWith('row ') ? [Number(line.slice(4))] : [])),
    async waitFor(beginning, timeoutMs = LINE_TIMEOUT_MS) {
      const until = performance.now() + timeoutMs;
      while (!lines().some((line) => line.startsWith(beginning))) {
        if (performance.now() > until) {
          throw new Error(`no "${beginning}" in ${timeoutMs} ms: ${text}${errors.join('')}`);
        }
        await pause(5);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The embedded server of a folder and all its processes. */
export async function findServerProcesses(dataDir: string): Promise<readonly number[]> {
  const mark = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const postmaster = Number(mark.split('\n')[0]);
  if (!postmaster) return [];
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return { pid, parent: Number(/\) \S (\d+)/.exec(stat)?.[1]) };
    }),
  );
  const isAlive = parents.some(({ pid }) => pid === postmaster);
  const children = parents.filter(({ parent }) => parent === postmaster).map(({ pid }) => pid);
  return isAlive ? [postmaster, ...children] : [];
}

/** Kills the server of a folder with everything that belongs to it, as a power cut of the machine's would. */
export async function killServer(dataDir: string): Promise<void> {
  for (const pid of await findServerProcesses(dataDir)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}
