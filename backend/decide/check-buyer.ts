import { reason, type Reason, type ReasonCode } from '../invoice/reason.ts';
import type { BuyerDemands, DirectoryAnswer, Routing } from './decision.ts';
import type { EngagementFinding } from './directory.ts';
import { ROUTING_KEYS } from './routing.ts';

/** A service code that public bodies use to invoice one another; a private supplier may not (Chorus Pro). */
const RESERVED_SERVICE_CODE = 'FACTURES_PUBLIQUES';

const AT_SIRET = `customer.metadata.${ROUTING_KEYS.siret}`;
const AT_SERVICE = `customer.metadata.${ROUTING_KEYS.serviceCode}`;
const AT_ENGAGEMENT = `invoice.metadata.${ROUTING_KEYS.engagementNumber}`;

/** What Chorus Pro's directory objects to: the structure, its service, and the references that it demands. */
export function checkBuyer(
  routing: Routing,
  directory: DirectoryAnswer,
  engagement?: EngagementFinding,
): readonly Reason[] {
  switch (directory.kind) {
    case 'unavailable':
      return [directory.reason];
    case 'unknown_siret':
      return [reason('buyer_unknown', AT_SIRET, { siret: routing.siret })];
    case 'found':
      return [
        ...checkDemands(routing, directory.demands),
        ...checkEngagement(routing, directory.demands, engagement),
      ];
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
  const engagementRequired = demandsEngagement(demands, serviceCode);
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

/** Whether an invoice needs its engagement number here: by the body, by the service, or for want of a service. */
export function isEngagementDemanded(demands: BuyerDemands, serviceCode?: string): boolean {
  if (demandsEngagement(demands, serviceCode)) return true;
  return demands.serviceOrEngagementRequired && serviceCode === undefined;
}

function demandsEngagement(demands: BuyerDemands, serviceCode: string | undefined): boolean {
  const service = demands.services.find(({ code }) => code === serviceCode);
  return demands.engagementRequired || service?.engagementRequired === true;
}

/**
 * A number that certainly does not exist holds the invoice: Chorus Pro would refuse it, or worse the buyer would. One
 * that nobody can check goes, since most bodies keep their engagements to themselves; that is only worth a word where
 * the buyer demands a number.
 */
function checkEngagement(
  { engagementNumber, serviceCode }: Routing,
  demands: BuyerDemands,
  finding: EngagementFinding | undefined,
): readonly Reason[] {
  if (engagementNumber === undefined) return [];
  switch (finding) {
    case undefined:
    case 'known':
      return [];
    case 'unknown':
      return [reason('engagement_number_unknown', AT_ENGAGEMENT, { engagementNumber })];
    case 'unchecked':
      return isEngagementDemanded(demands, serviceCode)
        ? [reason('engagement_number_unchecked', AT_ENGAGEMENT, { engagementNumber })]
        : [];
    default:
      return finding satisfies never;
  }
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
