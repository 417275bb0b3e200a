import { pagesWordingFor } from '../../src/wording/pages.ts';
import { sentencesFor } from '../../src/wording/wording.ts';
import { attachmentObjections } from '../chorus-pro/attachment-checks.ts';
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_NAME_CHARACTERS_MAX,
  ATTACHMENTS_BYTES_MAX,
  ATTACHMENTS_MAX,
} from '../chorus-pro/limits.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { findObjection } from '../jobs/action-table.ts';
import { findLatestAction } from '../store/actions.ts';
import { listAttachments, removeAttachment, saveAttachment } from '../store/attachments.ts';
import { findTransmission } from '../store/transmissions.ts';
import { refuse } from './answer.ts';
import { showFilePage } from './file-page.ts';
import type { FileChange, FileParts } from './files.ts';
import type { DocumentPermission } from './links.ts';

/**
 * The files that go to a buyer with the next completion. Comes in: a file with its name, or the name of one to take away.
 * Refused: a file that Chorus Pro would refuse, and one that nobody waits for. What was sent can no longer be taken away.
 */

type Change = FileChange<DocumentPermission>;

/** Shows which files there are, and where more are chosen. */
export async function showAttachments(change: Change, parts: FileParts): Promise<void> {
  const { permission, locale, response } = change;
  const { tenant, documentId } = permission;
  const [objection, present] = await Promise.all([
    findStanding(permission, parts),
    listAttachments(tenant, parts.database.pool, documentId),
  ]);
  showFilePage(
    {
      ...{ about: 'attachments', locale, present, accept: '' },
      bytesMax: ATTACHMENT_BYTES_MAX,
      nameCharactersMax: ATTACHMENT_NAME_CHARACTERS_MAX,
      ...(objection ? { closedBecause: told(objection, change) } : {}),
    },
    response,
  );
}

/** Takes a file, in place of one of the same name. */
export async function takeAttachment(
  change: Change,
  bytes: Buffer,
  parts: FileParts,
): Promise<void> {
  const { permission, name, response } = change;
  const { tenant, documentId, userId } = permission;
  const { database, now } = parts;
  const objection = await findObjectionTo(change, bytes, parts);
  if (objection) return refuseBecause(objection, change);
  await saveAttachment(tenant, database.pool, documentId, { name, bytes, addedBy: userId }, now());
  response.status(201).json({ name, bytes: bytes.byteLength });
}

/** Takes a file away that was not sent. */
export async function dropAttachment(change: Change, parts: FileParts): Promise<void> {
  const { permission, name, locale, response } = change;
  const { tenant, documentId } = permission;
  const isGone = await removeAttachment(tenant, parts.database.pool, documentId, name);
  if (!isGone) return refuse(response, 404, 'not_found', pagesWordingFor(locale).gone);
  response.status(200).json({ name });
}

/** Refuses a file that is larger than any that is taken. */
export function refuseLargeAttachment({
  locale,
  response,
}: Pick<Change, 'locale' | 'response'>): void {
  const { attachments, size, spelling } = pagesWordingFor(locale);
  const message = attachments.tooLarge({ size: size(ATTACHMENT_BYTES_MAX) });
  refuse(response, 413, 'attachment_too_large', spelling.finish(message));
}

function refuseBecause(objection: Reason, change: Change): void {
  refuse(change.response, 422, objection.code, told(objection, change));
}

function told(objection: Reason, { locale }: { readonly locale: Change['locale'] }): string {
  const { title, remedy } = sentencesFor(objection, locale);
  return `${title}. ${remedy}`;
}

/** Why no file is waited for. */
async function findStanding(
  { tenant, documentId }: DocumentPermission,
  { database: { pool }, now }: FileParts,
): Promise<Reason | undefined> {
  const transmission = await findTransmission(tenant, pool, documentId);
  if (!transmission) return reason('invoice_not_at_chorus_pro', 'invoice');
  const latest = await findLatestAction(tenant, pool, documentId);
  return findObjection('complete', { transmission, instruction: undefined, latest, now: now() });
}

const MEGABYTE = 1024 * 1024;

async function findObjectionTo(
  { permission, name }: Change,
  bytes: Buffer,
  parts: FileParts,
): Promise<Reason | undefined> {
  const { tenant, documentId } = permission;
  const closed = await findStanding(permission, parts);
  if (closed) return closed;
  const [objection] = attachmentObjections([{ fileName: name, bytes }]);
  if (objection) return objection;
  const all = await listAttachments(tenant, parts.database.pool, documentId);
  const others = all.filter((each) => each.name !== name);
  const at = 'action.attachments';
  if (others.length >= ATTACHMENTS_MAX) {
    const found = String(others.length + 1);
    return reason('too_many_attachments', at, { found, limit: String(ATTACHMENTS_MAX) });
  }
  const total = others.reduce((sum, each) => sum + each.bytes, bytes.byteLength);
  if (total <= ATTACHMENTS_BYTES_MAX) return undefined;
  return reason('attachments_too_large', at, {
    megabytes: String(Math.ceil(total / MEGABYTE)),
    limit: String(ATTACHMENTS_BYTES_MAX / MEGABYTE),
  });
}
