import type { Standstill } from '../deliver/destination.ts';
import { nextAttemptMs, nextRecheckMs } from '../follow/schedule.ts';
import type { Reason } from '../invoice/reason.ts';
import type { Transmission, TransmissionChange } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import { saveStep } from './progress.ts';
import { isAccountRefused } from './technical-account.ts';

/**
 * Nothing is sent in a merchant's name: its account is refused, or Chorus Pro is left alone. Whatever would call waits
 * without a call, without a reservation, and without an attempt that counts.
 */

/** Why nothing would be sent now. */
export async function findStandstill(
  tenant: TenantId,
  { destination }: Pick<Outside, 'destination'>,
): Promise<Standstill | undefined> {
  return destination.standstill?.(tenant);
}

/** What a transmission was about to do. */
export type Call = 'deliver' | 'resolve' | 'flow' | 'status';

/** Lets a transmission wait when nothing would be sent; false when it may go on. */
export async function standsStill(
  before: Transmission,
  call: Call,
  outside: Outside,
): Promise<boolean> {
  const still = await findStandstill(before.tenant, outside);
  if (!still) return false;
  await saveStep(before, { change: waitingFor(still, call, outside) }, outside);
  return true;
}

function waitingFor(
  { reason, waitMs }: Standstill,
  call: Call,
  outside: Outside,
): TransmissionChange {
  const { now, random, pace } = outside;
  const nextAt = new Date(now().getTime() + waitMs);
  switch (call) {
    case 'deliver':
      if (!isAccountRefused(reason)) return { reasons: [reason], nextAt };
      // The merchant acts, and what waits is woken then; a look a day is for what nobody thought of.
      return {
        state: 'blocked',
        reasons: [reason],
        nextAt: new Date(now().getTime() + nextRecheckMs(random(), pace)),
      };
    case 'resolve':
      return { nextAt };
    case 'flow':
    case 'status':
      return { warnings: [reason], nextAt };
    default:
      return call satisfies never;
  }
}

/** An answer that says "not now". */
interface NotNow {
  readonly reason: Reason;
  readonly retryAfterMs?: number | undefined;
  readonly unasked?: true | undefined;
}

/** When a question that could not be answered is asked again, and how often it has failed by then. */
export interface Pause {
  readonly attempts: number;
  readonly delayMs: number;
  readonly reason: Reason;
}

/** Plans the next attempt: what was not asked is no attempt, and neither is what a refused account was kept from. */
export async function planPause(
  tenant: TenantId,
  { reason, retryAfterMs, unasked }: NotNow,
  attempts: number,
  outside: Outside,
): Promise<Pause> {
  const { random, pace } = outside;
  const still = isAccountRefused(reason) ? await findStandstill(tenant, outside) : undefined;
  if (still) return { attempts, delayMs: still.waitMs, reason: still.reason };
  if (unasked && retryAfterMs !== undefined) return { attempts, delayMs: retryAfterMs, reason };
  const made = unasked ? attempts : attempts + 1;
  return { attempts: made, delayMs: nextAttemptMs(made, random(), pace, retryAfterMs), reason };
}
