import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import {
  findSigningKeys,
  hasSigningKey,
  OVERLAP_MS,
  rotateSigningKey,
} from '../../backend/notify/signing-keys.ts';
import type { TenantId } from '../../backend/tenant.ts';
import { openStage, SUSPENDED, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const HOOK = 'https://hooks.merchant.example/keys';

const parts = () => ({ database: stage.database, secrets: stage.secrets, now: stage.now });

/** Which of the keys the latest call was signed with, in order. */
async function signersOf(tenant: TenantId, keys: readonly string[]): Promise<readonly number[]> {
  await stage.move(tenant, `in_${stage.receiver.calls.length}`, SUSPENDED);
  await stage.tell();
  const call = stage.receiver.calls.at(-1);
  const [, t, rest = ''] = /^t=(\d+),(.*)$/.exec(String(call?.headers['guichet-signature'])) ?? [];
  return rest.split(',').map((signature) =>
    keys.findIndex((key) => {
      const digest = createHmac('sha256', key).update(`${t}.${call?.body}`).digest('hex');
      return signature === `v1=${digest}`;
    }),
  );
}

const merchant = () => stage.merchant({ webhook: { url: HOOK, events: ['suspended'] } });

describe('the key that signs a webhook', () => {
  it('is made when it is first needed, once', async () => {
    const tenant = await merchant();
    expect(await hasSigningKey(tenant, parts())).toBe(false);
    const made = await Promise.all([1, 2, 3].map(() => findSigningKeys(tenant, parts())));
    expect(new Set(made.map(({ current }) => current)).size).toBe(1);
    expect(made[0]?.current).toMatch(/^gwhsec_[\w-]{43}$/);
    expect(await hasSigningKey(tenant, parts())).toBe(true);
  });

  it('that was replaced signs beside the new one for a day, and then no more', async () => {
    const tenant = await merchant();
    const { current: old } = await findSigningKeys(tenant, parts());
    const { current, before } = await rotateSigningKey(tenant, parts());
    expect(before).toEqual([{ key: old, until: new Date(stage.now().getTime() + OVERLAP_MS) }]);
    expect(await signersOf(tenant, [old, current])).toEqual([1, 0]);
    stage.pass(OVERLAP_MS - 1_000);
    expect(await signersOf(tenant, [old, current])).toEqual([1, 0]);
    stage.pass(1_000);
    expect(await signersOf(tenant, [old, current])).toEqual([1]);
    expect((await findSigningKeys(tenant, parts())).before).toEqual([]);
  });

  it('is not lost to those who replace it several times in a row, up to three', async () => {
    const tenant = await merchant();
    const keys = [(await findSigningKeys(tenant, parts())).current];
    for (let count = 0; count < 4; count += 1) {
      keys.push((await rotateSigningKey(tenant, parts())).current);
    }
    expect(await signersOf(tenant, keys)).toEqual([4, 3, 2, 1]);
  });

  it('is checked as docs/notifications.md says, by whoever holds the old one or the new one', async () => {
    const page = await readFile(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
    const [, program = 'no example'] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    const tenant = await merchant();
    const { current: old } = await findSigningKeys(tenant, parts());
    const { current } = await rotateSigningKey(tenant, parts());
    await stage.move(tenant, 'in_documented', SUSPENDED);
    await stage.tell();
    const call = stage.receiver.calls.at(-1);
    const isGenuine = (key: string, body = call?.body, lateMs = 0): unknown =>
      runInNewContext(`${program}; genuine`, {
        ...{ key, body, createHmac, timingSafeEqual, Buffer, Math },
        header: call?.headers['guichet-signature'],
        Date: { now: () => stage.now().getTime() + lateMs },
      });
    expect([isGenuine(old), isGenuine(current)]).toEqual([true, true]);
    expect(isGenuine('gwhsec_another')).toBe(false);
    expect(isGenuine(current, `${call?.body} `)).toBe(false);
    expect(isGenuine(current, call?.body, 301_000)).toBe(false);
  });
});
