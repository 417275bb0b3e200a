import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { makeTenant } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const old = makeSecrets(parseKeyring(`k1:${key(1)}`));
const both = makeSecrets(parseKeyring(`k2:${key(2)},k1:${key(1)}`));
const fresh = makeSecrets(parseKeyring(`k2:${key(2)}`));
const NAME = 'technical_account';
const VALUE = '{"login":"TECH_1@cpro.fr","password":"pässword"}';

describe('a keyring', () => {
  it('has its first key as the current one', () => {
    const keyring = parseKeyring(`new:${key(2)}, old:${key(1)}`);
    expect(keyring.currentId).toBe('new');
    expect([...keyring.keys.keys()]).toEqual(['new', 'old']);
  });

  it.each([
    ['', 'Encryption key 1 is not id:base64'],
    [`k1:${key(1)},`, 'Encryption key 2 is not id:base64'],
    ['k1', 'Encryption key 1 is not id:base64'],
    [`k 1:${key(1)}`, 'Encryption key 1 is not id:base64'],
    [
      `k1:${Buffer.alloc(16).toString('base64')}`,
      'Encryption key 1 (k1) has 16 bytes instead of 32',
    ],
    [`k1:${key(1)},k1:${key(2)}`, 'Two encryption keys have the same id'],
    [Array.from({ length: 21 }, (_, n) => `k${n}:${key(n)}`).join(), '1 to 20 encryption keys'],
  ])('is refused (%#)', (text, message) => {
    expect(() => parseKeyring(text)).toThrow(message);
  });

  it('is refused without repeating any of it', () => {
    expect(() => parseKeyring('topsecret')).toThrow(expect.not.stringContaining('topsecret'));
  });
});

describe('a secret', () => {
  it('comes back, and is not to be read in the table', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await old.saveSecret(tenant, pool, NAME, VALUE);
    expect(await old.findSecret(tenant, pool, NAME)).toBe(VALUE);
    const { rows } = await pool.query<{ text: string }>(
      `select row(secrets)::text || encode(sealed_value, 'escape') as text from secrets where account = $1`,
      [tenant.account],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toMatch(/TECH|cpro/);
  });

  it('is absent for others, and once erased', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await old.saveSecret(tenant, pool, NAME, VALUE);
    expect(await old.findSecret(makeTenant(), pool, NAME)).toBeUndefined();
    await old.eraseSecrets(tenant, pool);
    expect(await old.findSecret(tenant, pool, NAME)).toBeUndefined();
  });

  it('is replaced, also by several at once', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await Promise.all(['a', 'b', 'c'].map((value) => old.saveSecret(tenant, pool, NAME, value)));
    expect(['a', 'b', 'c']).toContain(await old.findSecret(tenant, pool, NAME));
    await old.saveSecret(tenant, pool, NAME, 'last');
    expect(await old.findSecret(tenant, pool, NAME)).toBe('last');
  });

  it.each(['account = $2', 'version = version + 1'])(
    'cannot be opened elsewhere: %s',
    async (change) => {
      const [tenant, other] = [makeTenant(), makeTenant()];
      const { pool } = test.database;
      await old.saveSecret(tenant, pool, NAME, VALUE);
      await old.saveSecret(other, pool, NAME, 'other');
      await old.eraseSecrets(other, pool);
      await pool.query(`update secrets set ${change} where account = $1 and $2::text is not null`, [
        tenant.account,
        other.account,
      ]);
      const owner = change.startsWith('account') ? other : tenant;
      await expect(old.findSecret(owner, pool, NAME)).rejects.toThrow('cannot be opened');
    },
  );

  it.each(['wrapped_key', 'sealed_value'])(
    'cannot be opened when %s was changed',
    async (column) => {
      const tenant = makeTenant();
      const { pool } = test.database;
      await old.saveSecret(tenant, pool, NAME, VALUE);
      await pool.query(
        `update secrets set ${column} = set_byte(${column}, 20, 255 - get_byte(${column}, 20)) where account = $1`,
        [tenant.account],
      );
      await expect(old.findSecret(tenant, pool, NAME)).rejects.toThrow('cannot be opened');
    },
  );
});

describe('turning the keys', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await openTestDatabase();
  });
  afterAll(() => own.drop());

  it('takes an old key away after all secrets were wrapped anew', async () => {
    const { pool } = own.database;
    const tenants = [makeTenant(), makeTenant('live'), makeTenant('sandbox')];
    for (const tenant of tenants) await old.saveSecret(tenant, pool, NAME, VALUE);
    await expect(fresh.checkKeyring(pool)).rejects.toThrow('key k1, which ENCRYPTION_KEYS lacks');
    await expect(both.checkKeyring(pool)).resolves.toBeUndefined();

    expect(await both.rewrapSecrets(pool, 2)).toBe(2);
    expect(await both.rewrapSecrets(pool, 2)).toBe(1);
    expect(await both.rewrapSecrets(pool, 2)).toBe(0);
    await expect(fresh.checkKeyring(pool)).resolves.toBeUndefined();
    for (const tenant of tenants) expect(await fresh.findSecret(tenant, pool, NAME)).toBe(VALUE);
    for (const tenant of tenants) {
      await expect(old.findSecret(tenant, pool, NAME)).rejects.toThrow('key k2');
    }
  });

  it('notices another key under the same id', async () => {
    const wrong = makeSecrets(parseKeyring(`k2:${key(9)}`));
    await expect(wrong.checkKeyring(own.database.pool)).rejects.toThrow('cannot be opened');
  });
});
