import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import { BUYERS, PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import {
  startChorusPro,
  type ChorusProOptions,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import type { FaultInput } from '../simulators/chorus-pro/faults.ts';
import { samplePdf, sampleXml } from '../simulators/chorus-pro/sample-deposit.ts';
import { connect, SHORT_LIMITS, tenantOf } from './scripted-piste.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const NUMBER = 'TEST-0001';
const REQUEST = {
  fileName: `${NUMBER}.pdf`,
  invoiceNumber: NUMBER,
  pdf: new Uint8Array(samplePdf(sampleXml())),
} as const;

const tenant = tenantOf();
let simulator: ChorusProSimulator;
let chorusPro: ChorusPro;

async function start(options: ChorusProOptions = {}) {
  simulator = await startChorusPro({ now: () => NOW, ...options });
  const { tokenUrl, apiUrl } = simulator;
  ({ chorusPro } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl }, { limits: LIMITS }));
}
const LIMITS = { ...SHORT_LIMITS, headersMs: 3_000, readMs: 6_000, depositMs: 6_000 };

afterEach(async () => {
  await chorusPro.close();
  await simulator.close();
});

describe('an invoice’s whole way', () => {
  it('from the deposit to the payment', async () => {
    await start({ pace: 'manual' });
    const deposit = await chorusPro.deposit(tenant, REQUEST);
    expect(deposit).toMatchObject({ kind: 'accepted', depositedOn: '2026-11-23' });
    const flow = simulator.ledger[0]?.flowNumber ?? '';
    expect(deposit).toMatchObject({ flowNumber: flow });
    expect(flow).toMatch(/^CPP0011117\d{15}$/);
    expect(await chorusPro.flowReport(tenant, flow)).toMatchObject({ kind: 'not_yet' });
    expect(await chorusPro.invoiceStatus(tenant, flow, NUMBER)).toMatchObject({ kind: 'absent' });
    while (simulator.advance() > 0) continue;
    expect(await chorusPro.flowReport(tenant, flow)).toMatchObject({
      kind: 'report',
      state: 'IN_INTEGRE',
      at: '2026-11-23T09:00:00.000Z',
      errors: [],
    });
    expect(await chorusPro.invoiceStatus(tenant, flow, NUMBER)).toMatchObject({
      kind: 'status',
      status: 'MISE_A_DISPOSITION',
      at: '2026-11-23T09:00:00.000Z',
    });
    simulator.setStatus(NUMBER, 'SUSPENDUE', 'Bon de livraison manquant');
    expect(await chorusPro.invoiceStatus(tenant, flow, NUMBER)).toMatchObject({
      status: 'SUSPENDUE',
      comment: 'Bon de livraison manquant',
    });
    expect(await chorusPro.lookUp(tenant, NUMBER)).toMatchObject({
      kind: 'found',
      flowNumber: flow,
    });
  });

  it('to a rejected flow, which leaves no invoice', async () => {
    await start();
    const pdf = new Uint8Array(samplePdf(sampleXml({ framework: 'B1' })));
    const deposit = await chorusPro.deposit(tenant, { ...REQUEST, pdf });
    expect(deposit).toMatchObject({ kind: 'accepted' });
    const flow = simulator.ledger[0]?.flowNumber ?? '';
    const report = await chorusPro.flowReport(tenant, flow);
    expect(report).toMatchObject({
      kind: 'report',
      state: 'IN_REJETE',
      errors: [{ message: expect.stringContaining('BusinessProcess') }],
    });
    expect(await chorusPro.lookUp(tenant, NUMBER)).toMatchObject({ kind: 'absent' });
    expect(await chorusPro.invoiceStatus(tenant, flow, NUMBER)).toMatchObject({ kind: 'absent' });
  });
});

