import { z } from 'zod';
import type { CorrectionAnswer } from '../follow/corrections.ts';
import type { Ask } from './call.ts';
import { toChangeEnd } from './faults.ts';

/**
 * Tells the buyer that its rejection was seen and dealt with (`traiterRejet`, for an invoice that is REJETEE). The same
 * one twice changes nothing more.
 */
export async function acknowledgeRejection(ask: Ask, remoteId: string): Promise<CorrectionAnswer> {
  const result = await ask({
    kind: 'change',
    route: 'factures/v1/traiterRejet',
    body: { listeDemandePaiement: [{ idDemandePaiement: Number(remoteId) }] },
    answer: z.object({}),
  });
  return result.ok ? { kind: 'accepted', remote: result.remote } : toChangeEnd(result.fault);
}
