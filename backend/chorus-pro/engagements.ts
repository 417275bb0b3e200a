import { z } from 'zod';
import type { EngagementAnswer } from '../decide/directory.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow } from './faults.ts';
import { list, optionalText } from './lenient.ts';
import { ENGAGEMENT_CHARACTERS_MAX } from './limits.ts';
import { findStructure } from './structures.ts';

/**
 * Whether an engagement number exists (*engagement juridique*, the buyer's order). Chorus Pro probably holds the State's
 * engagements only: for the State, one that is not there is unknown; for any other buyer that proves nothing.
 */

/** The State is one structure; its services tell its ministries apart (AIFE). */
const STATE_SIRET = '11000201100044';

const engagement = z.object({
  numeroEngagementJuridique: optionalText,
  codeServiceExecutant: optionalText,
});

const engagements = z.object({ listeEngagementJuridique: list(engagement) });

/** Whether Chorus Pro is thought to hold this body's engagements, so that one that is not there is worth telling. */
export function sharesEngagements(siret: string): boolean {
  return siret === STATE_SIRET;
}

/** Looks an engagement number up. */
export async function checkEngagement(
  ask: Ask,
  siret: string,
  engagementNumber: string,
): Promise<EngagementAnswer> {
  const refused = objectionTo(siret, engagementNumber);
  if (refused) return { kind: 'refused', reasons: [refused] };
  const buyer = await findStructure(ask, siret);
  if (!buyer.ok) return toNotNow(buyer.fault);
  if (!buyer.value) return { kind: 'not_checkable', because: 'not_held' };
  const result = await ask({
    kind: 'read',
    route: 'engagementsJuridiques/v1/rechercher',
    body: {
      structureReceptriceEngagementJuridique: String(buyer.value.idStructureCPP),
      numeroEngagementJuridique: engagementNumber,
      etatCourantEngagementJuridique: 'COMMANDE',
    },
    answer: engagements,
    optional: true,
  });
  if (!result.ok && result.fault.row.read.reason === 'application_not_authorized') {
    return { kind: 'not_checkable', because: 'not_authorized' };
  }
  if (!result.ok && !isAbsent(result.fault)) return toNotNow(result.fault);
  const found = result.ok
    ? result.value.listeEngagementJuridique.find(
        ({ numeroEngagementJuridique }) => numeroEngagementJuridique === engagementNumber,
      )
    : undefined;
  if (found) {
    const { codeServiceExecutant: serviceCode } = found;
    return { kind: 'known', ...(serviceCode === undefined ? {} : { serviceCode }) };
  }
  if (!sharesEngagements(siret)) return { kind: 'not_checkable', because: 'not_held' };
  const why = reason('engagement_number_unknown', 'invoice.orderReference', { engagementNumber });
  return { kind: 'unknown', reason: why };
}

function objectionTo(siret: string, engagementNumber: string): Reason | undefined {
  if (!isSiretShaped(siret)) {
    return reason('buyer_siret_malformed', 'customer.metadata.siret', { siret });
  }
  if (engagementNumber.length <= ENGAGEMENT_CHARACTERS_MAX) return undefined;
  return reason('engagement_number_too_long', 'invoice.orderReference', {
    found: String(engagementNumber.length),
    limit: String(ENGAGEMENT_CHARACTERS_MAX),
  });
}
