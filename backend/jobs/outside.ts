import type { Directory } from '../decide/directory.ts';
import type { Destination } from '../deliver/destination.ts';
import type { Corrections } from '../follow/corrections.ts';
import type { Pace } from '../follow/schedule.ts';
import type { Outcome } from '../invoice/outcome.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RawSnapshot } from '../receive/snapshot.ts';
import type { Database } from '../store/database.ts';
import type { Platform, TenantId } from '../tenant.ts';
import type { Queue } from './queue.ts';
import type { AccountTrial } from './technical-account.ts';

/** Everything outside the stations that a job may touch; main.ts joins it, tests bring their own. */
export interface Outside extends Directory {
  readonly database: Database;
  readonly queue: Queue;
  readonly fetchSnapshot: (tenant: TenantId, invoiceId: string) => Promise<Outcome<RawSnapshot>>;
  readonly destination: Destination;
  /** The supplier's side of what exists at the destination. */
  readonly corrections: Corrections;
  /** Since when every call to a platform has met trouble; undefined while calls succeed. */
  readonly troubledSince: (platform: Platform) => string | undefined;
  /** Tries the technical account that a merchant's connection has, without changing anything. */
  readonly checkConnection: (tenant: TenantId) => Promise<AccountTrial>;
  readonly pace: Pace;
  readonly now: () => Date;
  /** 0 to 1, for the spread of delays. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}
