import { forgetAttachments } from '../store/attachments.ts';
import type { Database } from '../store/database.ts';

/** What grows old, beside the work: erased by every process that works, in small pieces. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How often old things are looked for. */
const FORGET_EVERY_MS = HOUR_MS;

/**
 * How long Guichet keeps a file for a buyer after Chorus Pro got it, or after it was added and never sent: it may hold
 * personal data, and what was sent stands at Chorus Pro.
 */
export const ATTACHMENTS_KEPT_MS = 30 * DAY_MS;

/** Files erased in one statement. */
const ATTACHMENTS_MAX = 200;

/** What erasing needs. */
export interface ForgetParts {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** Erases what is too old; returns how much. */
export async function forget({ database, now }: ForgetParts): Promise<number> {
  const before = new Date(now().getTime() - ATTACHMENTS_KEPT_MS);
  let forgotten = 0;
  for (;;) {
    const count = await forgetAttachments(database.pool, before, ATTACHMENTS_MAX);
    forgotten += count;
    if (count < ATTACHMENTS_MAX) return forgotten;
  }
}

/** Erases what is too old until stopped; a round that fails is told and the next one tries again. */
export function startForgetting(
  parts: ForgetParts,
  onError: (error: unknown) => void,
  everyMs = FORGET_EVERY_MS,
): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const round = (): void => {
    running = forget(parts).then(() => undefined, onError);
  };
  round();
  const timer = setInterval(round, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
