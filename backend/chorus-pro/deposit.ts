import { z } from 'zod';
import type { DepositAnswer, DepositRequest } from '../deliver/destination.ts';
import { reason } from '../invoice/reason.ts';
import type { Ask } from './call.ts';
import { toDepositEnd } from './faults.ts';
import { optionalText, requiredText } from './lenient.ts';
import { DOCUMENT_BYTES_MAX } from './limits.ts';
import { remoteDay } from './remote-date.ts';

/** Factur-X as *syntaxe de flux*: a PDF/A-3 with its CII (AIFE, interface FSO1117A). */
const FACTUR_X = 'IN_DP_E2_CII_FACTURX';

/** `numeroFluxDepot` has 25 characters; an answer without one is no acceptance. */
const received = z.object({
  numeroFluxDepot: requiredText.pipe(z.string().max(100)),
  dateDepot: optionalText,
});

/**
 * Hands a document over (`deposer/flux`). Accepted means received and numbered: the checks come later, in the flow's
 * report. At most DOCUMENT_BYTES_MAX bytes.
 */
export async function deposit(ask: Ask, request: DepositRequest): Promise<DepositAnswer> {
  const { fileName, pdf } = request;
  if (pdf.byteLength > DOCUMENT_BYTES_MAX) return tooLarge(pdf.byteLength);
  const result = await ask({
    kind: 'deposit',
    route: 'factures/v1/deposer/flux',
    body: {
      fichierFlux: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64'),
      nomFichier: fileName,
      syntaxeFlux: FACTUR_X,
      avecSignature: false,
    },
    answer: received,
  });
  if (!result.ok) return toDepositEnd(result.fault);
  const depositedOn = remoteDay(result.value.dateDepot);
  return {
    kind: 'accepted',
    flowNumber: result.value.numeroFluxDepot,
    ...(depositedOn === undefined ? {} : { depositedOn }),
    remote: result.remote,
  };
}

function tooLarge(bytes: number): DepositAnswer {
  const params = { bytes: String(bytes), bytesMax: String(DOCUMENT_BYTES_MAX) };
  return { kind: 'refused', reason: reason('document_too_large', 'document', params), remote: {} };
}
