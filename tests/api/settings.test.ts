import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTransmission, saveTransmission } from '../../backend/store/transmissions.ts';
import { findTransmission } from '../../backend/store/transmissions.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { ask, askRefused, changing, openHouse, supplierIn, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const read = () => ask(house, '/api/settings/read', {});
const save = (settings: unknown, version: string | null) =>
  ask(house, '/api/settings/save', { settings, version, ...changing() });

/** A merchant of its own for each test would hide what is kept between them: these follow one another. */
describe('POST /api/settings', () => {
  it('reads nothing where nothing was saved', async () => {
    expect(await read()).toEqual({ settings: null, version: null, logo: false });
  });

  it('keeps what was saved, with every default, under a new version', async () => {
    const saved = await save(SAMPLE_SETTINGS, null);
    const { settings, version } = await read();
    expect(saved).toEqual({ kind: 'saved', version });
    expect(settings?.seller).toMatchObject({
      ...SAMPLE_SETTINGS.seller,
      address: { ...SAMPLE_SETTINGS.seller.address, countryCode: 'FR' },
    });
    expect(settings?.supply.kind).toBe('services');
  });

  it('writes nothing when somebody else saved meanwhile, and shows what is there', async () => {
    const { version } = await read();
    const theirs = { ...SAMPLE_SETTINGS, seller: { ...SAMPLE_SETTINGS.seller, name: 'Theirs' } };
    expect(await save(theirs, version)).toMatchObject({ kind: 'saved' });
    const late = await save(SAMPLE_SETTINGS, version);
    expect(late).toMatchObject({ kind: 'changed', settings: { seller: { name: 'Theirs' } } });
    expect(await save(SAMPLE_SETTINGS, null)).toMatchObject({ kind: 'changed' });
    const now = await read();
    expect(now.settings?.seller.name).toBe('Theirs');
    expect(late).toMatchObject({ version: now.version });
  });

  it.each([
    ['a missing name', { seller: {} }, [['seller.name', 'missing']]],
    ['a blank name', { seller: { name: ' ' } }, [['seller.name', 'missing']]],
    ['no seller', {}, [['seller', 'missing']]],
    ['nothing', null, [['settings', 'missing']]],
    ['a long name', { seller: { name: 'x'.repeat(100) } }, [['seller.name', 'too_long']]],
    [
      'a wrong SIRET and a wrong IBAN',
      { seller: { name: 'A', siret: '123' }, payment: { iban: 'FR76' } },
      [
        ['seller.siret', 'malformed'],
        ['payment.iban', 'malformed'],
      ],
    ],
    [
      'fields that do not exist',
      { seller: { name: 'A', shoe: 1 } },
      [['seller.shoe', 'malformed']],
    ],
    [
      'a logo that is no picture',
      { seller: { name: 'A' }, look: { logo: Buffer.from('hello').toString('base64') } },
      [['look.logo', 'malformed']],
    ],
    [
      'a logo that is too large',
      { seller: { name: 'A' }, look: { logo: 'A'.repeat(700_000) } },
      [['look.logo', 'too_long']],
    ],
  ])('names every field of %s', async (_name, settings, problems) => {
    const { version } = await read();
    const fields = problems.map(([at, problem]) => ({ at, problem }));
    expect(await save(settings, version)).toEqual({ kind: 'refused', fields });
    expect((await read()).version).toBe(version);
  });

  it('wakes what was held', async () => {
    const tenant = supplierIn('test');
    const { pool } = house.database;
    const now = new Date();
    const { version } = await openTransmission(
      tenant,
      pool,
      { documentId: 'in_held', kind: 'invoice' },
      now,
    );
    const reasons = [reason('seller_siret_missing', 'settings.seller.siret')];
    const nextAt = new Date(now.getTime() + 86_400_000);
    await saveTransmission(
      tenant,
      pool,
      'in_held',
      version,
      { state: 'blocked', reasons, nextAt },
      now,
    );
    await save(SAMPLE_SETTINGS, (await read()).version);
    const woken = await findTransmission(tenant, pool, 'in_held');
    expect(woken?.nextAt?.getTime()).toBeLessThan(nextAt.getTime() - 86_000_000);
  });

  it('refuses those who may only look, and a question that was asked before', async () => {
    const { version } = await read();
    const question = { settings: SAMPLE_SETTINGS, version };
    const onlyLooking = { ...question, ...changing('view_only') };
    expect(await askRefused(house, '/api/settings/save', onlyLooking)).toBe('403 role_missing');
    const once = { ...question, ...changing() };
    await ask(house, '/api/settings/save', once);
    expect(await askRefused(house, '/api/settings/save', once)).toBe('409 replayed');
  });

  it('keeps each environment and merchant to itself', async () => {
    expect(
      (await ask(house, '/api/settings/read', {}, { environment: 'live' })).settings,
    ).toBeNull();
    expect(
      (await ask(house, '/api/settings/read', {}, { account: 'acct_other' })).settings,
    ).toBeNull();
  });
});
