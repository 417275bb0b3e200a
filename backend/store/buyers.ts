import { z } from 'zod';
import type { BuyerAddress, BuyerDemands } from '../decide/decision.ts';
import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';

const addressSchema = z.object({
  lines: z.array(z.string()),
  postalCode: z.string().exactOptional(),
  city: z.string().exactOptional(),
  countryCode: z.string().exactOptional(),
});

/** The directory's answers, kept for a while. One that an older version wrote in another shape counts as absent. */
const demandsSchema = z.object({
  siret: z.string(),
  name: z.string(),
  address: addressSchema.exactOptional(),
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

/** A public body as far as it is known from before. */
export interface KnownBuyer {
  readonly siret: string;
  readonly name: string;
  readonly address: BuyerAddress | undefined;
}

interface KnownRow {
  readonly siret: string;
  readonly name: string;
  readonly address: unknown;
}

/** Searches the active public bodies that were met before, by the beginning of a SIRET or part of a name. */
export async function searchKnownBuyers(
  platform: Platform,
  tx: Tx,
  text: string,
  limit: number,
): Promise<readonly KnownBuyer[]> {
  const literal = text.replace(/[\\%_]/g, '\\$&');
  const { rows } = await tx.query<KnownRow>(
    `select siret, name, demands -> 'address' as address from buyers
     where platform = $1 and active and (siret like $2 or name ilike $3)
     order by name, siret limit $4`,
    [platform, `${literal.replaceAll(/[\s.]/g, '')}%`, `%${literal}%`, limit],
  );
  return rows.map(toKnown);
}

/** Finds those of some public bodies that were met before. */
export async function findKnownBuyers(
  platform: Platform,
  tx: Tx,
  sirets: readonly string[],
): Promise<readonly KnownBuyer[]> {
  const { rows } = await tx.query<KnownRow>(
    `select siret, name, demands -> 'address' as address from buyers
     where platform = $1 and siret = any ($2::text[])`,
    [platform, sirets],
  );
  return rows.map(toKnown);
}

function toKnown({ siret, name, address }: KnownRow): KnownBuyer {
  return { siret, name, address: addressSchema.safeParse(address).data };
}
