import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { connect, ok, startScriptedPiste, tenantOf, type ScriptedPiste } from './scripted-piste.ts';

const tenant = tenantOf();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function withSimulator(now: () => number) {
  const simulator: ChorusProSimulator = await startChorusPro({ now });
  const { tokenUrl, apiUrl } = simulator;
  const { chorusPro } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl });
  closing.push(
    () => chorusPro.close(),
    () => simulator.close(),
  );
  return { simulator, chorusPro };
}

async function withScript(): Promise<{ piste: ScriptedPiste; chorusPro: ChorusPro }> {
  const piste = await startScriptedPiste();
  const { chorusPro } = connect(piste.application);
  closing.push(
    () => chorusPro.close(),
    () => piste.close(),
  );
  return { piste, chorusPro };
}

const seeds = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: `B-${String(index).padStart(4, '0')}`,
    supplierSiret: SUPPLIER.siret,
  }));

describe('what changed since', () => {
  it('is read in one question for hundreds of invoices, each once', async () => {
    let nowMs = Date.parse('2026-11-20T09:00:00Z');
    const { simulator, chorusPro } = await withSimulator(() => nowMs);
    simulator.seed(seeds(400));
    nowMs = Date.parse('2026-11-23T09:00:00Z');
    for (const number of ['B-0007', 'B-0399']) simulator.setStatus(number, 'MANDATEE');
    const asked = simulator.calls.length;
    const changed = await chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T08:58:00Z' });
    expect(changed).toMatchObject({ kind: 'found', complete: true, calls: 1 });
    expect(changed.kind === 'found' && changed.invoices).toEqual([
      expect.objectContaining({
        number: 'B-0007',
        status: 'MANDATEE',
        at: '2026-11-23T09:00:00.000Z',
        depositedOn: '2026-11-20',
        rejectionAcknowledged: false,
      }),
      expect.objectContaining({ number: 'B-0399' }),
    ]);
    // The token, and one question.
    expect(simulator.calls.length - asked).toBe(2);
  });

  it('begins five minutes early, as the platform writes minutes', async () => {
    const { piste, chorusPro } = await withScript();
    await chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T09:00:00.000Z' });
    expect(piste.requests[0]?.json).toMatchObject({
      periodeDateHeureEtatCourantDu: '2026-11-23T08:55:00.000Z',
      rechercheFactureParFournisseur: { triColonne: 'NumeroFacture', pageResultatDemandee: 1 },
    });
    expect(piste.requests[0]?.json).not.toHaveProperty('periodeDateHeureEtatCourantAu');
  });

  it('ends where it is told to', async () => {
    const { piste, chorusPro } = await withScript();
    await chorusPro.findInvoices(tenant, {
      changedFrom: '2026-11-23T09:00:00.000Z',
      changedUntil: '2026-11-23T10:00:00.000Z',
    });
    expect(piste.requests[0]?.json).toMatchObject({
      periodeDateHeureEtatCourantAu: '2026-11-23T10:00:00.000Z',
    });
  });

  it('is read to the last page, and what moved to a later page in between counts once', async () => {
    const { piste, chorusPro } = await withScript();
    const row = (id: number) => ({ identifiantFactureCPP: id, statut: 'DEPOSEE' });
    piste.api = (_request, nth) =>
      ok({
        listeFactures: nth === 1 ? [row(1), row(2)] : [row(2), row(3)],
        parametresRetour: { pages: 2 },
      });
    const answer = await chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T09:00:00Z' });
    expect(answer).toMatchObject({ kind: 'found', complete: true, calls: 2 });
    expect(answer.kind === 'found' && answer.invoices.map(({ remoteId }) => remoteId)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('is said to be incomplete after twenty pages', async () => {
    const { piste, chorusPro } = await withScript();
    piste.api = () => ok({ listeFactures: [], parametresRetour: { pages: 21 } });
    const answer = await chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T09:00:00Z' });
    expect(answer).toMatchObject({ kind: 'found', complete: false, calls: 20 });
    expect(piste.requests).toHaveLength(20);
  });

  it('is nothing now when one page cannot be read', async () => {
    const { piste, chorusPro } = await withScript();
    piste.api = (_request, nth) =>
      nth === 1 ? ok({ listeFactures: [], parametresRetour: { pages: 2 } }) : { status: 503 };
    expect(
      await chorusPro.findInvoices(tenant, { changedFrom: '2026-11-23T09:00:00Z' }),
    ).toMatchObject({ kind: 'not_now', reason: { code: 'chorus_pro_unavailable' } });
  });
});

describe('what was deposited', () => {
  it('in a period, by whatever way', async () => {
    let nowMs = Date.parse('2026-11-02T09:00:00Z');
    const { simulator, chorusPro } = await withSimulator(() => nowMs);
    simulator.seed(seeds(2));
    nowMs = Date.parse('2026-11-23T09:00:00Z');
    simulator.seed([{ number: 'LATE', supplierSiret: SUPPLIER.siret }]);
    const found = await chorusPro.findInvoices(tenant, {
      depositedFrom: '2026-11-01',
      depositedUntil: '2026-11-10',
    });
    expect(found.kind === 'found' && found.invoices.map(({ number }) => number)).toEqual([
      'B-0000',
      'B-0001',
    ]);
  });

  it('under a number: none is an empty list', async () => {
    const { chorusPro } = await withSimulator(Date.now);
    expect(await chorusPro.findInvoices(tenant, { number: 'NOBODY' })).toMatchObject({
      kind: 'found',
      invoices: [],
      complete: true,
    });
  });
});
