import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';
import { SAMPLE_SUPPLIER, startChorusPro, type ChorusProSimulator } from './chorus-pro.ts';
import { GENERATED_BODIES } from './directory-generated.ts';
import { INVENTED_BODIES } from './directory-invented.ts';
import { jsonIn } from './fields.ts';
import { firstIn, listIn, makeCaller } from './sample-caller.ts';

let simulator: ChorusProSimulator;
let caller: Awaited<ReturnType<typeof makeCaller>>;

beforeAll(async () => {
  simulator = await startChorusPro({
    suppliers: [{ ...SAMPLE_SUPPLIER, passwordExpiresOn: '2027-06-01' }],
  });
  caller = await makeCaller(simulator);
});
afterAll(() => simulator.close());

const searchBySiret = (siret: string) =>
  caller.call('structures/v1/rechercher', {
    structure: { identifiantStructure: siret, typeIdentifiantStructure: 'SIRET' },
  });

async function demandsOf(siret: string) {
  const found = firstIn((await searchBySiret(siret)).body, 'listeStructures');
  const { body } = await caller.call('structures/v1/consulter', {
    idStructureCPP: found['idStructureCPP'],
    codeLangue: 'fr',
  });
  const flags = jsonIn(body, 'parametres');
  return [
    flags['codeServiceDoitEtreRenseigne'],
    flags['numeroEJDoitEtreRenseigne'],
    flags['gestionNumeroEJOuCodeService'],
  ];
}

describe('the directory', () => {
  it.each([
    [BUYERS.state, [true, false, false]],
    [BUYERS.serviceRequired, [true, false, false]],
    [BUYERS.engagementRequired, [false, true, false]],
    [BUYERS.engagementOrService, [false, false, true]],
    [BUYERS.noDemand, [false, false, false]],
    [{ siret: '00010122000010' }, [true, true, false]],
  ])('knows what %j demands', async ({ siret }, flags) => {
    expect(await demandsOf(siret)).toEqual(flags);
  });

  it('tells what a body demands since it changed it, and refuses to change a supplier', async () => {
    const changing = await startChorusPro();
    const before = caller;
    caller = await makeCaller(changing);
    expect(await demandsOf(BUYERS.noDemand.siret)).toEqual([false, false, false]);
    changing.changeDemands(BUYERS.noDemand.siret, 'both');
    expect(await demandsOf(BUYERS.noDemand.siret)).toEqual([true, true, false]);
    expect(() => changing.changeDemands(SUPPLIER.siret, 'both')).toThrow('no public body');
    caller = before;
    await changing.close();
  });

  it('finds services, and what one of them demands', async () => {
    const { body } = await searchBySiret('00010159200012');
    const idStructure = firstIn(body, 'listeStructures')['idStructureCPP'];
    const services = await caller.call('structures/v1/rechercher/services', { idStructure });
    const [achats] = listIn(services.body, 'listeServices');
    expect(achats).toMatchObject({ codeService: 'ACHATS', estActif: true });
    const service = await caller.call('structures/v1/consulter/service', {
      idStructure,
      idService: achats?.['idService'],
    });
    expect(jsonIn(service.body, 'parametres')).toMatchObject({ numeroEngagement: true });
  });

  it('answers an unknown SIRET as an error, and says who is closed', async () => {
    expect((await searchBySiret('99999999999999')).body['codeRetour']).toBe(20000);
    const { body } = await searchBySiret('00011084100012');
    expect(firstIn(body, 'listeStructures')['statut']).toBe('INACTIVE');
  });

  it('hides other private structures, and shows one’s own with the password’s end', async () => {
    const stranger = { login: 'TECH_5@cpro.fr', password: 'autre' };
    simulator.addSupplier({ siret: '55210055400013', name: 'Autre', ...stranger });
    expect((await searchBySiret('55210055400013')).body['codeRetour']).toBe(20000);
    const own = await caller.call('transverses/v1/recuperer/structures/actives/fournisseur', {});
    const [structure, ...others] = listIn(own.body, 'listeStructures');
    expect(structure?.['identifiant']).toBe(SUPPLIER.siret);
    expect(others).toEqual([]);
    const { body } = await caller.call('structures/v1/consulter', {
      idStructureCPP: structure?.['idStructureCPP'],
    });
    expect(jsonIn(body, 'informationGenerales')['dateExpirationMotPasseCompteTech']).toBe(
      '2027-06-01',
    );
  });

  it('searches by name among public bodies, page by page', async () => {
    const { body } = await caller.call('structures/v1/rechercher', {
      structure: {
        libelleStructure: 'ville de',
        typeStructure: 'PUBLIQUE',
        statutStructure: 'ACTIF',
      },
      parametres: {
        nbResultatsParPage: 2,
        triColonne: 'DesignationStructure',
        triSens: 'Ascendant',
      },
    });
    const { total, pages } = jsonIn(body, 'parametresRetour');
    expect(total).toBeGreaterThan(30);
    expect(pages).toBe(Math.ceil(Number(total) / 2));
    const names = listIn(body, 'listeStructures').map((each) =>
      String(each['designationStructure']),
    );
    expect(names).toHaveLength(2);
    expect(names).toEqual(names.toSorted());
    for (const name of names) expect(name).toContain('Ville de');
  });
});

describe('the State', () => {
  const stateId = async () =>
    firstIn((await searchBySiret(BUYERS.state.siret)).body, 'listeStructures')['idStructureCPP'];

  it('has thousands of services, page by page, each its own code', async () => {
    const idStructure = await stateId();
    const codes: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const { body } = await caller.call('structures/v1/rechercher/services', {
        idStructure,
        parametresRechercherServicesStructure: {
          pageResultatDemandee: page,
          nbResultatsParPage: 1_000,
        },
      });
      codes.push(...listIn(body, 'listeServices').map((service) => service['codeService']));
      if (page >= Number(jsonIn(body, 'parametresRetour')['pages'])) break;
    }
    expect(codes.length).toBeGreaterThan(2_000);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has orders, of which the closed ones are no longer found', async () => {
    const idStructure = String(await stateId());
    const find = async (numeroEngagementJuridique: string) => {
      const { body } = await caller.call('engagementsJuridiques/v1/rechercher', {
        structureReceptriceEngagementJuridique: idStructure,
        numeroEngagementJuridique,
        etatCourantEngagementJuridique: 'COMMANDE',
      });
      return firstIn(body, 'listeEngagementJuridique')['codeServiceExecutant'];
    };
    expect(await find('1407000001')).toBe('FAC0000001');
    expect(await find('1407000010')).toBeUndefined();
    expect(await find('9999999999')).toBeUndefined();
  });
});

describe('the invented bodies', () => {
  it('have SIRETs that pass the checksum, each its own', () => {
    const sum = (siret: string) =>
      [...siret].reverse().reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
    const bodies = [...INVENTED_BODIES, ...GENERATED_BODIES];
    expect(bodies.length).toBe(350);
    expect(new Set(bodies.map(({ siret }) => siret)).size).toBe(350);
    expect(new Set(bodies.map(({ name }) => name)).size).toBe(350);
    for (const { siret } of bodies) {
      expect([siret, siret.length, sum(siret) % 10]).toEqual([siret, 14, 0]);
      expect([siret, sum(siret.slice(0, 9)) % 10]).toEqual([siret, 0]);
    }
  });
});
