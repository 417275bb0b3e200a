/**
 * Named places where a process can be told to die, so that tests can kill a real worker between any two steps. Asleep
 * unless CRASH_AT names one; config.ts refuses CRASH_AT wherever a live environment is configured.
 */

/** Every place on an invoice's way where a crash is tried, in the order in which an invoice meets them. */
export const CRASH_POINTS = [
  'ingest.before-commit',
  'ingest.after-commit',
  'advance.begin',
  'decide.after-fetch',
  'decide.after-snapshot',
  'decide.after-directory',
  'convert.before-save',
  'convert.after-save',
  'deliver.before-reserve',
  'deliver.after-reserve',
  'deliver.before-call',
  'deliver.after-call',
  'deliver.before-record',
  'deliver.after-record',
  'deliver.uncertain-before-save',
  'deliver.uncertain-after-save',
  'look-up.after-call',
  'look-up.before-record',
  'look-up.after-record',
  'follow.after-flow-report',
  'follow.before-save',
  'follow.after-save',
  'follow.after-status',
  'action.before-reserve',
  'action.after-reserve',
  'action.after-call',
  'action.before-record',
  'action.after-record',
  'action.after-look-up',
  'sweep.before-commit',
  'sweep.after-commit',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** `name` or `name:3` (the third time it is met). */
const [target, nth = '1'] = (process.env['CRASH_AT'] ?? '').split(':');
let left = Number(nth);

/** Dies here, as by `kill -9`, when the test asked for it. */
export function crashPoint(name: CrashPoint): void {
  if (name !== target) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
