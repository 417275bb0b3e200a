import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reason } from '../../backend/invoice/reason.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { findKeptAccount, saveRefusal } from '../../backend/store/connection-checks.ts';
import { makePlatformPauses } from '../../backend/store/platform-pauses.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { parseTenantId, type TenantId } from '../../backend/tenant.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import {
  SAMPLE_SUPPLIER,
  startChorusPro,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';
import { platformsOf, runCommand } from './run-command.ts';

/** What support sees of each thing that can be wrong with a connection: the step, why, and what to do; never a secret. */

const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const DAY_MS = 86_400_000;
const { login, password } = SUPPLIER.technicalAccount;

let test: TestDatabase;
let tenant: TenantId;
beforeAll(async () => {
  test = await openTestDatabase();
  const parsed = parseTenantId('test', SUPPLIER.account);
  if (!parsed) throw new Error('malformed');
  tenant = parsed;
});
afterAll(() => test.drop());

let chorusPro: ChorusProSimulator;
let said = '';
beforeEach(async () => {
  await start(400);
  await saveSettings(tenant, test.database.pool, settingsSchema.parse(SAMPLE_SETTINGS));
  await enter({ login, password });
  said = '';
});
afterEach(async () => {
  await chorusPro.close();
  // Every word that was printed: no secret, and nothing that opens a door, is among them.
  expect(said).not.toBe('');
  for (const secret of [password, PISTE_APPLICATION.clientSecret, ENCRYPTION_KEYS.slice(3)]) {
    expect(said).not.toContain(secret);
  }
  expect(said).not.toMatch(/bearer|basic [a-z0-9+/=]{8}|cpro-account/i);
});

/** A Chorus Pro at which the account's password lasts so many days more. */
async function start(passwordDays: number): Promise<void> {
  const ends = new Date(Date.now() + passwordDays * DAY_MS).toISOString().slice(0, 10);
  chorusPro = await startChorusPro({
    suppliers: [{ ...SAMPLE_SUPPLIER, passwordExpiresOn: ends }],
  });
}

async function startAgain(passwordDays: number): Promise<void> {
  await chorusPro.close();
  await start(passwordDays);
}

function enter(account: { readonly login: string; readonly password: string }): Promise<unknown> {
  const secrets = makeSecrets(parseKeyring(ENCRYPTION_KEYS));
  const { pool } = test.database;
  return secrets.saveSecret(tenant, pool, 'technical_account', JSON.stringify(account));
}

const doctor = (...more: string[]) => guichet('doctor', SUPPLIER.account, ...more);

async function guichet(...words: string[]) {
  const { code, out, problems } = await runCommand([...words, '--environment', 'test'], {
    ...{ DATABASE_URL: test.url, ENCRYPTION_KEYS },
    ...platformsOf(chorusPro),
  });
  said += out + problems;
  return { code, out };
}

const refusedBecause = async () =>
  (await findKeptAccount(tenant, test.database.pool))?.trial?.refusedBecause;

const drop = (route: string) => () => chorusPro.faults.add({ kind: 'drop', route, probability: 1 });

describe('guichet doctor', () => {
  it('says of each step that it is fine, and nothing else', async () => {
    const { code, out } = await doctor();
    expect(code).toBe(0);
    const [, ...lines] = out.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/^ok {4}\S/);
  });

  it.each<[string, () => unknown, string, number, RegExp]>([
    ['PISTE is away', drop('token'), 'reachable', 1, /PISTE/],
    ['Chorus Pro is away', drop('recuperer/tauxtva'), 'reachable', 1, /Chorus Pro/],
    [
      'an API is not ticked',
      () => chorusPro.switches.subscribe('factures', false),
      'application_subscribed',
      1,
      /not ticked, its terms of use are not accepted/,
    ],
    [
      'a colleague renewed the password',
      () => enter({ login, password: 'the-one-of-last-year' }),
      'technical_account',
      1,
      /created less than 30 minutes ago/,
    ],
    [
      'the account is another company’s',
      () =>
        saveSettings(
          tenant,
          test.database.pool,
          settingsSchema.parse({
            ...SAMPLE_SETTINGS,
            seller: { ...SAMPLE_SETTINGS.seller, siret: '55210055400013' },
          }),
        ),
      'structure_attached',
      1,
      /SIRET|company/,
    ],
    [
      'the account may not see invoices',
      () =>
        chorusPro.faults.add({
          ...{ kind: 'unknown_code', code: 20001, label: 'GDP_MSG_11.005' },
          route: 'rechercher/fournisseur',
        }),
      'rights',
      1,
      /right/i,
    ],
    ['the password ends soon', () => startAgain(12), 'password', 0, /password/],
    ['the password has ended', () => startAgain(-2), 'password', 1, /password/],
  ])('names the step, why and what to do when %s', async (_title, arrange, step, code, words) => {
    await arrange();
    const text = await doctor();
    expect(text.code).toBe(code);
    // Under the mark of what is not fine stand why it is so and what to do about it.
    expect(text.out).toMatch(/^(BAD |soon) {2}\S.*\n {6}\S.*\n {6}\S/m);
    expect(text.out).toMatch(words);
    chorusPro.faults.clear();
    await arrange();
    const { findings } = JSON.parse((await doctor('--json')).out);
    const found = findings.find(({ verdict }: { verdict: string }) =>
      ['wrong', 'soon'].includes(verdict),
    );
    expect(found).toMatchObject({ step, title: expect.any(String), remedy: expect.any(String) });
  });

  it('says the same in French', async () => {
    await enter({ login, password: 'the-one-of-last-year' });
    const { code, out } = await doctor('--language', 'fr');
    expect(code).toBe(1);
    expect(out).toContain('il y a moins de 30 minutes');
  });

  it('tells the running service that the account is refused, and that it works again', async () => {
    const { pool } = test.database;
    await enter({ login, password: 'the-one-of-last-year' });
    await doctor();
    expect(await refusedBecause()).toMatchObject({ code: 'technical_account_refused' });

    await enter({ login, password });
    const { version = 0 } = (await findKeptAccount(tenant, pool)) ?? {};
    await saveRefusal(tenant, pool, version, {
      refusedBecause: reason('technical_account_reset', 'settings.technicalAccount'),
      checkedAt: new Date(),
    });
    const asked = await guichet('directory', '11000201100044', '--account', SUPPLIER.account);
    expect(asked.code).not.toBe(0);
    expect((await doctor()).code).toBe(0);
    expect(await refusedBecause()).toBeUndefined();
  });

  it('calls a platform that is left alone, which other commands do not', async () => {
    const { pool } = test.database;
    await makePlatformPauses(pool).begin('qualification', 60_000);
    const directory = ['directory', '11000201100044', '--account', SUPPLIER.account];
    const before = chorusPro.calls.length;
    expect((await guichet(...directory)).code).not.toBe(0);
    expect(chorusPro.calls).toHaveLength(before);
    expect((await doctor()).code).toBe(0);
    await pool.query('delete from turns');
    expect((await guichet(...directory)).code).toBe(0);
  });
});
