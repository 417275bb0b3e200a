import { z } from 'zod';
import type {
  BuyerAddress,
  BuyerDemands,
  BuyerService,
  DirectoryAnswer,
} from '../decide/decision.ts';
import type { ServiceDemandAnswer } from '../decide/directory.ts';
import { reason } from '../invoice/reason.ts';
import type { Ask } from './call.ts';
import type { Fault } from './faults.ts';
import { flag, optionalText } from './lenient.ts';
import { readServices, toService, type Service } from './structure-services.ts';
import { findStructure, isActive, type Structure } from './structures.ts';

/**
 * Chorus Pro's directory of public bodies (*structures*): who the buyer is, what it demands on every invoice, and its
 * services. Comes in: a SIRET and the service in question. Goes out: the demands, an unknown SIRET, or nothing for now.
 * Missing flags mean no demand; a list that could not be read whole never means that a service does not exist.
 */

const details = z.object({
  informationGenerales: z
    .object({ structurePriveePublique: optionalText, raisonSocialeStructure: optionalText })
    .nullish(),
  adressePostaleDuSiege: z
    .object({
      adresse: optionalText,
      complementAdresse1: optionalText,
      complementAdresse2: optionalText,
      codePostal: optionalText,
      ville: optionalText,
      pays: optionalText,
    })
    .nullish(),
  // Absent flags mean no demand; absent as a whole, nothing is known.
  parametres: z.object({
    codeServiceDoitEtreRenseigne: flag,
    numeroEJDoitEtreRenseigne: flag,
    gestionNumeroEJOuCodeService: flag,
    statutMiseEnPaiementNestPasRemonte: flag,
  }),
});

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
  const buyer = await findExact(ask, siret);
  if (!buyer.ok) return buyer.answer;
  const idStructure = buyer.value.idStructureCPP;
  const demands = await readDemands(ask, idStructure);
  if (!demands.ok) return demands.answer;
  const listed = await listServices(ask, idStructure, serviceCode);
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
      ...(demands.value.address === undefined ? {} : { address: demands.value.address }),
      ...demands.value.flags,
      services: listed.value.flatMap((each) =>
        toService(each, each === asked ? demand.value : undefined),
      ),
      remoteId: idStructure,
      readAt: new Date(nowMs).toISOString(),
    },
  };
}

/** Whether a service of a body that was found before demands an engagement number: one question instead of four. */
export async function findServiceDemand(
  ask: Ask,
  { remoteId: idStructure }: Pick<BuyerDemands, 'remoteId'>,
  { remoteId: idService }: Pick<BuyerService, 'remoteId'>,
): Promise<ServiceDemandAnswer> {
  if (idStructure === undefined || idService === undefined) {
    return { kind: 'unavailable', reason: reason('directory_unavailable', 'buyer.siret') };
  }
  const demand = await readServiceDemand(ask, idStructure, idService);
  if (demand.ok) return { kind: 'found', engagementRequired: demand.value === true };
  return demand.answer.kind === 'unavailable'
    ? demand.answer
    : { kind: 'unavailable', reason: reason('directory_unavailable', 'buyer.siret') };
}

async function findExact(ask: Ask, siret: string): Promise<Step<Structure>> {
  const found = await findStructure(ask, siret);
  if (!found.ok) return unavailable(found.fault);
  return found.value ? { ok: true, value: found.value } : unknownSiret;
}

type DemandFlags = Pick<
  BuyerDemands,
  'serviceRequired' | 'engagementRequired' | 'serviceOrEngagementRequired' | 'reportsPayment'
>;

interface Demands {
  readonly flags: DemandFlags;
  readonly name: string | undefined;
  readonly address: BuyerAddress | undefined;
}

async function readDemands(ask: Ask, idStructureCPP: number): Promise<Step<Demands>> {
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
  const address = toAddress(result.value.adressePostaleDuSiege);
  return { ok: true, value: { flags, name: general?.raisonSocialeStructure, address } };
}

/** Undefined when it would hold nothing but a country. */
function toAddress(
  given: z.output<typeof details>['adressePostaleDuSiege'],
): BuyerAddress | undefined {
  if (!given) return undefined;
  const { codePostal: postalCode, ville: city, pays: countryCode } = given;
  const lines = [given.adresse, given.complementAdresse1, given.complementAdresse2].filter(
    (line) => line !== undefined,
  );
  if (lines.length === 0 && postalCode === undefined && city === undefined) return undefined;
  return {
    lines,
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(city === undefined ? {} : { city }),
    ...(countryCode === undefined ? {} : { countryCode }),
  };
}

/** A list that could not be read whole is good enough when the service in question is in what was read. */
async function listServices(
  ask: Ask,
  idStructure: number,
  serviceCode: string | undefined,
): Promise<Step<readonly Service[]>> {
  const read = await readServices(ask, idStructure);
  if (!read.ok) return unavailable(read.fault);
  const isThere = read.value.some(({ codeService }) => codeService === serviceCode);
  if (read.complete || serviceCode === undefined || isThere) return { ok: true, value: read.value };
  return withoutAnswer({ fault: 'too_many_services', servicesRead: String(read.value.length) });
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
