import { businessError, malformed, ok, WRITE_OK, type Answer } from './answer.ts';
import { fromBase64 } from './base64.ts';
import type { Call, Routes } from './call.ts';
import { textIn } from './fields.ts';

/** Handing files over before an invoice names them, and the kinds of documents that there are. */
export const FILE_ROUTES: Routes = {
  'ajouter/fichier': addFile,
  'recuperer/typespj': fileTypes,
};

const FILE_BYTES_MAX = 10 * 1024 * 1024;
const NAME_CHARACTERS_MAX = 50;

/** As a client of the real platform lists them. */
const EXTENSIONS: readonly string[] = [
  ...['BMP', 'GIF', 'FAX', 'ODT', 'PPT', 'TIFF', 'XLS', 'BZ2', 'GZ', 'JPEG', 'P7S', 'RTF', 'TXT'],
  ...['XML', 'CSV', 'GZIP', 'JPG', 'PDF', 'SVG', 'XHTML', 'XLSX', 'DOC', 'HTM', 'ODP', 'PNG'],
  ...['TGZ', 'XLC', 'ZIP', 'DOCX', 'HTML', 'ODS', 'PPS', 'TIF', 'XLM', 'PPTX'],
];

// The label is invented: only the code is known.
const TOO_LARGE = businessError(20003, 'TRA_MSG_99.001');

/** RIB and BON_DE_COMMANDE were seen at a client of the real platform; AUTRE is invented. */
const FILE_TYPES = [
  { codeTypePieceJointe: 'RIB', libelleTypePieceJointe: "Releve d'identite bancaire" },
  { codeTypePieceJointe: 'BON_DE_COMMANDE', libelleTypePieceJointe: 'Bon de commande' },
  { codeTypePieceJointe: 'AUTRE', libelleTypePieceJointe: 'Autre document' },
];

function addFile({ platform, account, body }: Call): Answer {
  const name = textIn(body, 'pieceJointeNom');
  const extension = textIn(body, 'pieceJointeExtension')?.toUpperCase() ?? '';
  const bytes = fromBase64(textIn(body, 'pieceJointeFichier') ?? '');
  if (name === undefined || name.length > NAME_CHARACTERS_MAX) {
    return malformed(`pieceJointeNom : obligatoire, ${NAME_CHARACTERS_MAX} caracteres au plus`);
  }
  if (!EXTENSIONS.includes(extension) || !name.toUpperCase().endsWith(`.${extension}`)) {
    return malformed('pieceJointeExtension : valeur non autorisee');
  }
  if (textIn(body, 'pieceJointeTypeMime') === undefined) {
    return malformed('pieceJointeTypeMime : obligatoire');
  }
  if (!bytes) return malformed('pieceJointeFichier : base64 attendu');
  if (bytes.length > FILE_BYTES_MAX) return TOO_LARGE;
  const id = platform.addFile({ name, bytes: bytes.length, login: account.login });
  return ok({ pieceJointeId: id }, WRITE_OK);
}

function fileTypes(): Answer {
  return ok({
    listeTypePieceJointe: FILE_TYPES.map((type, index) => ({
      idTypePieceJointe: index + 1,
      typeObjet: 'FACTURE',
      ...type,
    })),
  });
}
