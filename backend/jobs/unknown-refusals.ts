import type { RemoteWords } from '../deliver/destination.ts';
import { unknownSayings } from '../follow/cures.ts';
import type { Reason } from '../invoice/reason.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';

/** A refusal that was just recorded. */
interface Recorded {
  readonly tenant: TenantId;
  readonly documentId: string;
  readonly reasons: readonly Reason[];
  readonly remote: RemoteWords | undefined;
}

/**
 * Counts the messages of a refusal that nobody has met, and tells our operator where to read them: the words themselves
 * stay in the history, for they may name people and bodies.
 */
export function countUnknown(
  { tenant, documentId, reasons, remote }: Recorded,
  { log, metrics }: Pick<Outside, 'log' | 'metrics'>,
): void {
  const unknown = unknownSayings(reasons).length;
  if (unknown === 0) return;
  metrics.unknownRefusals.inc(unknown);
  log.warn(
    {
      tenant: tenantKey(tenant),
      document: documentId,
      correlation: remote?.correlationId,
      messages: unknown,
    },
    'a refusal that nobody has met',
  );
}
