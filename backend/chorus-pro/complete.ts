import { z } from 'zod';
import type { Completion, CorrectionAnswer } from '../follow/corrections.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { addFile, neutralFileType } from './add-file.ts';
import { attachmentObjections } from './attachment-checks.ts';
import type { Ask } from './call.ts';
import { toChangeEnd } from './faults.ts';
import { COMMENT_CHARACTERS_MAX } from './limits.ts';

/**
 * Answers a suspension (`completer`, for an invoice that is SUSPENDUE): files first, then one call that names them with
 * the comment. What Chorus Pro would refuse is refused before any call.
 */
export async function complete(ask: Ask, completion: Completion): Promise<CorrectionAnswer> {
  const objections = objectionsTo(completion);
  if (isNonEmpty(objections)) return { kind: 'refused', reasons: objections, remote: {} };
  const files = await addFiles(ask, completion);
  if (!files.ok) return files.end;
  const comment = completion.comment?.trim() ?? '';
  const result = await ask({
    kind: 'change',
    route: 'factures/v1/completer',
    body: {
      identifiantFactureCPP: Number(completion.remoteId),
      ...(comment === '' ? {} : { commentaire: comment }),
      ...(files.named.length === 0 ? {} : { pieceJointeComplementaire: files.named }),
    },
    answer: z.object({}),
  });
  return result.ok ? { kind: 'accepted', remote: result.remote } : toChangeEnd(result.fault);
}

interface NamedFile {
  readonly pieceJointeComplementaireDesignation: string;
  readonly pieceJointeComplementaireType: string;
  readonly pieceJointeComplementaireId: number;
}

async function addFiles(
  ask: Ask,
  { attachments }: Completion,
): Promise<
  | { readonly ok: true; readonly named: readonly NamedFile[] }
  | { readonly ok: false; readonly end: Exclude<CorrectionAnswer, { kind: 'accepted' }> }
> {
  if (attachments.length === 0) return { ok: true, named: [] };
  const type = await neutralFileType(ask);
  if (!type.ok) return type;
  const named: NamedFile[] = [];
  for (const attachment of attachments) {
    const added = await addFile(ask, attachment);
    if (!added.ok) return added;
    named.push({
      pieceJointeComplementaireDesignation: attachment.title ?? attachment.fileName,
      pieceJointeComplementaireType: type.code,
      pieceJointeComplementaireId: added.id,
    });
  }
  return { ok: true, named };
}

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
