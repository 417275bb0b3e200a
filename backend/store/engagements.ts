import { ENGAGEMENT_FINDINGS, type EngagementFinding } from '../decide/directory.ts';
import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';

/** An engagement number of a public body. */
export interface EngagementKey {
  readonly siret: string;
  readonly number: string;
}

/** Finds what was said of an engagement number, unless it was read more than `maxAgeMs` ago. */
export async function findEngagement(
  platform: Platform,
  tx: Tx,
  { siret, number }: EngagementKey,
  { maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: Date },
): Promise<EngagementFinding | undefined> {
  const { rows } = await tx.query<{ finding: string }>(
    'select finding from engagements where platform = $1 and siret = $2 and number = $3 and read_at >= $4',
    [platform, siret, number, new Date(now.getTime() - maxAgeMs)],
  );
  return ENGAGEMENT_FINDINGS.find((finding) => finding === rows[0]?.finding);
}

/** Keeps what was said of an engagement number. */
export async function saveEngagement(
  platform: Platform,
  tx: Tx,
  { siret, number }: EngagementKey,
  { finding, now }: { readonly finding: EngagementFinding; readonly now: Date },
): Promise<void> {
  await tx.query(
    `insert into engagements (platform, siret, number, finding, read_at) values ($1, $2, $3, $4, $5)
     on conflict (platform, siret, number) do update set finding = excluded.finding, read_at = excluded.read_at`,
    [platform, siret, number, finding, now],
  );
}

/** Whether the list has ever shown an engagement of this body: then it holds them, and what it lacks is not there. */
export async function hasKnownEngagement(
  platform: Platform,
  tx: Tx,
  siret: string,
): Promise<boolean> {
  const { rows } = await tx.query<{ known: boolean }>(
    `select exists (select from engagements where platform = $1 and siret = $2 and finding = 'known') as known`,
    [platform, siret],
  );
  return rows[0]?.known === true;
}

/** Forgets engagement numbers that nobody asked about for long. */
export async function forgetEngagements(tx: Tx, before: Date, limit: number): Promise<void> {
  await tx.query(
    `delete from engagements where ctid = any (array(
       select ctid from engagements where read_at < $1 order by read_at limit $2))`,
    [before, limit],
  );
}
