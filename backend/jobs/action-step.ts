import { crashPoint } from '../crash-point.ts';
import { checkBuyer } from '../decide/check-buyer.ts';
import type { CorrectionAnswer, CorrectionLookUp } from '../follow/corrections.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { isBlocking, reason, type Reason } from '../invoice/reason.ts';
import { WAY_BACK_OF } from '../follow/ways-back.ts';
import { findAction, saveAction, type ActionRow } from '../store/actions.ts';
import { readAttachments } from '../store/attachments.ts';
import { findTenant } from '../store/tenants.ts';
import { findTransmission, type Transmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import { recordEnd, recordPending } from './action-record.ts';
import type { Outside } from './outside.ts';
import { merchantLeft } from './follow-step.ts';
import { findStandstill, planPause } from './standstill.ts';
import { isAccountRefused } from './technical-account.ts';

/**
 * Carries out an action at Chorus Pro: reserve → call → record, and a look-up before anything else when the answer was
 * lost. An action is never sent twice by itself: one that was looked up and certainly not taken is closed, and the person
 * may ask again.
 */

/** Takes an action as far as it goes now. */
export async function actionStep(
  tenant: TenantId,
  actionId: string,
  outside: Outside,
): Promise<void> {
  const { pool } = outside.database;
  const row = await findAction(tenant, pool, actionId);
  if (!row || row.closedAt) return;
  const transmission = await findTransmission(tenant, pool, row.documentId);
  if (!transmission) throw new Error(`${row.documentId} has an action but no transmission`);
  const scene = { tenant, row, transmission, outside };
  switch (row.state) {
    case 'asked':
      return callStep(scene);
    case 'open':
      return abandonedCall(scene);
    case 'uncertain':
      return lookUpStep(scene);
    default:
      return undefined;
  }
}

/** An action, its document, and the outside. */
export interface ActionScene {
  readonly tenant: TenantId;
  readonly row: ActionRow;
  readonly transmission: Transmission;
  readonly outside: Outside;
}

async function callStep(scene: ActionScene): Promise<void> {
  const { tenant, row, outside } = scene;
  const { pace, now, database } = outside;
  const still = await findStandstill(tenant, outside);
  if (still) return recordPending(scene, { reasons: [still.reason] }, still.waitMs);
  const objections = await objectionsTo(scene);
  if (isNonEmpty(objections)) return recordEnd(scene, { state: 'refused', reasons: objections });
  crashPoint('action.before-reserve');
  const callBefore = new Date(now().getTime() + pace.callWindowMs);
  const nextAt = new Date(callBefore.getTime() + pace.callDeadlineMs);
  const open = { state: 'open', callBefore, nextAt } as const;
  // Whoever changes the row makes the call; nobody else does.
  if (!(await saveAction(tenant, database.pool, row, open))) return;
  crashPoint('action.after-reserve');
  if (now() >= callBefore) return;
  const answer = await call(scene);
  crashPoint('action.after-call');
  await record({ ...scene, row: { ...row, ...open } }, answer);
  crashPoint('action.after-record');
}

/** What stands in the way now, though the action was possible when it was asked. */
async function objectionsTo(scene: ActionScene): Promise<readonly Reason[]> {
  const { tenant, row, transmission, outside } = scene;
  const merchant = await findTenant(tenant, outside.database.pool);
  if (merchant?.status === 'ended') return [merchantLeft(tenant.account)];
  const { state, remoteId } = transmission;
  if (WAY_BACK_OF[state].way !== WAY_OF_ACTION[row.action] || remoteId === undefined) {
    return [reason('action_not_in_state', 'action', { state })];
  }
  return row.action === 'recycle' ? recyclingObjections(scene) : [];
}

const WAY_OF_ACTION = {
  complete: 'complete',
  recycle: 'recycle',
  acknowledge_rejection: 'replace',
} as const;

/** What the directory says of the place that a recycling goes to; it is no obstacle while it is away. */
async function recyclingObjections({
  tenant,
  row,
  outside,
}: ActionScene): Promise<readonly Reason[]> {
  const { siret, serviceCode, engagementNumber } = row.asked;
  if (siret === undefined || !/^\d{14}$/.test(siret)) {
    return [reason('buyer_siret_malformed', 'action.siret', { siret: siret ?? '' })];
  }
  const answer = await outside.findBuyer(tenant, siret, serviceCode);
  if (answer.kind === 'unavailable') return [];
  const routing = {
    siret,
    ...(serviceCode !== undefined && { serviceCode }),
    ...(engagementNumber !== undefined && { engagementNumber }),
  };
  return checkBuyer(routing, answer).filter(isBlocking);
}

async function call({
  tenant,
  row,
  transmission,
  outside,
}: ActionScene): Promise<CorrectionAnswer> {
  const { corrections, database } = outside;
  const remoteId = transmission.remoteId ?? '';
  const { comment, siret = '', serviceCode, engagementNumber, contractNumber } = row.asked;
  const spoken = comment === undefined ? {} : { comment };
  switch (row.action) {
    case 'complete': {
      const files = await readAttachments(tenant, database.pool, row.id);
      const attachments = files.map(({ name, bytes }) => ({ fileName: name, bytes }));
      return corrections.complete(tenant, { remoteId, attachments, ...spoken });
    }
    case 'recycle':
      return corrections.recycle(tenant, {
        remoteId,
        siret,
        ...(serviceCode !== undefined && { serviceCode }),
        ...(engagementNumber !== undefined && { engagementNumber }),
        ...(contractNumber !== undefined && { contractNumber }),
        ...spoken,
      });
    case 'acknowledge_rejection':
      return corrections.acknowledgeRejection(tenant, remoteId);
    default:
      return row.action satisfies never;
  }
}

async function record(scene: ActionScene, answer: CorrectionAnswer): Promise<void> {
  const { outside } = scene;
  const { remote } = answer;
  crashPoint('action.before-record');
  switch (answer.kind) {
    case 'accepted':
      return recordEnd(scene, { state: 'accepted', reasons: [], remote });
    case 'refused': {
      const [reason] = answer.reasons;
      // The account was refused, the action was not: it waits like everything else of the merchant's.
      if (isAccountRefused(reason)) return callLater(scene, { reason, remote });
      return recordEnd(scene, { state: 'refused', reasons: answer.reasons, remote });
    }
    case 'not_now':
      return callLater(scene, answer);
    case 'uncertain':
      return recordPending(
        scene,
        { state: 'uncertain', reasons: [answer.reason], remote },
        settlesAt(scene) - outside.now().getTime(),
      );
    default:
      return answer satisfies never;
  }
}

/** Certainly nothing was changed: it is called again. */
async function callLater(
  scene: ActionScene,
  notNow: Pick<
    Extract<CorrectionAnswer, { kind: 'not_now' }>,
    'reason' | 'remote' | 'retryAfterMs' | 'unasked'
  >,
): Promise<void> {
  const { tenant, row, outside } = scene;
  const { attempts, delayMs, reason } = await planPause(tenant, notNow, row.attempts, outside);
  const { remote } = notNow;
  return recordPending(scene, { state: 'asked', attempts, reasons: [reason], remote }, delayMs);
}

/** A call that was begun and never recorded: once it must have ended, nobody knows its end. */
async function abandonedCall(scene: ActionScene): Promise<void> {
  const { row, outside } = scene;
  const { pace, now } = outside;
  const overAt = (row.callBefore?.getTime() ?? 0) + pace.callDeadlineMs;
  const leftMs = overAt - now().getTime();
  if (leftMs > 0) return recordPending(scene, {}, leftMs);
  const why = reason('action_uncertain', 'action');
  return recordPending(scene, { state: 'uncertain', reasons: [why] }, pace.settleMs);
}

/** When a call, however late it was begun, must have become visible, in milliseconds since 1970. */
function settlesAt({ row, outside }: ActionScene): number {
  return (row.callBefore ?? row.askedAt).getTime() + outside.pace.settleMs;
}

async function lookUpStep(scene: ActionScene): Promise<void> {
  const { tenant, row, transmission, outside } = scene;
  const { pace, now, corrections } = outside;
  // A job that came early leaves it to the sweep.
  if (now().getTime() < settlesAt(scene)) return;
  const sentAt = new Date((row.callBefore ?? row.askedAt).getTime() - pace.callWindowMs);
  const answer = await corrections.lookUpCorrection(tenant, {
    correction: row.action,
    remoteId: transmission.remoteId ?? '',
    invoiceNumber: transmission.number ?? '',
    sentAt: sentAt.toISOString(),
  });
  crashPoint('action.after-look-up');
  return recordLookUp(scene, answer);
}

async function recordLookUp(scene: ActionScene, answer: CorrectionLookUp): Promise<void> {
  const { row, outside } = scene;
  const { remote } = answer;
  switch (answer.kind) {
    case 'taken':
      return recordEnd(scene, { state: 'accepted', reasons: [], remote });
    case 'not_taken':
      return recordEnd(scene, { state: 'absent', reasons: [], remote });
    case 'absent': {
      const why = reason('invoice_not_at_chorus_pro', 'invoice');
      return recordEnd(scene, { state: 'absent', reasons: [why], remote });
    }
    case 'not_now': {
      const { attempts, delayMs } = await planPause(scene.tenant, answer, row.attempts, outside);
      return recordPending(scene, { attempts, remote }, delayMs);
    }
    default:
      return answer satisfies never;
  }
}
