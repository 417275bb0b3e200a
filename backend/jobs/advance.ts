import { crashPoint } from '../crash-point.ts';
import type { TransmissionState } from '../follow/state.ts';
import { appendHistory } from '../store/history.ts';
import { endTenant, findTenant, startTenant, touchTenant } from '../store/tenants.ts';
import {
  documentKindOf,
  findTransmission,
  listHeldForCustomer,
  openTransmission,
  type Transmission,
} from '../store/transmissions.ts';
import { parseTenantId, tenantKey, type TenantId } from '../tenant.ts';
import { actionStep } from './action-step.ts';
import { closedStep } from './closed-step.ts';
import { decideStep } from './decide-step.ts';
import { abandonedStep, deliverStep, resolveStep } from './deliver-step.ts';
import { followFlowStep, followStatusStep, merchantLeft } from './follow-step.ts';
import type { Outside } from './outside.ts';
import { MovedOnError, isFinal, saveStep } from './progress.ts';
import type { Job } from './queue.ts';
import { refreshStep } from './refresh-step.ts';
import { resumeStep } from './resume-step.ts';
import { standsStill, type Call } from './standstill.ts';
import { tryAccountStep } from './technical-account.ts';
import { watchStep } from './watch-step.ts';

/**
 * The shell around the stations: load → call → save → next.
 *
 * One job takes one transmission as far as it goes now, each step in its own transaction; what must wait stands in
 * `next_at`, and the sweep comes back for it. A job may run twice or beside another one: whoever finds the row changed
 * leaves it to the other.
 */

/** What each state does next; `rest` waits for an event or for a person. */
const NEXT = {
  received: 'decide',
  waiting: 'decide',
  blocked: 'decide',
  converted: 'deliver',
  depositing: 'abandoned',
  uncertain: 'resolve',
  deposited: 'flow',
  integrated: 'status',
  available: 'status',
  suspended: 'status',
  completed: 'status',
  to_recycle: 'status',
  in_payment: 'status',
  not_concerned: 'rest',
  refused: 'rest',
  rejected: 'rest',
  replaced: 'rest',
  booked: 'rest',
  paid: 'rest',
  abandoned: 'rest',
  stopped: 'rest',
} as const satisfies Record<TransmissionState, string>;

/** After these steps the transmission goes on at once when its new state has something to do now. */
const STEPS_MAX = 6;

/** Runs one job. Throws only for bugs and broken infrastructure; the queue tries those again. */
export async function runJob(job: Job, outside: Outside): Promise<void> {
  const tenant = parseTenantId(job.environment, job.account);
  if (!tenant) throw new Error('a job without a well-formed account');
  switch (job.kind) {
    case 'start_merchant':
      return outside.database.transaction((tx) => startTenant(tenant, tx, job.eventCreated));
    case 'end_merchant':
      return endMerchant(tenant, job.eventCreated, outside);
    case 'recheck_closed':
      return recheckClosed(tenant, job, outside);
    case 'act':
      return actionStep(tenant, job.actionId, outside);
    case 'watch':
      return watchStep(tenant, outside);
    case 'try_account':
      return tryAccountStep(tenant, outside);
    case 'resume':
      return resumeStep(tenant, job.documentIds, advanceOne(tenant, outside), outside);
    case 'refresh_buyer':
      return refreshStep(tenant, job.siret, outside);
    case 'recheck_customer':
      return recheckCustomer(tenant, job.customerId, outside);
    case 'advance':
      return advance(tenant, job, outside);
    default:
      return job satisfies never;
  }
}

/** Ends a merchant: its secrets are erased with the same commit. Its jobs find it ended and stop. */
async function endMerchant(
  tenant: TenantId,
  eventCreated: number,
  outside: Outside,
): Promise<void> {
  const ended = await outside.database.transaction((tx) => endTenant(tenant, tx, eventCreated));
  outside.log.info({ tenant: tenantKey(tenant), ended }, 'merchant left');
}

/** A customer was edited: what was held back for it is decided again. */
async function recheckCustomer(
  tenant: TenantId,
  customerId: string,
  outside: Outside,
): Promise<void> {
  const { environment, account } = tenant;
  await outside.database.transaction(async (tx) => {
    const held = await listHeldForCustomer(tenant, tx, customerId);
    await outside.queue.send(
      tx,
      held.map((documentId) => ({
        kind: 'advance',
        environment,
        account,
        documentId,
        open: false,
      })),
    );
  });
}

