import type { Channel, NoticeKind } from '../notify/event.ts';
import type { Notice } from '../notify/notice.ts';
import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';
import { toNotice, type Address, type NoticeRow } from './notifications.ts';

/** How a delivery stands. */
export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One delivery that somebody has claimed, with what it tells. */
export interface Delivery {
  readonly tenant: TenantId;
  readonly notice: Notice;
  readonly address: Address;
  /** This one included. */
  readonly attempts: number;
}

/** How much is claimed. */
export interface DeliveryClaim {
  readonly limit: number;
  /** Of one merchant at most, so that none fills the round. */
  readonly perTenant: number;
  /** Channels that can be used at all. */
  readonly channels: readonly Channel[];
  /** Merchants (`test/acct_1`) that have enough under way. */
  readonly busy: readonly string[];
  /** How long nobody else takes them. */
  readonly leaseMs: number;
}

type DeliveryRow = NoticeRow & {
  readonly channel: Channel;
  readonly target: string;
  readonly attempts: number;
};

/** Claims deliveries whose time has come, merchants in turn; each counts as an attempt from then on. */
export async function claimDeliveries(
  tx: Tx,
  now: Date,
  { limit, perTenant, channels, busy, leaseMs }: DeliveryClaim,
): Promise<readonly Delivery[]> {
  const { rows } = await tx.query<DeliveryRow>(
    `with candidates as (
       select environment, account, notice_id, channel, target, next_at,
         row_number() over (partition by environment, account order by next_at) as place
       from notice_deliveries
       where state = 'waiting' and next_at <= $1 and channel = any ($4::text[])
         and environment || '/' || account <> all ($5::text[])
     ), chosen as (
       select * from candidates where place <= $3 order by place, next_at limit $2
     ), claimed as (
       select d.environment, d.account, d.notice_id, d.channel, d.target
       from notice_deliveries d join chosen using (environment, account, notice_id, channel, target)
       where d.state = 'waiting' and d.next_at <= $1
       for update of d skip locked
     )
     update notice_deliveries d set attempts = d.attempts + 1, next_at = $6, changed_at = $1
     from claimed c join notices n on n.environment = c.environment and n.account = c.account and n.id = c.notice_id
     where d.environment = c.environment and d.account = c.account and d.notice_id = c.notice_id
       and d.channel = c.channel and d.target = c.target
     returning d.environment, d.account, n.id, n.event, n.occurred_at, n.facts, d.channel, d.target, d.attempts`,
    [now, limit, perTenant, channels, busy, new Date(now.getTime() + leaseMs)],
  );
  return rows.flatMap((row) => {
    const notice = toNotice(row);
    const { channel, target, attempts } = row;
    return notice
      ? [{ tenant: notice.tenant, notice, address: { channel, target }, attempts }]
      : [];
  });
}

/** How an attempt ended. */
export interface DeliveryEnd {
  readonly state: DeliveryState;
  /** What the other side said, in a few words without any person's data: `http 500`, `smtp 550`. */
  readonly answer: string;
  /** When it is tried again; there when the state is `waiting`. */
  readonly nextAt?: Date;
}

/** Notes how an attempt ended, unless another one was claimed since. */
export async function endDelivery(
  { tenant: { environment, account }, notice, address, attempts }: Delivery,
  tx: Tx,
  { state, answer, nextAt }: DeliveryEnd,
  now: Date,
): Promise<void> {
  await tx.query(
    `update notice_deliveries set state = $7, answer = $8, next_at = $9, changed_at = $10
     where environment = $1 and account = $2 and notice_id = $3 and channel = $4 and target = $5
       and attempts = $6 and state = 'waiting'`,
    [
      environment,
      account,
      notice.id,
      address.channel,
      address.target,
      attempts,
      state,
      answer,
      nextAt ?? null,
      now,
    ],
  );
}

/** A line of the delivery log. */
export interface DeliveryLine {
  readonly noticeId: string;
  readonly event: NoticeKind;
  readonly subject: string;
  /** Of the document that it is about. */
  readonly number: string | undefined;
  readonly occurredAt: Date;
  readonly channel: Channel;
  readonly target: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answer: string | undefined;
  readonly nextAt: Date | undefined;
  readonly changedAt: Date;
}

interface LineRow {
  readonly notice_id: string;
  readonly event: NoticeKind;
  readonly subject: string;
  readonly number: string | null;
  readonly occurred_at: Date;
  readonly channel: Channel;
  readonly target: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answer: string | null;
  readonly next_at: Date | null;
  readonly changed_at: Date;
}

const LINES_MAX = 200;

/** A merchant's delivery log, the newest change first; 200 lines at the most. */
export async function listDeliveries(
  { environment, account }: TenantId,
  tx: Tx,
  limit: number,
): Promise<readonly DeliveryLine[]> {
  const { rows } = await tx.query<LineRow>(
    `select d.notice_id, n.event, n.subject, n.facts ->> 'number' as number, n.occurred_at, d.channel, d.target,
       d.state, d.attempts, d.answer, d.next_at, d.changed_at
     from notice_deliveries d join notices n on n.environment = d.environment and n.account = d.account
       and n.id = d.notice_id
     where d.environment = $1 and d.account = $2
     order by d.changed_at desc, d.notice_id, d.channel, d.target limit $3`,
    [environment, account, Math.min(limit, LINES_MAX)],
  );
  return rows.map((row) => ({
    noticeId: row.notice_id,
    event: row.event,
    subject: row.subject,
    number: row.number ?? undefined,
    occurredAt: row.occurred_at,
    channel: row.channel,
    target: row.target,
    state: row.state,
    attempts: row.attempts,
    answer: row.answer ?? undefined,
    nextAt: row.next_at ?? undefined,
    changedAt: row.changed_at,
  }));
}

/** Gives up deliveries of notices that are older than that: nobody wants last month's news. Returns how many. */
export async function expireDeliveries(tx: Tx, before: Date, now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `update notice_deliveries d set state = 'failed', answer = coalesce(answer, 'too old'), next_at = null, changed_at = $2
     from notices n
     where n.environment = d.environment and n.account = d.account and n.id = d.notice_id
       and d.state = 'waiting' and d.next_at <= $2 and n.addressed_at < $1`,
    [before, now],
  );
  return rowCount ?? 0;
}

/** Merchants whose mails wait, at most so many: without a mail server they would wait unseen. */
export async function listTenantsWithMailWaiting(
  tx: Tx,
  limit: number,
): Promise<readonly TenantId[]> {
  const { rows } = await tx.query<{ readonly environment: Environment; readonly account: string }>(
    `select distinct environment, account from notice_deliveries
     where state = 'waiting' and channel = 'email' order by environment, account limit $1`,
    [limit],
  );
  return rows.flatMap(({ environment, account }) => parseTenantId(environment, account) ?? []);
}
