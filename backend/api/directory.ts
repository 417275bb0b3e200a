import type { z } from 'zod';
import { offerServices } from '../chorus-pro/offered-services.ts';
import type { BuyerAddress } from '../decide/decision.ts';
import { askBuyer } from '../directory/directory.ts';
import { searchDirectory } from '../directory/search.ts';
import type { Reason } from '../invoice/reason.ts';
import {
  SERVICES_MAX,
  type directoryFindAnswer,
  type directoryFindRequest,
  type directorySearchAnswer,
  type directorySearchRequest,
} from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { addRoute, rowOf, type Asked, type RouteParts } from './route.ts';
import { viewReason } from './view.ts';

/** POST /api/directory/search and find: public bodies, what they demand, and the services that invoices may go to. */
export function addDirectoryRoutes(route: RouteParts, parts: DashboardParts): void {
  addRoute(route, rowOf('/api/directory/search'), (asked) => search(asked, parts));
  addRoute(route, rowOf('/api/directory/find'), (asked) => find(asked, parts));
}

type Body = Extract<z.input<typeof directoryFindAnswer>, { kind: 'found' }>['body'];

async function search(
  { tenant, question: { text, limit } }: Asked<z.output<typeof directorySearchRequest>>,
  { database, chorusPro: { searchBuyers }, now }: DashboardParts,
): Promise<z.input<typeof directorySearchAnswer>> {
  const answer = await searchDirectory(tenant, { text, limit }, { database, searchBuyers, now });
  if (answer.kind === 'unavailable') return notNow(answer.reason);
  const { bodies, more, stale, knownOnly, readAt } = answer;
  return {
    kind: 'found',
    bodies: bodies.map((body) => viewBody({ ...body, active: true })),
    more,
    stale,
    known_only: knownOnly,
    read_at: readAt?.toISOString() ?? null,
  };
}

async function find(
  { tenant, question }: Asked<z.output<typeof directoryFindRequest>>,
  { database, chorusPro, now }: DashboardParts,
): Promise<z.input<typeof directoryFindAnswer>> {
  const { siret, service_code: serviceCode, services_text: text, services_page: page } = question;
  const asked = { siret, ...(serviceCode === undefined ? {} : { serviceCode }) };
  const answer = await askBuyer(tenant, asked, { ...chorusPro, database, now });
  if (answer.kind === 'unknown_siret') return answer;
  if (answer.kind === 'unavailable') return notNow(answer.reason);
  const { demands, stale } = answer;
  const offered = offerServices(demands.services, {
    perPage: SERVICES_MAX,
    page,
    ...(text === undefined ? {} : { text }),
  });
  return {
    kind: 'found',
    body: viewBody(demands),
    demands: {
      service: demands.serviceRequired,
      engagement: demands.engagementRequired,
      service_or_engagement: demands.serviceOrEngagementRequired,
    },
    reports_payment: demands.reportsPayment,
    services: offered.services.map(({ code, label, engagementRequired }) => ({
      code,
      label,
      engagement: engagementRequired ?? null,
    })),
    services_total: offered.total,
    services_page: offered.page,
    services_pages: offered.pages,
    read_at: demands.readAt,
    stale,
  };
}

function viewBody({
  siret,
  name,
  active,
  address,
}: {
  readonly siret: string;
  readonly name: string;
  readonly active: boolean;
  readonly address?: BuyerAddress | undefined;
}): Body {
  return {
    siret,
    name,
    active,
    address: address
      ? {
          line: address.lines.join(', ') || null,
          post_code: address.postalCode ?? null,
          city: address.city ?? null,
        }
      : null,
  };
}

/** Chorus Pro could not be asked, or not in this merchant's name. */
export function notNow(reason: Reason) {
  const kind = NOT_CONNECTED.some((code) => code === reason.code) ? 'not_connected' : 'unavailable';
  return { kind, reason: viewReason(reason) } as const;
}

/** What only the merchant can mend, in the connection's settings. */
const NOT_CONNECTED = [
  'technical_account_missing',
  'technical_account_refused',
  'technical_account_reset',
] as const;
