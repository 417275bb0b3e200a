import { openDatabase } from '../../backend/store/database.ts';

/**
 * A process of its own for the embedded server's tests: opens the folder, says so, and writes one row after another,
 * naming each after its commit. `once` writes one row and closes.
 */
const [dataDir = '', mode = 'forever'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const database = await openDatabase({ dataDir }, { say });
// `if not exists` alone fails when two writers create the table at once: both look before either has written.
await database.pool.query(
  `select pg_advisory_xact_lock(1);
   create table if not exists notes (id bigint generated always as identity primary key, writer integer not null)`,
);
say('open');
do {
  const { rows } = await database.pool.query<{ id: string }>(
    'insert into notes (writer) values ($1) returning id',
    [process.pid],
  );
  say(`row ${rows[0]?.id}`);
} while (mode === 'forever');
await database.close();
say('closed');
