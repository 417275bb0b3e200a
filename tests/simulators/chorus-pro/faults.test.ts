import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startChorusPro, type ChorusProSimulator } from './chorus-pro.ts';
import { Faults, type FaultInput } from './faults.ts';
import { askToken, makeCaller } from './sample-caller.ts';
import { samplePdf, sampleXml } from './sample-deposit.ts';

const DEPOSIT = 'factures/v1/deposer/flux';

let simulator: ChorusProSimulator;
let caller: Awaited<ReturnType<typeof makeCaller>>;

beforeEach(async () => {
  simulator = await startChorusPro({ seed: 7 });
  caller = await makeCaller(simulator);
});
afterEach(() => simulator.close());

/** Each fault, what the caller sees, and whether the deposit was taken all the same. */
const STRUCK: readonly (readonly [FaultInput, Readonly<Record<string, unknown>>, number])[] = [
  [{ kind: 'status', status: 500 }, { status: 500, json: { codeRetour: 500 } }, 0],
  [{ kind: 'status', status: 502, body: 'html' }, { status: 502, html: true }, 0],
  [{ kind: 'status', status: 504, effect: 'after' }, { status: 504 }, 1],
  [{ kind: 'too_many_requests', retryAfterSeconds: 12 }, { status: 429, retryAfter: '12' }, 0],
  [{ kind: 'too_many_requests' }, { status: 429, retryAfter: null }, 0],
  [{ kind: 'drop' }, { error: true }, 0],
  [{ kind: 'drop', effect: 'after' }, { error: true }, 1],
  [{ kind: 'never_answer' }, { error: true }, 1],
  [{ kind: 'empty_body' }, { status: 200, text: '' }, 1],
  [{ kind: 'html_200' }, { status: 200, html: true }, 0],
  [{ kind: 'wrong_content_type' }, { status: 200, type: 'text/plain', json: { codeRetour: 0 } }, 1],
  [{ kind: 'empty_flow_number' }, { status: 200, json: { codeRetour: 0, numeroFluxDepot: '' } }, 0],
  [{ kind: 'unsubscribed' }, { status: 403, json: { nomFichier: 'facture.pdf' } }, 0],
  [{ kind: 'token_expired' }, { status: 401, text: '' }, 0],
  [{ kind: 'unknown_code', code: 27_182 }, { status: 200, json: { codeRetour: 27_182 } }, 0],
];

const ANSWER_TIMEOUT_MS = 300;

async function strikeDeposit() {
  const file = caller.deposit();
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), ANSWER_TIMEOUT_MS).unref();
  });
  return Promise.race([file, late]);
}

describe('a fault', () => {
  it.each(STRUCK)('%j strikes the next deposit and no other', async (fault, seen, taken) => {
    simulator.faults.add({ route: 'deposer/flux', ...fault });
    if (seen['error'] === true) await expect(strikeDeposit()).rejects.toThrow();
    else {
      const answer = await caller.depositFile(samplePdf(sampleXml()));
      expect(answer.status).toBe(seen['status']);
      if ('json' in seen) expect(answer.body).toMatchObject({ ...Object(seen['json']) });
      if ('text' in seen) expect(answer.text).toBe(seen['text']);
      if ('html' in seen) expect(answer.text).toContain('<!DOCTYPE html>');
      if ('type' in seen) expect(answer.headers.get('content-type')).toBe(seen['type']);
      if ('retryAfter' in seen) expect(answer.headers.get('retry-after')).toBe(seen['retryAfter']);
    }
    expect(simulator.ledger).toHaveLength(taken);
    const again = await makeCaller(simulator);
    await again.deposit({ number: 'NEXT' });
    expect(simulator.ledger).toHaveLength(taken + 1);
  });

  it('covers every kind', () => {
    const kinds = new Set(STRUCK.map(([fault]) => fault.kind));
    expect([...kinds, 'slow', 'flow_ends_in'].sort()).toEqual(
      [
        'drop',
        'empty_body',
        'empty_flow_number',
        'flow_ends_in',
        'html_200',
        'never_answer',
        'slow',
        'status',
        'token_expired',
        'too_many_requests',
        'unknown_code',
        'unsubscribed',
        'wrong_content_type',
      ].sort(),
    );
  });

  it('leaves other routes alone, and strikes as many calls as it says', async () => {
    simulator.faults.add({ kind: 'status', route: 'consulterCRDetaille', times: 2 });
    expect(await caller.deposit()).toMatch(/^CPP/);
    const statuses = [await caller.report('X'), await caller.report('X'), await caller.report('X')];
    expect(statuses.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(simulator.faults.waiting()).toEqual([]);
  });

  it('makes an answer late after the work is done, or the work itself late', async () => {
    // After 40 ms the first is done and not answered; the second is not even begun.
    for (const [effect, taken] of [
      ['after', 1],
      ['before', 1],
    ] as const) {
      simulator.faults.add({ kind: 'slow', delayMs: 80, route: DEPOSIT, effect });
      const answer = caller.deposit({ number: effect });
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(simulator.ledger).toHaveLength(taken);
      await answer;
    }
    expect(simulator.ledger).toHaveLength(2);
  });

  it('takes the token endpoint down', async () => {
    simulator.faults.add({ kind: 'status', route: 'token', status: 503, body: 'html' });
    expect((await askToken(simulator)).status).toBe(503);
    expect((await askToken(simulator)).status).toBe(200);
  });

  it('ends a flow in a state of its choice', async () => {
    simulator.faults.add({ kind: 'flow_ends_in', state: 'IN_INCIDENTE' });
    const { body } = await caller.report(await caller.deposit());
    expect(body['etatCourantDepotFlux']).toBe('IN_INCIDENTE');
    expect((await caller.find({ numeroFacture: 'TEST-0001' })).body['codeRetour']).toBe(20000);
  });

  it('is taken back for one route or all', () => {
    const faults = new Faults(1);
    faults.add({ kind: 'drop', route: 'a' }, { kind: 'drop', route: 'b' }, { kind: 'drop' });
    faults.clear('a');
    expect(faults.waiting().map(({ route }) => route)).toEqual(['b', '*']);
    faults.clear();
    expect(faults.strike('b').fault).toBeUndefined();
  });

  it('with a probability strikes the same calls for the same seed', () => {
    const struck = (seed: number) => {
      const faults = new Faults(seed);
      faults.add({ kind: 'drop', probability: 0.28 });
      return Array.from({ length: 1_000 }, () => faults.strike('x').fault !== undefined);
    };
    expect(struck(3)).toEqual(struck(3));
    expect(struck(3)).not.toEqual(struck(4));
    const share = struck(3).filter(Boolean).length / 1_000;
    expect(share).toBeGreaterThan(0.24);
    expect(share).toBeLessThan(0.32);
  });

  it('of an unknown kind is refused', () => {
    const faults = new Faults(1);
    expect(() => faults.add({ kind: 'status', status: 418 })).toThrow();
    expect(faults.waiting()).toEqual([]);
  });
});
