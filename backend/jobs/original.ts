import { reason, type Reason } from '../invoice/reason.ts';
import type { TransmissionState } from '../follow/state.ts';
import type { StripeSnapshot } from '../receive/snapshot.ts';
import { findTransmission, type Transmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';

/** Where an invoice may still arrive at Chorus Pro, so that its credit note would overtake it. */
const NOT_THERE_YET: ReadonlySet<TransmissionState> = new Set([
  'received',
  'blocked',
  'waiting',
  'converted',
  'depositing',
  'uncertain',
  'deposited',
  'refused',
]);

/**
 * Why a credit note must wait: the invoice that it corrects is on its way and not at Chorus Pro yet, or somebody decided
 * that it is not sent at all. One that Guichet never met was sent another way, before the app was installed, and is no
 * reason to wait.
 */
export async function originalObjections(
  tenant: TenantId,
  { invoice, creditNote }: StripeSnapshot,
  { database }: Pick<Outside, 'database'>,
): Promise<readonly Reason[]> {
  if (!creditNote) return [];
  const original = await findTransmission(tenant, database.pool, invoice.id);
  if (!original) return [];
  const params = { original: original.number ?? invoice.id };
  if (isExcluded(original)) return [reason('original_excluded', 'credit_note.invoice', params)];
  if (!NOT_THERE_YET.has(original.state)) return [];
  return [reason('original_not_at_chorus_pro', 'credit_note.invoice', params)];
}

function isExcluded({ state, warnings }: Transmission): boolean {
  return state === 'not_concerned' && warnings.some(({ code }) => code === 'excluded_by_merchant');
}
