import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sign } from '../simulators/stripe/deliveries.ts';
import { WEBHOOK_SECRETS, openHouse, type House } from './house.ts';

const nowSeconds = () => Math.floor(Date.now() / 1_000);

let house: House;
let count = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Overrides {
  readonly [field: string]: unknown;
}

function makeEvent(overrides: Overrides = {}): string {
  count += 1;
  return JSON.stringify({
    id: `evt_${count}`,
    object: 'event',
    type: 'invoice.finalized',
    account: 'acct_1',
    livemode: false,
    created: nowSeconds(),
    data: { object: { id: 'in_1', object: 'invoice', customer: 'cus_1' } },
    ...overrides,
  });
}

async function post(
  body: string,
  {
    environment = 'test',
    secret = WEBHOOK_SECRETS[0] as string,
    at = nowSeconds(),
    header = sign(body, secret, at),
  } = {},
): Promise<number> {
  const response = await fetch(`${house.origin}/webhooks/stripe/${environment}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': header },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function counts(): Promise<{ events: number; jobs: number }> {
  const { rows } = await house.database.pool.query<{ events: number; jobs: number }>(
    `select (select count(*)::int from events) as events, (select count(*)::int from pgboss.job where name = 'guichet') as jobs`,
  );
  return rows[0] ?? { events: -1, jobs: -1 };
}

/** What a request added to the database. */
async function added(work: () => Promise<unknown>): Promise<{ events: number; jobs: number }> {
  const before = await counts();
  await work();
  const after = await counts();
  return { events: after.events - before.events, jobs: after.jobs - before.jobs };
}

describe('POST /webhooks/stripe/:environment', () => {
  it('stores an event and its job together, then answers 200', async () => {
    expect(await added(async () => expect(await post(makeEvent())).toBe(200))).toEqual({
      events: 1,
      jobs: 1,
    });
  });

  it('takes a duplicate with 200 and does nothing twice, however many come at once', async () => {
    const event = makeEvent();
    const answers = async () =>
      expect(await Promise.all(Array.from({ length: 50 }, () => post(event)))).toEqual(
        Array(50).fill(200),
      );
    expect(await added(answers)).toEqual({ events: 1, jobs: 1 });
    expect(await added(async () => expect(await post(event)).toBe(200))).toEqual({
      events: 0,
      jobs: 0,
    });
  });

  it('accepts every secret of a rotation', async () => {
    for (const secret of WEBHOOK_SECRETS) expect(await post(makeEvent(), { secret })).toBe(200);
  });

  it.each<[string, () => Promise<number>]>([
    ['a wrong secret', () => post(makeEvent(), { secret: 'whsec_wrong' })],
    ['the secret of another environment', () => post(makeEvent(), { secret: 'whsec_live' })],
    ['an old signature', () => post(makeEvent(), { at: nowSeconds() - 301 })],
    ['no signature', () => post(makeEvent(), { header: '' })],
    [
      'a body changed on the way',
      () => post(makeEvent(), { header: sign('{}', WEBHOOK_SECRETS[0], nowSeconds()) }),
    ],
    ['something that is no event', () => post('[1,2]')],
    ['something that is no JSON', () => post('{"id": ')],
    ['an empty body', () => post('')],
    ['an event without an account', () => post(makeEvent({ account: undefined }))],
    ['a thin event', () => post(makeEvent({ object: 'v2.core.event' }))],
  ])('answers 400 to %s and stores nothing', async (_name, send) => {
    expect(await added(async () => expect(await send()).toBe(400))).toEqual({ events: 0, jobs: 0 });
  });

  it('takes a signature that is almost too old', async () => {
    expect(await post(makeEvent(), { at: nowSeconds() - 290 })).toBe(200);
  });

  it.each<[string, () => Promise<number>]>([
    ['an unknown type', () => post(makeEvent({ type: 'charge.succeeded' }))],
    ['an event of the other mode', () => post(makeEvent({ livemode: true }))],
    [
      'a test event at the live endpoint',
      () => post(makeEvent(), { environment: 'live', secret: 'whsec_live' }),
    ],
  ])('answers 200 to %s and ignores it', async (_name, send) => {
    expect(await added(async () => expect(await send()).toBe(200))).toEqual({ events: 0, jobs: 0 });
  });

  it('answers 404 for an environment that is not configured or does not exist', async () => {
    expect(await post(makeEvent(), { environment: 'sandbox' })).toBe(404);
    expect(await post(makeEvent(), { environment: 'production' })).toBe(404);
  });

  it('takes 1.9 MB and turns 2.1 MB away with 413', async () => {
    const padded = (bytes: number) => makeEvent({ padding: 'x'.repeat(bytes) });
    expect(await post(padded(1_900_000))).toBe(200);
    expect(await post(padded(2_200_000))).toBe(413);
  });

  it('stores the same event id of two environments apart', async () => {
    const id = 'evt_in_both';
    expect(await post(makeEvent({ id }))).toBe(200);
    const live = makeEvent({ id, livemode: true });
    expect(await post(live, { environment: 'live', secret: 'whsec_live' })).toBe(200);
    const { rows } = await house.database.pool.query(
      'select environment from events where id = $1 order by 1',
      [id],
    );
    expect(rows).toEqual([{ environment: 'live' }, { environment: 'test' }]);
  });

  it('answers 503 when the event cannot be stored, so that Stripe sends it again', async () => {
    const away = await openHouse(() => Promise.reject(new Error('connection refused')));
    try {
      const body = makeEvent();
      const response = await fetch(`${away.origin}/webhooks/stripe/test`, {
        method: 'POST',
        headers: { 'stripe-signature': sign(body, WEBHOOK_SECRETS[0], nowSeconds()) },
        body,
      });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ error: { code: 'unavailable' } });
    } finally {
      await away.close();
    }
  });
});

describe('what an operator watches', () => {
  it('answers /healthz and /readyz, and counts webhooks by outcome at /metrics', async () => {
    expect((await fetch(`${house.origin}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${house.origin}/readyz`)).json()).toMatchObject({ ok: true });
    const metrics = await (await fetch(`${house.origin}/metrics`)).text();
    expect(metrics).toMatch(/guichet_webhooks_total\{outcome="stored"\} [1-9]/);
    expect(metrics).not.toContain('acct_1');
  });
});
