import { crashPoint } from '../crash-point.ts';
import type { Plan } from '../receive/receive.ts';
import type { Database } from '../store/database.ts';
import { insertEvents } from '../store/events.ts';
import type { VerifiedEvent } from '../stripe/webhook.ts';
import type { Environment } from '../tenant.ts';
import type { Job, Queue } from './queue.ts';

/**
 * An event and its job are stored in one transaction, and requests that arrive together share one: a commit costs the
 * disk the same for one event as for hundreds. Nobody is answered before the commit.
 */

/** Most events in one transaction. */
const GROUP_MAX = 500;

/** Transactions at once; a second one gathers while the first is on the disk. */
const GROUPS_AT_ONCE = 2;

/** Events waiting for a transaction above which the next is turned away, to be sent again by Stripe. */
const WAITING_MAX = 10_000;

/** An event worth storing. */
export interface Arrival {
  readonly environment: Environment;
  readonly event: VerifiedEvent & { readonly account: string };
  readonly plan: Exclude<Plan, { readonly kind: 'ignore' | 'refuse' }>;
  /** The raw bytes that were signed. */
  readonly payload: Buffer;
}

/** Stores an arrival with its job; rejects when the database cannot take it, and then nothing was stored. */
export type Ingest = (arrival: Arrival) => Promise<'stored' | 'duplicate'>;

interface Waiting {
  readonly arrival: Arrival;
  readonly resolve: (outcome: 'stored' | 'duplicate') => void;
  readonly reject: (error: unknown) => void;
}

/** Too many events wait for the database. */
export class IngestFullError extends Error {
  override readonly name = 'IngestFullError';
}

/** Makes the one way in for events of this process. */
export function makeIngest(database: Database, queue: Queue): Ingest {
  const waiting: Waiting[] = [];
  let running = 0;

  const run = async (): Promise<void> => {
    running += 1;
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP_MAX);
      try {
        const fresh = await storeGroup(
          group.map(({ arrival }) => arrival),
          database,
          queue,
        );
        settleGroup(group, fresh);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running -= 1;
  };

  return (arrival) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= WAITING_MAX) {
        reject(new IngestFullError(`more than ${WAITING_MAX} events wait for the database`));
        return;
      }
      waiting.push({ arrival, resolve, reject });
      // The next turn of the loop, so that requests read from the sockets in this one join the same group.
      if (running < GROUPS_AT_ONCE) setImmediate(() => running < GROUPS_AT_ONCE && void run());
    });
}

const keyOf = ({ environment, event }: Arrival): string => `${environment}/${event.id}`;

/** The first of a group to bring a new event stored it; the others of the same id are duplicates. */
function settleGroup(group: readonly Waiting[], fresh: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (const { arrival, resolve } of group) {
    const key = keyOf(arrival);
    resolve(fresh.has(key) && !seen.has(key) ? 'stored' : 'duplicate');
    seen.add(key);
  }
}

/** Stores what is new of a group and returns the keys of it. */
async function storeGroup(
  arrivals: readonly Arrival[],
  database: Database,
  queue: Queue,
): Promise<ReadonlySet<string>> {
  const unique = [...new Map(arrivals.map((arrival) => [keyOf(arrival), arrival])).values()];
  const fresh = await database.transaction(async (tx) => {
    const stored = await insertEvents(tx, unique.map(toRow));
    const news = unique.filter(({ environment, event }) =>
      stored.has(`${environment}/${event.id}`),
    );
    await queue.send(tx, news.map(toJob));
    crashPoint('ingest.before-commit');
    return new Set(news.map(keyOf));
  });
  crashPoint('ingest.after-commit');
  return fresh;
}

function toRow({ environment, event, payload }: Arrival) {
  return {
    environment,
    id: event.id,
    account: event.account,
    type: event.type,
    created: event.created,
    livemode: event.livemode,
    objectId: event.objectId ?? null,
    customerId: event.customerId ?? null,
    payload,
  };
}

/** The job that an arrival's plan asks for. */
export function toJob({ environment, event, plan }: Arrival): Job {
  const base = { environment, account: event.account, eventCreated: event.created };
  switch (plan.kind) {
    case 'advance':
      return { ...base, kind: 'advance', documentId: plan.documentId, open: plan.open };
    case 'recheck_closed':
      return { ...base, kind: 'recheck_closed', documentId: plan.documentId };
    case 'recheck_customer':
      return { ...base, kind: 'recheck_customer', customerId: plan.customerId };
    case 'start_merchant':
    case 'end_merchant':
      return { ...base, kind: plan.kind };
    default:
      return plan satisfies never;
  }
}
