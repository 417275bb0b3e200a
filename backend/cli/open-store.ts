import { ConfigError } from '../config.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { makeSecrets, parseKeyring } from '../store/secrets.ts';

/** What a command needs of the configuration: the database and the keys, nothing of Stripe or PISTE. */
export interface Store {
  readonly database: Database;
  readonly secrets: ReturnType<typeof makeSecrets>;
}

/** Opens the store that the environment names, for the length of one command. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url, DATA_DIR: dataDir, ENCRYPTION_KEYS: keys } = process.env;
  if (!keys) {
    throw new ConfigError([
      'ENCRYPTION_KEYS is missing: the same value as the one that npm start uses',
    ]);
  }
  const secrets = makeSecrets(parseKeyring(keys));
  const database = await openDatabase(url ? { url } : { dataDir: dataDir || 'data' }, { max: 2 });
  try {
    return await work({ database, secrets });
  } finally {
    await database.close();
  }
}
