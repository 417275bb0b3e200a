import { createHash } from 'node:crypto';
import { convert } from '../convert/convert.ts';
import type { FacturX } from '../convert/factur-x.ts';
import { crashPoint } from '../crash-point.ts';
import { issueDateOf } from '../decide/check-document.ts';
import type { Decision, Routing, Sendable } from '../decide/decision.ts';
import { decide, findRouting } from '../decide/decide.ts';
import { nextAttemptMs, nextRecheckMs } from '../follow/schedule.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { REASONS, isBlocking, reason, resolvesByItself, type Reason } from '../invoice/reason.ts';
import { parseSnapshot, type StripeSnapshot } from '../receive/snapshot.ts';
import type { Tx } from '../store/database.ts';
import { saveDocument, type IssuedDocument } from '../store/documents.ts';
import { findInstruction, type Instruction } from '../store/instructions.ts';
import { saveSnapshot } from '../store/snapshots.ts';
import { findTenant } from '../store/tenants.ts';
import type { Transmission, TransmissionChange } from '../store/transmissions.ts';
import { consultDirectory, patienceLeftMs } from './consult-directory.ts';
import { originalObjections } from './original.ts';
import type { Outside } from './outside.ts';
import { withReferences } from './references.ts';
import { excludedReason, heldReason } from './stance.ts';
import { MovedOnError, saveStep } from './progress.ts';

const MS_PER_SECOND = 1_000;

/** When the sweep takes up a document whose job was lost for good. */
const SAFETY_NET_MS = 10 * 60_000;

/** Reads Stripe, decides, and issues the document: from `received`, `blocked` or `waiting` to what comes of it. */
export async function decideStep(before: Transmission, outside: Outside): Promise<Transmission> {
  const { tenant, documentId } = before;
  const fetched = await outside.fetchSnapshot(tenant, documentId);
  crashPoint('decide.after-fetch');
  if (!fetched.ok) return hold(before, {}, fetched.reasons, [], outside);
  const instruction = await findInstruction(tenant, outside.database.pool, documentId);
  const parsed = parseSnapshot(withReferences(fetched.value, instruction));
  if (!parsed.ok) return hold(before, {}, parsed.reasons, [], outside);
  await saveSnapshot(tenant, outside.database.pool, documentId, fetched.value, outside.now());
  crashPoint('decide.after-snapshot');

  const snapshot = parsed.value;
  const routing = findRouting(snapshot);
  const facts = factsOf(snapshot, routing);
  if (instruction?.stance === 'exclude') return exclude(before, facts, instruction, outside);
  const { settings } = (await findTenant(tenant, outside.database.pool)) ?? {};
  const consulted = routing && (await consultDirectory(before, routing, outside));
  crashPoint('decide.after-directory');
  const today = dayInFranceOf(outside.now().getTime() / MS_PER_SECOND);
  const { directory, engagement } = consulted ?? {};
  const decision = decide({ snapshot, settings, directory, engagement, today });
  const objections = [
    ...(await originalObjections(tenant, snapshot, outside)),
    ...(instruction?.stance === 'hold' ? [heldReason(instruction.comment)] : []),
  ];
  return settle(before, facts, withObjections(decision, objections), outside);
}

/** A document that may be sent, or is held already, held by what stands in the way besides. */
function withObjections(decision: Decision, objections: readonly Reason[]): Decision {
  if (decision.kind === 'not_concerned') return decision;
  const { warnings } = decision;
  const reasons = [...(decision.kind === 'held' ? decision.reasons : []), ...objections];
  return isNonEmpty(reasons) ? { kind: 'held', reasons, warnings } : decision;
}

async function settle(
  before: Transmission,
  facts: TransmissionChange,
  decision: Decision,
  outside: Outside,
): Promise<Transmission> {
  switch (decision.kind) {
    case 'not_concerned':
      return saveStep(
        before,
        {
          change: { ...facts, ...CLEAR, state: 'not_concerned', warnings: [] },
          detail: { decision: decision.because },
        },
        outside,
      );
    case 'held':
      return hold(before, facts, decision.reasons, decision.warnings, outside);
    case 'send': {
      const issued = convert(decision);
      if (!issued.ok) return hold(before, facts, issued.reasons, decision.warnings, outside);
      return store(before, facts, decision, issued.value, outside);
    }
    default:
      return decision satisfies never;
  }
}

