import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SUPPLIER } from '../samples/world.ts';
import {
  businessError,
  connect,
  ok,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

const own = ok({
  listeStructures: [
    { idStructureCPP: 7, identifiant: SUPPLIER.siret, designationStructure: SUPPLIER.name },
  ],
});
const details = ok({
  informationGenerales: { dateExpirationMotPasseCompteTech: '2027-06-30T00:00:00.000+02:00' },
});

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

async function check(routes: Readonly<Record<string, Reply>>) {
  piste.api = ({ route }) => routes[route.replace(/^[a-z]+\/v1\//, '')] ?? 'drop';
  const { chorusPro } = connect(piste.application);
  const answer = await chorusPro.checkConnection(tenantOf());
  await chorusPro.close();
  return answer;
}

describe('a merchant’s connection', () => {
  it('works: for whom it may submit, and until when the password lasts', async () => {
    const answer = await check({
      'recuperer/structures/actives/fournisseur': own,
      consulter: details,
    });
    expect(answer).toMatchObject({
      kind: 'working',
      structures: [{ id: 7, identifier: SUPPLIER.siret, name: SUPPLIER.name }],
      passwordExpiresAt: '2027-06-29T22:00:00.000Z',
    });
  });

  it('works without the date', async () => {
    const answer = await check({
      'recuperer/structures/actives/fournisseur': own,
      consulter: { status: 503 },
    });
    expect(answer).toMatchObject({ kind: 'working' });
    expect(answer).not.toHaveProperty('passwordExpiresAt');
  });

  it('works without a structure', async () => {
    const answer = await check({
      'recuperer/structures/actives/fournisseur': businessError(20000, 'TRA_MSG_00.015'),
    });
    expect(answer).toMatchObject({ kind: 'working', structures: [] });
  });

  it('works where our application may only read reference data', async () => {
    const answer = await check({
      'recuperer/structures/actives/fournisseur': { status: 403, body: {} },
      'recuperer/tauxtva': ok({ listeTauxTva: [] }),
    });
    expect(answer).toMatchObject({ kind: 'working', structures: [] });
  });

  it.each<readonly [string, Reply, string]>([
    ['the technical account', { status: 401 }, 'technical_account_refused'],
    ['our application', { status: 403, body: {} }, 'application_not_authorized'],
    ['the platform', { status: 500 }, 'chorus_pro_unavailable'],
  ])('fails because of %s', async (_title, reply, code) => {
    const answer = await check({
      'recuperer/structures/actives/fournisseur': reply,
      'recuperer/tauxtva': reply,
    });
    expect(answer).toMatchObject({ kind: 'failing', reason: { code } });
  });
});
