import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { ConfigError, readConfig } from '../../backend/config.ts';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

const test = {
  STRIPE_TEST_SECRET_KEY: 'sk_test_1',
  STRIPE_TEST_WEBHOOK_SECRETS: 'whsec_new, whsec_old',
  STRIPE_TEST_APP_SECRETS: 'absec_1',
  PISTE_QUALIFICATION_CLIENT_ID: 'id',
  PISTE_QUALIFICATION_CLIENT_SECRET: 'very-secret',
  ENCRYPTION_KEYS: KEY,
};

const live = {
  STRIPE_LIVE_SECRET_KEY: 'sk_live_1',
  STRIPE_LIVE_WEBHOOK_SECRETS: 'whsec_l',
  STRIPE_LIVE_APP_SECRETS: 'absec_l',
  PISTE_PRODUCTION_CLIENT_ID: 'id',
  PISTE_PRODUCTION_CLIENT_SECRET: 'secret',
};

function problemsOf(variables: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  it('reads one environment, with real addresses and the embedded database by default', () => {
    const config = readConfig(test);
    expect(config.stripe.test?.webhookSecrets).toEqual(['whsec_new', 'whsec_old']);
    expect(config.stripe.live).toBeUndefined();
    expect(config.stripeApiUrl).toBeUndefined();
    expect(config.piste.qualification?.apiUrl).toBe('https://sandbox-api.piste.gouv.fr/cpro');
    expect(config.piste.production).toBeUndefined();
    expect(config.database).toEqual({ dataDir: 'data' });
    expect(config.pace.settleMs).toBe(15 * 60_000);
  });

  it('starts with nothing at all by naming what is needed', () => {
    const problems = problemsOf({}).join('\n');
    expect(problems).toContain('STRIPE_TEST_SECRET_KEY');
    expect(problems).toContain('ENCRYPTION_KEYS');
  });

  it.each(Object.keys(test))('names %s when it alone is missing', (name) => {
    const problems = problemsOf({ ...test, [name]: ' ' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  it.each([
    ['STRIPE_TEST_SECRET_KEY', 'sk_live_oops'],
    ['STRIPE_TEST_WEBHOOK_SECRETS', 'whsec_a,oops'],
    ['STRIPE_TEST_APP_SECRETS', 'oops'],
    ['ENCRYPTION_KEYS', 'k1:short'],
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', '80a'],
    ['WORKERS', '1.5'],
    ['LOG_LEVEL', 'loud'],
    ['STRIPE_API_URL', 'http://stripe.example'],
    ['PISTE_QUALIFICATION_TOKEN_URL', 'not an address'],
    ['SETTLE_SECONDS', '-1'],
  ])('refuses a malformed %s without repeating its value', (name, value) => {
    const problems = problemsOf({ ...test, [name]: value });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(problem).toContain(name);
      expect(problem).not.toContain(value);
    }
  });

  it('takes http on this machine, for simulators', () => {
    const config = readConfig({ ...test, STRIPE_API_URL: 'http://127.0.0.1:12111/' });
    expect(config.stripeApiUrl).toBe('http://127.0.0.1:12111');
  });

  it('demands the platform of each environment: live needs production', () => {
    expect(problemsOf({ ...test, ...live, PISTE_PRODUCTION_CLIENT_ID: '' })[0]).toContain(
      'PISTE_PRODUCTION_CLIENT_ID',
    );
    expect(Object.keys(readConfig({ ...test, ...live }).piste).sort()).toEqual([
      'production',
      'qualification',
    ]);
  });

  it.each([{ CRASH_AT: 'deliver.after-call' }, { SETTLE_SECONDS: '1' }])(
    'refuses test switches beside a live environment: %j',
    (switches) => {
      expect(problemsOf({ ...test, ...switches })).toEqual([]);
      expect(problemsOf({ ...test, ...live, ...switches })).toHaveLength(1);
    },
  );

  it('reads the mail server and the sender, both or neither', () => {
    const smtp = { SMTP_URL: 'smtp://u:p@mail.example.com:587' };
    const from = { MAIL_FROM: 'Guichet <notices@example.com>' };
    expect(readConfig(test).mail).toBeUndefined();
    expect(readConfig({ ...test, ...smtp, ...from }).mail).toEqual({
      smtpUrl: smtp.SMTP_URL,
      from: from.MAIL_FROM,
    });
    expect(problemsOf({ ...test, ...smtp })).toHaveLength(1);
    expect(problemsOf({ ...test, ...from })).toHaveLength(1);
    expect(problemsOf({ ...test, ...smtp, MAIL_FROM: 'Guichet' })).toHaveLength(1);
    const [problem] = problemsOf({ ...test, ...from, SMTP_URL: 'mail.example.com:password' });
    expect(problem).toContain('SMTP_URL');
    expect(problem).not.toContain('example.com:password');
  });

  it('documents every variable that it reads in .env.example, and no other', async () => {
    const read = new Set<string>();
    const spy = new Proxy(
      {},
      {
        get: (_target, name) => {
          if (typeof name === 'string') read.add(name);
          return { ...test, ...live }[String(name) as keyof typeof test];
        },
      },
    );
    readConfig(spy);
    const sandbox = Object.keys(test)
      .filter((name) => name.startsWith('STRIPE_TEST'))
      .map((name) => name.replace('TEST', 'SANDBOX'));
    const example = await readFile('.env.example', 'utf8');
    const documented = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    const expected = [...read, 'DATA_DIR', ...sandbox].filter((name) => name !== 'CRASH_AT');
    expect([...new Set(documented)].sort()).toEqual([...new Set(expected)].sort());
  });
});
