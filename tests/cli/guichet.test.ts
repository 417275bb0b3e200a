import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGuichet } from '../demo/backend-process.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

let test: TestDatabase;
let folder: string;
let variables: Record<string, string>;
beforeAll(async () => {
  test = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guichet-cli-'));
  variables = {
    DATABASE_URL: test.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test.drop();
});

const merchant = (...words: string[]) => ['merchant', ...words, '--environment', 'test'];

async function settingsFile(content: unknown): Promise<string> {
  const file = join(folder, 'settings.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('guichet merchant', () => {
  it('writes settings from a file and the technical account from standard input, and never shows it', async () => {
    const file = await settingsFile(SAMPLE_SETTINGS);
    const words = merchant('set', SUPPLIER.account, '--settings', file, '--technical-account');
    const said = await runGuichet(words, variables, JSON.stringify(SUPPLIER.technicalAccount));
    expect(said).toContain('settings and technical account saved');
    const shown = await runGuichet(merchant('show', SUPPLIER.account), variables);
    expect(JSON.parse(shown)).toMatchObject({
      settings: { seller: { siret: SUPPLIER.siret } },
      technicalAccount: 'stored',
    });
    expect(said + shown).not.toContain(SUPPLIER.technicalAccount.password);
    const { rows } = await test.database.pool.query<{ stored: string }>(
      `select encode(sealed_value, 'escape') as stored from secrets`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.stored).not.toContain(SUPPLIER.technicalAccount.password);
  });

  it.each<[string, unknown, string]>([
    [
      'a malformed SIRET',
      { ...SAMPLE_SETTINGS, seller: { ...SAMPLE_SETTINGS.seller, siret: '123' } },
      'seller.siret: must have 14 digits',
    ],
    ['an unknown field', { ...SAMPLE_SETTINGS, colour: 'red' }, 'colour'],
    ['what is no JSON', '{"seller": ', 'is not JSON'],
  ])('refuses %s and says where', async (_name, content, message) => {
    const file = await settingsFile(content);
    await expect(
      runGuichet(merchant('set', 'acct_other', '--settings', file), variables),
    ).rejects.toThrow(message);
  });

  it('refuses a technical account that does not fit without repeating it', async () => {
    const input = JSON.stringify({ login: 'TECH_1', pass: 'hunter2hunter2' });
    const run = runGuichet(merchant('set', 'acct_other', '--technical-account'), variables, input);
    await expect(run).rejects.toThrow('password');
    await expect(run).rejects.not.toThrow('hunter2hunter2');
  });

  it.each<[string, string[], string]>([
    ['nothing to write', merchant('set', 'acct_other'), 'nothing to write'],
    ['what is no account', merchant('set', 'cus_1', '--settings', 'x.json'), 'acct_'],
    [
      'a file that is not there',
      merchant('set', 'acct_other', '--settings', 'no-such.json'),
      'cannot be read',
    ],
    ['an unknown merchant', merchant('show', 'acct_nobody'), 'is not known'],
    ['an unknown environment', ['merchant', 'show', 'acct_1', '--environment', 'prod'], 'live'],
  ])('refuses %s', async (_name, words, message) => {
    await expect(runGuichet(words, variables)).rejects.toThrow(message);
  });

  it('names the key that it lacks', async () => {
    const { ENCRYPTION_KEYS: _keys, ...rest } = variables;
    await expect(runGuichet(merchant('show', 'acct_1'), rest)).rejects.toThrow('ENCRYPTION_KEYS');
  });
});

describe('guichet merchant erase', () => {
  const erase = async (account: string, ...more: string[]) =>
    JSON.parse(await runGuichet([...merchant('erase', account), ...more, '--json'], variables));

  it('refuses a merchant that has the app, and erases nothing unless told', async () => {
    const file = await settingsFile(SAMPLE_SETTINGS);
    const set = merchant('set', 'acct_leaver', '--settings', file, '--json');
    expect(JSON.parse(await runGuichet(set, variables))).toEqual({
      ...{ account: 'acct_leaver', environment: 'test', saved: ['settings'] },
    });
    await expect(erase('acct_leaver', '--yes')).rejects.toThrow('has the app');
    await test.database.pool.query(
      `update tenants set status = 'ended', ended_at = now() where account = 'acct_leaver'`,
    );
    expect(await erase('acct_leaver')).toMatchObject({
      ...{ goes: { settings: 1 }, stays: { documents: 0 }, erased: null },
    });
    const said = await runGuichet(merchant('erase', 'acct_leaver'), variables);
    expect(said).toContain('nothing was changed');
    expect(said).toContain('L123-22');
    expect(await erase('acct_leaver', '--yes')).toMatchObject({ erased: { settings: 1 } });
    expect(await erase('acct_leaver')).toMatchObject({ goes: { settings: 0 } });
  });

  it('refuses one that nobody knows', async () => {
    await expect(erase('acct_nobody', '--yes')).rejects.toThrow('is not known');
  });
});
