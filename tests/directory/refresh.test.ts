import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BuyerDemands, DirectoryAnswer } from '../../backend/decide/decision.ts';
import { askBuyer } from '../../backend/directory/directory.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { runJob } from '../../backend/jobs/advance.ts';
import type { Outside } from '../../backend/jobs/outside.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import { findBuyer } from '../../backend/store/buyers.ts';
import { saveTrial } from '../../backend/store/connection-checks.ts';
import { wakeHeldFor } from '../../backend/store/wake-held.ts';
import { BUYERS } from '../samples/world.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const { noDemand, state, serviceRequired } = BUYERS;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const asked = (route = 'structures/') =>
  shop.chorusPro.calls.filter((call) => call.route.includes(route)).length;

const known = (siret: string) =>
  findBuyer('qualification', shop.database.pool, siret, 365 * DAY_MS, shop.outside.now());

const ask = (siret: string, serviceCode?: string) =>
  askBuyer(shop.tenant, { siret, ...(serviceCode && { serviceCode }) }, shop.outside);

/** Sweeps, and runs only what refreshes the directory. */
async function refreshes(): Promise<number> {
  await sweep(shop.outside);
  const jobs = shop.jobs.splice(0).filter(({ kind }) => kind === 'refresh_buyer');
  for (const job of jobs) await runJob(job, shop.outside);
  return jobs.length;
}

/** Refreshes with a directory that says something else of every body. */
async function refreshWith(change: (answer: DirectoryAnswer) => DirectoryAnswer): Promise<void> {
  const { findBuyer: asBefore } = shop.outside;
  const outside: Outside = {
    ...shop.outside,
    findBuyer: async (...asked_) => change(await asBefore(...asked_)),
  };
  shop.pass(23 * HOUR_MS);
  await sweep(outside);
  const jobs = shop.jobs.splice(0).filter(({ kind }) => kind === 'refresh_buyer');
  expect(jobs).toHaveLength(1);
  for (const job of jobs) await runJob(job, outside);
}

const withDemands =
  (demands: Partial<BuyerDemands>) =>
  (answer: DirectoryAnswer): DirectoryAnswer =>
    answer.kind === 'found' ? { ...answer, demands: { ...answer.demands, ...demands } } : answer;

describe('a body that is in use', () => {
  it('is read again by itself before a day is over, so that the next invoice finds it fresh', async () => {
    await ask(noDemand.siret);
    shop.pass(17 * HOUR_MS);
    expect(await refreshes()).toBe(0);
    shop.pass(6 * HOUR_MS);
    expect(await refreshes()).toBe(1);
    shop.pass(20 * HOUR_MS);
    const before = asked();
    expect(await ask(noDemand.siret)).toMatchObject({ kind: 'found', stale: false });
    expect(asked()).toBe(before);
  });

  it('is left alone once nobody has asked about it for forty days', async () => {
    await ask(noDemand.siret);
    shop.pass(41 * DAY_MS);
    expect(await refreshes()).toBe(0);
    await ask(noDemand.siret);
    shop.pass(DAY_MS);
    expect(await refreshes()).toBe(1);
  });

  it('has the demands read again of the services that invoices went to, and of no others', async () => {
    const service = 'FAC0000001';
    await ask(state.siret, service);
    await ask(state.siret, 'FAC0000002');
    shop.pass(23 * HOUR_MS);
    const before = asked('consulter/service');
    expect(await refreshes()).toBe(1);
    expect(asked('consulter/service') - before).toBe(2);
    const demands = (await known(state.siret))?.services.filter(
      ({ engagementRequired }) => engagementRequired !== undefined,
    );
    expect(demands).toMatchObject([
      { code: service, engagementRequired: true },
      { code: 'FAC0000002', engagementRequired: false },
    ]);
  });

  it('is claimed by one sweep only, and again when it could not be read', async () => {
    await ask(noDemand.siret);
    shop.pass(23 * HOUR_MS);
    shop.chorusPro.faults.add({ kind: 'status', status: 503, probability: 1 });
    expect(await refreshes()).toBe(1);
    expect(await refreshes()).toBe(0);
    shop.chorusPro.faults.clear();
    shop.pass(16 * 60_000);
    expect(await refreshes()).toBe(1);
    const readAt = (await known(noDemand.siret))?.readAt ?? '';
    expect(shop.outside.now().getTime() - Date.parse(readAt)).toBeLessThan(60_000);
  });
});