/** A document was closed in Stripe: what that means depends on how far it has come. */
async function recheckClosed(
  tenant: TenantId,
  { documentId, eventCreated, ...job }: Extract<Job, { kind: 'recheck_closed' }>,
  outside: Outside,
): Promise<void> {
  const current = await findTransmission(tenant, outside.database.pool, documentId);
  if (!current) return;
  const merchant = await findTenant(tenant, outside.database.pool);
  if (merchant?.status !== 'ended') await closedStep(current, outside);
  return advance(
    tenant,
    { ...job, kind: 'advance', documentId, open: false, eventCreated },
    outside,
  );
}

const advanceOne = (tenant: TenantId, outside: Outside) => (documentId: string) =>
  advance(tenant, { ...tenant, kind: 'advance', documentId, open: false }, outside);

type AdvanceJob = Extract<Job, { kind: 'advance' }>;

async function advance(tenant: TenantId, job: AdvanceJob, outside: Outside): Promise<void> {
  crashPoint('advance.begin');
  const { pool } = outside.database;
  const merchant =
    job.eventCreated === undefined
      ? await findTenant(tenant, pool)
      : await touchTenant(tenant, pool, job.eventCreated);
  if (merchant?.status === 'ended' && job.open) return;
  let current = job.open
    ? await openReceived(tenant, job.documentId, outside)
    : await findTransmission(tenant, pool, job.documentId);
  if (!current) return;
  if (merchant?.status === 'ended') return stop(current, outside);
  // An event does not make an invoice skip its turn: a pause that the platform asked for, or the next question.
  if (job.eventCreated !== undefined && mustWait(current, outside)) return;
  for (let steps = 0; steps < STEPS_MAX && current; steps += 1) {
    const before: Transmission = current;
    if (!(await stepOnce(before, outside))) return;
    current = await findTransmission(tenant, pool, job.documentId);
    if (!current || current.version === before.version || mustWait(current, outside)) return;
    // What was just decided, and held, is not decided again by the same job.
    if (NEXT[current.state] === 'decide') return;
  }
}

/** Finds the transmission, or opens it with the first line of its history. */
function openReceived(
  tenant: TenantId,
  documentId: string,
  { database, now }: Outside,
): Promise<Transmission> {
  return database.transaction(async (tx) => {
    const known = await findTransmission(tenant, tx, documentId);
    if (known) return known;
    const at = now();
    const kind = documentKindOf(documentId);
    const opened = await openTransmission(tenant, tx, { documentId, kind }, at);
    // Another job may have opened it in between; then its history has begun.
    if (opened.createdAt.getTime() === at.getTime()) {
      await appendHistory(tenant, tx, documentId, { at, kind: 'state', state: 'received' });
    }
    return opened;
  });
}

/** Whether there is nothing to do for a state before its next time, or at all. */
function mustWait({ state, nextAt, reasons }: Transmission, { now }: Outside): boolean {
  switch (NEXT[state]) {
    case 'rest':
      return true;
    // An event is why it is decided again; only an outage makes it wait for its turn.
    case 'decide':
      return state === 'waiting' && nextAt !== undefined && nextAt > now();
    // A fresh document goes out at once; one that Chorus Pro turned away waits as long as it was told.
    case 'deliver':
      return reasons.length > 0 && nextAt !== undefined && nextAt > now();
    default:
      return nextAt === undefined || nextAt > now();
  }
}

function isCall(next: (typeof NEXT)[TransmissionState]): next is Call {
  return next === 'deliver' || next === 'resolve' || next === 'flow' || next === 'status';
}

/** Takes the next step of a state; false when there is none, or when somebody else took it. */
async function stepOnce(current: Transmission, outside: Outside): Promise<boolean> {
  const next = NEXT[current.state];
  try {
    if (isCall(next) && (await standsStill(current, next, outside))) return false;
    switch (next) {
      case 'decide':
        await decideStep(current, outside);
        return true;
      case 'deliver':
        await deliverStep(current, outside);
        return true;
      case 'abandoned':
        await abandonedStep(current, outside);
        return true;
      case 'resolve':
        await resolveStep(current, outside);
        return true;
      case 'flow':
        await followFlowStep(current, outside);
        return true;
      case 'status':
        await followStatusStep(current, outside);
        return true;
      case 'rest':
        return false;
    }
  } catch (error) {
    if (error instanceof MovedOnError) return false;
    throw error;
  }
}

/** The merchant has left: nothing more is asked on its behalf. */
async function stop(current: Transmission, outside: Outside): Promise<void> {
  if (isFinal(current.state)) return;
  const reasons = [merchantLeft(current.tenant.account)];
  await saveStep(current, { change: { state: 'stopped', reasons, nextAt: null } }, outside);
}
