import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseIsoDate } from '../../backend/invoice/date.ts';
import { reason } from '../../backend/invoice/reason.ts';
import {
  CURSOR,
  findTransmission,
  listHeld,
  listHeldForCustomer,
  openTransmission,
  saveTransmission,
  searchTransmissions,
  wakeTransmissions,
  type TransmissionChange,
} from '../../backend/store/transmissions.ts';
import type { TenantId } from '../../backend/tenant.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { later, makeTenant, NOW } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const INVOICE = { documentId: 'in_1', kind: 'invoice' } as const;
const BLOCKED = { state: 'blocked', reasons: [reason('buyer_siret_missing', 'siret')] } as const;

async function open(tenant: TenantId, documentId: string, change: TransmissionChange, at = NOW) {
  const { pool } = test.database;
  const opened = await openTransmission(tenant, pool, { ...INVOICE, documentId }, at);
  return saveTransmission(tenant, pool, documentId, opened.version, change, at);
}

describe('a transmission', () => {
  it('opens as received, once', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const opened = await openTransmission(tenant, pool, INVOICE, NOW);
    expect(opened).toEqual({
      tenant,
      ...INVOICE,
      state: 'received',
      stateSince: NOW,
      version: 1,
      reasons: [],
      warnings: [],
      attempts: 0,
      polls: 0,
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect(await openTransmission(tenant, pool, INVOICE, later(5))).toEqual(opened);
    expect(await findTransmission(tenant, pool, 'in_2')).toBeUndefined();
    expect(await findTransmission(makeTenant(), pool, 'in_1')).toBeUndefined();
  });

  it('opens once when many open it at once', async () => {
    const tenant = makeTenant();
    const opened = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        openTransmission(tenant, test.database.pool, INVOICE, later(n)),
      ),
    );
    expect(new Set(opened.map(({ createdAt }) => createdAt.getTime())).size).toBe(1);
  });

  it('keeps every field as it was given', async () => {
    const tenant = makeTenant();
    const change = {
      state: 'deposited',
      stateSince: later(1),
      number: 'F-1',
      customerId: 'cus_1',
      customerName: "L'État & Cie",
      buyerSiret: '12345678200051',
      totalMinor: 9_007_199_254_740_993n,
      currency: 'eur',
      issuedOn: parseIsoDate('2026-03-29'),
      reasons: [reason('deposit_uncertain', 'deposit', { number: 'F-1' })],
      warnings: [reason('buyer_siret_checksum', 'customer.metadata.siret')],
      flowNumber: 'FLOW1',
      depositedAt: later(2),
      remoteId: '17',
      remoteStatus: 'DEPOSEE',
      remoteStatusAt: later(3),
      remoteComment: 'à compléter',
      attempts: 3,
      polls: 4,
      nextAt: later(4),
    } as const;
    const saved = await open(tenant, 'in_1', change);
    expect(saved).toEqual({
      tenant,
      ...INVOICE,
      ...change,
      version: 2,
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect(await findTransmission(tenant, test.database.pool, 'in_1')).toEqual(saved);
  });

  it('keeps what a change leaves out or leaves undefined; null clears', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await open(tenant, 'in_1', { number: 'F-1', flowNumber: 'FLOW1', nextAt: NOW });
    const change = { number: undefined, flowNumber: null, nextAt: null };
    const saved = await saveTransmission(tenant, pool, 'in_1', 2, change, later(9));
    expect(saved).toMatchObject({ number: 'F-1', version: 3, createdAt: NOW, updatedAt: later(9) });
    expect(saved?.flowNumber).toBeUndefined();
    expect(saved?.nextAt).toBeUndefined();
  });

  it('is saved by the first of those who read the same version', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, INVOICE, NOW);
    const saves = await Promise.all(
      [1, 2, 3, 4, 5].map((polls) => saveTransmission(tenant, pool, 'in_1', 1, { polls }, NOW)),
    );
    expect(saves.filter((saved) => saved !== undefined)).toHaveLength(1);
    expect((await findTransmission(tenant, pool, 'in_1'))?.version).toBe(2);
    expect(await saveTransmission(tenant, pool, 'in_9', 1, { polls: 1 }, NOW)).toBeUndefined();
    expect(
      await saveTransmission(makeTenant(), pool, 'in_1', 2, { polls: 1 }, NOW),
    ).toBeUndefined();
  });
});

