import { z } from 'zod';
import type { BuyerAddress, BuyerDemands, BuyerService } from '../decide/decision.ts';
import type { Platform } from '../tenant.ts';
import type { Tx } from './database.ts';

const addressSchema = z.object({
  lines: z.array(z.string()),
  postalCode: z.string().exactOptional(),
  city: z.string().exactOptional(),
  countryCode: z.string().exactOptional(),
});

/** Looked at by hand: the State has thousands, and a schema took three quarters of what finding it costs. */
function isService(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!('code' in value && 'label' in value && 'active' in value)) return false;
  const { code, label, active } = value;
  const isWhole =
    typeof code === 'string' && typeof label === 'string' && typeof active === 'boolean';
  const demand = 'engagementRequired' in value ? typeof value.engagementRequired : 'boolean';
  const remoteId = 'remoteId' in value ? value.remoteId : 0;
  return isWhole && demand === 'boolean' && Number.isSafeInteger(remoteId);
}

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
  services: z.custom<readonly BuyerService[]>(
    (value) => Array.isArray(value) && value.every(isService),
  ),
  remoteId: z.int().exactOptional(),
  readAt: z.string(),
});

/** A body in use is read again at an age between these two, spread by chance: before the day after which it is old. */
const REFRESH_FROM_MS = 18 * 3_600_000;
const REFRESH_SPREAD_MS = 4 * 3_600_000;

/** That somebody asked about a body is written down once in this time, however many ask. */
const ASKED_AGAIN_MS = 3_600_000;

/** Finds what a buyer demands, unless it was read more than `maxAgeMs` ago. */
export async function findBuyer(
  platform: Platform,
  tx: Tx,
  siret: string,
  maxAgeMs: number,
  now: Date,
): Promise<BuyerDemands | undefined> {
  const { rows } = await tx.query<{ demands: unknown; read_at: Date }>(
    'select demands, read_at from buyers where platform = $1 and siret = $2 and read_at >= $3',
    [platform, siret, new Date(now.getTime() - maxAgeMs)],
  );
  const [row] = rows;
  const demands = demandsSchema.safeParse(row?.demands).data;
  return row && demands && { ...demands, readAt: row.read_at.toISOString() };
}

/** Keeps what a buyer demands; an answer that was read before the one kept changes nothing. */
export async function saveBuyer(
  platform: Platform,
  tx: Tx,
  demands: BuyerDemands,
  readAt: Date,
): Promise<void> {
  await tx.query(
    `insert into buyers (platform, siret, demands, read_at, asked_at, refresh_at)
     values ($1, $2, $3, $4, $4, $4::timestamptz + ($5::float8 + random() * $6::float8) * interval '1 millisecond')
     on conflict (platform, siret) do update
       set demands = excluded.demands, read_at = excluded.read_at, refresh_at = excluded.refresh_at
     where buyers.read_at <= excluded.read_at`,
    [platform, demands.siret, JSON.stringify(demands), readAt, REFRESH_FROM_MS, REFRESH_SPREAD_MS],
  );
}

/** Forgets a body that the directory knows no more. */
export async function forgetBuyer(platform: Platform, tx: Tx, siret: string): Promise<void> {
  await tx.query('delete from buyers where platform = $1 and siret = $2', [platform, siret]);
}

/** Notes that somebody asked about a body, so that it is kept fresh. */
export async function noteAsked(
  platform: Platform,
  tx: Tx,
  siret: string,
  now: Date,
): Promise<void> {
  await tx.query(
    'update buyers set asked_at = $3 where platform = $1 and siret = $2 and asked_at < $4',
    [platform, siret, now, new Date(now.getTime() - ASKED_AGAIN_MS)],
  );
}

/** Which bodies are read again. */
export interface RefreshClaim {
  readonly now: Date;
  /** Somebody asked about it since. */
  readonly askedSince: Date;
  /** How long nobody else takes it. */
  readonly leaseMs: number;
}

const IS_DUE = 'platform = $1 and refresh_at <= $2 and asked_at >= $3';

/** Whether a body that is in use is soon too old. */
export async function isRefreshDue(
  platform: Platform,
  tx: Tx,
  { now, askedSince }: RefreshClaim,
): Promise<boolean> {
  // In order, as the claim has it: without it, PostgreSQL 15 expects a match among the first rows and reads them all.
  const { rowCount } = await tx.query(
    `select from buyers where ${IS_DUE} order by refresh_at limit 1`,
    [platform, now, askedSince],
  );
  return rowCount === 1;
}

/** Claims the body that has waited longest; returns its SIRET. */
export async function claimRefresh(
  platform: Platform,
  tx: Tx,
  { now, askedSince, leaseMs }: RefreshClaim,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ siret: string }>(
    `with due as (
       select siret from buyers where ${IS_DUE} order by refresh_at limit 1 for update skip locked
     )
     update buyers set refresh_at = $4 from due
     where buyers.platform = $1 and buyers.siret = due.siret returning buyers.siret`,
    [platform, now, askedSince, new Date(now.getTime() + leaseMs)],
  );
  return rows[0]?.siret;
}

/** A public body as far as it is known from before. */
export interface KnownBuyer {
  readonly siret: string;
  readonly name: string;
  readonly address: BuyerAddress | undefined;
  readonly readAt: Date;
}

interface KnownRow {
  readonly siret: string;
  readonly name: string;
  readonly address: unknown;
  readonly read_at: Date;
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
    `select siret, name, demands -> 'address' as address, read_at from buyers
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
    `select siret, name, demands -> 'address' as address, read_at from buyers
     where platform = $1 and siret = any ($2::text[])`,
    [platform, sirets],
  );
  return rows.map(toKnown);
}

function toKnown({ siret, name, address, read_at: readAt }: KnownRow): KnownBuyer {
  return { siret, name, address: addressSchema.safeParse(address).data, readAt };
}
