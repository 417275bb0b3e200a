import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settleMerchants, type WorkshopMerchant } from './merchant.ts';
import { openWorkshop, sweepOn, type Workshop } from './workshop.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

let shop: Workshop;
let merchants: readonly WorkshopMerchant[];
beforeEach(async () => {
  shop = await openWorkshop({ configured: false });
  merchants = await settleMerchants(shop, 2);
  // Both have met their buyer before.
  for (const merchant of merchants) await merchant.finalize();
  await work(8);
});
afterEach(() => shop.close());

const work = (rounds?: number, everyMs?: number) => sweepOn(shop, rounds, everyMs);

/** Invoices of both, in turn. */
async function finalizeEach(count: number): Promise<readonly (readonly string[])[]> {
  const ids: string[][] = merchants.map(() => []);
  for (let index = 0; index < count; index += 1) {
    for (const [position, merchant] of merchants.entries()) {
      ids[position]?.push(await merchant.finalize());
    }
  }
  return ids;
}

const tokenAside = () => shop.chorusPro.calls.filter(({ route }) => route !== 'token').length;

/**
 * Every invoice is deposited once, and each merchant's in the order in which they came, but for those whose deposit met
 * the outage: they are looked up first.
 */
async function expectAllInOrder(
  ids: readonly (readonly string[])[],
  lookedUp: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const [position, merchant] of merchants.entries()) {
    const rows = await Promise.all((ids[position] ?? []).map((id) => merchant.get(id)));
    expect(rows).toHaveLength(ids[position]?.length ?? -1);
    const numbers = rows.map(({ number }) => number ?? '');
    const late = new Set(
      rows.flatMap(({ documentId, number }) => (lookedUp.has(documentId) ? [number] : [])),
    );
    const deposited = merchant.deposited().slice(1);
    expect(deposited.filter((number) => !late.has(number))).toEqual(
      numbers.filter((number) => !late.has(number)),
    );
    expect([...deposited].sort()).toEqual([...numbers].sort());
  }
}

describe('an outage with invoices of two merchants waiting', () => {
  it('makes a handful of calls, counts no attempts, and lets them go on in order', async () => {
    shop.chorusPro.switches.maintenance = true;
    const before = shop.chorusPro.calls.length;
    const ids = await finalizeEach(15);
    // Twenty minutes closed, a sweep every fifteen seconds.
    await work(80, 15 * SECOND_MS);
    const during = shop.chorusPro.calls.length - before;
    // The platform asks for two minutes each time: one call tries then.
    expect(during).toBeLessThanOrEqual(12);
    const rows = await Promise.all(
      merchants.flatMap((merchant, position) =>
        (ids[position] ?? []).map((id) => merchant.get(id)),
      ),
    );
    const uncertain = rows.filter(({ state }) => state === 'uncertain');
    // The one that was on the wire when it began; nobody knows what became of it.
    expect(uncertain.length).toBeLessThanOrEqual(1);
    for (const { state, attempts, reasons } of rows.filter((row) => !uncertain.includes(row))) {
      expect({ state, attempts, codes: reasons.map(({ code }) => code) }).toEqual({
        state: 'converted',
        attempts: 0,
        codes: ['chorus_pro_unavailable'],
      });
    }
    expect(shop.client.stateOf('qualification')).not.toBe('up');
    shop.chorusPro.switches.maintenance = false;
    await work(16, 30 * SECOND_MS);
    await expectAllInOrder(ids, new Set(uncertain.map(({ documentId }) => documentId)));
    expect(shop.client.stateOf('qualification')).toBe('up');
  });

  it('says so once in the history of each, and not at every look', async () => {
    shop.chorusPro.switches.maintenance = true;
    const [first = []] = await finalizeEach(3);
    const entries = async () => {
      const { rows } = await shop.database.pool.query<{ count: number }>(
        'select count(*)::int as count from history where document_id = any ($1)',
        [first.slice(1)],
      );
      return rows[0]?.count ?? 0;
    };
    const before = await entries();
    await work(20, 30 * SECOND_MS);
    expect(await entries()).toBeLessThanOrEqual(before + first.length + 3);
  });
});

describe('429 with Retry-After', () => {
  it('pauses every merchant of the platform, not just the invoice that met it', async () => {
    const fault = { kind: 'too_many_requests', retryAfterSeconds: 300 } as const;
    shop.chorusPro.faults.add({ ...fault, route: 'deposer/flux', times: 1 });
    const before = tokenAside();
    const ids = await finalizeEach(5);
    expect(tokenAside() - before).toBe(1);
    await work(8, 30 * SECOND_MS);
    expect(tokenAside() - before).toBe(1);
    await work(4, 30 * SECOND_MS);
    await expectAllInOrder(ids);
  });

  it('is known to another process, which asks nothing either', async () => {
    const { pool } = shop.database;
    await shop.outside.destination.standstill?.(merchants[0]?.tenant ?? shop.tenant);
    await pool.query(
      `insert into turns (key, arrival_at) values ('platform/qualification', $1)
       on conflict (key) do update set arrival_at = excluded.arrival_at`,
      [new Date(shop.outside.now().getTime() + 5 * MINUTE_MS)],
    );
    const before = shop.chorusPro.calls.length;
    const ids = await finalizeEach(2);
    expect(shop.chorusPro.calls).toHaveLength(before);
    await work(4);
    expect(shop.chorusPro.calls).toHaveLength(before);
    await work(3);
    await expectAllInOrder(ids);
  });
});

describe('faults that name no time', () => {
  it('close the way after a few, for longer each time, and nothing is sent twice', async () => {
    shop.chorusPro.faults.add({ kind: 'drop', route: '*', times: 1_000 });
    const before = shop.chorusPro.calls.length;
    const ids = await finalizeEach(6);
    await work(80, 15 * SECOND_MS);
    // Five open it; then 30 s, 1, 2, 4 and 5 minutes.
    expect(shop.chorusPro.calls.length - before).toBeLessThanOrEqual(25);
    shop.chorusPro.faults.clear();
    await work(80, 30 * SECOND_MS);
    for (const [position, merchant] of merchants.entries()) {
      const deposited = merchant.deposited().slice(1);
      expect(new Set(deposited).size).toBe(deposited.length);
      expect(deposited).toHaveLength(ids[position]?.length ?? -1);
    }
  });
});

describe('slow answers', () => {
  it('delay one merchant and lose nothing', async () => {
    shop.chorusPro.faults.add({ kind: 'slow', route: 'deposer/flux', delayMs: 300, times: 3 });
    const ids = await finalizeEach(3);
    await work(2);
    await expectAllInOrder(ids);
  });
});