describe('nobody is asked', () => {
  it('more than two bodies at once', async () => {
    for (const { siret } of [noDemand, serviceRequired, BUYERS.engagementRequired])
      await ask(siret);
    shop.pass(23 * HOUR_MS);
    expect(await refreshes()).toBe(2);
    // The limit is over all sweeps, and takes ten seconds for the next.
    expect(await refreshes()).toBe(0);
  });

  it('while the platform is in trouble, but for one body that asks whether it is over', async () => {
    await ask(noDemand.siret);
    await ask(serviceRequired.siret);
    shop.pass(23 * HOUR_MS);
    shop.chorusPro.switches.maintenance = true;
    await ask('12345678200036');
    const before = asked();
    expect(await refreshes()).toBe(1);
    expect(await refreshes()).toBe(0);
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('in the name of a merchant whose account was refused, or who left', async () => {
    await ask(noDemand.siret);
    shop.pass(23 * HOUR_MS);
    const { pool } = shop.database;
    const refusedBecause = reason('technical_account_refused', 'settings.technicalAccount');
    const trial = { refusedBecause, checkedAt: shop.outside.now() };
    await saveTrial(shop.tenant, pool, 1, trial);
    expect(await refreshes()).toBe(0);
    await saveTrial(shop.tenant, pool, 1, { checkedAt: shop.outside.now() });
    const eventCreated = Math.floor(Date.now() / 1_000);
    await runJob({ kind: 'end_merchant', ...shop.tenant, eventCreated }, shop.outside);
    expect(await refreshes()).toBe(0);
  });
});

describe('a body that changed', () => {
  /** Held because the department demands a service. */
  async function held(): Promise<string> {
    const id = await shop.finalize('service-missing');
    expect((await shop.get(id)).reasons.map(({ code }) => code)).toEqual(['service_code_missing']);
    return id;
  }
  const isWoken = async (id: string) => {
    const { nextAt } = await shop.get(id);
    return nextAt !== undefined && nextAt <= shop.outside.now();
  };

  it('wakes what is held for it, which then goes by itself', async () => {
    const id = await held();
    await refreshWith(withDemands({ serviceRequired: false }));
    expect(await isWoken(id)).toBe(true);
    await shop.until(id, 'deposited');
  });

  it('lets it sleep when nothing changed that a decision could depend on', async () => {
    const id = await held();
    const before = (await shop.get(id)).nextAt;
    await refreshWith(withDemands({ name: 'AUTRE NOM', reportsPayment: false }));
    expect((await shop.get(id)).nextAt).toEqual(before);
    expect((await known(serviceRequired.siret))?.name).toBe('AUTRE NOM');
  });

  it('tells that it was closed, or is not in the directory any more', async () => {
    const closed = await held();
    await refreshWith(withDemands({ active: false }));
    expect(await isWoken(closed)).toBe(true);
    await sweep(shop.outside);
    await shop.drain();
    expect((await shop.get(closed)).reasons.map(({ code }) => code)).toContain('buyer_inactive');
    await refreshWith(() => ({ kind: 'unknown_siret' }));
    expect(await known(serviceRequired.siret)).toBeUndefined();
    expect(await isWoken(closed)).toBe(true);
  });

  it('sleeps on in production, whatever qualification says', async () => {
    const id = await held();
    const { pool } = shop.database;
    expect(await wakeHeldFor('production', pool, serviceRequired.siret, shop.outside.now())).toBe(
      0,
    );
    expect(await isWoken(id)).toBe(false);
  });
});
