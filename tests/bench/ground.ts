import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../backend/store/database.ts';
import type { Variables } from '../demo/backend-process.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM } from '../samples/world.ts';
import type { BenchExtent } from './table.ts';

/** Where a benchmark of whole processes stands: an embedded PostgreSQL of its own, and what a backend needs to start. */
export interface Ground {
  readonly database: Database;
  readonly variables: Variables;
  close(): Promise<void>;
}

/** An address that nobody answers: the port of the discard protocol. */
const NOBODY = 'http://127.0.0.1:9';

/** Opens it; production's defaults, but for what `overrides` says. */
export async function openGround(
  { profileDir }: BenchExtent,
  overrides: Variables,
): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guichet-bench-'));
  const database = await openDatabase({ dataDir }, { say: () => undefined });
  const profile = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDir ?? ''}` };
  return {
    database,
    variables: {
      STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
      STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
      STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
      STRIPE_API_URL: NOBODY,
      PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
      PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
      PISTE_QUALIFICATION_TOKEN_URL: `${NOBODY}/token`,
      CHORUS_PRO_QUALIFICATION_API_URL: NOBODY,
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      DATABASE_URL: database.url,
      ...(profileDir === undefined ? {} : profile),
      ...overrides,
    },
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
