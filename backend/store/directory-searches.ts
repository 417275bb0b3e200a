import { z } from 'zod';
import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';

const bodiesSchema = z.array(z.object({ siret: z.string(), name: z.string() }));

/** What a search in the directory found. */
export interface FoundBodies {
  readonly bodies: z.output<typeof bodiesSchema>;
  /** Whether there are more than these. */
  readonly more: boolean;
  readonly readAt: Date;
}

/** Finds what a search found before, unless that is more than `maxAgeMs` ago. */
export async function findSearch(
  platform: Platform,
  tx: Tx,
  text: string,
  { maxAgeMs, now }: { readonly maxAgeMs: number; readonly now: Date },
): Promise<FoundBodies | undefined> {
  const { rows } = await tx.query<{ bodies: unknown; more: boolean; read_at: Date }>(
    `select bodies, more, read_at from directory_searches
     where platform = $1 and text = $2 and read_at >= $3`,
    [platform, text, new Date(now.getTime() - maxAgeMs)],
  );
  const [row] = rows;
  const bodies = bodiesSchema.safeParse(row?.bodies).data;
  return row && bodies && { bodies, more: row.more, readAt: row.read_at };
}

/** Keeps what a search found. */
export async function saveSearch(
  platform: Platform,
  tx: Tx,
  text: string,
  { bodies, more, readAt }: FoundBodies,
): Promise<void> {
  await tx.query(
    `insert into directory_searches (platform, text, bodies, more, read_at) values ($1, $2, $3, $4, $5)
     on conflict (platform, text) do update
       set bodies = excluded.bodies, more = excluded.more, read_at = excluded.read_at`,
    [platform, text, JSON.stringify(bodies), more, readAt],
  );
}

/** Forgets searches that are too old to be served. */
export async function forgetSearches(tx: Tx, before: Date, limit: number): Promise<void> {
  await tx.query(
    `delete from directory_searches where ctid = any (array(
       select ctid from directory_searches where read_at < $1 order by read_at limit $2))`,
    [before, limit],
  );
}
