import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BUYERS } from '../samples/world.ts';
import {
  businessError,
  connect,
  ok,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type Script,
  type ScriptedPiste,
} from './scripted-piste.ts';

const SIRET = BUYERS.serviceRequired.siret;
const NOW = Date.parse('2026-11-23T09:00:00Z');

type Routes = Readonly<Record<string, Reply | Script>>;

const structure = (changes: Readonly<Record<string, unknown>> = {}) => ({
  idStructureCPP: 200028,
  identifiantStructure: SIRET,
  typeIdentifiantStructure: 'SIRET',
  designationStructure: 'DESTINATAIRE',
  statut: 'ACTIVE',
  ...changes,
});

const ROUTES: Routes = {
  rechercher: ok({ listeStructures: [structure()] }),
  consulter: ok({
    informationGenerales: { structurePriveePublique: 'PUBLIQUE' },
    parametres: { codeServiceDoitEtreRenseigne: true },
  }),
  'rechercher/services': ok({
    listeServices: [
      { idService: 1, codeService: 'S1', libelleService: 'Un', estActif: true },
      { idService: 2, codeService: 'S2', libelleService: null, estActif: false },
    ],
    parametresRetour: { pages: 1 },
  }),
  'consulter/service': ok({ parametres: { numeroEngagement: true } }),
};

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

async function find(routes: Routes = {}, serviceCode?: string, siret: string = SIRET) {
  const all = { ...ROUTES, ...routes };
  piste.api = (request, nth) => {
    const reply = all[request.route.replace('structures/v1/', '')] ?? 'drop';
    return typeof reply === 'function' ? reply(request, nth) : reply;
  };
  const { chorusPro } = connect(piste.application, { now: () => NOW });
  const answer = await chorusPro.findBuyer(tenantOf(), siret, serviceCode);
  await chorusPro.close();
  return answer;
}

const asked = (route: string) =>
  piste.requests.filter((request) => request.route === `structures/v1/${route}`);

