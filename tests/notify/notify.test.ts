import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { endTenant } from '../../backend/store/tenants.ts';
import { saveTrial } from '../../backend/store/connection-checks.ts';
import { openTransmission } from '../../backend/store/transmissions.ts';
import { noteStep } from '../../backend/notify/note-step.ts';
import { openStage, SUSPENDED, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOOK = 'https://hooks.merchant.example/guichet?a=1';
const SLACK = 'https://hooks.slack.example/services/T0/B0/key';

const mailsTo = (address: string) => stage.mail.mails.filter(({ to }) => to === address);
const callsOn = (path: string) => stage.receiver.calls.filter((call) => call.path.includes(path));

/** An address or path that nothing else in this file uses. */
let last = 0;
const fresh = () => `m${(last += 1)}`;

describe('a suspension', () => {
  it('is told by mail, chat and signed call, once each, however often anything runs again', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      language: 'en',
      email: { addresses: [`${name}@a.example`, `${name}@b.example`, `${name}@a.example`] },
      slack: { url: `${SLACK}/${name}` },
      webhook: { url: `${HOOK}&${name}` },
    });
    const saved = await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.database.transaction((tx) =>
      noteStep(tx, { ...saved, stateSince: new Date(0) }, saved, stage.now()),
    );
    await stage.tell();
    await stage.tell();

    const [mail] = mailsTo(`${name}@a.example`);
    expect(mailsTo(`${name}@a.example`)).toHaveLength(1);
    expect(mailsTo(`${name}@b.example`)).toHaveLength(1);
    expect(mail?.subject).toBe('[Test] The buyer suspended invoice F-2026-001');
    for (const told of [
      'Commune de Trifouilly, 12345678200051',
      '€1,200.00',
      'Merci de joindre le bon de livraison',
      `https://dashboard.stripe.com/${tenant.account}/test/invoices/in_1`,
    ])
      expect(mail?.text).toContain(told);

    const [chat, ...moreChats] = callsOn(`/key/${name}`);
    expect(moreChats).toEqual([]);
    expect(JSON.parse(chat?.body ?? '')).toEqual({
      text: expect.stringContaining('*[Test] The buyer suspended invoice F-2026-001*'),
    });

    const [call, ...moreCalls] = callsOn(`?a=1&${name}`);
    expect(moreCalls).toEqual([]);
    expect(call?.host).toBe('hooks.merchant.example');
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'guichet.invoice.suspended',
      environment: 'test',
      account: tenant.account,
      data: { document: { id: 'in_1', number: 'F-2026-001', total_minor: '120000' } },
    });
    const key = await stage.secrets.findSecret(tenant, stage.database.pool, 'webhook_signing');
    const [, t, v1] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['guichet-signature'])) ?? [];
    expect(Number(t)).toBe(Math.floor(stage.now().getTime() / 1_000));
    expect(v1).toBe(
      createHmac('sha256', key ?? '')
        .update(`${t}.${call?.body}`)
        .digest('hex'),
    );

    const log = await stage.log(tenant);
    expect(log.map(({ channel, state, answer }) => `${channel} ${state} ${answer}`).sort()).toEqual(
      [
        'email sent accepted',
        'email sent accepted',
        'slack sent http 200',
        'webhook sent http 200',
      ],
    );
  });

  it('is told again when the buyer suspends the same invoice a second time', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ email: { addresses: [`${name}@a.example`] } });
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    stage.pass(HOUR_MS);
    await stage.move(tenant, 'in_1', { state: 'completed' });
    stage.pass(HOUR_MS);
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    expect(mailsTo(`${name}@a.example`)).toHaveLength(2);
  });

  it('is not told when the step that it came with is rolled back', async () => {
    const tenant = await stage.merchant({ webhook: { url: HOOK } });
    const failing = stage.database.transaction(async (tx) => {
      const before = await openTransmission(
        tenant,
        tx,
        { documentId: 'in_1', kind: 'invoice' },
        stage.now(),
      );
      const after = { ...before, state: 'rejected', stateSince: new Date(1) } as const;
      await noteStep(tx, before, after, stage.now());
      throw new Error('the step failed');
    });
    await expect(failing).rejects.toThrow('the step failed');
    await stage.tell();
    expect(await stage.log(tenant)).toEqual([]);
  });

  it('is told once by two processes that look at the same time', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ webhook: { url: `${HOOK}&${name}` } });
    for (const id of ['in_1', 'in_2', 'in_3', 'in_4', 'in_5', 'in_6', 'in_7', 'in_8'])
      await stage.move(tenant, id, SUSPENDED);
    await Promise.all([stage.tell(stage.notifier()), stage.tell(stage.notifier())]);
    await stage.tell();
    const told = callsOn(`?a=1&${name}`).map(({ body }) => JSON.parse(body).data.document.id);
    expect(told.sort()).toEqual(['in_1', 'in_2', 'in_3', 'in_4', 'in_5', 'in_6', 'in_7', 'in_8']);
  });
});

