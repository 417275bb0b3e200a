import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runJob } from '../../backend/jobs/advance.ts';
import { erase, KEPT_DAYS, retain, startRetention } from '../../backend/jobs/retention.ts';
import { gatherPack } from '../../backend/pack/gather.ts';
import { makePack } from '../../backend/pack/pack.ts';
import { verifyPack } from '../../backend/pack/verify.ts';
import { saveAttachment } from '../../backend/store/attachments.ts';
import { insertEvents } from '../../backend/store/events.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { listHistory } from '../../backend/store/history.ts';
import { countBelongings } from '../../backend/store/retention.ts';
import { findSnapshot } from '../../backend/store/snapshots.ts';
import { findTenant } from '../../backend/store/tenants.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const DAY_MS = 86_400_000;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const days = (count: number) => shop.pass(count * DAY_MS);
const round = () => retain(shop.outside);
const snapshot = (id: string) => findSnapshot(shop.tenant, shop.database.pool, id);

async function count(table: string): Promise<number> {
  const { rows } = await shop.database.pool.query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0]?.count ?? 0;
}

async function addEvent(id: string): Promise<void> {
  const event = {
    ...{
      environment: shop.tenant.environment,
      id,
      account: shop.tenant.account,
      type: 'invoice.finalized',
    },
    ...{ created: 1, livemode: false, objectId: null, customerId: null },
    payload: Buffer.from('{"email":"maire@example.com"}'),
  };
  await insertEvents(shop.database.pool, [event]);
}

async function leave(): Promise<void> {
  const eventCreated = Math.floor(shop.outside.now().getTime() / 1_000);
  await runJob({ kind: 'end_merchant', ...shop.tenant, eventCreated }, shop.outside);
}

/** As if the merchant had left so many days ago; the table writes its own clock's time. */
const leftDaysAgo = (count: number) =>
  shop.database.pool.query(
    `update tenants set ended_at = now() - make_interval(days => $1), status_at = now() - make_interval(days => $1)`,
    [count],
  );

describe('what is kept for work', () => {
  it('forgets events once Stripe sends none of them again', async () => {
    await addEvent('evt_1');
    days(KEPT_DAYS.event - 1);
    expect(await round()).toMatchObject({ events: 0 });
    days(2);
    expect(await round()).toMatchObject({ events: 1 });
    expect(await count('events')).toBe(0);
  });

  it('erases what Stripe showed of private customers, and their names, first', async () => {
    const privateId = await shop.finalize('private-customer');
    const publicId = await shop.finalize('service-missing');
    days(KEPT_DAYS.notConcerned + 1);
    expect(await round()).toMatchObject({ snapshots: 1, names: 1 });
    expect(await snapshot(privateId)).toBeUndefined();
    expect((await shop.get(privateId)).customerName).toBeUndefined();
    expect(await snapshot(publicId)).toBeDefined();
    expect((await shop.get(publicId)).customerName).toBeDefined();
    expect(await round()).toMatchObject({ snapshots: 0, names: 0 });
  });

  it('erases what was read anew, and keeps the latest while the invoice is not over', async () => {
    const documentId = await shop.finalize('service-missing');
    shop.pass(1_000);
    await shop.run({ documentId });
    expect(await count('snapshots')).toBe(2);
    days(KEPT_DAYS.snapshot + 1);
    expect(await round()).toMatchObject({ snapshots: 1 });
    expect(await snapshot(documentId)).toBeDefined();
    days(KEPT_DAYS.snapshotAtMost);
    expect(await round()).toMatchObject({ snapshots: 1 });
    expect(await snapshot(documentId)).toBeUndefined();
  });

  it('keeps the proof of an invoice that is over whole: the hash of what it was decided on stays', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    shop.chorusPro.setStatus(number, 'MISE_EN_PAIEMENT');
    await shop.until(documentId, 'paid');
    const pack = async () => {
      const input = await gatherPack(shop.tenant, shop.database.pool, documentId);
      if (!input) throw new Error('nothing was issued');
      return makePack(input);
    };
    const before = await pack();
    days(KEPT_DAYS.snapshot + 1);
    expect(await round()).toMatchObject({ snapshots: 1 });
    expect(await snapshot(documentId)).toBeUndefined();
    const after = await pack();
    expect(Buffer.compare(before, after)).toBe(0);
    expect(verifyPack(after).differences).toEqual([]);
  });
});

