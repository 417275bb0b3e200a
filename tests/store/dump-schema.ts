import type { Tx } from '../../backend/store/database.ts';

/**
 * The tables as PostgreSQL's catalogue describes them, for reviewers: what the migrations add up to. Written from the
 * catalogue and not by pg_dump, which the embedded server does not bring.
 */
export async function dumpSchema(tx: Tx): Promise<string> {
  const functions = await definitions(tx, FUNCTIONS);
  const tables = await Promise.all(
    (await definitions(tx, TABLES)).map((table) => dumpTable(tx, table)),
  );
  const head = '-- What the migrations add up to. Written by "npm run schema"; a test compares it.';
  return `${[head, ...functions.map(dumpFunction), ...tables].join('\n\n')}\n`;
}

async function dumpTable(tx: Tx, table: string): Promise<string> {
  const inside = [
    ...(await definitions(tx, COLUMNS, table)),
    ...(await definitions(tx, CONSTRAINTS, table)),
  ];
  const after = [
    ...(await definitions(tx, INDEXES, table)),
    ...(await definitions(tx, TRIGGERS, table)),
  ];
  return [
    `CREATE TABLE ${table} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);`,
    ...after.map((line) => `${line.replaceAll('public.', '')};`),
  ].join('\n');
}

function dumpFunction(text: string): string {
  return `${text.replaceAll('public.', '').trimEnd()};`;
}

async function definitions(tx: Tx, query: string, table?: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ definition: string }>(
    query,
    table === undefined ? [] : [table],
  );
  return rows.map(({ definition }) => definition);
}

const FUNCTIONS = `select pg_get_functiondef(oid) as definition from pg_proc
  where pronamespace = 'public'::regnamespace order by proname`;

const TABLES = `select relname as definition from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`;

const COLUMNS = `select concat_ws(' ', attname, format_type(atttypid, atttypmod),
    case when attnotnull then 'NOT NULL' end,
    case when attidentity = 'a' then 'GENERATED ALWAYS AS IDENTITY' end,
    'DEFAULT ' || pg_get_expr(adbin, adrelid)) as definition
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`;

// PostgreSQL 18 lists NOT NULL among the constraints, earlier ones do not; the columns show it.
const CONSTRAINTS = `select 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) as definition
  from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u', 'f', 'c')
  order by array_position('{p,u,f,c}'::"char"[], contype), conname`;

const INDEXES = `select pg_get_indexdef(indexrelid) as definition from pg_index
  where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid
    and contype in ('p', 'u'))
  order by indexrelid::regclass::text`;

const TRIGGERS = `select pg_get_triggerdef(oid) as definition from pg_trigger
  where tgrelid = $1::regclass and not tgisinternal order by tgname`;