describe.each(['error', 'list'] as const)('an empty search answered with: %s', (emptySearch) => {
  beforeEach(() => start({ emptySearch }));

  it('is absent, unknown, or without services', async () => {
    expect(await chorusPro.lookUp(tenant, NUMBER)).toMatchObject({ kind: 'absent' });
    expect(await chorusPro.invoiceStatus(tenant, 'CPP0', NUMBER)).toMatchObject({ kind: 'absent' });
    expect(await chorusPro.findBuyer(tenant, '99999999999999', undefined)).toEqual({
      kind: 'unknown_siret',
    });
    expect(
      await chorusPro.findBuyer(tenant, BUYERS.engagementRequired.siret, undefined),
    ).toMatchObject({ kind: 'found', demands: { engagementRequired: true, services: [] } });
  });
});

describe('the directory', () => {
  beforeEach(() => start());

  it('knows the five buyers of qualification', async () => {
    const demandsOf = async ({ siret }: { readonly siret: string }) => {
      const answer = await chorusPro.findBuyer(tenant, siret, undefined);
      if (answer.kind !== 'found') return answer.kind;
      const { serviceRequired, engagementRequired, serviceOrEngagementRequired } = answer.demands;
      return [serviceRequired, engagementRequired, serviceOrEngagementRequired];
    };
    expect(await demandsOf(BUYERS.state)).toEqual([true, false, false]);
    expect(await demandsOf(BUYERS.serviceRequired)).toEqual([true, false, false]);
    expect(await demandsOf(BUYERS.engagementRequired)).toEqual([false, true, false]);
    expect(await demandsOf(BUYERS.engagementOrService)).toEqual([false, false, true]);
    expect(await demandsOf(BUYERS.noDemand)).toEqual([false, false, false]);
  });

  it('does not take the supplier for a public buyer', async () => {
    expect(await chorusPro.findBuyer(tenant, SUPPLIER.siret, undefined)).toEqual({
      kind: 'unknown_siret',
    });
  });

  it('says what the service in question demands', async () => {
    const { siret, service } = BUYERS.state;
    expect(await chorusPro.findBuyer(tenant, siret, service)).toMatchObject({
      demands: {
        services: expect.arrayContaining([
          expect.objectContaining({ code: service, active: true, engagementRequired: false }),
        ]),
      },
    });
  });

  it('shows for whom the technical account may submit', async () => {
    expect(await chorusPro.checkConnection(tenant)).toMatchObject({
      kind: 'working',
      structures: [{ identifier: SUPPLIER.siret }],
    });
  });
});

interface Case {
  readonly title: string;
  readonly fault: FaultInput;
  readonly kind: 'accepted' | 'refused' | 'not_now' | 'uncertain';
  /** Whether Chorus Pro has it in the end. */
  readonly taken: boolean;
}

const deposits = (fault: FaultInput): FaultInput => ({ ...fault, route: 'deposer/flux' });
const CASES: readonly Case[] = [
  ...(['before', 'after'] as const).flatMap((effect): readonly Case[] => {
    const taken = effect === 'after';
    const lost: Readonly<Record<string, FaultInput>> = {
      'a dropped connection': { kind: 'drop', effect },
      'no answer at all': { kind: 'never_answer', effect },
      'an empty 200': { kind: 'empty_body', effect },
      'a page with 200': { kind: 'html_200', effect },
      'a 500': { kind: 'status', status: 500, effect },
      'a 503 as a page': { kind: 'status', status: 503, body: 'html', effect },
      'an unknown code': { kind: 'unknown_code', effect },
      'an empty flow number': { kind: 'empty_flow_number', effect },
    };
    return Object.entries(lost).map(([what, fault]) => ({
      title: `${what} ${effect} it was taken`,
      fault: deposits(fault),
      kind: 'uncertain',
      taken,
    }));
  }),
  {
    title: 'the right answer under the wrong content type',
    fault: deposits({ kind: 'wrong_content_type' }),
    kind: 'accepted',
    taken: true,
  },
  {
    title: 'a token that expired on the way',
    fault: deposits({ kind: 'token_expired' }),
    kind: 'accepted',
    taken: true,
  },
  {
    title: 'a token that expires twice',
    fault: deposits({ kind: 'token_expired', times: 2 }),
    kind: 'refused',
    taken: false,
  },
  {
    title: 'too many requests',
    fault: deposits({ kind: 'too_many_requests', retryAfterSeconds: 0 }),
    kind: 'not_now',
    taken: false,
  },
  {
    title: 'an application without the right',
    fault: deposits({ kind: 'unsubscribed' }),
    kind: 'refused',
    taken: false,
  },
  {
    title: 'a late answer',
    fault: deposits({ kind: 'slow', delayMs: 100 }),
    kind: 'accepted',
    taken: true,
  },
  {
    title: 'no token',
    fault: { kind: 'status', route: 'token', status: 503 },
    kind: 'not_now',
    taken: false,
  },
  { title: 'a lost token', fault: { kind: 'drop', route: 'token' }, kind: 'not_now', taken: false },
];

