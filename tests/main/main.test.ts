import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBackend, type BackendProcess } from '../demo/backend-process.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM } from '../samples/world.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';

const variables = {
  STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
  STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
  STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
  PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
  PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
};

describe('npm start', () => {
  let test: TestDatabase;
  let backend: BackendProcess | undefined;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(async () => {
    await backend?.stop();
    await test.drop();
  });

  it('says what is missing, all at once, and does not start', async () => {
    const start = startBackend({});
    await expect(start).rejects.toThrow('no Stripe environment is configured');
    await expect(start).rejects.toThrow('ENCRYPTION_KEYS is missing');
  });

  it('starts, tells that it is ready, and stops on SIGTERM with code 0', async () => {
    backend = await startBackend({ ...variables, DATABASE_URL: test.url });
    expect((await fetch(`${backend.url}/readyz`)).status).toBe(200);
    backend.child.kill('SIGTERM');
    expect(await backend.exited).toBe(0);
    backend = undefined;
  });

  it('does not start without its database, and says so without the password', async () => {
    const url = 'postgresql://guichet:hunter2hunter2@127.0.0.1:1/none';
    const start = startBackend({ ...variables, DATABASE_URL: url });
    await expect(start).rejects.toThrow('Guichet cannot start');
    await expect(start).rejects.not.toThrow('hunter2hunter2');
  });
});
