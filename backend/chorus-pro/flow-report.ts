import { z } from 'zod';
import type { FlowAnswer, FlowError } from '../deliver/destination.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow } from './faults.ts';
import { list, optionalText, requiredText } from './lenient.ts';
import { remoteInstant } from './remote-date.ts';

/** One rejected invoice (*demande de paiement*): text only, several messages joined by a bar. */
const invoiceError = z.object({ libelleErreurDP: optionalText });

/** A fault of the file itself, such as `ERR_XSD_001`. */
const technicalError = z.object({
  natureErreur: optionalText,
  codeErreur: optionalText,
  libelleErreur: optionalText,
});

const report = z.object({
  etatCourantDepotFlux: requiredText,
  dateHeureEtatCourantFlux: optionalText,
  listeErreurDP: list(invoiceError),
  listeErreurTechnique: list(technicalError),
});

/**
 * What became of a flow (`consulterCRDetaille`, the detailed *compte rendu*): its state and its errors word for word.
 * A flow that is not known yet is `not_yet`, as happens for a short time after its deposit.
 */
export async function flowReport(ask: Ask, flowNumber: string): Promise<FlowAnswer> {
  const result = await ask({
    kind: 'read',
    route: 'transverses/v1/consulterCRDetaille',
    body: { numeroFluxDepot: flowNumber },
    answer: report,
  });
  if (!result.ok) {
    const { fault } = result;
    return isAbsent(fault) ? { kind: 'not_yet', remote: fault.remote } : toNotNow(fault);
  }
  const { value, remote } = result;
  const at = remoteInstant(value.dateHeureEtatCourantFlux);
  return {
    kind: 'report',
    state: value.etatCourantDepotFlux,
    ...(at === undefined ? {} : { at }),
    errors: errorsOf(value),
    remote,
  };
}

function errorsOf(value: z.output<typeof report>): readonly FlowError[] {
  const ofInvoices = value.listeErreurDP.flatMap(({ libelleErreurDP: message }) =>
    message === undefined ? [] : [{ message }],
  );
  const ofFile = value.listeErreurTechnique.flatMap((error): readonly FlowError[] => {
    const code = error.codeErreur;
    const message = error.libelleErreur ?? error.natureErreur ?? code;
    if (message === undefined) return [];
    return [code === undefined ? { message } : { code, message }];
  });
  return [...ofInvoices, ...ofFile];
}
