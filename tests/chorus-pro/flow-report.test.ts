import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  businessError,
  connect,
  ok,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

const FLOW = 'CPP0011117000000000000042';

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

async function report(reply: Reply) {
  piste.api = () => reply;
  const { chorusPro } = connect(piste.application);
  const answer = await chorusPro.flowReport(tenantOf(), FLOW);
  await chorusPro.close();
  return answer;
}

describe('a flow’s report', () => {
  it('gives state and errors word for word', async () => {
    const answer = await report(
      ok({
        codeInterfaceDepotFlux: 'FSO1117A',
        etatCourantDepotFlux: 'IN_REJETE',
        dateHeureEtatCourantFlux: '2026-11-22T10:01:30.000+01:00',
        listeErreurDP: [{ numeroDP: 'F1', libelleErreurDP: 'un|deux' }],
        listeErreurTechnique: [
          { natureErreur: 'XSD', codeErreur: 'ERR_XSD_001', libelleErreur: 'IRRECEVABILITE: cvc' },
          { natureErreur: 'Archive' },
          {},
        ],
      }),
    );
    expect(answer).toMatchObject({
      kind: 'report',
      state: 'IN_REJETE',
      at: '2026-11-22T09:01:30.000Z',
      errors: [
        { message: 'un|deux' },
        { code: 'ERR_XSD_001', message: 'IRRECEVABILITE: cvc' },
        { message: 'Archive' },
      ],
    });
  });

  it.each([null, undefined, '', []])('has no errors when the lists are %j', async (lists) => {
    const answer = await report(
      ok({
        etatCourantDepotFlux: 'IN_INTEGRE',
        listeErreurDP: lists,
        listeErreurTechnique: lists,
      }),
    );
    expect(answer).toMatchObject({ kind: 'report', state: 'IN_INTEGRE', errors: [] });
  });

  it('takes a list of one that is given as an object', async () => {
    const answer = await report(
      ok({ etatCourantDepotFlux: 'IN_REJETE', listeErreurDP: { libelleErreurDP: 'un' } }),
    );
    expect(answer).toMatchObject({ errors: [{ message: 'un' }] });
  });

  it('keeps a state that nobody knows', async () => {
    expect(await report(ok({ etatCourantDepotFlux: 'IN_NOUVEAU' }))).toMatchObject({
      state: 'IN_NOUVEAU',
    });
  });

  it('goes by codeRetour, whatever the label says', async () => {
    const body = { codeRetour: 0, libelle: 'CODE PAR DEFAUT', etatCourantDepotFlux: 'IN_RECU' };
    expect(await report({ status: 200, body })).toMatchObject({ kind: 'report' });
    const texts = { ...body, codeRetour: '0', libelle: null };
    expect(await report({ status: 200, body: texts })).toMatchObject({ kind: 'report' });
    expect(await report(businessError(20001, 'GCU_MSG_01_000'))).toMatchObject({
      kind: 'not_now',
    });
  });

  it('is read whatever the content type says', async () => {
    const body = `\uFEFF${JSON.stringify({ codeRetour: 0, etatCourantDepotFlux: 'IN_RECU' })}`;
    const headers = { 'content-type': 'text/html' };
    expect(await report({ status: 200, headers, body })).toMatchObject({ kind: 'report' });
  });

  it('is not there yet right after the deposit', async () => {
    expect(await report(businessError(20001, 'POQ_MSG_01.003'))).toMatchObject({
      kind: 'not_yet',
      remote: { code: '20001', message: 'POQ_MSG_01.003' },
    });
  });
});
