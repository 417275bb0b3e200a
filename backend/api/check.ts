import type { z } from 'zod';
import { convert } from '../convert/convert.ts';
import { decide, findRouting } from '../decide/decide.ts';
import type { Decision } from '../decide/decision.ts';
import type { EngagementFinding } from '../decide/directory.ts';
import { readReferences } from '../decide/routing.ts';
import { askBuyer, type BuyerAnswer } from '../directory/directory.ts';
import { askEngagement } from '../directory/engagement.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import type { Reason } from '../invoice/reason.ts';
import { parseSnapshot, type RawSnapshot, type StripeSnapshot } from '../receive/snapshot.ts';
import { withReferences } from '../jobs/references.ts';
import { heldReason } from '../jobs/stance.ts';
import { findLatestAction } from '../store/actions.ts';
import { findInstruction, type Instruction } from '../store/instructions.ts';
import { findTenant } from '../store/tenants.ts';
import { findTransmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import { viewActions } from './act.ts';
import type { checkAnswer, checkRequest, FindAnswer } from './contract.ts';
import { notNow } from './directory.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';
import { viewReferences } from './transmissions.ts';
import { viewReason } from './view.ts';

/**
 * POST /api/invoices/check: what would become of an invoice if it were finalized now. The stations themselves answer,
 * in their order, and nothing is stored; being a draft is no reason here.
 */
export function addCheckRoute(route: RouteParts, parts: DashboardParts): void {
  addRoute(route, rowOf('/api/invoices/check'), (asked) => check(asked, parts));
}

type CheckAnswer = z.input<typeof checkAnswer>;

const MS_PER_SECOND = 1_000;

/** Stands for the number that Stripe gives at finalization. */
const NUMBER_TO_COME = 'DRAFT';

async function check(
  { tenant, question }: Asked<z.output<typeof checkRequest>>,
  parts: DashboardParts,
): Promise<CheckAnswer | Refusal> {
  const fetched = await parts.fetchSnapshot(tenant, question.invoice_id);
  if (!fetched.ok) return refuseUnread(fetched.reasons[0]);
  const stand = await findStand(tenant, question.invoice_id, parts);
  const { instruction, actions } = stand;
  const parsed = parseSnapshot(withReferences(numbered(fetched.value), instruction));
  if (!parsed.ok) return view({ reasons: parsed.reasons, actions });
  const snapshot = parsed.value;
  if (instruction?.stance === 'exclude') return { kind: 'not_concerned', held: 'exclude' };
  const routing = findRouting(snapshot);
  const directoryParts = { ...parts.chorusPro, database: parts.database, now: parts.now };
  const buyer = routing && (await askBuyer(tenant, routing, directoryParts));
  const engagement =
    routing && buyer && (await askEngagement(tenant, routing, buyer, directoryParts));
  const decision = await decideNow(tenant, { snapshot, directory: buyer, engagement }, parts);
  if (decision.kind === 'not_concerned') {
    return { kind: 'not_concerned', held: instruction?.stance ?? null };
  }
  const judged = judge(decision);
  const held = instruction?.stance === 'hold' ? [heldReason(instruction.comment)] : [];
  const reasons = [...judged.reasons, ...held];
  const found = {
    ...judged,
    reasons,
    actions,
    snapshot,
    ...(buyer && routing ? { buyer, routing } : {}),
  };
  const [only, ...others] = found.reasons;
  const isUnasked = buyer?.kind === 'unavailable' && only === buyer.reason;
  return isUnasked && others.length === 0 ? notNow(buyer.reason) : view(found);
}

type CheckedActions = NonNullable<FindAnswer['actions']>;

/** What was decided about the invoice, and what can be; of one that Guichet has not met, all that a draft allows. */
async function findStand(
  tenant: TenantId,
  invoiceId: string,
  { database: { pool }, now }: DashboardParts,
): Promise<{
  readonly instruction: Instruction | undefined;
  readonly actions: CheckedActions;
}> {
  const transmission = await findTransmission(tenant, pool, invoiceId);
  const instruction = await findInstruction(tenant, pool, invoiceId);
  const latest = await findLatestAction(tenant, pool, invoiceId);
  const unmet = {
    state: 'received',
    reasons: [],
    stateSince: now(),
    remoteStatusAt: undefined,
  } as const;
  const circumstances = { transmission: transmission ?? unmet, instruction, latest, now: now() };
  return { instruction, actions: viewActions(circumstances) };
}

/** An invoice that Stripe does not know in this account is nobody's; anything else passes. */
function refuseUnread(why: Reason): CheckAnswer | Refusal {
  return why.code === 'stripe_object_missing'
    ? new Refusal(404, 'not_found', 'Stripe knows no such invoice in this account.')
    : { kind: 'unavailable', reason: viewReason(why) };
}

async function decideNow(
  tenant: TenantId,
  known: {
    readonly snapshot: StripeSnapshot;
    readonly directory: BuyerAnswer | undefined;
    readonly engagement: EngagementFinding | undefined;
  },
  { database, now }: DashboardParts,
): Promise<Decision> {
  const { settings } = (await findTenant(tenant, database.pool)) ?? {};
  const today = dayInFranceOf(now().getTime() / MS_PER_SECOND);
  return decide({ ...known, settings, today, asIfFinalized: true });
}

interface Findings {
  readonly reasons: readonly Reason[];
  readonly warnings?: readonly Reason[];
}

/** What stands in the way, warnings of the document itself among it. */
function judge(decision: Exclude<Decision, { readonly kind: 'not_concerned' }>): Findings {
  if (decision.kind === 'held') return decision;
  const issued = convert(decision);
  return issued.ok
    ? { reasons: [], warnings: [...decision.warnings, ...issued.value.warnings] }
    : { reasons: issued.reasons, warnings: decision.warnings };
}

interface Found extends Findings {
  readonly actions: CheckedActions;
  readonly snapshot?: StripeSnapshot;
  readonly buyer?: BuyerAnswer;
  readonly routing?: { readonly siret: string };
}

function view({ reasons, warnings = [], actions, snapshot, buyer, routing }: Found): CheckAnswer {
  const isReady = warnings.length === 0;
  return {
    kind: 'checked',
    verdict: reasons.length > 0 ? 'blocked' : isReady ? 'ready' : 'attention',
    reasons: reasons.map(viewReason),
    warnings: warnings.map(viewReason),
    buyer: routing
      ? { siret: routing.siret, name: buyer?.kind === 'found' ? buyer.demands.name : null }
      : null,
    customer_id: snapshot?.customer?.id ?? null,
    references: viewReferences(snapshot ? readReferences(snapshot) : {}),
    actions,
  };
}

/** A draft has no number yet, and needs none to be judged. */
function numbered(raw: RawSnapshot): RawSnapshot {
  const { invoice } = raw;
  const isNumberless =
    typeof invoice === 'object' &&
    invoice !== null &&
    'status' in invoice &&
    invoice.status === 'draft' &&
    !('number' in invoice && invoice.number);
  return isNumberless ? { ...raw, invoice: { ...invoice, number: NUMBER_TO_COME } } : raw;
}