describe('a buyer in the directory', () => {
  it('is found with its demands and services', async () => {
    expect(await find()).toEqual({
      kind: 'found',
      demands: {
        siret: SIRET,
        name: 'DESTINATAIRE',
        active: true,
        serviceRequired: true,
        engagementRequired: false,
        serviceOrEngagementRequired: false,
        reportsPayment: true,
        services: [
          { code: 'S1', label: 'Un', active: true, remoteId: 1 },
          { code: 'S2', label: 'S2', active: false, remoteId: 2 },
        ],
        remoteId: 200028,
        readAt: '2026-11-23T09:00:00.000Z',
      },
    });
    expect(asked('rechercher')[0]?.json).toEqual({
      structure: { identifiantStructure: SIRET, typeIdentifiantStructure: 'SIRET' },
    });
    expect(asked('consulter')[0]?.json).toEqual({ idStructureCPP: 200028 });
    expect(asked('consulter/service')).toHaveLength(0);
  });

  it('says whether the service in question demands an engagement number', async () => {
    const answer = await find({}, 'S1');
    expect(answer).toMatchObject({
      demands: { services: [{ code: 'S1', engagementRequired: true }, { code: 'S2' }] },
    });
    expect(asked('consulter/service')[0]?.json).toEqual({ idStructure: 200028, idService: 1 });
    expect(JSON.stringify(answer).match(/engagementRequired":true/g)).toHaveLength(1);
  });

  it('is asked nothing more of a service that it does not have', async () => {
    expect(await find({}, 'S9')).toMatchObject({ kind: 'found' });
    expect(asked('consulter/service')).toHaveLength(0);
  });

  it.each([
    ['numeroEJDoitEtreRenseigne', { engagementRequired: true }],
    ['gestionNumeroEJOuCodeService', { serviceOrEngagementRequired: true }],
    ['statutMiseEnPaiementNestPasRemonte', { reportsPayment: false }],
  ])('demands what %s says', async (flag, demands) => {
    const answer = await find({ consulter: ok({ parametres: { [flag]: true } }) });
    expect(answer).toMatchObject({
      kind: 'found',
      demands: { serviceRequired: false, ...demands },
    });
  });

  it('may be inactive', async () => {
    const inactive = structure({ statut: 'INACTIVE' });
    const routes = { rechercher: ok({ listeStructures: [inactive] }) };
    expect(await find(routes)).toMatchObject({ demands: { active: false } });
  });

  it('is the active one of several', async () => {
    const listeStructures = [
      structure({ idStructureCPP: 1, statut: 'INACTIVE' }),
      structure({ idStructureCPP: 2 }),
    ];
    expect(await find({ rechercher: ok({ listeStructures }) })).toMatchObject({
      demands: { active: true },
    });
    expect(asked('consulter')[0]?.json).toEqual({ idStructureCPP: 2 });
  });

  it.each<readonly [string, Routes]>([
    ['structures', { rechercher: ok({ listeStructures: structure() }) }],
    [
      'services',
      {
        'rechercher/services': ok({
          listeServices: { idService: '1', codeService: 'S1', libelleService: 'Un' },
        }),
      },
    ],
  ])('may have a list of one %s given as an object', async (_title, routes) => {
    expect(await find(routes, 'S1')).toMatchObject({
      kind: 'found',
      demands: { services: expect.arrayContaining([expect.objectContaining({ code: 'S1' })]) },
    });
  });

  it.each<readonly [string, Reply]>([
    ['null', ok({ listeServices: null })],
    ['left out', ok()],
    ['an error', businessError(20000, 'TRA_MSG_00.015')],
  ])('may have no services: %s', async (_title, reply) => {
    expect(await find({ 'rechercher/services': reply })).toMatchObject({
      kind: 'found',
      demands: { services: [] },
    });
  });
});

describe('an unknown SIRET', () => {
  it.each<readonly [string, Routes]>([
    ['an empty list', { rechercher: ok({ listeStructures: [] }) }],
    ['no list', { rechercher: ok() }],
    ['an error', { rechercher: businessError(20000, 'TRA_MSG_00.015 - Aucun résultat') }],
    [
      'another structure',
      { rechercher: ok({ listeStructures: [structure({ identifiantStructure: `${SIRET}0` })] }) },
    ],
    [
      'a private structure',
      {
        consulter: ok({
          informationGenerales: { structurePriveePublique: 'PRIVEE' },
          parametres: {},
        }),
      },
    ],
  ])('shows as %s', async (_title, routes) => {
    expect(await find(routes)).toEqual({ kind: 'unknown_siret' });
  });
});

describe('the pages of services', () => {
  const pageOf =
    (pages: number): Script =>
    ({ json }) => {
      const asked_ = json['parametresRechercherServicesStructure'];
      const page =
        typeof asked_ === 'object' && asked_ && 'pageResultatDemandee' in asked_
          ? Number(asked_.pageResultatDemandee)
          : 0;
      return ok({
        listeServices: [{ idService: page, codeService: `P${page}`, estActif: true }],
        parametresRetour: { pageCourante: page, pages },
      });
    };

  it('are all read', async () => {
    const answer = await find({ 'rechercher/services': pageOf(3) }, 'P3');
    expect(answer).toMatchObject({
      demands: {
        services: [{ code: 'P1' }, { code: 'P2' }, { code: 'P3', engagementRequired: true }],
      },
    });
  });

  it('are read up to a limit, beyond which a service is not called unknown', async () => {
    const routes = { 'rechercher/services': pageOf(1_000) };
    expect(await find(routes, 'P1')).toMatchObject({ kind: 'found' });
    expect(asked('rechercher/services')).toHaveLength(20);
    expect(await find(routes, 'P21')).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'directory_unavailable', params: { servicesRead: '20' } },
    });
  });
});

describe('a directory that cannot answer', () => {
  it.each(Object.keys(ROUTES))('at %s', async (route) => {
    expect(await find({ [route]: { status: 503 } }, 'S1')).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'directory_unavailable', at: 'buyer.siret' },
    });
  });

  it('says nothing of demands that it left out as a whole', async () => {
    expect(await find({ consulter: ok({ informationGenerales: {} }) })).toMatchObject({
      kind: 'unavailable',
    });
  });

  it('says whose fault it is when that is known', async () => {
    expect(await find({ rechercher: { status: 401 } })).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'technical_account_refused' },
    });
    expect(await find({ rechercher: { status: 403, body: {} } })).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'application_not_authorized' },
    });
  });
});
