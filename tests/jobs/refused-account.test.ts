import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act } from '../../backend/jobs/act.ts';
import { REFUSED_TRIAL_MS, WORKING_TRIAL_MS } from '../../backend/jobs/technical-account.ts';
import { findKeptAccount } from '../../backend/store/connection-checks.ts';
import { notePasswords } from '../../backend/store/recurring-notices.ts';
import { wakeAccount } from '../../backend/store/stalled.ts';
import { settleMerchants, type WorkshopMerchant } from './merchant.ts';
import { openWorkshop, sweepOn, type Workshop } from './workshop.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let shop: Workshop;
let merchant: WorkshopMerchant;
let other: WorkshopMerchant;
beforeEach(async () => {
  shop = await openWorkshop({ configured: false });
  const [first, second] = await settleMerchants(shop, 2);
  if (!first || !second) throw new Error('two merchants');
  merchant = first;
  other = second;
});
afterEach(() => shop.close());

const work = (rounds?: number, everyMs?: number) => sweepOn(shop, rounds, everyMs);

const notices = async () => {
  const { rows } = await shop.database.pool.query<{ account: string; facts: unknown }>(
    `select account, facts from notices where event = 'connection_refused' order by occurred_at`,
  );
  return rows;
};

const trialOf = async ({ tenant }: WorkshopMerchant) =>
  (await findKeptAccount(tenant, shop.database.pool))?.trial;

describe('a technical account that is refused after it worked', () => {
  it('holds the merchant’s queue: one refusal, no attempt, no call but a trial now and then', async () => {
    const followed = await merchant.finalize();
    await work(8);
    expect((await merchant.get(followed)).state).toBe('available');
    merchant.resetPassword();
    const before = merchant.calls();
    const held = [await merchant.finalize(), await merchant.finalize(), await merchant.finalize()];
    // The wire's own second try with a fresh token, once.
    expect(merchant.calls() - before).toBeLessThanOrEqual(2);
    for (const documentId of held) {
      expect(await merchant.get(documentId)).toMatchObject({
        state: 'blocked',
        reasons: [{ code: 'technical_account_reset', params: { since: expect.any(String) } }],
      });
    }
    const trial = await trialOf(merchant);
    expect(trial?.refusedBecause?.code).toBe('technical_account_reset');
    // Four hours: what would be followed, decided and sent asks nobody.
    const quiet = merchant.calls();
    await work(24, 10 * MINUTE_MS);
    const trials = (24 * 10 * MINUTE_MS) / REFUSED_TRIAL_MS;
    // Each trial is one question, and its second try with a fresh token.
    expect(merchant.calls() - quiet).toBeLessThanOrEqual(2 * trials);
    expect(merchant.calls() - quiet).toBeGreaterThan(0);
    const { state, warnings, attempts } = await merchant.get(followed);
    expect({ state, attempts }).toEqual({ state: 'available', attempts: 0 });
    expect(warnings.map(({ code }) => code)).toEqual(['technical_account_reset']);
    expect(merchant.deposited()).toHaveLength(1);
  });

  it('is told once, and slows nobody else', async () => {
    await merchant.finalize();
    merchant.resetPassword();
    await merchant.finalize();
    await merchant.finalize();
    await work(6, 30 * MINUTE_MS);
    expect(await notices()).toMatchObject([
      {
        account: merchant.tenant.account,
        facts: { about: 'connection', reason: { code: 'technical_account_reset' } },
      },
    ]);
    const theirs = await other.finalize();
    expect((await other.get(theirs)).state).toBe('deposited');
    expect((await trialOf(other))?.refusedBecause).toBeUndefined();
  });

  it('goes on by itself with another account, in order, each once', async () => {
    await merchant.finalize();
    merchant.resetPassword();
    const held = [];
    for (let count = 0; count < 12; count += 1) held.push(await merchant.finalize());
    const { pool } = shop.database;
    await shop.secrets.saveSecret(merchant.tenant, pool, 'technical_account', merchant.account());
    await wakeAccount(merchant.tenant, pool, shop.outside.now());
    await work(1);
    const numbers = await Promise.all(held.map(async (id) => (await merchant.get(id)).number));
    expect(merchant.deposited().slice(1)).toEqual(numbers);
    await work(8);
    for (const documentId of held) expect((await merchant.get(documentId)).state).toBe('available');
  });

  it('goes on by itself when a trial succeeds: the password was set back', async () => {
    await merchant.finalize();
    shop.chorusPro.faults.add({ kind: 'token_expired', route: 'deposer/flux', times: 2 });
    const held = await merchant.finalize();
    expect(await merchant.get(held)).toMatchObject({
      state: 'blocked',
      reasons: [{ code: 'technical_account_reset' }],
    });
    await work(3, REFUSED_TRIAL_MS);
    expect((await trialOf(merchant))?.refusedBecause).toBeUndefined();
    expect(merchant.deposited()).toHaveLength(2);
  });

  it('lets an action wait that somebody asked for, and carries it out afterwards', async () => {
    const documentId = await merchant.finalize();
    await work(8);
    const { number = '' } = await merchant.get(documentId);
    shop.chorusPro.setStatus(number, 'SUSPENDUE', 'Merci de préciser');
    await work(8, 10 * MINUTE_MS);
    expect((await merchant.get(documentId)).state).toBe('suspended');
    merchant.resetPassword();
    const nonce = 'a-nonce-of-the-test';
    const deed = {
      documentId,
      action: 'complete',
      actor: 'usr_1',
      nonce,
      comment: 'Voici',
    } as const;
    expect(await act(merchant.tenant, deed, shop.outside)).toMatchObject({ kind: 'asked' });
    await shop.drain();
    await work(2);
    const calls = merchant.calls();
    await work(5);
    expect(merchant.calls()).toBe(calls);
    const { pool } = shop.database;
    await shop.secrets.saveSecret(merchant.tenant, pool, 'technical_account', merchant.account());
    await wakeAccount(merchant.tenant, pool, shop.outside.now());
    await work(4);
    expect(shop.chorusPro.invoices(number)[0]?.statuses).toContain('COMPLETEE');
  });
});

