import type { Channel, NoticeKind } from '../notify/event.ts';
import type { Notice, NoticeFacts } from '../notify/notice.ts';
import { parseTenantId, type Environment, type TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** A notice as it is written down. */
export interface NewNotice {
  readonly event: NoticeKind;
  /** `in_…`, `cn_…`, or `account`. */
  readonly subject: string;
  readonly occurredAt: Date;
  readonly dueAt: Date;
  readonly facts: NoticeFacts;
}

/** Writes a notice, once for each thing, subject and instant, and gives its id; a second time changes nothing. */
export async function saveNotice(
  { environment, account }: TenantId,
  tx: Tx,
  { event, subject, occurredAt, dueAt, facts }: NewNotice,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ readonly id: string }>(
    `insert into notices (environment, account, event, subject, occurred_at, due_at, facts)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint notices_once do nothing returning id`,
    [environment, account, event, subject, occurredAt, dueAt, JSON.stringify(facts)],
  );
  return rows[0]?.id;
}

/** A notice as the driver gives it. */
export interface NoticeRow {
  readonly environment: Environment;
  readonly account: string;
  readonly id: string;
  readonly event: NoticeKind;
  readonly occurred_at: Date;
  readonly facts: NoticeFacts;
}

/** Something to tell a merchant. */
export type NoticeOf = Notice & { readonly tenant: TenantId };

/** Takes notices that are due and have not been addressed, the oldest first; they are the transaction's until its end. */
export async function takeDueNotices(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<readonly NoticeOf[]> {
  const { rows } = await tx.query<NoticeRow>(
    `select environment, account, id, event, occurred_at, facts from notices
     where addressed_at is null and due_at <= $1
     order by due_at limit $2 for update skip locked`,
    [now, limit],
  );
  return rows.flatMap((row) => toNotice(row) ?? []);
}

/** Reads a row of the table. */
export function toNotice(row: NoticeRow): NoticeOf | undefined {
  const { id, event, occurred_at: occurredAt, facts } = row;
  const tenant = parseTenantId(row.environment, row.account);
  return tenant && { tenant, id, event, occurredAt, facts };
}

/** Where one notice goes. */
export interface Address {
  readonly channel: Channel;
  /** An address of e-mail; empty for the other channels, of which a merchant has one each. */
  readonly target: string;
}

/** Ends the addressing of a notice: what is told by now, and the deliveries that tell it. */
export async function addressNotice(
  { environment, account }: TenantId,
  tx: Tx,
  noticeId: string,
  { facts, to, now }: { readonly facts: NoticeFacts; readonly to: readonly Address[]; now: Date },
): Promise<void> {
  await tx.query(
    `update notices set addressed_at = $4, facts = $5
     where environment = $1 and account = $2 and id = $3`,
    [environment, account, noticeId, now, JSON.stringify(facts)],
  );
  if (to.length === 0) return;
  await tx.query(
    `insert into notice_deliveries (environment, account, notice_id, channel, target, next_at, changed_at)
     select $1, $2, $3, channel, target, $6, $6
     from unnest($4::text[], $5::text[]) as address (channel, target)
     on conflict do nothing`,
    [
      environment,
      account,
      noticeId,
      to.map(({ channel }) => channel),
      to.map(({ target }) => target),
      now,
    ],
  );
}

/** Takes away what was addressed before an instant and has nothing left to deliver; returns how many. */
export async function forgetNotices(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rowCount } = await tx.query(
    `with old as (
       select environment, account, id from notices n
       where addressed_at < $1 and not exists (
         select from notice_deliveries d where d.environment = n.environment and d.account = n.account
           and d.notice_id = n.id and d.state = 'waiting')
       order by addressed_at limit $2
     )
     delete from notices using old
     where notices.environment = old.environment and notices.account = old.account and notices.id = old.id`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** Holds a merchant's row until the transaction ends, for what must be made once. */
export async function lockTenant({ environment, account }: TenantId, tx: Tx): Promise<void> {
  await tx.query('select from tenants where environment = $1 and account = $2 for update', [
    environment,
    account,
  ]);
}
