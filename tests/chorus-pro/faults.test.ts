import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FAULTS } from '../../backend/chorus-pro/faults.ts';
import { echo, FAULT_CASES, type FaultCase } from './fault-cases.ts';
import {
  connect,
  DOCUMENT,
  startScriptedPiste,
  tenantOf,
  type ScriptedPiste,
} from './scripted-piste.ts';

const table = Object.entries<readonly FaultCase[]>(FAULT_CASES).flatMap(([fault, cases]) =>
  cases.map((each) => ({ fault, ...each })),
);

describe('every row of the fault table', () => {
  let piste: ScriptedPiste;
  beforeEach(async () => {
    piste = await startScriptedPiste();
  });
  afterEach(() => piste.close());

  it('has a case here, but for what only a breaker or a change to an invoice meets', () => {
    const covered = new Set(table.map(({ fault }) => fault));
    expect(table.length).toBeGreaterThan(40);
    // gate.test.ts opens the breaker; change-faults.test.ts meets the others.
    expect(FAULTS.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([
      'breaker_open',
      'attachment_too_large',
      'invoice_not_found',
      'no_rights',
      'status_not_allowed',
    ]);
  });

  it.each(table)('$fault: $title, for a deposit', async (each) => {
    const { chorusPro, lines } = connect(piste.application, each.arrange(piste));
    const answer = await chorusPro.deposit(tenantOf(), DOCUMENT);
    await chorusPro.close();
    expect(answer).toMatchObject({ kind: each.deposit[0], reason: { code: each.deposit[1] } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ end: each.fault, alert: each.alert ?? false });
    // Only a 401, which the gateway gives before it reads, is ever sent again.
    expect(piste.requests).toHaveLength(each.arrive ?? 1);
  });

  it.each(table)('$fault: $title, for a read', async (each) => {
    const { chorusPro, lines } = connect(piste.application, each.arrange(piste));
    const answer = await chorusPro.flowReport(tenantOf(), 'CPP0011117000000000000042');
    await chorusPro.close();
    const [kind, code] = each.read;
    expect(answer).toMatchObject(code === undefined ? { kind } : { kind, reason: { code } });
    expect(lines[0]).toMatchObject({ end: each.fault, alert: each.alert ?? false });
  });
});

describe('what a fault keeps', () => {
  let piste: ScriptedPiste;
  beforeEach(async () => {
    piste = await startScriptedPiste();
  });
  afterEach(() => piste.close());

  const depositOnce = async () => {
    const { chorusPro } = connect(piste.application);
    const answer = await chorusPro.deposit(tenantOf(), DOCUMENT);
    await chorusPro.close();
    return answer;
  };

  it('the remote words, the status and the correlation id', async () => {
    const body = { codeRetour: 20042, libelle: 'GDP_MSG_99.999 - Motif inconnu' };
    piste.api = () => ({ status: 400, body });
    expect(await depositOnce()).toEqual({
      kind: 'refused',
      reason: {
        code: 'deposit_refused',
        at: 'document',
        params: {
          route: 'factures/v1/deposer/flux',
          fault: 'request_refused',
          httpStatus: '400',
          code: '20042',
          message: 'GDP_MSG_99.999 - Motif inconnu',
        },
      },
      remote: {
        httpStatus: 400,
        code: '20042',
        message: 'GDP_MSG_99.999 - Motif inconnu',
        correlationId: 'Id-000102030405060708090a0b 0',
      },
    });
  });

  it('the route that our application may not use', async () => {
    piste.api = () => ({ status: 403, body: {} });
    expect(await depositOnce()).toMatchObject({
      reason: { params: { route: 'factures/v1/deposer/flux', fault: 'route_unknown' } },
    });
  });

  it('never the echoed document', async () => {
    piste.api = echo;
    expect(JSON.stringify(await depositOnce())).not.toContain(
      Buffer.from(DOCUMENT.pdf).toString('base64'),
    );
  });

  const inTenMinutes = new Date(Date.now() + 600_000).toUTCString();
  it.each([
    ['30', 30_000, 30_000],
    ['0', 0, 0],
    ['999999999', 3_600_000, 3_600_000],
    [inTenMinutes, 550_000, 600_000],
    ['Mon, 01 Jan 2024 00:00:00 GMT', 0, 0],
  ])('Retry-After %s', async (value, least, most) => {
    piste.api = () => ({ status: 429, headers: { 'retry-after': value } });
    const answer = await depositOnce();
    const waitMs = answer.kind === 'not_now' ? answer.retryAfterMs : undefined;
    expect(waitMs).toBeGreaterThanOrEqual(least);
    expect(waitMs).toBeLessThanOrEqual(most);
  });

  it.each(['soon', ''])('no wait for Retry-After "%s"', async (value) => {
    piste.api = () => ({ status: 429, headers: { 'retry-after': value } });
    expect(await depositOnce()).not.toHaveProperty('retryAfterMs');
  });
});
