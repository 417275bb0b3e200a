import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parsePeriod } from '../../backend/cli/period.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { saveSettings, touchTenant } from '../../backend/store/tenants.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { runGuichet } from '../demo/backend-process.ts';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { platformsOf, runCommand } from './run-command.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;

let test: TestDatabase;
let stripe: StripeSimulator;
let chorusPro: ChorusProSimulator;
let variables: Record<string, string>;
beforeAll(async () => {
  test = await openTestDatabase();
  stripe = await startStripe({ samples: SAMPLES });
  chorusPro = await startChorusPro();
  variables = {
    ...{ DATABASE_URL: test.url, ENCRYPTION_KEYS, STRIPE_API_URL: stripe.url },
    ...platformsOf(chorusPro),
  };
  const tenant = parseTenantId('test', SUPPLIER.account);
  if (!tenant) throw new Error('malformed');
  const { pool } = test.database;
  await touchTenant(tenant, pool, 1);
  await saveSettings(tenant, pool, settingsSchema.parse(SAMPLE_SETTINGS));
  const secrets = makeSecrets(parseKeyring(ENCRYPTION_KEYS));
  const account = JSON.stringify(SUPPLIER.technicalAccount);
  await secrets.saveSecret(tenant, pool, 'technical_account', account);
});
afterAll(async () => {
  await Promise.all([stripe.close(), chorusPro.close()]);
  await test.drop();
});

const onDay = (day: string) => ['--environment', 'test', '--from', day, '--to', day];

describe('guichet backfill', () => {
  it('lists what would happen, and sends only when told', async () => {
    const words = ['backfill', SUPPLIER.account, ...onDay('2026-11-02')];
    const listed = await runGuichet(words, variables);
    expect(listed).toContain('send: 1');
    expect(listed).toContain('nothing was written');
    const count = async () =>
      (await test.database.pool.query(`select from pgboss.job where name = 'guichet'`)).rowCount;
    expect(await count()).toBe(0);
    await expect(runGuichet([...words, '--send', '--per-minute', '0'], variables)).rejects.toThrow(
      'per-minute',
    );
    const sent = await runGuichet([...words, '--send', '--json'], variables);
    expect(JSON.parse(sent)).toMatchObject({ batch: { sent: 1, imported: 0 } });
    expect(await count()).toBe(1);
  });
});

describe('guichet reconcile', () => {
  const today = new Date().toISOString().slice(0, 10);
  const wide = ['--environment', 'test', '--from', '2026-11-01', '--to', today];
  const reconcile = async (...more: string[]) => {
    const words = ['reconcile', SUPPLIER.account, ...wide, ...more];
    const { code, out } = await runCommand(words, variables);
    return { code, out };
  };

  it('ends well when both sides agree', async () => {
    const words = ['reconcile', SUPPLIER.account, ...onDay('2026-11-02'), '--json'];
    const said = JSON.parse(await runGuichet(words, variables));
    expect(said).toMatchObject({ complete: true, findings: [], from: '2026-11-02' });
  });

  it('shows what differs, mends it when told, and ends with 1 while anything is left', async () => {
    const invoice = SAMPLES.find(({ name }) => name === 'engagement')?.build().invoice;
    if (!invoice?.number) throw new Error('no sample');
    const { id: documentId, number } = invoice;
    const withVat = (invoice.total / 100).toFixed(2);
    chorusPro.seed([
      { number, withVat, issuedOn: today, supplierSiret: SUPPLIER.siret },
      { number: 'BY-HAND-1', supplierSiret: SUPPLIER.siret },
    ]);
    const dry = await reconcile();
    expect(dry.code).toBe(1);
    expect(dry.out).toMatch(/^number +finding +here +at Chorus Pro/m);
    expect(dry.out).toMatch(new RegExp(`^${number} +not_followed .* follow`, 'm'));
    expect(dry.out).toContain('nothing was changed');
    const rows = async () =>
      (await test.database.pool.query('select number, state from transmissions')).rows;
    expect(await rows()).toEqual([]);
    const mended = await reconcile('--repair', '--json');
    expect(mended.code).toBe(1);
    expect(JSON.parse(mended.out).findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ number, documentId, cure: 'follow', outcome: 'repaired' }),
        expect.objectContaining({ number: 'BY-HAND-1', cure: 'person', outcome: 'for_a_person' }),
      ]),
    );
    expect(await rows()).toEqual([{ number, state: 'available' }]);
    const again = await reconcile('--repair');
    expect(again.out).toContain('1 agree, 1 differ: 0 mended, 1 for a person');
  });
});

describe('a period', () => {
  it('holds both of its days, and is refused when it makes no sense', () => {
    const { from, until } = parsePeriod('2026-11-02', '2026-11-02');
    expect(until - from).toBe(86_400);
    expect(() => parsePeriod('2026-11-02', '2026-11-01')).toThrow('before it begins');
    expect(() => parsePeriod('hier', '2026-11-01')).toThrow('is not a day');
    expect(() => parsePeriod('2024-01-01', '2026-11-01')).toThrow('at most');
  });
});
