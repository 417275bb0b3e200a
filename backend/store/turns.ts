import type { Tx } from './database.ts';

/** How often one may go: so many a second, and so many at once after a pause. */
export interface TurnRate {
  readonly ratePerSecond: number;
  readonly burst: number;
}

const MS_PER_SECOND = 1_000;

/**
 * Takes a turn, or says how many milliseconds to wait before asking again (0: go). The generic cell rate algorithm on
 * one row a key, shared by all processes, with the database's clock unless a test brings one. One statement, outside any
 * longer transaction: the row stays locked until its end.
 */
export async function takeTurn(
  tx: Tx,
  key: string,
  { ratePerSecond, burst }: TurnRate,
  now?: Date,
): Promise<number> {
  const intervalMs = MS_PER_SECOND / ratePerSecond;
  const { rows } = await tx.query<{ granted: boolean; wait_ms: number | null }>(
    `with clock as materialized (
       select coalesce($2::timestamptz, clock_timestamp()) as at, $3 * interval '1 millisecond' as step,
         $4 * interval '1 millisecond' as slack
     ), taken as (
       insert into turns (key, arrival_at) select $1, at + step from clock
       on conflict (key) do update
         set arrival_at = greatest(turns.arrival_at, (select at from clock)) + (select step from clock)
         where turns.arrival_at <= (select at + slack from clock)
       returning key
     )
     select exists (select from taken) as granted,
       (select extract(epoch from turns.arrival_at - clock.slack - clock.at)::float8 * 1000
        from turns, clock where turns.key = $1) as wait_ms`,
    [key, now ?? null, intervalMs, intervalMs * (burst - 1)],
  );
  const [row] = rows;
  if (row?.granted) return 0;
  // Somebody else may have taken the turn while this statement waited for the row: then what it saw is out of date.
  return Math.max(Math.ceil(row?.wait_ms ?? 0), 1);
}

/** The remote side asked for a pause: nobody gets a turn for that long. A longer pause already agreed on stays. */
export async function pauseTurns(
  tx: Tx,
  key: string,
  { ratePerSecond, burst }: TurnRate,
  pauseMs: number,
  now?: Date,
): Promise<void> {
  const slackMs = (MS_PER_SECOND / ratePerSecond) * (burst - 1);
  await tx.query(
    `insert into turns (key, arrival_at)
     values ($1, coalesce($2::timestamptz, clock_timestamp()) + $3 * interval '1 millisecond')
     on conflict (key) do update set arrival_at = greatest(turns.arrival_at, excluded.arrival_at)`,
    [key, now ?? null, slackMs + pauseMs],
  );
}

/** For how many milliseconds nobody gets a turn of a key that knows no bursts; 0 when the next may go. */
export async function findPauseMs(tx: Tx, key: string, now?: Date): Promise<number> {
  const { rows } = await tx.query<{ wait_ms: number }>(
    `select extract(epoch from arrival_at - coalesce($2::timestamptz, clock_timestamp()))::float8 * 1000 as wait_ms
     from turns where key = $1`,
    [key, now ?? null],
  );
  return Math.max(0, Math.ceil(rows[0]?.wait_ms ?? 0));
}
