import type { z } from 'zod';
import { STATES, type TransmissionState } from '../follow/state.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import { medianDaysToPayment, sumByMonth, sumByState, type Sum } from '../store/overview.ts';
import { viewConnection } from './connection.ts';
import type { overviewAnswer, overviewRequest } from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, rowOf, type Asked, type RouteParts } from './route.ts';

/**
 * POST /api/overview/read: what waits for the merchant, what is under way, what is done, month by month. Who acts next
 * says which group a state belongs to; documents that are not for the public sector are not counted.
 */
export function addOverviewRoute(route: RouteParts, parts: DashboardParts): void {
  addRoute(route, rowOf('/api/overview/read'), (asked) => read(asked, parts));
}

type Overview = z.input<typeof overviewAnswer>;

/** What Guichet issues; as Stripe writes it. */
const CURRENCY = 'eur';

const MS_PER_SECOND = 1_000;

/** Not for the public sector: nobody's business here. */
const NOT_COUNTED: readonly TransmissionState[] = ['not_concerned'];

const GROUPS = ['yours', 'under_way', 'done'] as const;
type Group = (typeof GROUPS)[number];

const GROUP_OF_ACTOR = {
  merchant: 'yours',
  us: 'under_way',
  chorus_pro: 'under_way',
  buyer: 'under_way',
  nobody: 'done',
} as const satisfies Record<(typeof STATES)[TransmissionState]['actor'], Group>;

async function read(
  { tenant, question }: Asked<z.output<typeof overviewRequest>>,
  parts: DashboardParts,
): Promise<Overview> {
  const { pool } = parts.database;
  const today = dayInFranceOf(parts.now().getTime() / MS_PER_SECOND);
  const months = monthsUntil(today, question.months);
  const since = `${months[0] ?? today.slice(0, 7)}-01`;
  const asked = { currency: CURRENCY, since, without: NOT_COUNTED };
  const [byState, byMonth, days, connection] = await Promise.all([
    sumByState(tenant, pool, CURRENCY),
    sumByMonth(tenant, pool, asked),
    medianDaysToPayment(tenant, pool),
    viewConnection(tenant, parts),
  ]);
  return {
    groups: GROUPS.map((group) => sumOfGroup(group, byState)),
    currency: CURRENCY,
    median_days_to_payment: days ?? null,
    months: months.map((month) => ({ month, ...viewSum(byMonth.get(month)) })),
    connection,
  };
}

function sumOfGroup(
  group: Group,
  byState: ReadonlyMap<TransmissionState, Sum>,
): Overview['groups'][number] {
  const states = ALL_STATES.filter((state) => groupOf(state) === group);
  const sums = states.flatMap((state) => byState.get(state) ?? []);
  const whole = sums.reduce(
    (left, right) => ({ count: left.count + right.count, total: left.total + right.total }),
    NOTHING,
  );
  return { group, states, ...viewSum(whole) };
}

const NOTHING: Sum = { count: 0, total: 0n };

const ALL_STATES = Object.keys(STATES).filter(isState);

function isState(name: string): name is TransmissionState {
  return Object.hasOwn(STATES, name);
}

function groupOf(state: TransmissionState): Group | undefined {
  return NOT_COUNTED.includes(state) ? undefined : GROUP_OF_ACTOR[STATES[state].actor];
}

function viewSum({ count, total }: Sum = NOTHING) {
  return { count, total: String(total) };
}

/** `count` months, oldest first, the last being the one of a day. */
function monthsUntil(day: string, count: number): readonly string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_each, index) => {
    const month = last - count + 1 + index;
    const year = String(Math.floor(month / 12)).padStart(4, '0');
    return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
