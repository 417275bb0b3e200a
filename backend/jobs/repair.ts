import { uncertainReason } from '../deliver/deliver.ts';
import { findDeposit, reopenDeposit } from '../store/deposits.ts';
import type { Transmission } from '../store/transmissions.ts';
import { wakeTransmissions } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import { adoptRemote, importRemote } from './import-remote.ts';
import type { Outside } from './outside.ts';
import { MovedOnError, saveStep, unlessMoved, type Step } from './progress.ts';
import type { Finding } from './reconcile.ts';
import { applyOne } from './watch-step.ts';

/**
 * Mends what a reconciliation found. In: a finding. Out: whether it was mended, or who must look. Kept here: nothing is
 * deposited from here; a deposit that got lost goes back into doubt, where it is looked up after the settle window and
 * sent again by the ordinary protocol only. Every repair is one transaction and bears being done twice.
 */

/** What mends each kind of finding; `person` is for what no program should decide. */
export const CURES = {
  other_state: 'correct',
  deposited_elsewhere: 'follow',
  not_followed: 'follow',
  other_amount: 'person',
  not_in_stripe: 'person',
  number_twice: 'person',
  lost: 'look_up',
  vanished: 'person',
  unclear: 'later',
} as const satisfies Record<Finding['kind'], 'correct' | 'follow' | 'look_up' | 'person' | 'later'>;

/** How a repair ended; `moved_on` when the document changed since it was compared, so that the next run looks again. */
export type RepairEnd = 'repaired' | 'moved_on' | 'for_a_person' | 'not_now';

/** Mends one finding. */
export async function repair(
  tenant: TenantId,
  finding: Finding,
  outside: Outside,
): Promise<RepairEnd> {
  switch (finding.kind) {
    case 'not_followed':
      return endOf(await importRemote(tenant, finding.listed, finding.remote, outside));
    case 'deposited_elsewhere':
      return endOf(await adoptRemote(finding.document, finding.remote, outside));
    case 'other_state':
      return endOf(await correct(finding, outside));
    case 'lost':
      return endOf(await putBack(finding.document, outside));
    case 'unclear':
      return 'not_now';
    case 'other_amount':
    case 'not_in_stripe':
    case 'number_twice':
    case 'vanished':
      return 'for_a_person';
    default:
      return finding satisfies never;
  }
}

function endOf(done: boolean): RepairEnd {
  return done ? 'repaired' : 'moved_on';
}

/** By the code that polling goes through; what is in doubt is looked up by itself, now. */
async function correct(
  { document, remote }: Extract<Finding, { kind: 'other_state' }>,
  outside: Outside,
): Promise<boolean> {
  const { tenant, documentId, state } = document;
  if (state !== 'uncertain' && state !== 'depositing') return applyOne(document, remote, outside);
  await wakeTransmissions(tenant, outside.database.pool, [documentId], outside.now());
  return true;
}

/** A deposit that Chorus Pro does not know goes back to where the ordinary look-ups begin. */
async function putBack(document: Transmission, outside: Outside): Promise<boolean> {
  const { tenant, documentId, number = documentId } = document;
  const deposit = await findDeposit(tenant, outside.database.pool, documentId);
  if (deposit?.state !== 'accepted') return false;
  const change = {
    state: 'uncertain',
    reasons: [uncertainReason(number)],
    warnings: [],
    attempts: 0,
    flowNumber: null,
    depositedAt: null,
    nextAt: outside.now(),
  } as const;
  const step: Step = {
    change,
    detail: { decision: 'lost_at_chorus_pro', flow: document.flowNumber ?? '' },
    also: async (tx) => {
      if (!(await reopenDeposit(tenant, tx, deposit.id))) {
        throw new MovedOnError(`deposit ${deposit.id} is not accepted any more`);
      }
    },
  };
  return unlessMoved(() => saveStep(document, step, outside));
}