describe('what a merchant chose', () => {
  it('counts: nobody is told of what was not asked for, and a mail without choices goes nowhere', async () => {
    const name = fresh();
    const quiet = await stage.merchant({});
    const picky = await stage.merchant({
      email: { addresses: [`${name}@a.example`] },
      webhook: { url: `${HOOK}&${name}`, events: ['paid'] },
    });
    for (const tenant of [quiet, picky, await stage.merchant()]) {
      await stage.move(tenant, 'in_1', SUSPENDED);
      await stage.move(tenant, 'in_2', { ...SUSPENDED, state: 'paid', reasons: [] });
    }
    await stage.tell();
    expect(mailsTo(`${name}@a.example`)).toHaveLength(1);
    expect(callsOn(name).map(({ body }) => JSON.parse(body).type)).toEqual([
      'guichet.invoice.paid',
    ]);
    expect(await stage.log(quiet)).toEqual([]);
  });

  it('counts at the time of each attempt: an address that was taken away gets nothing more', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ webhook: { url: `${HOOK}&${name}` } });
    stage.receiver.answers.push(500);
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    await stage.choose(tenant, {});
    stage.pass(DAY_MS);
    await stage.tell();
    expect(callsOn(name)).toHaveLength(1);
    expect((await stage.log(tenant)).filter(({ event }) => event === 'suspended')).toMatchObject([
      { state: 'dropped', attempts: 2 },
    ]);
  });

  it('ends when the merchant leaves', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ webhook: { url: `${HOOK}&${name}` } });
    await stage.move(tenant, 'in_1', SUSPENDED);
    await endTenant(tenant, stage.database.pool, 2);
    await stage.tell();
    expect(callsOn(name)).toEqual([]);
  });
});

describe('waiting for somebody', () => {
  it('is told after a day, with the reasons of that day', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ webhook: { url: `${HOOK}&${name}` } });
    const because = (code: 'iban_missing' | 'buyer_siret_missing') => [
      { code, at: 'x', params: {} },
    ];
    await stage.move(tenant, 'in_1', { state: 'blocked', reasons: because('iban_missing') });
    stage.pass(HOUR_MS);
    await stage.move(tenant, 'in_1', { reasons: because('buyer_siret_missing') });
    stage.pass(22 * HOUR_MS);
    await stage.tell();
    expect(callsOn(name)).toEqual([]);
    stage.pass(HOUR_MS);
    await stage.tell();
    await stage.tell();
    expect(callsOn(name).map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        type: 'guichet.invoice.waiting',
        data: { document: { reasons: [{ code: 'buyer_siret_missing' }] } },
      },
    ]);
  });

  it('is not told of what has moved on, and of a converted invoice only when it is held up', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      webhook: { url: `${HOOK}&${name}`, events: ['waiting'] },
    });
    const outage = [{ code: 'chorus_pro_unavailable', at: 'x', params: {} }] as const;
    await stage.move(tenant, 'in_moved', { state: 'waiting', reasons: outage });
    await stage.move(tenant, 'in_smooth', { state: 'converted' });
    await stage.move(tenant, 'in_held', { state: 'converted' });
    await stage.move(tenant, 'in_held', { reasons: outage });
    stage.pass(HOUR_MS);
    await stage.move(tenant, 'in_moved', { state: 'converted', reasons: [] });
    stage.pass(2 * DAY_MS);
    await stage.tell();
    const told = callsOn(name).map(({ body }) => JSON.parse(body).data.document.id);
    expect(told).toEqual(['in_held']);
  });

  it('is told of a deposit whose report does not come, with what Chorus Pro said of it and who is waited for', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      language: 'en',
      email: { addresses: [`${name}@a.example`], events: ['waiting'] },
    });
    const deposited = {
      ...SUSPENDED,
      state: 'deposited',
      reasons: [],
      remoteComment: null,
    } as const;
    await stage.move(tenant, 'in_integrated', { ...deposited, number: 'F-1' });
    await stage.move(tenant, 'in_silent', { ...deposited, number: 'F-2' });
    await stage.move(tenant, 'in_odd', { ...deposited, number: 'F-3' });
    stage.pass(HOUR_MS);
    await stage.move(tenant, 'in_integrated', { state: 'integrated' });
    const odd = [
      { code: 'flow_state_unknown', at: 'flow', params: { state: 'IN_DOUBT' } },
    ] as const;
    await stage.move(tenant, 'in_odd', { warnings: odd });
    stage.pass(DAY_MS);
    await stage.tell();
    const mails = mailsTo(`${name}@a.example`).toSorted((one, other) =>
      one.subject.localeCompare(other.subject),
    );
    expect(mails.map(({ subject }) => subject)).toEqual([
      '[Test] Waiting for more than a day: invoice F-2',
      '[Test] Waiting for more than a day: invoice F-3',
    ]);
    const [silent, unknown] = mails;
    expect(silent?.text).toContain('It waits for Chorus Pro');
    expect(silent?.text).toContain('State: Sent');
    expect(unknown?.text).toContain('It waits for Guichet’s support');
    expect(unknown?.text).toContain('IN_DOUBT');
  });
});

describe('an expiring password', () => {
  it('is announced 30, 15, 3 and 0 days ahead, once each, until another account is saved', async () => {
    const name = fresh();
    const tenant = await stage.merchant({ webhook: { url: `${HOOK}&${name}` } });
    await stage.secrets.saveSecret(tenant, stage.database.pool, 'technical_account', 'one');
    const day = (days: number) =>
      new Date(stage.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
    await saveTrial(tenant, stage.database.pool, 1, {
      renewPasswordBy: day(40),
      checkedAt: stage.now(),
    });
    const toldAfter: number[] = [];
    for (let days = 0; days <= 45; days += 1) {
      await stage.tell();
      await stage.tell();
      if (callsOn(name).length > toldAfter.length) toldAfter.push(days);
      stage.pass(DAY_MS);
    }
    expect(toldAfter).toEqual([10, 25, 37, 40]);
    expect(JSON.parse(callsOn(name)[0]?.body ?? '').type).toBe(
      'guichet.connection.password_expiring',
    );

    await saveTrial(tenant, stage.database.pool, 1, {
      renewPasswordBy: day(2),
      checkedAt: stage.now(),
    });
    await stage.secrets.saveSecret(tenant, stage.database.pool, 'technical_account', 'two');
    await stage.tell();
    expect(callsOn(name)).toHaveLength(4);
  });
});
