import type { NonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import {
  insertAction,
  REMOTE_ACTIONS,
  type AskedFor,
  type RemoteAction,
} from '../store/actions.ts';
import { listAttachments, takeAttachments } from '../store/attachments.ts';
import type { Tx } from '../store/database.ts';
import { findDocument } from '../store/documents.ts';
import { appendHistory } from '../store/history.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { ActOutside, Deed } from './act.ts';

/** Whether an action is carried out by Chorus Pro. */
export function isRemote(action: string): action is RemoteAction {
  return REMOTE_ACTIONS.some((remote) => remote === action);
}

/** Written down to be called, or refused without any call. */
type Written = { readonly actionId: string } | { readonly reasons: NonEmpty<Reason> };

/**
 * Writes an action at Chorus Pro down, with the files that go with it and the job that calls; all in the caller's
 * transaction, so that what was asked is never lost and never doubled.
 */
export async function askOfChorusPro(
  tenant: TenantId,
  tx: Tx,
  deed: Deed & { readonly action: RemoteAction },
  before: Transmission,
  { queue, now }: ActOutside,
): Promise<Written> {
  const { documentId, action, actor, nonce } = deed;
  const asked = await askedFor(tenant, tx, deed, before);
  if (action === 'complete' && asked.comment === undefined) {
    const files = await listAttachments(tenant, tx, documentId);
    if (files.length === 0) return { reasons: [reason('nothing_to_add', 'action')] };
  }
  const question = { documentId, action, actor, nonce, asked };
  const row = await insertAction(tenant, tx, question, now());
  if (!row) return { reasons: [reason('action_under_way', 'action')] };
  const files = action === 'complete' ? await takeAttachments(tenant, tx, documentId, row.id) : 0;
  await appendHistory(tenant, tx, documentId, {
    at: now(),
    kind: 'action',
    state: before.state,
    actor,
    detail: { action, outcome: 'asked', ...asked, ...(files > 0 && { files: String(files) }) },
  });
  const { environment, account } = tenant;
  await queue.send(tx, [{ kind: 'act', environment, account, actionId: row.id }]);
  return { actionId: row.id };
}

/** What is asked, in full: where a recycling says nothing, the invoice goes where it was sent before. */
async function askedFor(
  tenant: TenantId,
  tx: Tx,
  { action, comment, siret, references = {}, documentId }: Deed,
  before: Transmission,
): Promise<AskedFor> {
  const spoken = comment ? { comment } : {};
  if (action !== 'recycle') return spoken;
  const sent = routingOf((await findDocument(tenant, tx, documentId))?.basis);
  const target = siret || before.buyerSiret || sent['siret'];
  const isSame = target === sent['siret'];
  // Another body's services are not this one's.
  const service = references.serviceCode ?? (isSame ? sent['serviceCode'] : undefined);
  const engagement = references.engagementNumber ?? sent['engagementNumber'];
  // Whether Chorus Pro changes it is not established: what stays as it is is not sent.
  const contract = references.contractNumber;
  return {
    ...spoken,
    ...(target && { siret: target }),
    ...(service && references.serviceCode !== null && { serviceCode: service }),
    ...(engagement && references.engagementNumber !== null && { engagementNumber: engagement }),
    ...(contract && contract !== sent['contractNumber'] && { contractNumber: contract }),
  };
}

/** Where the document went, as the decision that it was issued on says. */
function routingOf(basis: object | undefined): Readonly<Record<string, string>> {
  const routing = basis && 'routing' in basis ? basis.routing : undefined;
  if (typeof routing !== 'object' || routing === null) return {};
  const texts = Object.entries(routing).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
