import { pino, type Logger } from 'pino';

/** The log: one JSON object a line, ids only. Anything that might hold a secret or a person's data is cut out. */
export type Log = Logger;

/** Paths that never reach the log, whoever passes them by mistake. */
const REDACTED = [
  'password',
  'clientSecret',
  'secretKey',
  'authorization',
  'payload',
  'snapshot',
  'settings',
  'customerName',
  'headers',
  'body',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Makes the log. */
export function makeLog(level: string, name = 'guichet'): Log {
  return pino({
    name,
    level,
    redact: { paths: REDACTED, remove: true },
    serializers: { error: describeError },
  });
}

/** What a log line may say of an error: its kind, message and place, and no attached data. */
export function describeError(error: unknown): { kind: string; message: string; stack?: string } {
  if (!(error instanceof Error))
    return { kind: typeof error, message: 'something that is not an Error was thrown' };
  const { name, message, stack } = error;
  return stack === undefined ? { kind: name, message } : { kind: name, message, stack };
}
