import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A real `npm start` as a process of its own, for the demo and for tests that kill it. */
export interface BackendProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves with the exit code, or the signal's name. */
  readonly exited: Promise<number | string>;
  /** Asks it to stop, and waits. */
  stop(): Promise<void>;
}

export type Variables = Readonly<Record<string, string>>;

const START_TIMEOUT_MS = 30_000;

/** Only what a process needs of this one's environment, so that a developer's own settings never leak into a test. */
function baseEnvironment(): Variables {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  return { PATH, HOME, TMPDIR };
}

/** Starts the backend and waits until it says on which port it listens; throws with its last words when it does not. */
export async function startBackend(
  variables: Variables,
  onLine: (line: string) => void = () => undefined,
): Promise<BackendProcess> {
  const child = spawn(process.execPath, ['backend/main.ts'], {
    env: { ...baseEnvironment(), PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  let rest = '';
  let words = '';
  let tellPort: (port: number) => void = () => undefined;
  const port = new Promise<number>((resolve) => (tellPort = resolve));
  child.stderr
    .setEncoding('utf8')
    .on('data', (chunk: string) => (words = (words + chunk).slice(-4_000)));
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      onLine(line);
      const ready = /"port":(\d+).*"msg":"guichet is ready"/.exec(line);
      if (ready) tellPort(Number(ready[1]));
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the backend did not start in time: ${words}`)),
      START_TIMEOUT_MS,
    );
  });
  const died = exited.then((end) => {
    throw new Error(`the backend ended (${end}) before it was ready: ${words}`);
  });
  try {
    const url = `http://127.0.0.1:${await Promise.race([port, late, died])}`;
    return {
      child,
      url,
      exited,
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
    died.catch(() => undefined);
  }
}

/** Runs a `guichet` command; throws with what it said when it fails. */
export async function runGuichet(
  words: readonly string[],
  variables: Variables,
  input = '',
): Promise<string> {
  const child = spawn(process.execPath, ['backend/cli/guichet.ts', ...words], {
    env: { ...baseEnvironment(), ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [out, problems, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`guichet ${words.join(' ')} failed: ${problems}`);
  return out;
}
