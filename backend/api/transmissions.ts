import express, { type Router } from 'express';
import { STATES } from '../follow/state.ts';
import { REASONS, type Reason } from '../invoice/reason.ts';
import { sentencesFor } from '../../src/wording/wording.ts';
import type { Database } from '../store/database.ts';
import { listHistory, type HistoryEntry } from '../store/history.ts';
import {
  findTransmission,
  searchTransmissions,
  type Transmission,
} from '../store/transmissions.ts';
import { refuse } from './answer.ts';
import { getSigned } from './authenticate.ts';
import {
  findRequest,
  searchRequest,
  type FindAnswer,
  type ReasonView,
  type SearchAnswer,
  type TransmissionView,
} from './contract.ts';

/** POST /api/transmissions/…: where each invoice is, why, and who acts next. */
export function transmissionRoutes({ pool }: Pick<Database, 'pool'>): Router {
  const router = express.Router();

  router.post('/search', async (request, response) => {
    const { tenant, body } = getSigned(request);
    const asked = searchRequest.safeParse(body);
    if (!asked.success) return refuse(response, 400, 'malformed', asked.error.message);
    const { states, text, limit, before } = asked.data;
    const { rows, next } = await searchTransmissions(tenant, pool, {
      limit,
      ...(states === undefined ? {} : { states }),
      ...(text === undefined ? {} : { text }),
      ...(before === undefined ? {} : { before }),
    });
    const answer: SearchAnswer = { transmissions: rows.map(viewTransmission), next: next ?? null };
    response.json(answer);
  });

  router.post('/find', async (request, response) => {
    const { tenant, body } = getSigned(request);
    const asked = findRequest.safeParse(body);
    if (!asked.success) return refuse(response, 400, 'malformed', asked.error.message);
    const { document_id: documentId } = asked.data;
    const found = await findTransmission(tenant, pool, documentId);
    if (!found) return refuse(response, 404, 'not_found', 'Guichet has not met this invoice.');
    const history = await listHistory(tenant, pool, documentId);
    const answer: FindAnswer = {
      transmission: viewTransmission(found),
      history: history.map(viewHistory),
    };
    response.json(answer);
  });

  return router;
}

function viewTransmission(row: Transmission): TransmissionView {
  return {
    document_id: row.documentId,
    number: row.number ?? null,
    state: row.state,
    since: row.stateSince.toISOString(),
    actor: STATES[row.state].actor,
    reasons: row.reasons.map(viewReason),
    warnings: row.warnings.map(viewReason),
    buyer_siret: row.buyerSiret ?? null,
    customer_id: row.customerId ?? null,
    total: row.totalMinor?.toString() ?? null,
    currency: row.currency ?? null,
    flow_number: row.flowNumber ?? null,
    deposited_at: row.depositedAt?.toISOString() ?? null,
    remote_status: row.remoteStatus ?? null,
    remote_comment: row.remoteComment ?? null,
    next_at: row.nextAt?.toISOString() ?? null,
  };
}

function viewReason(reason: Reason): ReasonView {
  const { code, at, params } = reason;
  const title = {
    en: sentencesFor(reason, 'en').title,
    fr: sentencesFor(reason, 'fr').title,
  };
  return { code, at, params: { ...params }, actor: REASONS[code].actor, title };
}

function viewHistory(entry: HistoryEntry): FindAnswer['history'][number] {
  const { remote } = entry;
  return {
    at: entry.at.toISOString(),
    kind: entry.kind,
    state: entry.state ?? null,
    reasons: (entry.reasons ?? []).map(viewReason),
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