/** Somebody decided that it is not sent; somebody may change that. */
function exclude(
  before: Transmission,
  facts: TransmissionChange,
  { comment }: Instruction,
  outside: Outside,
): Promise<Transmission> {
  const warnings = [excludedReason(comment)];
  const change = { ...facts, ...CLEAR, state: 'not_concerned', warnings } as const;
  return saveStep(before, { change, detail: { decision: 'excluded_by_merchant' } }, outside);
}

/** Nothing stands in the way any more. */
const CLEAR = { reasons: [], attempts: 0, nextAt: null } as const;

async function store(
  before: Transmission,
  facts: TransmissionChange,
  decision: Sendable,
  document: FacturX,
  outside: Outside,
): Promise<Transmission> {
  const { number, invoice, xml } = document;
  const pdf = Buffer.from(document.pdf);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  crashPoint('convert.before-save');
  const { routing, businessProcess } = decision;
  // The logo is on the page; the rest of the settings is what the document was made from.
  const { look: _look, ...settings } = decision.settings;
  const basis = { routing, businessProcess, settings };
  const issued = { number, xml, pdf, sha256, basis };
  const change: TransmissionChange = {
    ...facts,
    ...CLEAR,
    state: 'converted',
    // Should the job be lost for good, the sweep takes it up.
    nextAt: new Date(outside.now().getTime() + SAFETY_NET_MS),
    issuedOn: invoice.issuedOn,
    warnings: [...decision.warnings, ...document.warnings],
  };
  try {
    const also = (tx: Tx) => saveIssued(before, tx, issued, outside);
    const detail = { decision: 'send', framework: decision.businessProcess, ...decision.routing };
    const saved = await saveStep(before, { change, detail, also }, outside);
    crashPoint('convert.after-save');
    return saved;
  } catch (error) {
    if (!(error instanceof NumberTakenError)) throw error;
    const reasons = [reason('number_already_used', 'invoice.number', { number })];
    return hold(before, facts, reasons, decision.warnings, outside);
  }
}

/** Another document of the merchant bears the number. */
class NumberTakenError extends Error {
  override readonly name = 'NumberTakenError';
}

async function saveIssued(
  { tenant, documentId }: Transmission,
  tx: Tx,
  issued: IssuedDocument,
  outside: Outside,
): Promise<void> {
  const outcome = await saveDocument(tenant, tx, documentId, issued, outside.now());
  switch (outcome) {
    case 'saved':
    case 'same':
      return;
    case 'number_taken':
      throw new NumberTakenError(`${documentId}: the number belongs to another document`);
    case 'standing':
      throw new MovedOnError(`${documentId} is being handed over by somebody else`);
    default:
      return outcome satisfies never;
  }
}

/** Keeps an invoice back, with its reasons, until somebody acts or the time comes to look again. */
async function hold(
  before: Transmission,
  facts: TransmissionChange,
  reasons: readonly Reason[],
  warnings: readonly Reason[],
  outside: Outside,
): Promise<Transmission> {
  const attempts = before.attempts + 1;
  const nextMs = nextLookMs(before, reasons, outside);
  return saveStep(
    before,
    {
      change: {
        ...facts,
        state: resolvesByItself(reasons) ? 'waiting' : 'blocked',
        reasons,
        warnings,
        attempts,
        nextAt: nextMs === undefined ? null : new Date(outside.now().getTime() + nextMs),
      },
    },
    outside,
  );
}

function nextLookMs(
  before: Transmission,
  reasons: readonly Reason[],
  outside: Outside,
): number | undefined {
  const { pace, random } = outside;
  if (resolvesByItself(reasons)) {
    const nextMs = nextAttemptMs(before.attempts + 1, random(), pace);
    const isDirectoryAway = reasons.some(({ code }) => code === 'directory_unavailable');
    return isDirectoryAway ? Math.min(nextMs, patienceLeftMs(before, outside)) : nextMs;
  }
  const blocking = reasons.filter(isBlocking);
  if (blocking.some(({ code }) => REASONS[code].retry === 'never')) return undefined;
  return nextRecheckMs(random(), pace);
}

/** What the list of transmissions shows of the document, whatever becomes of it. */
function factsOf(snapshot: StripeSnapshot, routing: Routing | undefined): TransmissionChange {
  const { invoice, customer, creditNote } = snapshot;
  const { number, total, currency } = creditNote ?? invoice;
  return {
    number,
    customerId: customer?.id ?? null,
    customerName: invoice.customer_name ?? customer?.name ?? null,
    totalMinor: total,
    currency,
    issuedOn: issueDateOf(snapshot),
    // What is held for a body is woken when the body changes.
    buyerSiret: routing?.siret ?? null,
  };
}
