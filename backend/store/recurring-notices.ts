import type { TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import {
  toTransmission,
  TRANSMISSION_COLUMNS,
  type Transmission,
  type TransmissionRow,
} from './transmission-row.ts';

/**
 * Notes which passwords of technical accounts must be renewed soon: once for each of the steps (days ahead) that has
 * come, the nearest only. The day is what the latest trial of the account that is kept showed.
 */
export async function notePasswords(
  tx: Tx,
  now: Date,
  daysAhead: readonly number[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into notices (environment, account, event, subject, occurred_at, due_at, facts)
     select c.environment, c.account, 'password_expiring', 'account',
       (c.renew_password_by - step.days)::timestamp at time zone 'UTC', $1,
       jsonb_build_object('about', 'password', 'renewBy', c.renew_password_by)
     from connection_checks c
     join secrets s on s.environment = c.environment and s.account = c.account and s.name = c.secret_name
       and s.version = c.secret_version
     cross join lateral (
       select min(days) as days from unnest($2::int[]) as days
       where c.renew_password_by - ($1::timestamptz at time zone 'Europe/Paris')::date <= days
     ) as step
     where step.days is not null
     on conflict on constraint notices_once do nothing`,
    [now, daysAhead],
  );
  return rowCount ?? 0;
}

/** Notes the summary of a working day, from the hour given in Paris on, for every merchant who wants one. */
export async function noteDigests(tx: Tx, now: Date, hour: number): Promise<number> {
  const { rowCount } = await tx.query(
    `with day as (
       select (date_trunc('day', $1::timestamptz, 'Europe/Paris') + $2 * interval '1 hour') as begins
     )
     insert into notices (environment, account, event, subject, occurred_at, due_at, facts)
     select environment, account, 'digest', 'account', day.begins, day.begins,
       '{"about": "digest", "open": [], "openCount": 0, "news": {}}'
     from tenants, day
     where status = 'active' and settings -> 'notifications' ->> 'digest' = 'true' and day.begins <= $1
       and extract(isodow from day.begins at time zone 'Europe/Paris') <= 5
     on conflict on constraint notices_once do nothing`,
    [now, hour],
  );
  return rowCount ?? 0;
}

/** A summary that is longer ago was one of other days: the merchant had none in between. */
const SUMMARY_BEFORE_MAX_DAYS = 7;

/**
 * The instant up to which the summary before this one counted. Where there is none, it would have been one of the
 * working day before: on Mondays that of Friday, at the same hour in Paris.
 */
export async function findSummaryBefore(
  { environment, account }: TenantId,
  tx: Tx,
  summary: Date,
): Promise<Date> {
  const { rows } = await tx.query<{ readonly since: Date }>(
    `with asked as (select $3::timestamptz as at, $3::timestamptz at time zone 'Europe/Paris' as local)
     select coalesce(
       (select max(occurred_at) from notices
        where environment = $1 and account = $2 and subject = 'account' and event = 'digest'
          and occurred_at < asked.at and occurred_at >= asked.at - make_interval(days => $4)),
       (local - make_interval(days => case extract(isodow from local) when 1 then 3 when 7 then 2 else 1 end))
         at time zone 'Europe/Paris') as since
     from asked`,
    [environment, account, summary, SUMMARY_BEFORE_MAX_DAYS],
  );
  const [row] = rows;
  if (!row) throw new Error('a question without an answer');
  return row.since;
}

/**
 * A document that stood at Chorus Pro before Guichet met it and that Guichet has never deposited itself; of the table
 * `transmissions`, which the query calls `t`.
 */
const IMPORTED = `exists (
  select from history h where h.environment = t.environment and h.account = t.account
    and h.document_id = t.document_id and h.detail ->> 'decision' = 'imported'
) and not exists (
  select from deposits d where d.environment = t.environment and d.account = t.account
    and d.document_id = t.document_id
)`;

/** Whether a document was at Chorus Pro before Guichet. */
export async function wasImported(
  { environment, account }: TenantId,
  tx: Tx,
  documentId: string,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select from transmissions t
     where environment = $1 and account = $2 and document_id = $3 and ${IMPORTED}`,
    [environment, account, documentId],
  );
  return rows.length > 0;
}

/** What a summary holds. */
interface Summary {
  readonly open: readonly Transmission[];
  readonly openCount: number;
  readonly news: Readonly<Partial<Record<TransmissionState, number>>>;
}

/**
 * Sums up a merchant's documents: those in the open states, the longest first, and how many came to each state in a
 * time.
 * Those that were at Chorus Pro before Guichet count only where they are asked for.
 */
export async function summarize(
  tenant: TenantId,
  tx: Tx,
  asked: {
    readonly open: readonly TransmissionState[];
    readonly news: readonly TransmissionState[];
    readonly since: Date;
    readonly until: Date;
    readonly limit: number;
    readonly imported: boolean;
  },
): Promise<Summary> {
  const who = [tenant.environment, tenant.account];
  const open = await tx.query<TransmissionRow & { readonly count: number }>(
    `select ${TRANSMISSION_COLUMNS}, count(*) over ()::int as count from transmissions t
     where environment = $1 and account = $2 and state = any ($3) and ($5 or not (${IMPORTED}))
     order by state_since, document_id limit $4`,
    [...who, asked.open, asked.limit, asked.imported],
  );
  const news = await tx.query<{ readonly state: TransmissionState; readonly count: number }>(
    `select state, count(*)::int as count from transmissions t
     where environment = $1 and account = $2 and state = any ($3) and state_since >= $4 and state_since < $6
       and ($5 or not (${IMPORTED})) group by state`,
    [...who, asked.news, asked.since, asked.imported, asked.until],
  );
  return {
    open: open.rows.map((row) => toTransmission(tenant, row)),
    openCount: open.rows[0]?.count ?? 0,
    news: Object.fromEntries(news.rows.map(({ state, count }) => [state, count])),
  };
}
