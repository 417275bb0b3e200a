import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAUSES_MS } from '../../backend/notify/notify.ts';
import { openStage, SUSPENDED, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOOK = 'https://hooks.merchant.example/guichet?a=1';

const mailsTo = (address: string) => stage.mail.mails.filter(({ to }) => to === address);
const callsOn = (path: string) => stage.receiver.calls.filter((call) => call.path.includes(path));

/** An address or path that nothing else in this file uses. */
let last = 0;
const fresh = () => `m${(last += 1)}`;

describe('faults on the way', () => {
  it('tries a call again with growing pauses, each under the same id, then gives up and says so', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      webhook: { url: `${HOOK}&${name}`, events: ['suspended'] },
    });
    const attempts = PAUSES_MS.length + 1;
    stage.receiver.answers.push(500, 'hang_up', 'hang', 301, 404, 429, 503, 500, 500);
    expect(stage.receiver.answers).toHaveLength(attempts);
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    for (const [position, pauseMs] of PAUSES_MS.entries()) {
      stage.pass(pauseMs - 1);
      await stage.tell();
      expect(callsOn(name)).toHaveLength(position + 1);
      stage.pass(1);
      await stage.tell();
      expect(callsOn(name)).toHaveLength(position + 2);
    }
    stage.pass(30 * DAY_MS);
    await stage.tell();
    expect(callsOn(name)).toHaveLength(attempts);
    expect(new Set(callsOn(name).map(({ body }) => JSON.parse(body).id)).size).toBe(1);
    expect(await stage.log(tenant)).toMatchObject([
      { state: 'failed', attempts, answer: 'http 500' },
    ]);
    expect(stage.lines.join('')).toContain('a notice did not reach the merchant');
  });

  it('takes 410 for an answer', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      webhook: { url: `${HOOK}&${name}`, events: ['suspended'] },
    });
    stage.receiver.answers.push(410);
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    stage.pass(DAY_MS);
    await stage.tell();
    expect(await stage.log(tenant)).toMatchObject([
      { state: 'failed', attempts: 1, answer: 'http 410' },
    ]);
  });

  it('tries a mail again that the server could not take now, and not one that it never will', async () => {
    const name = fresh();
    const events = ['suspended' as const];
    const later = await stage.merchant({ email: { addresses: [`${name}@a.example`], events } });
    stage.mail.answers.push(451);
    await stage.move(later, 'in_1', SUSPENDED);
    await stage.tell();
    expect(await stage.log(later)).toMatchObject([{ state: 'waiting', answer: 'smtp 451' }]);
    stage.pass(DAY_MS);
    await stage.tell();
    expect(await stage.log(later)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(mailsTo(`${name}@a.example`)).toHaveLength(1);

    const never = await stage.merchant({ email: { addresses: [`${name}@b.example`], events } });
    stage.mail.answers.push(550);
    await stage.move(never, 'in_1', SUSPENDED);
    await stage.tell();
    stage.pass(DAY_MS);
    await stage.tell();
    expect(await stage.log(never)).toMatchObject([
      { state: 'failed', attempts: 1, answer: 'smtp 550' },
    ]);
  });

  it('lets one bad address not keep the others from the mail', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      email: { addresses: [`${name}@a.example`, `${name}@b.example`], events: ['suspended'] },
    });
    stage.mail.answers.push(550);
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    const arrived = [...mailsTo(`${name}@a.example`), ...mailsTo(`${name}@b.example`)];
    expect(arrived).toHaveLength(1);
  });

  it('takes up a delivery whose process died, once the lease is over', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      webhook: { url: `${HOOK}&${name}`, events: ['suspended'] },
    });
    await stage.move(tenant, 'in_1', SUSPENDED);
    const dying = stage.notifier({ post: () => new Promise(() => undefined) });
    await dying.round();
    stage.pass(60_000);
    await stage.tell();
    expect(callsOn(name)).toEqual([]);
    stage.pass(60_000);
    await stage.tell();
    expect(callsOn(name)).toHaveLength(1);
  });

  it('keeps mails while no mail server is configured, says so once, and gives them up in a week', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      email: { addresses: [`${name}@a.example`], events: ['suspended'] },
    });
    const without = stage.notifier({ mailer: undefined });
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell(without);
    const warnings = () =>
      stage.lines.filter((line) => line.includes('SMTP_URL') && line.includes(tenant.account));
    for (let round = 0; round < 3; round += 1) {
      stage.pass(HOUR_MS);
      await stage.tell(without);
    }
    expect(warnings()).toHaveLength(1);
    await stage.tell();
    expect(mailsTo(`${name}@a.example`)).toHaveLength(1);

    await stage.move(tenant, 'in_2', { ...SUSPENDED, number: 'F-2' });
    await stage.tell(without);
    stage.pass(8 * DAY_MS);
    await stage.tell();
    expect(mailsTo(`${name}@a.example`)).toHaveLength(1);
    expect((await stage.log(tenant))[0]).toMatchObject({ state: 'failed', answer: 'too old' });
  });

  it('forgets what was told more than 90 days ago', async () => {
    const tenant = await stage.merchant({ webhook: { url: HOOK, events: ['suspended'] } });
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.tell();
    expect(await stage.log(tenant)).toHaveLength(1);
    stage.pass(91 * DAY_MS);
    await stage.tell();
    await stage.tell();
    expect(await stage.log(tenant)).toEqual([]);
  });

  it('never writes an address, a name, a key or a comment into the log', () => {
    const log = stage.lines.join('');
    expect(log.length).toBeGreaterThan(1_000);
    for (const secret of ['@', 'Trifouilly', 'gwhsec_', 'hooks.', 'Merci de joindre'])
      expect(log).not.toContain(secret);
  });
});
