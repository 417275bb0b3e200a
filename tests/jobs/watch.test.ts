import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runJob } from '../../backend/jobs/advance.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import { nextWatchMs, WATCH_FROM } from '../../backend/jobs/watch-schedule.ts';
import { REAL_PACE } from '../../backend/follow/schedule.ts';
import { findWatch } from '../../backend/store/watches.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const searches = () =>
  shop.chorusPro.calls.filter(({ route }) => route.endsWith('rechercher/fournisseur')).length;

const watch = () => findWatch(shop.tenant, shop.database.pool);

/** So many invoices at their buyer. */
async function atBuyer(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await shop.finalize('ordinary');
    await shop.until(id, 'available');
    ids.push(id);
  }
  return ids;
}

/** Lets time pass as the sweep sees it. */
async function days(count: number, stepMs = 30 * MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < count * DAY_MS; passed += stepMs) {
    shop.pass(stepMs);
    await sweep(shop.outside);
    await shop.drain();
  }
}

describe('asking about all of a merchant’s invoices at once', () => {
  it('begins with the third and moves each that changed', async () => {
    const ids = await atBuyer(WATCH_FROM + 1);
    expect(await watch()).toBeDefined();
    const [first = '', second = ''] = ids;
    const numberOf = async (id: string) => (await shop.get(id)).number ?? '';
    shop.chorusPro.setStatus(await numberOf(first), 'SUSPENDUE', 'bon de livraison ?');
    shop.chorusPro.setStatus(await numberOf(second), 'MANDATEE');
    const before = searches();
    await runJob({ kind: 'watch', ...shop.tenant }, shop.outside);
    expect(searches() - before).toBe(1);
    expect(await shop.get(first)).toMatchObject({
      state: 'suspended',
      remoteComment: 'bon de livraison ?',
      reasons: [{ code: 'suspended_by_buyer' }],
    });
    expect((await shop.get(second)).state).toBe('in_payment');
  });

  it('costs calls by the merchant, not by the invoice', async () => {
    await atBuyer(12);
    // What each of the last two, which came before the watch, asks by itself is over by then.
    await days(2);
    const before = searches();
    await days(7);
    const perDay = (searches() - before) / 7;
    expect(perDay).toBeGreaterThan(0);
    expect(perDay).toBeLessThan(8);
  });

  it('tells a change as soon as one question of each invoice would have', async () => {
    const [id = ''] = await atBuyer(WATCH_FROM);
    const { number = '' } = await shop.get(id);
    shop.chorusPro.setStatus(number, 'A_RECYCLER', 'mauvais service');
    await shop.until(id, 'to_recycle');
  });

  it('reads the period again that could not be read', async () => {
    const [id = ''] = await atBuyer(WATCH_FROM);
    const { number = '' } = await shop.get(id);
    const since = (await watch())?.changedUntil;
    shop.chorusPro.setStatus(number, 'MANDATEE');
    shop.chorusPro.faults.add({
      kind: 'status',
      route: 'rechercher/fournisseur',
      status: 503,
      times: 1,
    });
    await runJob({ kind: 'watch', ...shop.tenant }, shop.outside);
    expect(await watch()).toMatchObject({ changedUntil: since, failures: 1 });
    expect((await shop.get(id)).state).toBe('available');
    await shop.until(id, 'in_payment');
    expect((await watch())?.failures).toBe(0);
  });

  it('ends when few are left, who are asked about by themselves again', async () => {
    const ids = await atBuyer(WATCH_FROM);
    const [first = '', second = ''] = ids;
    for (const id of ids.slice(0, 2)) {
      shop.chorusPro.setStatus((await shop.get(id)).number ?? '', 'MISE_EN_PAIEMENT');
    }
    await shop.until(first, 'paid');
    await shop.until(second, 'paid');
    await days(2);
    expect(await watch()).toBeUndefined();
    const [, , third = ''] = ids;
    expect((await shop.get(third)).nextAt?.getTime()).toBeLessThan(
      shop.outside.now().getTime() + DAY_MS,
    );
  });

  it('stops when the merchant leaves', async () => {
    await atBuyer(WATCH_FROM);
    const eventCreated = Math.floor(Date.now() / 1_000);
    await runJob({ kind: 'end_merchant', ...shop.tenant, eventCreated }, shop.outside);
    const before = shop.chorusPro.calls.length;
    await runJob({ kind: 'watch', ...shop.tenant }, shop.outside);
    expect(await watch()).toBeUndefined();
    expect(shop.chorusPro.calls).toHaveLength(before);
  });
});

describe('the pace of a watch', () => {
  it('follows the invoice that moved last, from minutes to a day', () => {
    const paces = [0, 20 * MINUTE_MS, 2 * 60 * MINUTE_MS, 3 * DAY_MS, 30 * DAY_MS].map((ageMs) =>
      nextWatchMs(ageMs, 0.5, REAL_PACE),
    );
    expect(paces.map((ms) => ms / MINUTE_MS)).toEqual([3, 10, 60, 240, 1440]);
  });
});
