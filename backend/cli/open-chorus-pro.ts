import { setTimeout as sleep } from 'node:timers/promises';
import { makeChorusPro, type ChorusPro } from '../chorus-pro/chorus-pro.ts';
import { readConfig } from '../config.ts';
import { makeHolds } from '../jobs/technical-account.ts';
import { technicalAccountSchema } from '../settings.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { makePlatformPauses, type PlatformPauses } from '../store/platform-pauses.ts';
import { makeSecrets, parseKeyring } from '../store/secrets.ts';
import { takeTurn } from '../store/turns.ts';
import { platformOf, tenantKey, type TenantId } from '../tenant.ts';

/** What a command needs to ask Chorus Pro on a merchant's behalf. */
export interface Connected {
  readonly database: Database;
  readonly chorusPro: ChorusPro;
}

const CONNECTIONS_MAX = 2;

/**
 * Opens the store and Chorus Pro as `npm start` is configured to, for the length of one command. Calls take their turn
 * among those of the running service, leave alone what it leaves alone, and tell it what they met; a command that
 * `insists` calls a platform that is left alone all the same, to find out how it is. Throws when the environment's
 * platform is not configured.
 */
export async function withChorusPro<T>(
  tenant: TenantId,
  work: (connected: Connected) => Promise<T>,
  { insists = false }: { readonly insists?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env);
  const platform = platformOf(tenant);
  if (!config.piste[platform]) {
    throw new Error(
      `Chorus Pro's ${platform} platform is not configured: it comes with the keys of Stripe's ${tenant.environment} environment`,
    );
  }
  const secrets = makeSecrets(parseKeyring(config.encryptionKeys));
  const database = await openDatabase(config.database, { max: CONNECTIONS_MAX });
  const pauses = makePlatformPauses(database.pool);
  const chorusPro = makeChorusPro({
    applications: config.piste,
    findTechnicalAccount: async (asked) => {
      const stored = await secrets.findSecret(asked, database.pool, 'technical_account');
      return stored === undefined ? undefined : technicalAccountSchema.parse(JSON.parse(stored));
    },
    async takeTurn(asked) {
      const key = `chorus_pro/${tenantKey(asked)}`;
      for (;;) {
        const waitMs = await takeTurn(database.pool, key, config.turns);
        if (waitMs === 0) return;
        await sleep(waitMs);
      }
    },
    holds: makeHolds({ database, secrets, pace: config.pace, now: () => new Date() }),
    pauses: insists ? tellingOnly(pauses) : pauses,
  });
  try {
    return await work({ database, chorusPro });
  } finally {
    await chorusPro.close();
    await database.close();
  }
}

/** Pauses that are begun for everybody else and not kept by oneself. */
function tellingOnly(pauses: PlatformPauses): PlatformPauses {
  return { ...pauses, remainingMs: async () => 0 };
}