describe('a deposit that meets', () => {
  beforeEach(() => start());

  it.each(CASES)('$title is $kind, and the look-up tells the truth', async (each) => {
    simulator.faults.add(each.fault);
    const answer = await chorusPro.deposit(tenant, REQUEST);
    expect(answer.kind).toBe(each.kind);
    expect(simulator.ledger).toHaveLength(each.taken ? 1 : 0);
    const flowNumber = simulator.ledger[0]?.flowNumber;
    if (answer.kind === 'accepted') expect(answer.flowNumber).toBe(flowNumber);
    expect(await chorusPro.lookUp(tenant, NUMBER)).toMatchObject(
      each.taken ? { kind: 'found', flowNumber } : { kind: 'absent' },
    );
  });

  it('a server that has gone away is not now', async () => {
    await simulator.close();
    const answer = await chorusPro.deposit(tenant, REQUEST);
    expect(answer).toMatchObject({ kind: 'not_now', reason: { code: 'chorus_pro_unavailable' } });
    await chorusPro.close();
    await start();
  });

  it('tokens that all expired is accepted all the same', async () => {
    await chorusPro.lookUp(tenant, NUMBER);
    simulator.expireTokens();
    expect(await chorusPro.deposit(tenant, REQUEST)).toMatchObject({ kind: 'accepted' });
    expect(simulator.ledger).toHaveLength(1);
  });

  it('a number that came another way asks a person, once it is looked up', async () => {
    simulator.seed([{ number: NUMBER, supplierSiret: SUPPLIER.siret }]);
    expect(await chorusPro.lookUp(tenant, NUMBER)).toMatchObject({
      kind: 'not_now',
      reason: { code: 'number_already_used' },
    });
  });
});

describe('credentials', () => {
  beforeEach(() => start());

  it('of the merchant that are wrong are its technical account’s', async () => {
    const { tokenUrl, apiUrl } = simulator;
    const wrong = connect(
      { ...PISTE_APPLICATION, tokenUrl, apiUrl },
      { findTechnicalAccount: async () => ({ ...SUPPLIER.technicalAccount, password: 'wrong' }) },
    );
    expect(await wrong.chorusPro.deposit(tenant, REQUEST)).toMatchObject({
      kind: 'refused',
      reason: { code: 'technical_account_refused' },
    });
    expect(await wrong.chorusPro.checkConnection(tenant)).toMatchObject({
      kind: 'failing',
      reason: { code: 'technical_account_refused' },
    });
    await wrong.chorusPro.close();
  });

  it('of ours that are wrong are our application’s', async () => {
    const { tokenUrl, apiUrl } = simulator;
    const wrong = connect({ ...PISTE_APPLICATION, clientSecret: 'wrong-secret', tokenUrl, apiUrl });
    expect(await wrong.chorusPro.deposit(tenant, REQUEST)).toMatchObject({
      kind: 'refused',
      reason: { code: 'application_credentials_refused' },
    });
    await wrong.chorusPro.close();
  });
});
