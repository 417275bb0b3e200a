import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOCUMENT_BYTES_MAX } from '../../backend/chorus-pro/limits.ts';
import {
  connect,
  DOCUMENT,
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

async function deposit(reply: Reply, pdf: Uint8Array = DOCUMENT.pdf) {
  piste.api = () => reply;
  const { chorusPro } = connect(piste.application);
  const answer = await chorusPro.deposit(tenantOf(), { ...DOCUMENT, pdf });
  await chorusPro.close();
  return answer;
}

describe('a deposit', () => {
  it('hands the document over as Factur-X and keeps the flow number', async () => {
    const answer = await deposit(
      ok({ libelle: 'GCU_MSG_01_000', numeroFluxDepot: FLOW, dateDepot: '2026-11-23' }),
    );
    expect(answer).toEqual({
      kind: 'accepted',
      flowNumber: FLOW,
      depositedOn: '2026-11-23',
      remote: {
        httpStatus: 200,
        code: '0',
        message: 'GCU_MSG_01_000',
        correlationId: 'Id-000102030405060708090a0b 0',
      },
    });
    expect(piste.requests[0]).toMatchObject({
      route: 'factures/v1/deposer/flux',
      json: {
        fichierFlux: Buffer.from(DOCUMENT.pdf).toString('base64'),
        nomFichier: DOCUMENT.fileName,
        syntaxeFlux: 'IN_DP_E2_CII_FACTURX',
        avecSignature: false,
      },
    });
  });

  it('hands over these bytes only, when they are part of a larger buffer', async () => {
    const larger = new TextEncoder().encode('before%PDFafter');
    await deposit(ok({ numeroFluxDepot: FLOW }), larger.subarray(6, 10));
    expect(piste.requests[0]?.json['fichierFlux']).toBe(Buffer.from('%PDF').toString('base64'));
  });

  it.each(['2026-11-23T10:00:00.000+01:00', '2026-11-23 10:00'])(
    'takes the day of %s',
    async (dateDepot) => {
      expect(await deposit(ok({ numeroFluxDepot: FLOW, dateDepot }))).toMatchObject({
        depositedOn: '2026-11-23',
      });
    },
  );

  it.each([null, undefined, 'hier'])('is accepted whatever the day: %s', async (dateDepot) => {
    const answer = await deposit(ok({ numeroFluxDepot: FLOW, dateDepot }));
    expect(answer).toMatchObject({ kind: 'accepted', flowNumber: FLOW });
    expect(answer).not.toHaveProperty('depositedOn');
  });

  it('of a document that is too large is refused before the wire', async () => {
    const answer = await deposit(ok(), new Uint8Array(DOCUMENT_BYTES_MAX + 1));
    expect(answer).toMatchObject({
      kind: 'refused',
      reason: { code: 'document_too_large', params: { bytes: String(DOCUMENT_BYTES_MAX + 1) } },
    });
    expect(piste.requests).toHaveLength(0);
  });
});
