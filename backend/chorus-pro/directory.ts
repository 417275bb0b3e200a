import { z } from 'zod';
import type { BuyerDemands, BuyerService, DirectoryAnswer } from '../decide/decision.ts';
import { reason } from '../invoice/reason.ts';
import type { Ask } from './call.ts';
import { isAbsent, type Fault } from './faults.ts';
import { flag, identifier, list, optionalText, paging } from './lenient.ts';

/**
 * Chorus Pro's directory of public bodies (*structures*): who the buyer is, what it demands on every invoice, and its
 * services. Comes in: a SIRET and the service in question. Goes out: the demands, an unknown SIRET, or nothing for now.
 * Missing flags mean no demand; a list that could not be read whole never means that a service does not exist.
 */

const SERVICES_PER_PAGE = 1_000;

/** The State alone has some thousand services; more than this many pages are not read. */
const SERVICE_PAGES_MAX = 20;

const structure = z.object({
  idStructureCPP: identifier,
  identifiantStructure: optionalText,
  designationStructure: optionalText,
  statut: optionalText,
});

const structures = z.object({ listeStructures: list(structure) });

const details = z.object({
  informationGenerales: z
    .object({ structurePriveePublique: optionalText, raisonSocialeStructure: optionalText })
    .nullish(),
  // Absent flags mean no demand; absent as a whole, nothing is known.
  parametres: z.object({
    codeServiceDoitEtreRenseigne: flag,
    numeroEJDoitEtreRenseigne: flag,
    gestionNumeroEJOuCodeService: flag,
    statutMiseEnPaiementNestPasRemonte: flag,
  }),
});

const service = z.object({
  idService: identifier.nullish(),
  codeService: optionalText,
  libelleService: optionalText,
  estActif: z.boolean().nullish(),
  statutService: optionalText,
});
type Service = z.output<typeof service>;

const services = z.object({ listeServices: list(service), parametresRetour: paging });

const serviceDetails = z.object({ parametres: z.object({ numeroEngagement: flag }).nullish() });

type Step<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly answer: DirectoryAnswer };

/** What a buyer demands, and whether the service in question demands an engagement number. */
export async function findBuyer(
  ask: Ask,
  siret: string,
  serviceCode: string | undefined,
  nowMs: number,
): Promise<DirectoryAnswer> {
  const buyer = await findStructure(ask, siret);
  if (!buyer.ok) return buyer.answer;
  const idStructure = buyer.value.idStructureCPP;
  const demands = await readDemands(ask, idStructure);
  if (!demands.ok) return demands.answer;
  const listed = await readServices(ask, idStructure, serviceCode);
  if (!listed.ok) return listed.answer;
  const asked = listed.value.find(({ codeService }) => codeService === serviceCode);
  const demand = await readServiceDemand(ask, idStructure, asked?.idService ?? undefined);
  if (!demand.ok) return demand.answer;
  return {
    kind: 'found',
    demands: {
      siret,
      name: buyer.value.designationStructure ?? demands.value.name ?? siret,
      active: isActive(buyer.value.statut),
      ...demands.value.flags,
      services: listed.value.flatMap((each) => toService(each, asked, demand.value)),
      readAt: new Date(nowMs).toISOString(),
    },
  };
}

async function findStructure(ask: Ask, siret: string): Promise<Step<z.output<typeof structure>>> {
  const result = await ask({
    kind: 'read',
    route: 'structures/v1/rechercher',
    body: { structure: { identifiantStructure: siret, typeIdentifiantStructure: 'SIRET' } },
    answer: structures,
  });
  if (!result.ok) return isAbsent(result.fault) ? unknownSiret : unavailable(result.fault);
  const exact = result.value.listeStructures.filter((each) => each.identifiantStructure === siret);
  const found = exact.find(({ statut }) => isActive(statut)) ?? exact[0];
  return found ? { ok: true, value: found } : unknownSiret;
}

type DemandFlags = Pick<
  BuyerDemands,
  'serviceRequired' | 'engagementRequired' | 'serviceOrEngagementRequired' | 'reportsPayment'
>;

async function readDemands(
  ask: Ask,
  idStructureCPP: number,
): Promise<Step<{ readonly flags: DemandFlags; readonly name: string | undefined }>> {
  const result = await ask({
    kind: 'read',
    route: 'structures/v1/consulter',
    body: { idStructureCPP },
    answer: details,
  });
  if (!result.ok) return unavailable(result.fault);
  const { informationGenerales: general, parametres } = result.value;
  // Only a public body (*structure publique*) receives invoices here.
  if (general?.structurePriveePublique === 'PRIVEE') return unknownSiret;
  const flags = {
    serviceRequired: parametres.codeServiceDoitEtreRenseigne,
    engagementRequired: parametres.numeroEJDoitEtreRenseigne,
    serviceOrEngagementRequired: parametres.gestionNumeroEJOuCodeService,
    reportsPayment: !parametres.statutMiseEnPaiementNestPasRemonte,
  };
  return { ok: true, value: { flags, name: general?.raisonSocialeStructure } };
}

async function readServices(
  ask: Ask,
  idStructure: number,
  serviceCode: string | undefined,
): Promise<Step<readonly Service[]>> {
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
    if (!result.ok)
      return isAbsent(result.fault) ? { ok: true, value: read } : unavailable(result.fault);
    read.push(...result.value.listeServices);
    if (page >= (result.value.parametresRetour ?? 1)) return { ok: true, value: read };
  }
  const isThere = read.some(({ codeService }) => codeService === serviceCode);
  if (serviceCode === undefined || isThere) return { ok: true, value: read };
  return withoutAnswer({ fault: 'too_many_services', servicesRead: String(read.length) });
}

async function readServiceDemand(
  ask: Ask,
  idStructure: number,
  idService: number | undefined,
): Promise<Step<boolean | undefined>> {
  if (idService === undefined) return { ok: true, value: undefined };
  const result = await ask({
    kind: 'read',
    route: 'structures/v1/consulter/service',
    body: { idStructure, idService },
    answer: serviceDetails,
  });
  if (!result.ok) return unavailable(result.fault);
  return { ok: true, value: result.value.parametres?.numeroEngagement ?? false };
}

function toService(
  each: Service,
  asked: Service | undefined,
  engagementRequired: boolean | undefined,
): readonly BuyerService[] {
  const { codeService: code, libelleService } = each;
  if (code === undefined) return [];
  return [
    {
      code,
      label: libelleService ?? code,
      active: each.estActif ?? isActive(each.statutService),
      ...(each === asked && engagementRequired !== undefined ? { engagementRequired } : {}),
    },
  ];
}

/** A search's filter says `INACTIF`, its answer `INACTIVE`; what says neither is taken to be active. */
function isActive(status: string | undefined): boolean {
  return status !== 'INACTIVE' && status !== 'INACTIF';
}

const unknownSiret = { ok: false, answer: { kind: 'unknown_siret' } } as const;

function unavailable({ row, params }: Fault): Step<never> {
  const { reason: code, at } = row.read;
  if (code === 'chorus_pro_unavailable') return withoutAnswer(params);
  return { ok: false, answer: { kind: 'unavailable', reason: reason(code, at, params) } };
}

function withoutAnswer(params: Readonly<Record<string, string>>): Step<never> {
  const why = reason('directory_unavailable', 'buyer.siret', params);
  return { ok: false, answer: { kind: 'unavailable', reason: why } };
}
