import { parisDay } from './dates.ts';
import { businessErrors } from './deposit-checks.ts';
import type { Directory } from './directory.ts';
import type { Flow, Verdict } from './flows.ts';
import type { Invoices } from './invoices.ts';

/** How a flow ends: inadmissible, rejected, integrated, or as a test wants. */
export function verdictOf(
  { reading, forcedState, login, depositedAt }: Flow,
  directory: Directory,
  invoices: Invoices,
): Verdict {
  const none = { businessErrors: [], technicalErrors: [] };
  if (forcedState !== undefined) return { ...none, state: forcedState };
  const { invoice, technicalErrors } = reading;
  if (!invoice || technicalErrors.length > 0) {
    return { ...none, state: 'QP_IRRECEVABLE', technicalErrors };
  }
  const errors = businessErrors(invoice, {
    directory,
    account: directory.findAccount(login),
    depositedOn: parisDay(depositedAt),
    isUsed: ({ supplierSiret = '', number = '', issuedOn = '' }) =>
      invoices.isUsed(supplierSiret, number, issuedOn),
  });
  return errors.length === 0
    ? { ...none, state: 'IN_INTEGRE' }
    : { ...none, state: 'IN_REJETE', businessErrors: errors };
}
