import { z } from 'zod';
import type { Completion, CorrectionAnswer } from '../follow/corrections.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { addFile, neutralFileType, type AddedFile } from './add-file.ts';
import { attachmentObjections } from './attachment-checks.ts';
import type { Ask } from './call.ts';
import { toChangeEnd } from './faults.ts';
import type { FileMemory } from './file-memory.ts';
import { COMMENT_CHARACTERS_MAX } from './limits.ts';

/** What a completion needs besides the wire. */
interface Means {
  readonly files: FileMemory;
  /** How long it may take until its last call begins, in milliseconds. */
  readonly filesMs: number;
}

type NotAccepted = Exclude<CorrectionAnswer, { kind: 'accepted' }>;

/**
 * Answers a suspension (`completer`, for an invoice that is SUSPENDUE): files first, then one call that names them with
 * the comment. What Chorus Pro would refuse is refused before any call. That last call begins early or not at all, so
 * that it never arrives after somebody has looked the completion up and found it not taken.
 */
export async function complete(
  ask: Ask,
  completion: Completion,
  means: Means,
): Promise<CorrectionAnswer> {
  const objections = objectionsTo(completion);
  if (isNonEmpty(objections)) return { kind: 'refused', reasons: objections, remote: {} };
  const lastCallBeforeMs = performance.now() + means.filesMs;
  const inTime = () => performance.now() < lastCallBeforeMs;
  const added = await addFiles(ask, completion, { files: means.files, inTime });
  if (!added.ok) return added.end;
  const comment = completion.comment?.trim() ?? '';
  const result = await ask({
    kind: 'change',
    route: 'factures/v1/completer',
    body: {
      identifiantFactureCPP: Number(completion.remoteId),
      ...(comment === '' ? {} : { commentaire: comment }),
      ...(added.named.length === 0 ? {} : { pieceJointeComplementaire: added.named }),
    },
    answer: z.object({}),
  });
  const end = result.ok
    ? ({ kind: 'accepted', remote: result.remote } as const)
    : toChangeEnd(result.fault);
  if (end.kind !== 'not_now') means.files.forget(completion.attachments);
  return end;
}

interface NamedFile {
  readonly pieceJointeComplementaireDesignation: string;
  readonly pieceJointeComplementaireType: string;
  readonly pieceJointeComplementaireId: number;
}

async function addFiles(
  ask: Ask,
  { attachments }: Completion,
  { files, inTime }: { readonly files: FileMemory; readonly inTime: () => boolean },
): Promise<
  | { readonly ok: true; readonly named: readonly NamedFile[] }
  | { readonly ok: false; readonly end: NotAccepted }
> {
  if (attachments.length === 0) return { ok: true, named: [] };
  const type = await neutralFileType(ask);
  if (!type.ok) return type;
  const named: NamedFile[] = [];
  for (const attachment of attachments) {
    const known = files.find(attachment);
    if (known === undefined && !inTime()) return moreNextTime;
    const added: AddedFile =
      known === undefined ? await addFile(ask, attachment) : { ok: true, id: known };
    if (!added.ok) return added;
    files.keep(attachment, added.id);
    named.push({
      pieceJointeComplementaireDesignation: attachment.title ?? attachment.fileName,
      pieceJointeComplementaireType: type.code,
      pieceJointeComplementaireId: added.id,
    });
  }
  return inTime() ? { ok: true, named } : moreNextTime;
}

/** The files that were handed over are remembered; the invoice is as it was. */
const moreNextTime = {
  ok: false,
  end: {
    kind: 'not_now',
    reason: reason('chorus_pro_unavailable', 'chorusPro', { fault: 'files_take_long' }),
    remote: {},
  },
} as const;

function objectionsTo({ comment = '', attachments }: Completion): readonly Reason[] {
  const nothing = comment.trim() === '' && attachments.length === 0;
  return [
    ...(nothing ? [reason('nothing_to_add', 'action')] : []),
    ...commentObjections(comment),
    ...attachmentObjections(attachments),
  ];
}

/** A comment that is longer than Chorus Pro takes. */
export function commentObjections(comment: string | undefined): readonly Reason[] {
  const found = comment?.length ?? 0;
  if (found <= COMMENT_CHARACTERS_MAX) return [];
  const params = { found: String(found), limit: String(COMMENT_CHARACTERS_MAX) };
  return [reason('text_too_long', 'action.comment', params)];
}
