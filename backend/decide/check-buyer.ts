import { reason, type Reason, type ReasonCode } from '../invoice/reason.ts';
import type { BuyerDemands, DirectoryAnswer, Routing } from './decision.ts';
import { ROUTING_KEYS } from './routing.ts';

/** A service code that public bodies use to invoice one another; a private supplier may not (Chorus Pro). */
const RESERVED_SERVICE_CODE = 'FACTURES_PUBLIQUES';

const AT_SIRET = `customer.metadata.${ROUTING_KEYS.siret}`;
const AT_SERVICE = `customer.metadata.${ROUTING_KEYS.serviceCode}`;
const AT_ENGAGEMENT = `invoice.metadata.${ROUTING_KEYS.engagementNumber}`;

/** What Chorus Pro's directory objects to: the structure, its service, and the references that it demands. */
export function checkBuyer(routing: Routing, directory: DirectoryAnswer): readonly Reason[] {
  switch (directory.kind) {
    case 'unavailable':
      return [directory.reason];
    case 'unknown_siret':
      return [reason('buyer_unknown', AT_SIRET, { siret: routing.siret })];
    case 'found':
      return checkDemands(routing, directory.demands);
    default:
      return directory satisfies never;
  }
}

function checkDemands(routing: Routing, demands: BuyerDemands): readonly Reason[] {
  const { siret } = routing;
  return [
    ...(demands.active ? [] : [reason('buyer_inactive', AT_SIRET, { siret, name: demands.name })]),
    ...missingReferences(routing, demands),
    ...checkService(routing, demands),
  ];
}

/** The table of `structures/consulter`, `parametres`, and the service's own `numeroEngagement`. */
function missingReferences(routing: Routing, demands: BuyerDemands): readonly Reason[] {
  const { serviceCode, engagementNumber } = routing;
  const named = { siret: routing.siret, name: demands.name };
  const service = demands.services.find(({ code }) => code === serviceCode);
  const engagementRequired = demands.engagementRequired || service?.engagementRequired === true;
  const eitherRequired =
    demands.serviceOrEngagementRequired && !demands.serviceRequired && !engagementRequired;
  return [
    ...(demands.serviceRequired && !serviceCode
      ? [reason('service_code_missing', AT_SERVICE, named)]
      : []),
    ...(engagementRequired && !engagementNumber
      ? [reason('engagement_number_missing', AT_ENGAGEMENT, named)]
      : []),
    ...(eitherRequired && !serviceCode && !engagementNumber
      ? [reason('service_or_engagement_missing', AT_SERVICE, named)]
      : []),
  ];
}

function checkService({ serviceCode, siret }: Routing, demands: BuyerDemands): readonly Reason[] {
  if (serviceCode === undefined) return [];
  const code = serviceObjection(serviceCode, demands);
  return code ? [reason(code, AT_SERVICE, { serviceCode, siret, name: demands.name })] : [];
}

function serviceObjection(serviceCode: string, { services }: BuyerDemands): ReasonCode | undefined {
  if (serviceCode === RESERVED_SERVICE_CODE) return 'service_code_reserved';
  const service = services.find(({ code }) => code === serviceCode);
  if (!service) return 'service_code_unknown';
  return service.active ? undefined : 'service_code_inactive';
}
