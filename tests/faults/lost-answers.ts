import { judge, type Judgement } from './judge.ts';
import { openStage } from './stage.ts';

/**
 * Case 13: Chorus Pro's answers are lost before and after it accepted, never come, or are 5xx; reads fail too. Nothing
 * is killed; every invoice must be deposited once all the same.
 */

const INVOICES = 16;
const SETTLE_TIMEOUT_MS = 180_000;

export async function lostAnswers(seed: number): Promise<Judgement> {
  const stage = await openStage(seed);
  try {
    const { faults } = stage.chorusPro;
    faults.add(
      { kind: 'drop', route: 'deposer/flux', effect: 'after', probability: 0.2 },
      { kind: 'drop', route: 'deposer/flux', effect: 'before', probability: 0.1 },
      { kind: 'status', route: 'deposer/flux', status: 500, effect: 'after', probability: 0.1 },
      { kind: 'never_answer', route: 'deposer/flux', probability: 0.05 },
      { kind: 'status', route: 'rechercher/fournisseur', status: 503, probability: 0.1 },
      { kind: 'html_200', route: 'consulterCRDetaille', probability: 0.05 },
    );
    await stage.start();
    const expected = new Map<string, string>();
    for (let index = 0; index < INVOICES; index += 1) {
      const { invoiceId } = await stage.stripe.finalizeSample('ordinary');
      expected.set(invoiceId, 'available');
    }
    await stage.settle(expected.size, SETTLE_TIMEOUT_MS);
    return await judge(stage, expected);
  } finally {
    await stage.close();
  }
}
