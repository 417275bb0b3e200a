import { z } from 'zod';
import type { Attachment, CorrectionAnswer } from '../follow/corrections.ts';
import { reason } from '../invoice/reason.ts';
import { extensionOf } from './attachment-checks.ts';
import type { Ask } from './call.ts';
import { toChangeEnd, toNotNow, type Fault } from './faults.ts';
import { identifier, list, optionalText } from './lenient.ts';

/**
 * Handing a file over (`transverses/ajouter/fichier`): it stands nowhere until a completion names it, so that a lost
 * answer costs a file that nobody sees and the call may simply be made again.
 */

const added = z.object({ pieceJointeId: identifier });

const fileTypes = z.object({
  listeTypePieceJointe: list(
    z.object({ codeTypePieceJointe: optionalText, libelleTypePieceJointe: optionalText }),
  ),
});

/** For a browser's sake alone; whatever is not here goes as bytes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  zip: 'application/zip',
  csv: 'text/csv',
  txt: 'text/plain',
  html: 'text/html',
  htm: 'text/html',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  gif: 'image/gif',
};

/** A file that was handed over, or how that ended. */
export type AddedFile =
  | { readonly ok: true; readonly id: number }
  | { readonly ok: false; readonly end: Exclude<CorrectionAnswer, { kind: 'accepted' }> };

/** Hands a file over; checked before by attachment-checks.ts. */
export async function addFile(ask: Ask, { fileName, bytes }: Attachment): Promise<AddedFile> {
  const extension = extensionOf(fileName);
  const result = await ask({
    kind: 'change',
    route: 'transverses/v1/ajouter/fichier',
    body: {
      pieceJointeFichier: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
        'base64',
      ),
      pieceJointeNom: fileName,
      pieceJointeTypeMime: MEDIA_TYPES[extension] ?? 'application/octet-stream',
      pieceJointeExtension: extension.toUpperCase(),
    },
    answer: added,
  });
  return result.ok
    ? { ok: true, id: result.value.pieceJointeId }
    : { ok: false, end: endOf(result.fault, fileName) };
}

function endOf(fault: Fault, name: string): Exclude<CorrectionAnswer, { kind: 'accepted' }> {
  const end = toChangeEnd(fault);
  // Nothing was changed: the invoice does not know the file yet.
  if (end.kind === 'uncertain') return toNotNow(fault);
  if (fault.row.name !== 'attachment_too_large') return end;
  const why = reason('attachment_too_large', 'action.attachments', { name, ...fault.params });
  return { kind: 'refused', reasons: [why], remote: fault.remote };
}

/** A kind of document that says nothing wrong about any, by its code or by its name in the platform's list. */
const NEUTRAL = [/AUTRE/i, /COMPL/i, /DIVERS/i, /JUSTIF/i];

/**
 * The kind of document (*type de pièce jointe*) that a completion must name: the list's most neutral one, as no list of
 * the codes is published and qualification is said to refuse some that production takes.
 */
export async function neutralFileType(
  ask: Ask,
): Promise<{ readonly ok: true; readonly code: string } | Extract<AddedFile, { ok: false }>> {
  const result = await ask({
    kind: 'read',
    route: 'transverses/v1/recuperer/typespj',
    body: { typeObjet: 'FACTURE', codeLangue: 'FR' },
    answer: fileTypes,
    optional: true,
  });
  if (!result.ok && result.fault.row.read.reason !== 'application_not_authorized') {
    return { ok: false, end: toNotNow(result.fault) };
  }
  const types = result.ok ? result.value.listeTypePieceJointe : [];
  const named = (pattern: RegExp) =>
    types.find((type) =>
      pattern.test(`${type.codeTypePieceJointe ?? ''} ${type.libelleTypePieceJointe ?? ''}`),
    );
  const neutral = NEUTRAL.map(named).find((type) => type !== undefined) ?? types[0];
  return { ok: true, code: neutral?.codeTypePieceJointe ?? FALLBACK_TYPE };
}

/** An additional document in AIFE's XML flows (`AdditionalReferencedDocument`, Name 02). */
const FALLBACK_TYPE = '02';