describe('a search', () => {
  const tenant = makeTenant();
  const other = makeTenant();
  beforeAll(async () => {
    for (const [position, id] of ['in_a', 'in_b', 'in_c', 'in_d', 'in_e'].entries()) {
      const at = later(position === 3 ? 2 : position);
      const text = { number: `F-${position}_%`, customerName: `Ville ${id}`, currency: 'eur' };
      await open(tenant, id, { ...text, buyerSiret: `1234567820005${position}` }, at);
    }
    await open(tenant, 'in_held', BLOCKED, later(10));
    await open(other, 'in_x', { number: 'F-0' }, NOW);
  });

  const ids = async (search: Omit<Parameters<typeof searchTransmissions>[2], 'limit'>) =>
    (await searchTransmissions(tenant, test.database.pool, { limit: 100, ...search })).rows.map(
      ({ documentId }) => documentId,
    );

  it('shows the newest first, and nobody else’s', async () => {
    expect(await ids({})).toEqual(['in_held', 'in_e', 'in_d', 'in_c', 'in_b', 'in_a']);
  });

  it('shows one page after another without a gap or a repetition, at equal instants too', async () => {
    const seen: string[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await searchTransmissions(tenant, test.database.pool, { limit: 2, before });
      seen.push(...page.rows.map(({ documentId }) => documentId));
      before = page.next;
      if (before !== undefined) expect(before).toMatch(CURSOR);
      pages += 1;
    } while (before !== undefined && pages < 10);
    expect(seen).toEqual(['in_held', 'in_e', 'in_d', 'in_c', 'in_b', 'in_a']);
    expect(pages).toBe(3);
  });

  it('finds by state, number, name, SIRET and Stripe id', async () => {
    expect(await ids({ states: ['blocked', 'paid'] })).toEqual(['in_held']);
    expect(await ids({ states: [] })).toEqual([]);
    expect(await ids({ text: 'f-3' })).toEqual(['in_d']);
    expect(await ids({ text: ' VILLE IN_B ' })).toEqual(['in_b']);
    expect(await ids({ text: '12345678200054' })).toEqual(['in_e']);
    expect(await ids({ text: 'in_a' })).toEqual(['in_a']);
  });

  it('takes wildcards as letters', async () => {
    expect(await ids({ text: '2_%' })).toEqual(['in_c']);
    expect(await ids({ text: '%x' })).toEqual([]);
    expect(await ids({ text: '\\' })).toEqual([]);
  });

  it('gives 100 rows at most, one at least, and nothing for a cursor that no page gave', async () => {
    const page = (limit: number, before?: string) =>
      searchTransmissions(tenant, test.database.pool, { limit, before });
    expect((await page(0)).rows).toHaveLength(1);
    expect((await page(1_000)).rows).toHaveLength(6);
    expect(await page(5, "x' or true --")).toEqual({ rows: [] });
  });
});

describe('held transmissions', () => {
  it('are listed oldest first, for a customer or for all, and woken', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await open(tenant, 'in_2', { ...BLOCKED, customerId: 'cus_1' }, later(2));
    await open(tenant, 'in_1', { ...BLOCKED, state: 'waiting', customerId: 'cus_1' }, later(1));
    await open(tenant, 'in_3', { ...BLOCKED, customerId: 'cus_2' }, later(3));
    await open(tenant, 'in_4', { state: 'converted', customerId: 'cus_1' }, later(4));
    expect(await listHeldForCustomer(tenant, pool, 'cus_1')).toEqual(['in_1', 'in_2']);
    expect(await listHeldForCustomer(makeTenant(), pool, 'cus_1')).toEqual([]);
    expect(await listHeld(tenant, pool, 2)).toEqual(['in_1', 'in_2']);
    await wakeTransmissions(tenant, pool, await listHeld(tenant, pool, 10), later(7));
    const found = await findTransmission(tenant, pool, 'in_3');
    expect(found).toMatchObject({ nextAt: later(7), version: 2 });
    expect((await findTransmission(tenant, pool, 'in_4'))?.nextAt).toBeUndefined();
  });
});
