import { businessError, malformed, ok, WRITE_OK, type Answer } from './answer.ts';
import { fromBase64 } from './base64.ts';
import type { Call, Routes } from './call.ts';
import { parisDay } from './dates.ts';
import { textIn } from './fields.ts';
import { INTERFACES } from './flows.ts';

const FILE_BYTES_MAX = 10 * 1024 * 1024;
const FILE_NAME_CHARACTERS_MAX = 200;

/** `factures/v1/deposer/flux`: taking a file. Whether it is any good shows later, in the flow's report. */
export const DEPOSIT_ROUTES: Routes = { 'deposer/flux': depositFlow };

function depositFlow({ platform, account, body, forcedState }: Call): Answer {
  const file = textIn(body, 'fichierFlux');
  const fileName = textIn(body, 'nomFichier');
  const syntax = textIn(body, 'syntaxeFlux');
  if (fileName === undefined || fileName.length > FILE_NAME_CHARACTERS_MAX) {
    return malformed(`nomFichier : obligatoire, ${FILE_NAME_CHARACTERS_MAX} caracteres au plus`);
  }
  if (syntax === undefined || !Object.hasOwn(INTERFACES, syntax)) {
    return malformed('syntaxeFlux : valeur inconnue');
  }
  const bytes = file === undefined ? undefined : fromBase64(file);
  if (!bytes) return malformed('fichierFlux : base64 attendu');
  if (bytes.length > FILE_BYTES_MAX) return businessError(20001, 'GDP_MSG_11.022');
  const flow = platform.deposit({ bytes, syntax, fileName, account, forcedState });
  return ok(
    {
      numeroFluxDepot: flow.number,
      dateDepot: parisDay(flow.depositedAt),
      syntaxeFlux: flow.syntax,
    },
    WRITE_OK,
  );
}
