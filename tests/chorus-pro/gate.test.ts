import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../backend/chorus-pro/limits.ts';
import { REAL_PACE } from '../../backend/follow/schedule.ts';
import {
  businessError,
  connect,
  DOCUMENT,
  ok,
  SHORT_LIMITS,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

const FLOW = 'CPP0011117000000000000042';
const report = ok({ etatCourantDepotFlux: 'IN_INTEGRE' });
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const accountEach = async ({ account }: { readonly account: string }) => ({
  login: account,
  password: 'password',
});

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

const tooMany = (seconds: string): Reply => ({
  status: 429,
  headers: { 'retry-after': seconds },
});

describe('the breaker of a platform', () => {
  const limits = { ...SHORT_LIMITS, breakerFailures: 3 };

  it('opens after so many failures in a row, and then touches no wire', async () => {
    piste.api = () => ({ status: 503 });
    const { chorusPro, lines } = connect(piste.application, { limits });
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    const deposit = await chorusPro.deposit(tenantOf(), DOCUMENT);
    const read = await chorusPro.flowReport(tenantOf(), FLOW);
    await chorusPro.close();
    expect(piste.requests).toHaveLength(3);
    expect(lines.map(({ end }) => end)).toEqual([
      ...Array(3).fill('server_error'),
      ...Array(2).fill('breaker_open'),
    ]);
    for (const answer of [deposit, read]) {
      expect(answer).toMatchObject({ kind: 'not_now', reason: { code: 'chorus_pro_unavailable' } });
    }
  });

  it('says whether a platform answers: unknown at first, down while it is open, up again', async () => {
    piste.api = (_request, nth) => (nth <= 4 && nth !== 1 ? { status: 503 } : report);
    const { chorusPro } = connect(piste.application, { limits });
    const states = [chorusPro.stateOf('qualification')];
    for (let count = 0; count < 4; count += 1) {
      await chorusPro.flowReport(tenantOf(), FLOW);
      states.push(chorusPro.stateOf('qualification'));
    }
    await wait(limits.breakerPauseMs + 20);
    await chorusPro.flowReport(tenantOf(), FLOW);
    states.push(chorusPro.stateOf('qualification'));
    await chorusPro.close();
    expect(states).toEqual(['unknown', 'up', 'unknown', 'unknown', 'down', 'up']);
    expect(chorusPro.stateOf('production')).toBe('unknown');
  });

  it('says since when there has been trouble, and forgets it with the first good answer', async () => {
    let nowMs = Date.parse('2026-11-23T09:00:00Z');
    piste.api = (_request, nth) => (nth >= 2 && nth <= 3 ? { status: 503 } : report);
    const { chorusPro } = connect(piste.application, { limits, now: () => nowMs });
    const since: (string | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      nowMs += 60_000;
      await chorusPro.flowReport(tenantOf(), FLOW);
      since.push(chorusPro.troubledSince('qualification'));
    }
    await chorusPro.close();
    const began = '2026-11-23T09:02:00.000Z';
    expect(since).toEqual([undefined, began, began, undefined]);
    expect(chorusPro.troubledSince('production')).toBeUndefined();
  });

  it('lets one call try after the pause, and closes when it succeeds', async () => {
    piste.api = (_request, nth) => (nth <= 3 ? { status: 503 } : report);
    const { chorusPro } = connect(piste.application, { limits });
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    await wait(limits.breakerPauseMs + 20);
    const answers = [];
    for (let count = 0; count < 3; count += 1) {
      answers.push(await chorusPro.flowReport(tenantOf(), FLOW));
    }
    await chorusPro.close();
    expect(answers.map(({ kind }) => kind)).toEqual(['report', 'report', 'report']);
  });

  it('opens again at once when the call that tries fails', async () => {
    piste.api = () => 'drop';
    const { chorusPro } = connect(piste.application, { limits });
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    await wait(limits.breakerPauseMs + 20);
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    await chorusPro.close();
    expect(piste.requests).toHaveLength(4);
  });

  it.each<{ readonly title: string; readonly reply: Reply }>([
    { title: 'a refused account', reply: { status: 401 } },
    { title: 'too many calls, with no wait asked for', reply: tooMany('0') },
    { title: 'a refusal', reply: { status: 400, body: { codeRetour: 1, libelle: 'KO' } } },
    { title: 'a business error', reply: businessError(20001, 'POQ_MSG_01.003') },
  ])('stays closed for $title', async ({ reply }) => {
    piste.api = () => reply;
    const { chorusPro, lines } = connect(piste.application, { limits });
    for (let count = 0; count < 6; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    await chorusPro.close();
    expect(lines).toHaveLength(6);
    expect(lines.map(({ end }) => end)).not.toContain('breaker_open');
  });

  it('is not closed by a merchant without a technical account', async () => {
    piste.api = () => ({ status: 503 });
    const { chorusPro, lines } = connect(piste.application, {
      limits,
      findTechnicalAccount: async ({ account }) =>
        account === 'acct_none' ? undefined : { login: account, password: 'password' },
    });
    const ask = (account: string) => chorusPro.flowReport(tenantOf('test', account), FLOW);
    for (const account of ['acct_1', 'acct_none', 'acct_1', 'acct_none', 'acct_1', 'acct_1']) {
      await ask(account);
    }
    await chorusPro.close();
    expect(lines.at(-1)).toMatchObject({ end: 'breaker_open' });
  });

  it('belongs to one platform', async () => {
    const broken = await startScriptedPiste();
    broken.api = () => ({ status: 503 });
    piste.api = () => report;
    const { chorusPro } = connect(piste.application, {
      limits,
      applications: { qualification: broken.application, production: piste.application },
    });
    for (let count = 0; count < 5; count += 1) await chorusPro.flowReport(tenantOf('test'), FLOW);
    const live = await chorusPro.flowReport(tenantOf('live'), FLOW);
    await chorusPro.close();
    await broken.close();
    expect(broken.requests).toHaveLength(3);
    expect(live).toMatchObject({ kind: 'report' });
  });
});

describe('the way to a platform that asks to be left alone', () => {
  let nowMs: number;
  const now = () => nowMs;
  beforeEach(() => {
    nowMs = Date.parse('2026-11-23T09:00:00Z');
  });

  /** What two processes share. */
  const makePauses = () => {
    const until = new Map<string, number>();
    return {
      remainingMs: async (platform: string) => Math.max(0, (until.get(platform) ?? 0) - nowMs),
      begin: async (platform: string, pauseMs: number) =>
        void until.set(platform, Math.max(until.get(platform) ?? 0, nowMs + pauseMs)),
    };
  };

  it.each<readonly [string, Reply, number]>([
    ['429', tooMany('90'), 90_000],
    ['503', { status: 503, headers: { 'retry-after': '90' } }, 90_000],
    ['429 without a time', { status: 429 }, SHORT_LIMITS.breakerPauseMs],
  ])('is closed to every merchant and process after %s', async (_title, reply, pauseMs) => {
    piste.api = (_request, nth) => (nth === 1 ? reply : report);
    const pauses = makePauses();
    const one = connect(piste.application, { now, pauses, findTechnicalAccount: accountEach });
    const other = connect(piste.application, { now, pauses, findTechnicalAccount: accountEach });
    await one.chorusPro.flowReport(tenantOf('test', 'acct_1'), FLOW);
    for (const { chorusPro } of [one, other]) {
      const answer = await chorusPro.deposit(tenantOf('test', 'acct_2'), DOCUMENT);
      expect(answer).toMatchObject({ kind: 'not_now', retryAfterMs: pauseMs, unasked: true });
      expect(await chorusPro.standstill?.(tenantOf())).toMatchObject({
        reason: { code: 'chorus_pro_unavailable' },
        waitMs: pauseMs,
      });
      expect(await chorusPro.standstill?.(tenantOf('live'))).toBeUndefined();
    }
    expect(piste.requests).toHaveLength(1);
    nowMs += pauseMs;
    expect(await other.chorusPro.standstill?.(tenantOf())).toBeUndefined();
    expect(await other.chorusPro.flowReport(tenantOf(), FLOW)).toMatchObject({ kind: 'report' });
    await Promise.all([one.chorusPro.close(), other.chorusPro.close()]);
  });

  it('stays closed for twice as long after each try that fails, up to its most, and says when it opens', async () => {
    piste.api = (_request, nth) => (nth <= 8 ? 'drop' : report);
    const reopened: string[] = [];
    const limits = {
      ...SHORT_LIMITS,
      ...{ breakerFailures: 3, breakerPauseMs: 1_000, breakerPauseMaxMs: 5_000 },
    };
    const onReopened = (platform: string) => void reopened.push(platform);
    const { chorusPro } = connect(piste.application, { limits, now, onReopened });
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    const waits = [];
    for (let count = 0; count < 6; count += 1) {
      const { waitMs = 0 } = (await chorusPro.standstill?.(tenantOf())) ?? {};
      waits.push(waitMs);
      nowMs += waitMs;
      await chorusPro.flowReport(tenantOf(), FLOW);
    }
    await chorusPro.close();
    expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    expect(reopened).toEqual(['qualification']);
  });

  it('lets one call try at a time after faults, and the others wait', async () => {
    let answer = (): void => undefined;
    piste.api = (_request, nth) =>
      nth <= 3
        ? 'drop'
        : new Promise((resolve) => {
            answer = () => resolve(report);
          });
    const limits = { ...SHORT_LIMITS, breakerFailures: 3, breakerPauseMs: 1_000 };
    const { chorusPro } = connect(piste.application, {
      ...{ limits, now, findTechnicalAccount: accountEach },
    });
    for (let count = 0; count < 3; count += 1) await chorusPro.flowReport(tenantOf(), FLOW);
    nowMs += 1_000;
    const first = chorusPro.flowReport(tenantOf('test', 'acct_1'), FLOW);
    while (piste.requests.length < 4) await wait(5);
    const second = await chorusPro.flowReport(tenantOf('test', 'acct_2'), FLOW);
    expect(second).toMatchObject({ kind: 'not_now', unasked: true });
    answer();
    expect(await first).toMatchObject({ kind: 'report' });
    expect(piste.requests).toHaveLength(4);
    await chorusPro.close();
  });
});

describe('the lane of a technical account', () => {
  it('lets its calls out one after another, and those of others beside them', async () => {
    const out = new Map<string, number>();
    let [together, mostOfOne, most] = [0, 0, 0];
    piste.api = async ({ headers }) => {
      const account = String(headers['cpro-account']);
      const ofOne = (out.get(account) ?? 0) + 1;
      out.set(account, ofOne);
      together += 1;
      mostOfOne = Math.max(mostOfOne, ofOne);
      most = Math.max(most, together);
      await wait(15);
      out.set(account, (out.get(account) ?? 1) - 1);
      together -= 1;
      return report;
    };
    const { chorusPro } = connect(piste.application, { findTechnicalAccount: accountEach });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        chorusPro.flowReport(tenantOf('test', `acct_${index % 3}`), FLOW),
      ),
    );
    await chorusPro.close();
    expect(answers.filter(({ kind }) => kind === 'report')).toHaveLength(12);
    expect(mostOfOne).toBe(1);
    expect(most).toBe(3);
  });

  it('keeps the trouble of one merchant from the others', async () => {
    piste.api = ({ headers }) =>
      headers['cpro-account'] === Buffer.from('acct_slow:password').toString('base64')
        ? 'silence'
        : report;
    const { chorusPro } = connect(piste.application, { findTechnicalAccount: accountEach });
    const slow = chorusPro.flowReport(tenantOf('test', 'acct_slow'), FLOW);
    const startedAt = performance.now();
    const quick = await chorusPro.flowReport(tenantOf('test', 'acct_quick'), FLOW);
    expect(quick).toMatchObject({ kind: 'report' });
    expect(performance.now() - startedAt).toBeLessThan(SHORT_LIMITS.headersMs);
    expect(await slow).toMatchObject({ kind: 'not_now' });
    await chorusPro.close();
  });

  it('is left unsent by a deposit that waited too long', async () => {
    piste.api = ({ route }) => (route.endsWith('deposer/flux') ? ok() : 'silence');
    const limits = { ...SHORT_LIMITS, queueWaitMs: 50 };
    const { chorusPro, lines } = connect(piste.application, { limits });
    const slow = chorusPro.flowReport(tenantOf(), FLOW);
    const deposit = await chorusPro.deposit(tenantOf(), DOCUMENT);
    expect(deposit).toMatchObject({ kind: 'not_now', reason: { code: 'chorus_pro_unavailable' } });
    await slow;
    await wait(20);
    await chorusPro.close();
    expect(piste.requests.map(({ route }) => route)).toEqual([
      'transverses/v1/consulterCRDetaille',
    ]);
    expect(lines[0]).toMatchObject({ end: 'no_turn', kind: 'deposit' });
  });

  it('is left unsent by what waits for a turn that comes too late', async () => {
    let turn = () => {};
    const { chorusPro } = connect(piste.application, {
      limits: { ...SHORT_LIMITS, queueWaitMs: 30 },
      takeTurn: () =>
        new Promise((resolve) => {
          turn = resolve;
        }),
    });
    expect(await chorusPro.deposit(tenantOf(), DOCUMENT)).toMatchObject({ kind: 'not_now' });
    turn();
    await wait(20);
    await chorusPro.close();
    expect(piste.requests).toHaveLength(0);
  });

  it('takes only so many', async () => {
    piste.api = async () => {
      await wait(20);
      return report;
    };
    const { chorusPro, lines } = connect(piste.application, {
      limits: { ...SHORT_LIMITS, queueCalls: 2 },
    });
    await Promise.all(Array.from({ length: 5 }, () => chorusPro.flowReport(tenantOf(), FLOW)));
    await chorusPro.close();
    const ends = lines.map(({ end }) => end).sort();
    expect(ends).toEqual(['answered', 'answered', 'answered', 'no_turn', 'no_turn']);
  });

  it('takes the merchant’s turn before every call', async () => {
    piste.api = () => report;
    const turns: string[] = [];
    const { chorusPro } = connect(piste.application, {
      takeTurn: async ({ account }) => void turns.push(account),
    });
    await chorusPro.flowReport(tenantOf('test', 'acct_1'), FLOW);
    await chorusPro.flowReport(tenantOf('test', 'acct_2'), FLOW);
    await chorusPro.close();
    expect(turns).toEqual(['acct_1', 'acct_2']);
  });
});

it('a deposit is over before its reservation counts as abandoned', () => {
  expect(LIMITS.queueWaitMs + LIMITS.depositMs).toBeLessThan(REAL_PACE.callDeadlineMs);
});
