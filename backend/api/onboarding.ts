import type { z } from 'zod';
import type { ConnectionCheck } from '../chorus-pro/connection.ts';
import { checkSettings } from '../decide/check-settings.ts';
import { REASONS, reason, type Reason } from '../invoice/reason.ts';
import type { Settings } from '../settings.ts';
import { findKeptAccount } from '../store/connection-checks.ts';
import type { TestDeposit } from '../store/test-deposits.ts';
import { findTenant } from '../store/tenants.ts';
import { takeTurn } from '../store/turns.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import { tryKept } from './connection.ts';
import type { onboardingAnswer } from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type RouteParts } from './route.ts';
import { followTestDeposit, sendTestDeposit } from './test-deposit.ts';
import { viewReason } from './view.ts';

/**
 * POST /api/onboarding/read and test-deposit: the steps of setting up, each checked where it is true: the settings in
 * the store, everything else at Chorus Pro. A live merchant has no test deposit, for that goes to qualification.
 */
export function addOnboardingRoutes(route: RouteParts, parts: DashboardParts): void {
  addRoute(route, rowOf('/api/onboarding/read'), ({ tenant }) => read(tenant, parts));
  addRoute(
    route,
    rowOf('/api/onboarding/test-deposit'),
    ({ tenant }) => testDeposit(tenant, parts),
    'editors',
  );
}

type Onboarding = z.input<typeof onboardingAnswer>;
type StepView = Onboarding['steps'][number];
type Progress = Omit<StepView, 'step'>;

/** How often a merchant may send one. */
const TEST_DEPOSITS = { ratePerSecond: 1 / 600, burst: 5 } as const;

async function testDeposit(tenant: TenantId, parts: DashboardParts): Promise<Onboarding | Refusal> {
  if (tenant.environment === 'live') {
    return new Refusal(409, 'live_environment', 'A made-up invoice never leaves a live account.');
  }
  const before = await followTestDeposit(tenant, parts);
  if (before && UNDER_WAY.includes(before.state)) return read(tenant, parts);
  const { pool } = parts.database;
  const { settings } = (await findTenant(tenant, pool)) ?? {};
  if (!settings || checkSettings(settings).length > 0) return read(tenant, parts);
  const key = `test_deposit/${tenantKey(tenant)}`;
  const waitMs = await takeTurn(pool, key, TEST_DEPOSITS, parts.now());
  if (waitMs > 0) {
    return new Refusal(429, 'too_many_requests', 'Too many test deposits; wait ten minutes.');
  }
  return read(tenant, parts, await sendTestDeposit(tenant, settings, parts));
}

const UNDER_WAY: readonly TestDeposit['state'][] = ['open', 'uncertain', 'accepted'];

/** Checks every step; `unsent` is why a test deposit could not be made just now. */
async function read(tenant: TenantId, parts: DashboardParts, unsent?: Reason): Promise<Onboarding> {
  const { pool } = parts.database;
  const [merchant, kept, test] = await Promise.all([
    findTenant(tenant, pool),
    findKeptAccount(tenant, pool),
    tenant.environment === 'live' ? undefined : followTestDeposit(tenant, parts),
  ]);
  const settings = merchant?.settings;
  const check = kept && (await tryKept(tenant, kept, parts));
  const steps: readonly StepView[] = [
    { step: 'company', ...companyStep(settings) },
    { step: 'agreement', ...agreementStep(check) },
    { step: 'technical_account', ...accountStep(check) },
    { step: 'supplier_found', ...supplierStep(check, settings) },
    ...(tenant.environment === 'live'
      ? []
      : [{ step: 'test_deposit', ...testStep(test, unsent) } as const]),
  ];
  return { steps: [...steps, { step: 'ready', ...readyStep(steps) }] };
}

const NOT_STARTED: Progress = { status: 'not_started', reason: null };
const IN_PROGRESS: Progress = { status: 'in_progress', reason: null };
const COMPLETE: Progress = { status: 'complete', reason: null };

function blocked(why: Reason): Progress {
  return { status: 'blocked', reason: viewReason(why) };
}

function companyStep(settings: Settings | undefined): Progress {
  if (!settings) return NOT_STARTED;
  const [first] = checkSettings(settings);
  return first ? { status: 'in_progress', reason: viewReason(first) } : COMPLETE;
}

type Check = ConnectionCheck | undefined;

/** Whether Chorus Pro lets Guichet in: shown as soon as an account of the merchant's is let in. */
function agreementStep(check: Check): Progress {
  if (!check) return NOT_STARTED;
  if (check.kind === 'working') return COMPLETE;
  return REASONS[check.reason.code].actor === 'us' ? blocked(check.reason) : IN_PROGRESS;
}

function accountStep(check: Check): Progress {
  if (!check) return NOT_STARTED;
  if (check.kind === 'working') return COMPLETE;
  return REASONS[check.reason.code].actor === 'us' ? IN_PROGRESS : blocked(check.reason);
}

/** Whether the account acts for the company of the settings. */
function supplierStep(check: Check, settings: Settings | undefined): Progress {
  if (check?.kind !== 'working' || !settings || checkSettings(settings).length > 0) {
    return NOT_STARTED;
  }
  // Our application may lack the right to ask: then the test deposit is the proof.
  if (!check.structuresRead) return IN_PROGRESS;
  const wanted = IDENTIFIER_OF[settings.seller.established](settings);
  const isThere = check.structures.some(
    ({ identifier }) => wanted === undefined || identifier === wanted,
  );
  return isThere ? COMPLETE : blocked(reason('account_lacks_rights', 'settings.seller'));
}

/** By what Chorus Pro knows a supplier; outside the EU it is its own to choose. */
const IDENTIFIER_OF = {
  france: ({ seller }) => seller.siret,
  eu: ({ seller }) => seller.vatNumber,
  outside_eu: () => undefined,
} as const satisfies Record<
  Settings['seller']['established'],
  (settings: Settings) => string | undefined
>;

function testStep(test: TestDeposit | undefined, unsent: Reason | undefined): Progress {
  if (unsent) return blocked(unsent);
  if (!test) return NOT_STARTED;
  switch (test.state) {
    case 'open':
    case 'uncertain':
    case 'accepted':
      return IN_PROGRESS;
    case 'integrated':
      return COMPLETE;
    case 'refused':
      return test.refusedBecause ? blocked(test.refusedBecause) : IN_PROGRESS;
    default:
      return test.state satisfies never;
  }
}

/**
 * Ready when nothing is missing. A supplier that cannot be looked up is proved by a test deposit that arrived; a live
 * account has none, and nothing is left there for the merchant to do.
 */
function readyStep(steps: readonly StepView[]): Progress {
  const test = steps.find(({ step }) => step === 'test_deposit');
  const isProved = test === undefined || test.status === 'complete';
  const isDone = ({ step, status }: StepView) =>
    status === 'complete' || (isProved && step === 'supplier_found' && status === 'in_progress');
  if (steps.every(isDone)) return COMPLETE;
  return steps.some(isDone) ? IN_PROGRESS : NOT_STARTED;
}
