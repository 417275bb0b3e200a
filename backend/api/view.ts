import { sentencesFor } from '../../src/wording/wording.ts';
import { actorOf, cureOf, sayingsOf } from '../follow/cures.ts';
import { STATES } from '../follow/state.ts';
import type { Reason } from '../invoice/reason.ts';
import type { HistoryEntry } from '../store/history.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { FindAnswer, ReasonView, TransmissionView } from './contract.ts';

/** A transmission as the Dashboard sees it. */
export function viewTransmission(row: Transmission): TransmissionView {
  return {
    document_id: row.documentId,
    number: row.number ?? null,
    state: row.state,
    since: row.stateSince.toISOString(),
    actor: actorOfTransmission(row),
    reasons: row.reasons.map(viewReason),
    warnings: row.warnings.map(viewReason),
    buyer_siret: row.buyerSiret ?? null,
    customer_id: row.customerId ?? null,
    customer_name: row.customerName ?? null,
    kind: row.kind,
    issued_on: row.issuedOn ?? null,
    total: row.totalMinor?.toString() ?? null,
    currency: row.currency ?? null,
    flow_number: row.flowNumber ?? null,
    deposited_at: row.depositedAt?.toISOString() ?? null,
    remote_status: row.remoteStatus ?? null,
    remote_status_at: row.remoteStatusAt?.toISOString() ?? null,
    remote_comment: row.remoteComment ?? null,
    next_at: row.nextAt?.toISOString() ?? null,
  };
}

/** Who acts next: a refusal that only Guichet can mend is not the merchant's. */
function actorOfTransmission({ state, reasons }: Transmission): TransmissionView['actor'] {
  return state === 'refused' && cureOf(reasons) === 'support' ? 'us' : STATES[state].actor;
}

/** What Chorus Pro said, and the code of what it means. */
export function viewSayings(reasons: readonly Reason[]): NonNullable<FindAnswer['sayings']> {
  return sayingsOf(reasons).map(({ message, code }) => ({ message, code: code ?? null }));
}

/** A reason with its sentences in both languages. */
export function viewReason(reason: Reason): ReasonView {
  const { code, at, params } = reason;
  const en = sentencesFor(reason, 'en');
  const fr = sentencesFor(reason, 'fr');
  return {
    ...{ code, at, params: { ...params }, actor: actorOf(reason) },
    title: { en: en.title, fr: fr.title },
    explanation: { en: en.explanation, fr: fr.explanation },
    remedy: { en: en.remedy, fr: fr.remedy },
  };
}

/** A line of the history. */
export function viewHistory(entry: HistoryEntry): FindAnswer['history'][number] {
  const { remote } = entry;
  return {
    at: entry.at.toISOString(),
    kind: entry.kind,
    state: entry.state ?? null,
    reasons: (entry.reasons ?? []).map(viewReason),
    user_id: entry.actor ?? null,
    sayings: viewSayings(entry.reasons ?? []),
    detail: { ...entry.detail },
    remote: remote
      ? {
          correlation_id: remote.correlationId ?? null,
          code: remote.code ?? null,
          message: remote.message ?? null,
        }
      : null,
  };
}
