import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { Writable } from 'node:stream';
import { makeMailer } from '../../backend/notify/mailer.ts';
import { makeNotifier, startNotifying } from '../../backend/notify/notify.ts';
import { makePost } from '../../backend/notify/post.ts';
import { settingsSchema, type SettingsInput } from '../../backend/settings.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { startReceiver, type TestReceiver } from '../notify/receiver.ts';
import { startMailServer, type TestMailServer } from '../notify/smtp.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { openDesk } from './desk.ts';
import { ask, askRefused, changing, openHouse, supplierIn, type House } from './house.ts';

let house: House;
let mail: TestMailServer;
let receiver: TestReceiver;
let notifying: { stop(): Promise<void> };
const lines: string[] = [];
const ROUND_MS = 50;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  house = await openHouse();
  [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const notifier = makeNotifier({
    ...{ database: house.database, secrets: house.secrets, metrics: house.metrics },
    mailer: makeMailer({ smtpUrl: mail.url, from: 'Guichet <notices@guichet.example>' }),
    post: makePost(receiver.dispatcher, 300),
    now: () => new Date(),
    log: pino({ level: 'debug' }, sink),
    random: () => 0,
  });
  notifying = startNotifying(notifier, (error) => lines.push(String(error)), ROUND_MS);
});
afterAll(async () => {
  await notifying.stop();
  await Promise.all([mail.close(), receiver.close()]);
  await house.close();
});

type Choice = NonNullable<SettingsInput['notifications']>;

const choose = (notifications: Choice) =>
  saveSettings(
    supplierIn('test'),
    house.database.pool,
    settingsSchema.parse({ ...SAMPLE_SETTINGS, notifications }),
  );

const read = () => ask(house, '/api/notifications/read', {});
const key = (rotate?: boolean) =>
  ask(house, '/api/notifications/key', {
    ...(rotate === undefined ? {} : { rotate }),
    ...changing(),
  });
const tryAll = () => ask(house, '/api/notifications/test', changing());

describe('POST /api/notifications/key', () => {
  it('shows the key to administrators alone, and the same each time', async () => {
    expect((await read()).signing_key).toBe(false);
    const shown = await key();
    expect(shown).toEqual({ signing_key: expect.stringMatching(/^gwhsec_/), previous_until: null });
    expect(await key(false)).toEqual(shown);
    expect((await read()).signing_key).toBe(true);
    for (const role of ['view_only', 'developer', 'support_specialist']) {
      const refused = askRefused(house, '/api/notifications/key', changing(role));
      expect(await refused).toBe('403 role_missing');
    }
    expect(JSON.stringify(await read())).not.toContain('gwhsec_');
  });

  it('makes a new one when told, says how long the old one goes on, and not without end', async () => {
    const { signing_key: old } = await key();
    const { signing_key: fresh, previous_until: until } = await key(true);
    expect(fresh).not.toBe(old);
    const leftMs = Date.parse(until ?? '') - Date.now();
    expect(leftMs / HOUR_MS).toBeGreaterThan(23.9);
    expect(leftMs / HOUR_MS).toBeLessThanOrEqual(24);
    expect(await key()).toEqual({ signing_key: fresh, previous_until: until });
    await key(true);
    await key(true);
    const fourth = askRefused(house, '/api/notifications/key', { rotate: true, ...changing() });
    expect(await fourth).toBe('429 too_many_requests');
  });

  it('outlives disconnecting from Chorus Pro', async () => {
    const { signing_key: before } = await key();
    await ask(house, '/api/connection/disconnect', changing());
    expect((await key()).signing_key).toBe(before);
  });
});

describe('POST /api/notifications/test', () => {
  it('refuses where nothing is set, and those who may only look', async () => {
    await choose({ email: { addresses: [] } });
    const path = '/api/notifications/test';
    expect(await askRefused(house, path, changing())).toBe('409 no_channel');
    expect(await askRefused(house, path, changing('view_only'))).toBe('403 role_missing');
  });

  it('tells something made up over every channel that is set, and how each went', async () => {
    await choose({
      language: 'fr',
      email: { addresses: ['compta@a.example'], events: [] },
      slack: { url: 'https://hooks.slack.example/x', events: [] },
      webhook: { url: 'https://hooks.merchant.example/y', events: [] },
    });
    receiver.answers.push(404);
    const { deliveries } = await tryAll();
    expect(deliveries.map(({ event, number }) => [event, number])).toEqual(
      Array.from({ length: 3 }, () => ['test', 'TEST-0001']),
    );
    const how = deliveries.map(({ channel, target, state }) => `${channel} ${target} ${state}`);
    expect(how.sort().at(0)).toBe('email compta@a.example sent');
    // One of the two endpoints said 404: it is tried again, as anything else is.
    expect(deliveries.map(({ answer }) => answer).sort()).toEqual([
      'accepted',
      'http 200',
      'http 404',
    ]);
    expect(mail.mails.at(-1)?.subject).toContain('Essai');
    const call = receiver.calls.find(({ host }) => host.startsWith('hooks.merchant'));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'guichet.test',
      data: { document: { number: 'TEST-0001', sayings: [{ code: 'service_missing' }] } },
    });
    const { signing_key: current } = await key();
    const [, t] = /^t=(\d+),/.exec(String(call?.headers['guichet-signature'])) ?? [];
    const digest = createHmac('sha256', current).update(`${t}.${call?.body}`).digest('hex');
    expect(call?.headers['guichet-signature']).toContain(`v1=${digest}`);
  });

  it('is limited, and its addresses never come into the log', async () => {
    await choose({ email: { addresses: ['compta@a.example'] } });
    await tryAll();
    await tryAll();
    const path = '/api/notifications/test';
    expect(await askRefused(house, path, changing())).toBe('429 too_many_requests');
    expect(lines.join('')).toContain('notice sent');
    expect(lines.join('')).not.toMatch(/compta|hooks\.|gwhsec_/);
  });
});

describe('POST /api/notifications/read', () => {
  it('says that no mail can be sent where there is no mail server, and then tries none', async () => {
    const desk = await openDesk();
    const notifications = { email: { addresses: ['compta@a.example'] } };
    await saveSettings(
      desk.shop.tenant,
      desk.shop.database.pool,
      settingsSchema.parse({ ...SAMPLE_SETTINGS, notifications }),
    );
    const { body } = await desk.ask('/api/notifications/read', {});
    expect(body).toEqual({ mail: false, signing_key: false, deliveries: [] });
    expect(await desk.ask('/api/notifications/test', {})).toMatchObject({
      status: 409,
      body: { error: { code: 'no_channel' } },
    });
    await desk.close();
  });

  it('shows a merchant what it was told, and nobody else’s', async () => {
    const { mail: canMail, deliveries } = await read();
    expect(canMail).toBe(true);
    expect(deliveries.length).toBeGreaterThan(3);
    const other = await ask(house, '/api/notifications/read', {}, { account: 'acct_1Another' });
    expect(other).toEqual({ mail: true, signing_key: false, deliveries: [] });
  });
});
