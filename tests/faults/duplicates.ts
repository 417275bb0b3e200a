import { judge, type Judgement } from './judge.ts';
import { openStage } from './stage.ts';

/**
 * Case 9: the same event a hundred times at once at two processes, and the same invoice through several events.
 */

const COPIES = 100;
const SETTLE_TIMEOUT_MS = 60_000;

export async function duplicates(seed: number): Promise<Judgement> {
  const stage = await openStage(seed);
  try {
    await Promise.all([stage.start({}, 'first'), stage.start({}, 'second')]);
    stage.pointTo('first', 'second');
    const { invoiceId } = await stage.stripe.finalizeSample('ordinary');
    const invoice = stage.stripe.book.values().next().value?.invoices.get(invoiceId);
    if (!invoice) throw new Error('the simulator lost its invoice');
    const send = (id: string) => stage.stripe.send('invoice.finalized', invoice, { id });
    await Promise.all([
      ...Array.from({ length: COPIES }, () => send('evt_the_same')),
      ...Array.from({ length: 5 }, (_, index) => send(`evt_other_${index}`)),
    ]);
    await stage.settle(1, SETTLE_TIMEOUT_MS);
    const judgement = await judge(stage, new Map([[invoiceId, 'available']]));
    const { rows } = await stage
      .database()
      .pool.query<{ count: string }>(`select count(*) from events where id = 'evt_the_same'`);
    const findings = [...judgement.findings];
    if (rows[0]?.count !== '1') findings.push(`evt_the_same is stored ${rows[0]?.count} times`);
    return { ...judgement, findings };
  } finally {
    await stage.close();
  }
}
