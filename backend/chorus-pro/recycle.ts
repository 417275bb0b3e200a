import { z } from 'zod';
import type { CorrectionAnswer, Rerouting } from '../follow/corrections.ts';
import { isNonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import type { Ask } from './call.ts';
import { commentObjections } from './complete.ts';
import { toChangeEnd } from './faults.ts';
import {
  CONTRACT_CHARACTERS_MAX,
  ENGAGEMENT_CHARACTERS_MAX,
  SERVICE_CODE_CHARACTERS_MAX,
} from './limits.ts';

/** Kept for invoices between public bodies. */
const RESERVED_SERVICE = 'FACTURES_PUBLIQUES';

/**
 * Sends an invoice that reached the wrong desk to another recipient, service or engagement (`recycler`, for one that is
 * A_RECYCLER). Nothing else of it changes, its number least of all. Whether the buyer knows the service is decided with
 * the directory, before this.
 */
export async function recycle(ask: Ask, rerouting: Rerouting): Promise<CorrectionAnswer> {
  const objections = objectionsTo(rerouting);
  if (isNonEmpty(objections)) return { kind: 'refused', reasons: objections, remote: {} };
  const { remoteId, siret, serviceCode } = rerouting;
  const comment = rerouting.comment?.trim() ?? '';
  const result = await ask({
    kind: 'change',
    route: 'factures/v1/recycler',
    body: {
      identifiantFactureCPP: Number(remoteId),
      ...(comment === '' ? {} : { commentaire: comment }),
      destinataire: {
        codeDestinataire: siret,
        ...(serviceCode === undefined ? {} : { codeServiceExecutant: serviceCode }),
      },
      ...referencesOf(rerouting),
    },
    answer: z.object({}),
  });
  return result.ok ? { kind: 'accepted', remote: result.remote } : toChangeEnd(result.fault);
}

/** AIFE's model of a recycling holds all references of a submission; what is left out stays. */
function referencesOf({ engagementNumber, contractNumber }: Rerouting) {
  if (engagementNumber === undefined && contractNumber === undefined) return {};
  return {
    reference: {
      ...(engagementNumber === undefined ? {} : { numeroBonCommande: engagementNumber }),
      ...(contractNumber === undefined ? {} : { numeroMarche: contractNumber }),
    },
  };
}

function objectionsTo(rerouting: Rerouting): readonly Reason[] {
  const { siret, serviceCode, engagementNumber, contractNumber, comment } = rerouting;
  return [
    ...(isSiretShaped(siret)
      ? []
      : [reason('buyer_siret_malformed', 'invoice.buyer.siret', { siret })]),
    ...(serviceCode === RESERVED_SERVICE
      ? [
          reason('service_code_reserved', 'invoice.buyerReference', {
            serviceCode,
            siret,
            name: siret,
          }),
        ]
      : []),
    ...tooLong('service_code_too_long', serviceCode, SERVICE_CODE_CHARACTERS_MAX),
    ...tooLong('engagement_number_too_long', engagementNumber, ENGAGEMENT_CHARACTERS_MAX),
    ...tooLong('contract_number_too_long', contractNumber, CONTRACT_CHARACTERS_MAX),
    ...commentObjections(comment),
  ];
}

const PLACES = {
  service_code_too_long: 'invoice.buyerReference',
  engagement_number_too_long: 'invoice.orderReference',
  contract_number_too_long: 'invoice.contractReference',
} as const;

function tooLong(code: keyof typeof PLACES, text = '', limit: number): readonly Reason[] {
  if (text.length <= limit) return [];
  return [reason(code, PLACES[code], { found: String(text.length), limit: String(limit) })];
}
