import { businessError, empty, json, type Answer } from './answer.ts';
import { parisDay } from './dates.ts';
import type { Fault } from './faults.ts';
import { bearerOf, tokenRefused, type WireRequest } from './gateway.ts';
import { notSubscribed } from './switches.ts';
import type { Tokens } from './token.ts';

/** What goes over the wire when a fault strikes: an answer, a broken connection, or nothing. */
export type FaultyAnswer = Answer | 'drop' | 'silence';

const MAINTENANCE_PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Service indisponible</h1></body></html>';

/**
 * What a fault makes of a call. `carriedOut` is the true answer where the call was carried out first; a fault that sends
 * the true answer's bytes has nothing else to send when it was not.
 */
export function faultyAnswer(
  fault: Fault,
  request: WireRequest,
  tokens: Tokens,
  carriedOut: Answer | undefined,
): FaultyAnswer {
  switch (fault.kind) {
    case 'status':
      return fault.body === 'html'
        ? page(fault.status)
        : json(fault.status, { codeRetour: fault.status, libelle: 'Erreur technique' });
    case 'too_many_requests':
      return empty(
        429,
        fault.retryAfterSeconds === undefined
          ? {}
          : { 'retry-after': String(fault.retryAfterSeconds) },
      );
    case 'drop':
      return 'drop';
    case 'never_answer':
      return 'silence';
    case 'empty_body':
      return empty(200);
    case 'html_200':
      return page(200);
    case 'wrong_content_type':
      return { ...(carriedOut ?? empty(200)), headers: { 'content-type': 'text/plain' } };
    case 'empty_flow_number':
      return json(200, {
        codeRetour: 0,
        libelle: 'GCU_MSG_01_000',
        numeroFluxDepot: '',
        dateDepot: parisDay(Date.now()),
        syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
      });
    case 'unsubscribed':
      return notSubscribed(request.body);
    case 'token_expired':
      tokens.expire(bearerOf(request) ?? '');
      return tokenRefused();
    case 'unknown_code':
      return businessError(fault.code, fault.label);
    case 'slow':
    case 'flow_ends_in':
      return carriedOut ?? empty(200);
    default:
      return fault satisfies never;
  }
}

function page(status: number): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body: MAINTENANCE_PAGE };
}