describe('what a merchant who left leaves behind', () => {
  async function fill(): Promise<{ readonly sent: string; readonly held: string }> {
    const sent = await shop.finalize('ordinary');
    const held = await shop.finalize('service-missing');
    const { number = '' } = await shop.until(sent, 'available');
    shop.chorusPro.setStatus(number, 'SUSPENDUE', 'bon ?');
    await shop.until(sent, 'suspended');
    const { pool } = shop.database;
    const file = { name: 'bon.pdf', bytes: Buffer.from('bon'), addedBy: 'usr_1' };
    await saveAttachment(shop.tenant, pool, sent, file, shop.outside.now());
    await pool.query(
      `insert into notices (environment, account, event, subject, occurred_at, due_at, facts)
       values ('test', $1, 'suspended', 'x', now(), now(), '{"to":"a@example.com"}') on conflict do nothing`,
      [shop.tenant.account],
    );
    await addEvent('evt_1');
    return { sent, held };
  }

  it('is kept while it has the app, and for some days in case it comes back', async () => {
    await fill();
    expect(await erase(shop.tenant, shop.outside)).toBeUndefined();
    await leave();
    expect(await count('secrets')).toBe(0);
    await leftDaysAgo(KEPT_DAYS.left - 1);
    expect((await retain({ ...shop.outside, now: () => new Date() })).merchants).toBe(0);
    expect((await findTenant(shop.tenant, shop.database.pool))?.settings).toBeDefined();
  });

  it('is erased then, but for what the law keeps, once', async () => {
    const { sent, held } = await fill();
    const { pool } = shop.database;
    const document = await findDocument(shop.tenant, pool, sent);
    const history = await listHistory(shop.tenant, pool, sent);
    await leave();
    await leftDaysAgo(KEPT_DAYS.left + 1);
    const now = () => new Date();
    expect((await retain({ ...shop.outside, now })).merchants).toBe(1);
    const { goes, stays } = await countBelongings(shop.tenant, pool);
    expect(Object.entries(goes).filter(([, left]) => left > 0)).toEqual([]);
    expect(stays).toMatchObject({ documents: 1, deposits: 1, transmissions: 2 });
    expect(await findDocument(shop.tenant, pool, sent)).toEqual(document);
    expect(await listHistory(shop.tenant, pool, sent)).toEqual(history);
    expect(await shop.get(held)).toMatchObject({ customerName: undefined, customerId: undefined });
    expect((await shop.get(sent)).customerName).toBeDefined();
    for (const table of ['events', 'attachments', 'notices', 'secrets']) {
      expect([table, await count(table)]).toEqual([table, 0]);
    }
    expect((await retain({ ...shop.outside, now })).merchants).toBe(0);
  });

  it('that was erased on request is looked through once more when the days are over', async () => {
    await fill();
    await leave();
    expect(await erase(shop.tenant, shop.outside)).toMatchObject({ settings: 1, attachments: 1 });
    await addEvent('evt_late');
    days(KEPT_DAYS.left + 1);
    expect((await round()).merchants).toBe(1);
    expect(await count('events')).toBe(0);
    expect((await round()).merchants).toBe(0);
  });

  it('starts anew when it comes back', async () => {
    await fill();
    await leave();
    await erase(shop.tenant, shop.outside);
    const eventCreated = Math.floor(shop.outside.now().getTime() / 1_000) + 10;
    await runJob({ kind: 'start_merchant', ...shop.tenant, eventCreated }, shop.outside);
    expect(await findTenant(shop.tenant, shop.database.pool)).toMatchObject({
      ...{ status: 'active', settings: undefined },
    });
    expect(await erase(shop.tenant, shop.outside)).toBeUndefined();
  });
});

describe('the rounds', () => {
  it('begin at once, and stop when asked', async () => {
    await addEvent('evt_1');
    days(KEPT_DAYS.event + 1);
    const erasing = startRetention(shop.outside, DAY_MS, (error) => {
      throw error;
    });
    await erasing.stop();
    expect(await count('events')).toBe(0);
  });
});
