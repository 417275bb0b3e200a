import { SUPPLIER } from '../samples/world.ts';
import { judge, type Judgement } from './judge.ts';
import { openStage } from './stage.ts';

/**
 * Case 14: "that number exists already". After a deposit whose answer was lost and that became visible too late for two
 * look-ups, it means success, and the first flow is adopted; without a deposit of ours before it, it is a refusal.
 */

/** Longer than two settle windows of 1.5 s: what a wrong SETTLE_SECONDS would look like. */
const LATE = { visibleAfterMs: 200, integratedAfterMs: 7_000, availableAfterMs: 7_500 };
const SETTLE_TIMEOUT_MS = 90_000;

export async function alreadyThere(seed: number): Promise<Judgement> {
  const stage = await openStage(seed, { pace: LATE });
  try {
    stage.chorusPro.faults.add({ kind: 'drop', route: 'deposer/flux', effect: 'after', times: 1 });
    await stage.start();
    const late = await stage.stripe.finalizeSample('ordinary');
    await stage.settle(1, SETTLE_TIMEOUT_MS);
    const { ledger } = stage.chorusPro;
    const findings: string[] = [];
    if (ledger.length !== 2) findings.push(`${ledger.length} flows were taken, the case wants 2`);
    const { rows } = await stage
      .database()
      .pool.query<{ state: string; flow_number: string }>(
        'select state, flow_number from transmissions',
      );
    if (rows[0]?.state !== 'available')
      findings.push(`${late.number} is ${rows[0]?.state}, not available`);
    if (rows[0]?.flow_number !== ledger[0]?.flowNumber) {
      findings.push(`${late.number}: the flow that was taken first is not the one that we follow`);
    }
    const byHand = 'HAND-2026-1';
    stage.chorusPro.seed([{ number: byHand, supplierSiret: SUPPLIER.siret }]);
    const refused = await stage.stripe.finalizeSample('ordinary', { number: byHand });
    await stage.settle(2, SETTLE_TIMEOUT_MS);
    const judgement = await judge(stage, new Map([[refused.invoiceId, 'refused']]));
    return { ...judgement, invoices: 2, findings: [...findings, ...judgement.findings] };
  } finally {
    await stage.close();
  }
}
