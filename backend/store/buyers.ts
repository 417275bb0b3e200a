import { z } from 'zod';
import type { BuyerDemands } from '../decide/decision.ts';
import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';

/** The directory's answers, kept for a while. One that an older version wrote in another shape counts as absent. */
const demandsSchema = z.object({
  siret: z.string(),
  name: z.string(),
  active: z.boolean(),
  serviceRequired: z.boolean(),
  engagementRequired: z.boolean(),
  serviceOrEngagementRequired: z.boolean(),
  reportsPayment: z.boolean(),
  services: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      active: z.boolean(),
      engagementRequired: z.boolean().exactOptional(),
    }),
  ),
  readAt: z.string(),
});

/** Finds what a buyer demands, unless it was read more than `maxAgeMs` ago. */
export async function findBuyer(
  platform: Platform,
  tx: Tx,
  siret: string,
  maxAgeMs: number,
  now: Date,
): Promise<BuyerDemands | undefined> {
  const { rows } = await tx.query<{ demands: unknown }>(
    'select demands from buyers where platform = $1 and siret = $2 and read_at >= $3',
    [platform, siret, new Date(now.getTime() - maxAgeMs)],
  );
  return rows[0] && demandsSchema.safeParse(rows[0].demands).data;
}

/** Keeps what a buyer demands; an answer that was read before the one kept changes nothing. */
export async function saveBuyer(
  platform: Platform,
  tx: Tx,
  demands: BuyerDemands,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into buyers (platform, siret, demands, read_at) values ($1, $2, $3, $4)
     on conflict (platform, siret) do update set demands = excluded.demands, read_at = excluded.read_at
     where buyers.read_at <= excluded.read_at`,
    [platform, demands.siret, JSON.stringify(demands), now],
  );
}