describe('a technical account that never worked', () => {
  it('is held as well, and is told something else', async () => {
    const { pool } = shop.database;
    const wrong = JSON.stringify({ login: merchant.login, password: 'mistyped' });
    await shop.secrets.saveSecret(merchant.tenant, pool, 'technical_account', wrong);
    const first = await merchant.finalize();
    const calls = merchant.calls();
    const second = await merchant.finalize();
    expect(merchant.calls()).toBe(calls);
    for (const documentId of [first, second]) {
      expect(await merchant.get(documentId)).toMatchObject({
        reasons: [{ code: 'technical_account_refused' }],
      });
    }
    expect(await notices()).toMatchObject([
      { facts: { reason: { code: 'technical_account_refused' } } },
    ]);
  });
});

describe('the last day of a password', () => {
  it('is read by itself once a day, with two questions', async () => {
    await work(1);
    expect(await trialOf(merchant)).toMatchObject({ renewPasswordBy: '2027-06-01' });
    const calls = merchant.calls();
    await work(1, HOUR_MS);
    expect(merchant.calls()).toBe(calls);
    await work(1, WORKING_TRIAL_MS);
    expect(merchant.calls() - calls).toBe(2);
    expect(await notices()).toEqual([]);
  });

  it('is announced 30, 15 and 3 days ahead, and anew once another day was read', async () => {
    const announced = async () => {
      await notePasswords(shop.database.pool, shop.outside.now(), [30, 15, 3, 0]);
      const { rows } = await shop.database.pool.query<{ day: string }>(
        `select facts ->> 'renewBy' as day from notices
         where event = 'password_expiring' and account = $1 order by occurred_at`,
        [merchant.tenant.account],
      );
      return rows.length;
    };
    const dayMs = 24 * HOUR_MS;
    const daysLeft = () => {
      const leftMs = Date.parse('2027-06-01T12:00:00Z') - shop.outside.now().getTime();
      return Math.ceil(leftMs / dayMs);
    };
    await work(1);
    const told = [];
    for (const days of [40, 30, 20, 15, 10, 3]) {
      shop.pass((daysLeft() - days) * dayMs);
      told.push(await announced());
    }
    expect(told).toEqual([0, 1, 1, 2, 2, 3]);
    merchant.renewPassword('2028-07-29');
    await work(1, WORKING_TRIAL_MS);
    expect(await trialOf(merchant)).toMatchObject({ renewPasswordBy: '2028-07-29' });
    expect(await announced()).toBe(3);
  });
});
