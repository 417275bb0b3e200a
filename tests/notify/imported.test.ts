import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reserveDeposit } from '../../backend/store/deposits.ts';
import type { TenantId } from '../../backend/tenant.ts';
import { openStage, SUSPENDED, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const DAY_MS = 24 * 3_600_000;
const IMPORTED = { decision: 'imported' };

let last = 0;
async function merchant(imported: boolean): Promise<{ tenant: TenantId; address: string }> {
  const address = `m${(last += 1)}@a.example`;
  const events = ['suspended', 'waiting', 'paid'] as const;
  const tenant = await stage.merchant({
    ...{ language: 'en', digest: true, imported },
    email: { addresses: [address], events: [...events] },
  });
  return { tenant, address };
}

const subjectsTo = (address: string) =>
  stage.mail.mails.filter(({ to }) => to === address).map(({ subject }) => subject);

/** Tells everything of a day that ends after 8 on a working day in Paris. */
async function tellForDays(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await stage.tell();
    stage.pass(DAY_MS);
  }
  await stage.tell();
}

describe('an invoice that was at Chorus Pro before Guichet', () => {
  it('is not told of unless the merchant wants it, neither at once, nor later, nor in the summary', async () => {
    const { tenant, address } = await merchant(false);
    await stage.move(tenant, 'in_old', SUSPENDED, IMPORTED);
    await tellForDays(7);
    await stage.move(tenant, 'in_old', { state: 'paid', reasons: [] });
    await tellForDays(4);
    expect(subjectsTo(address)).toEqual([]);
  });

  it('is told of like any other when the merchant wants it', async () => {
    const { tenant, address } = await merchant(true);
    await stage.move(tenant, 'in_old', SUSPENDED, IMPORTED);
    await tellForDays(7);
    const subjects = new Set(subjectsTo(address));
    expect(subjects).toContain('[Test] The buyer suspended invoice F-2026-001');
    expect(subjects).toContain('[Test] Waiting for more than a day: invoice F-2026-001');
    expect(subjects).toContain('[Test] 1 public-sector document waits for you');
  });

  it('that has stood still for long is told of once at first, and as waiting a day later', async () => {
    const { tenant, address } = await merchant(true);
    const stateSince = new Date(stage.now().getTime() - 40 * DAY_MS);
    await stage.move(tenant, 'in_old', { ...SUSPENDED, stateSince }, IMPORTED);
    await stage.tell();
    const told = () => subjectsTo(address).filter((subject) => subject.includes('F-2026-001'));
    expect(told()).toEqual(['[Test] The buyer suspended invoice F-2026-001']);
    await tellForDays(2);
    expect(told()).toEqual([
      '[Test] The buyer suspended invoice F-2026-001',
      '[Test] Waiting for more than a day: invoice F-2026-001',
    ]);
  });

  it('hides nothing of the others, in the summary either', async () => {
    const { tenant, address } = await merchant(false);
    await stage.move(tenant, 'in_old', SUSPENDED, IMPORTED);
    await stage.move(tenant, 'in_new', { ...SUSPENDED, number: 'F-2' });
    await tellForDays(7);
    const subjects = new Set(subjectsTo(address));
    expect(subjects).toContain('[Test] The buyer suspended invoice F-2');
    expect(subjects).toContain('[Test] 1 public-sector document waits for you');
    expect([...subjects].join()).not.toContain('F-2026-001');
  });

  it('is Guichet’s own from the moment that Guichet deposits it', async () => {
    const { tenant, address } = await merchant(false);
    await stage.move(tenant, 'in_old', { ...SUSPENDED, state: 'refused' }, IMPORTED);
    const now = stage.now();
    const callBefore = new Date(now.getTime() + 60_000);
    await stage.database.pool.query(
      `insert into documents (environment, account, document_id, issue, number, pdf, xml, sha256, basis, saved_at)
       values ($1, $2, 'in_old', 1, 'F-2026-001', 'x', 'x', encode(sha256('x'), 'hex'), '{}', $3)`,
      [tenant.environment, tenant.account, now],
    );
    const sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    await reserveDeposit(tenant, stage.database.pool, 'in_old', { sha256, callBefore, now });
    await stage.move(tenant, 'in_old', SUSPENDED);
    await stage.tell();
    expect(subjectsTo(address)).toContain('[Test] The buyer suspended invoice F-2026-001');
  });
});
