import { writeFile } from 'node:fs/promises';
import { dumpSchema } from './dump-schema.ts';
import { openTestDatabase } from './fixture.ts';

/** `npm run schema`: writes backend/store/schema.sql anew. */
const { database, drop } = await openTestDatabase();
await writeFile(
  new URL('../../backend/store/schema.sql', import.meta.url),
  await dumpSchema(database.pool),
);
await drop();
