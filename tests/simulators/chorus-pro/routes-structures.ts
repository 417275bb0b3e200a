import { businessError, ok, type Answer } from './answer.ts';
import type { Call, Routes } from './call.ts';
import type { Demands, Service, Structure } from './directory.ts';
import { flagIn, jsonIn, numberIn, textIn, type Json } from './fields.ts';
import { pageOf, sorted } from './paging.ts';

/** The directory's API (*structures*): who can be invoiced, and what each demands. */
export const STRUCTURE_ROUTES: Routes = {
  rechercher: search,
  consulter: consult,
  'rechercher/services': searchServices,
  'consulter/service': consultService,
};

const NO_RESULT = businessError(20000, 'TRA_MSG_00.015');
// The codes of these two are invented: no table of them could be read.
const UNKNOWN_STRUCTURE = businessError(20000, 'STR_MSG_99.001');
const UNKNOWN_SERVICE = businessError(20001, 'STR_MSG_99.002');

const SERVICES_SINCE = '2017-01-01 00:00';

/** The flags of `structures/consulter` for each kind of demand. */
const FLAGS: Readonly<Record<Demands, readonly [boolean, boolean, boolean]>> = {
  nothing: [false, false, false],
  service: [true, false, false],
  engagement: [false, true, false],
  both: [true, true, false],
  'service or engagement': [false, false, true],
};

const STRUCTURE_COLUMNS = {
  IdentifiantStructure: ({ siret }: Structure) => siret,
  DesignationStructure: ({ name }: Structure) => name,
  Statut: ({ active }: Structure) => (active ? 'ACTIVE' : 'INACTIVE'),
};

const SERVICE_COLUMNS = {
  CodeService: ({ code }: Service) => code,
  LibelleService: ({ name }: Service) => name,
  EstActif: ({ active }: Service) => Number(active),
};

function search({ platform, account, body }: Call): Answer {
  const criteria = jsonIn(body, 'structure');
  const paging = jsonIn(body, 'parametres');
  const restricted = flagIn(body, 'restreindreStructuresPrivees') ?? true;
  const found = candidates(platform, textIn(criteria, 'identifiantStructure')).filter(
    (structure) =>
      (structure.kind === 'PUBLIQUE' || !restricted || account.structures.has(structure)) &&
      matches(structure, criteria),
  );
  if (found.length === 0 && platform.options.emptySearch === 'error') return NO_RESULT;
  const { rows, counters } = pageOf(sorted(found, paging, STRUCTURE_COLUMNS), paging);
  return ok({ parametresRetour: counters, listeStructures: rows.map(toFound) });
}

/** Whose number it is; where the platform is set to it, whose number begins so. */
function candidates(
  { directory, options }: Call['platform'],
  number: string | undefined,
): readonly Structure[] {
  if (number === undefined) return directory.structures();
  if (options.numberSearch === 'beginning') {
    return directory.structures().filter(({ siret }) => siret.startsWith(number));
  }
  const known = directory.findBySiret(number);
  return known ? [known] : [];
}

/** The search's filter says ACTIF where its result says ACTIVE; so does the platform. */
function matches(structure: Structure, criteria: Json): boolean {
  const status = textIn(criteria, 'statutStructure');
  const kind = textIn(criteria, 'typeStructure');
  const idType = textIn(criteria, 'typeIdentifiantStructure');
  const name = textIn(criteria, 'libelleStructure') ?? textIn(criteria, 'raisonSocialeStructure');
  return (
    (status === undefined || status === (structure.active ? 'ACTIF' : 'INACTIF')) &&
    (kind === undefined || kind === structure.kind) &&
    (idType === undefined || idType === 'SIRET') &&
    (name === undefined || structure.name.toLowerCase().includes(name.toLowerCase()))
  );
}

function toFound({ id, name, siret, active }: Structure): Json {
  return {
    idStructureCPP: id,
    designationStructure: name,
    identifiantStructure: siret,
    typeIdentifiantStructure: 'SIRET',
    statut: active ? 'ACTIVE' : 'INACTIVE',
  };
}

function consult({ platform, account, body }: Call): Answer {
  const structure = platform.directory.findById(numberIn(body, 'idStructureCPP') ?? 0);
  const own = structure !== undefined && account.structures.has(structure);
  if (!structure || (structure.kind === 'PRIVEE' && !own)) return UNKNOWN_STRUCTURE;
  const [service, engagement, either] = FLAGS[structure.demands];
  return ok({
    informationGenerales: {
      idStructureCPP: structure.id,
      identifiantStructure: structure.siret,
      typeIdentifiantStructure: 'SIRET',
      raisonSocialeStructure: structure.name,
      libelleStructure: structure.name,
      structurePriveePublique: structure.kind,
      numeroTVA: structure.vatNumber,
      dateExpirationMotPasseCompteTech: own ? account.passwordExpiresOn : undefined,
    },
    adressePostaleDuSiege: {
      adresse: structure.address?.street,
      codePostal: structure.address?.postalCode,
      ville: structure.address?.town,
      pays: 'FR',
    },
    parametres: {
      codeServiceDoitEtreRenseigne: service,
      numeroEJDoitEtreRenseigne: engagement,
      gestionNumeroEJOuCodeService: either,
      statutMiseEnPaiementNestPasRemonte: !structure.reportsPayment,
      estMoaUniquement: false,
      connexionEDI: false,
    },
  });
}

function searchServices({ platform, body }: Call): Answer {
  const structure = platform.directory.findById(numberIn(body, 'idStructure') ?? 0);
  if (!structure) return UNKNOWN_STRUCTURE;
  if (structure.services.length === 0 && platform.options.emptySearch === 'error') return NO_RESULT;
  const paging = jsonIn(body, 'parametresRechercherServicesStructure');
  const { rows, counters } = pageOf(sorted(structure.services, paging, SERVICE_COLUMNS), paging);
  return ok({
    parametresRetour: counters,
    listeServices: rows.map(({ id, code, name, active }) => ({
      idService: id,
      codeService: code,
      libelleService: name,
      estActif: active,
      statutService: active ? 'ACTIF' : 'INACTIF',
      dateDbtService: SERVICES_SINCE,
    })),
  });
}

function consultService({ platform, body }: Call): Answer {
  const structure = platform.directory.findById(numberIn(body, 'idStructure') ?? 0);
  const id = numberIn(body, 'idService');
  const service = structure?.services.find((each) => each.id === id);
  if (!structure || !service) return UNKNOWN_SERVICE;
  return ok({
    informationsGenerales: {
      codeService: service.code,
      nomService: service.name,
      descriptionService: service.name,
    },
    parametres: {
      numeroEngagement: service.engagementRequired,
      miseEnPaiement: structure.reportsPayment,
      dateDebutValidite: SERVICES_SINCE,
    },
    adressePostale: { pays: 'FR' },
  });
}
