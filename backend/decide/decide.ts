import type { BusinessProcess } from '../invoice/codes.ts';
import type { IsoDate } from '../invoice/date.ts';
import type { Amount } from '../invoice/money.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { isBlocking, reason, type Reason } from '../invoice/reason.ts';
import { isSiretChecksumRight } from '../invoice/siret.ts';
import type { StripeSnapshot } from '../receive/snapshot.ts';
import type { Settings } from '../settings.ts';
import { checkBuyer } from './check-buyer.ts';
import { checkDocument, findCurrency, issueDateOf } from './check-document.ts';
import { checkSettings } from './check-settings.ts';
import { findConcern } from './concern.ts';
import type { Decision, DirectoryAnswer, Routing, Sendable } from './decision.ts';
import type { EngagementFinding } from './directory.ts';
import { prepaidOf } from './prepaid.ts';
import { checkReferenceLengths, readRouting, ROUTING_KEYS } from './routing.ts';

/**
 * Comes in: an invoice as Stripe shows it, the supplier's settings, what Chorus Pro's directory says of the buyer, and
 * the day. Goes out: not ours, held with every reason at once, or sendable to whom and under which framework. Pure.
 * Kept here: the invoice of a public customer is never skipped; only this file makes a `Sendable`.
 */

/** All that a decision depends on. */
export interface Evidence {
  readonly snapshot: StripeSnapshot;
  readonly settings: Settings | undefined;
  /** Undefined when nobody asked: the SIRET is unusable, or there is no connection to ask (command line). */
  readonly directory: DirectoryAnswer | undefined;
  /** What is known of the invoice's engagement number; undefined when nobody asked. */
  readonly engagement?: EngagementFinding | undefined;
  /** The day it is in France. */
  readonly today: IsoDate;
  /** A dry run: a draft is judged as if it were finalized now, and needs no number yet. */
  readonly asIfFinalized?: boolean;
}

/** Where an invoice goes, as far as it is ours and its SIRET usable: what the directory is to be asked about. */
export function findRouting(snapshot: StripeSnapshot): Routing | undefined {
  if (findConcern(snapshot) !== 'concerned') return undefined;
  const routing = readRouting(snapshot);
  return routing.ok ? routing.value : undefined;
}

/** Decides what becomes of a Stripe invoice. */
export function decide(evidence: Evidence): Decision {
  const { snapshot, settings, today, asIfFinalized = false } = evidence;
  const concern = findConcern(snapshot);
  if (concern !== 'concerned') return { kind: 'not_concerned', because: concern };
  const routing = readRouting(snapshot);
  const findings = [
    ...checkSettings(settings),
    ...(routing.ok ? checkRouting(routing.value, evidence) : routing.reasons),
    ...checkReferenceLengths(snapshot),
    ...checkDocument(snapshot, { today, asIfFinalized }),
  ];
  const warnings = findings.filter((finding) => !isBlocking(finding));
  const reasons: readonly Reason[] = findings.filter(isBlocking);
  if (isNonEmpty(reasons)) return { kind: 'held', reasons, warnings };
  const currency = findCurrency(snapshot);
  if (!routing.ok || !settings || !currency) {
    throw new Error('an invoice without routing, settings or currency has no reason to be held');
  }
  const prepaid = prepaidOf(snapshot);
  const sendable: Omit<Sendable, '__brand'> = {
    kind: 'send',
    snapshot,
    settings,
    routing: routing.value,
    currency,
    issuedOn: issueDateOf(snapshot),
    businessProcess: businessProcessOf(snapshot, prepaid),
    prepaid,
    warnings,
  };
  return sendable as Sendable;
}

function checkRouting(
  routing: Routing,
  { directory, engagement }: Pick<Evidence, 'directory' | 'engagement'>,
): readonly Reason[] {
  const { siret } = routing;
  return [
    ...(isSiretChecksumRight(siret)
      ? []
      : [reason('buyer_siret_checksum', `customer.metadata.${ROUTING_KEYS.siret}`, { siret })]),
    ...(directory ? checkBuyer(routing, directory, engagement) : []),
  ];
}

/**
 * BT-23: A2 exactly when something was to be paid and Stripe shows that all of it is (Chorus Pro G1.02); a credit note,
 * when all of it was given back or credited already.
 */
function businessProcessOf(snapshot: StripeSnapshot, prepaid: Amount): BusinessProcess {
  const { invoice, creditNote } = snapshot;
  const { total } = creditNote ?? invoice;
  const isOver = creditNote ? true : invoice.status === 'paid';
  return isOver && total > 0n && prepaid === total ? 'A2' : 'A1';
}
