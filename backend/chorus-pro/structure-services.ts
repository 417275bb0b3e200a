import { z } from 'zod';
import type { BuyerService } from '../decide/decision.ts';
import type { Ask } from './call.ts';
import { isAbsent, type Fault } from './faults.ts';
import { identifier, list, optionalText, paging } from './lenient.ts';
import { isActive } from './structures.ts';

/**
 * A public body's services (*services exécutants*), page after page: the platform cannot search in them, so they are
 * read whole, within a limit, and searched here. Most bodies have a handful; the State has some thousands under one SIRET.
 */

const SERVICES_PER_PAGE = 1_000;

/** More than this many pages are not read. */
const SERVICE_PAGES_MAX = 20;

const service = z.object({
  idService: identifier.nullish(),
  codeService: optionalText,
  libelleService: optionalText,
  estActif: z.boolean().nullish(),
  statutService: optionalText,
});

/** A service as the list shows it. */
export type Service = z.output<typeof service>;

const services = z.object({ listeServices: list(service), parametresRetour: paging });

/** The services that were read; `complete` is false when there were more pages than we read. */
export type Services =
  | { readonly ok: true; readonly value: readonly Service[]; readonly complete: boolean }
  | { readonly ok: false; readonly fault: Fault };

/** All services of a structure, closed ones included. */
export async function readServices(ask: Ask, idStructure: number): Promise<Services> {
  const read: Service[] = [];
  for (let page = 1; page <= SERVICE_PAGES_MAX; page += 1) {
    const result = await ask({
      kind: 'read',
      route: 'structures/v1/rechercher/services',
      body: {
        idStructure,
        parametresRechercherServicesStructure: {
          pageResultatDemandee: page,
          nbResultatsParPage: SERVICES_PER_PAGE,
        },
      },
      answer: services,
    });
    if (!result.ok) {
      return isAbsent(result.fault) ? { ok: true, value: read, complete: true } : result;
    }
    read.push(...result.value.listeServices);
    if (page >= (result.value.parametresRetour ?? 1)) {
      return { ok: true, value: read, complete: true };
    }
  }
  return { ok: true, value: read, complete: false };
}

/** A service in our words; none when it has no code, which nobody could invoice. */
export function toService(each: Service, engagementRequired?: boolean): readonly BuyerService[] {
  const { codeService: code, libelleService, idService: remoteId } = each;
  if (code === undefined) return [];
  return [
    {
      code,
      label: libelleService ?? code,
      active: each.estActif ?? isActive(each.statutService),
      ...(engagementRequired === undefined ? {} : { engagementRequired }),
      ...(remoteId === null || remoteId === undefined ? {} : { remoteId }),
    },
  ];
}
