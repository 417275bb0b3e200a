import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import type { CorrectionAnswer, UncertainCorrection } from '../../backend/follow/corrections.ts';
import { BUYERS, PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import type { FaultInput } from '../simulators/chorus-pro/faults.ts';
import { connect, SHORT_LIMITS, tenantOf } from './scripted-piste.ts';

/** The ways back against the simulator: what is called taken, refused or uncertain is compared with what the buyer has. */

const SECOND_MS = 1_000;
let nowMs = Date.parse('2026-11-23T09:00:30Z');
const tenant = tenantOf();
let simulator: ChorusProSimulator;
let chorusPro: ChorusPro;

beforeEach(async () => {
  simulator = await startChorusPro({ now: () => nowMs });
  const { tokenUrl, apiUrl } = simulator;
  const limits = { ...SHORT_LIMITS, headersMs: 3_000, readMs: 6_000, depositMs: 6_000 };
  ({ chorusPro } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl }, { limits }));
});
afterEach(async () => {
  await chorusPro.close();
  await simulator.close();
});

const NUMBER = 'W-1';
const held = () => simulator.invoices(NUMBER)[0];

/** An invoice of the supplier's in a status; its identifier. */
function standing(status: string, comment?: string): string {
  simulator.seed([{ number: NUMBER, supplierSiret: SUPPLIER.siret }]);
  simulator.setStatus(NUMBER, status, comment);
  return String(held()?.id);
}

const pdf = { fileName: 'bl.pdf', bytes: new TextEncoder().encode('%PDF-1.4 bon de livraison') };

type Correction = UncertainCorrection['correction'];

const CORRECTIONS: Readonly<
  Record<
    Correction,
    {
      readonly status: string;
      readonly route: string;
      readonly send: (remoteId: string) => Promise<CorrectionAnswer>;
      readonly wasTaken: () => boolean;
    }
  >
> = {
  complete: {
    status: 'SUSPENDUE',
    route: 'completer',
    send: (remoteId) =>
      chorusPro.complete(tenant, { remoteId, comment: 'Voici', attachments: [pdf] }),
    wasTaken: () => held()?.attachments.includes('bl.pdf') ?? false,
  },
  recycle: {
    status: 'A_RECYCLER',
    route: 'recycler',
    send: (remoteId) =>
      chorusPro.recycle(tenant, {
        remoteId,
        siret: BUYERS.serviceRequired.siret,
        serviceCode: BUYERS.serviceRequired.service,
      }),
    wasTaken: () => held()?.buyerSiret === BUYERS.serviceRequired.siret,
  },
  acknowledge_rejection: {
    status: 'REJETEE',
    route: 'traiterRejet',
    send: (remoteId) => chorusPro.acknowledgeRejection(tenant, remoteId),
    wasTaken: () => held()?.rejectionAcknowledged ?? false,
  },
};

describe.each<Correction>(['complete', 'recycle', 'acknowledge_rejection'])('%s', (correction) => {
  const { status, route, send, wasTaken } = CORRECTIONS[correction];

  const sentAt = () => new Date(nowMs).toISOString();
  const lookUp = (remoteId: string, at: string) =>
    chorusPro.lookUpCorrection(tenant, {
      correction,
      remoteId,
      invoiceNumber: NUMBER,
      sentAt: at,
    });

  it('is taken, once, and leaves one invoice', async () => {
    const id = standing(status, 'Motif');
    expect(await send(id)).toMatchObject({ kind: 'accepted' });
    expect(wasTaken()).toBe(true);
    expect(simulator.invoices(NUMBER)).toHaveLength(1);
    expect(simulator.calls.filter((call) => call.route.endsWith(route))).toHaveLength(1);
  });

  it('is refused in any other status, and changes nothing', async () => {
    const id = standing('MANDATEE');
    expect(await send(id)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'action_not_possible' }],
    });
    expect(wasTaken()).toBe(false);
  });

  it('is refused for an invoice that does not exist, or is another’s', async () => {
    expect(await send('9999999')).toMatchObject({
      reasons: [{ code: 'invoice_not_at_chorus_pro' }],
    });
    const stranger = { login: 'TECH_5@cpro.fr', password: 'autre-mot-de-passe' };
    simulator.addSupplier({ siret: '55210055400013', name: 'Autre', ...stranger });
    simulator.seed([{ number: 'X-1', supplierSiret: '55210055400013' }]);
    simulator.setStatus('X-1', status, 'Motif');
    const theirs = String(simulator.invoices('X-1')[0]?.id);
    expect(await send(theirs)).toMatchObject({ reasons: [{ code: 'account_lacks_rights' }] });
  });

  const lost: readonly FaultInput[] = [
    { kind: 'drop' },
    { kind: 'never_answer' },
    { kind: 'html_200' },
    { kind: 'empty_body' },
    { kind: 'status', status: 504 },
    { kind: 'unknown_code' },
  ];
  const cases = lost.flatMap((fault) =>
    (['before', 'after'] as const).map((effect) => ({ ...fault, effect })),
  );

  it.each(cases)(
    'is uncertain after $kind $effect it was carried out, and the look-up tells',
    async (fault) => {
      const id = standing(status, 'Motif');
      simulator.faults.add({ ...fault, route });
      const at = sentAt();
      expect(await send(id)).toMatchObject({
        kind: 'uncertain',
        reason: { code: 'action_uncertain' },
      });
      expect(wasTaken()).toBe(fault.effect === 'after');
      nowMs += 90 * SECOND_MS;
      expect(await lookUp(id, at)).toMatchObject({ kind: wasTaken() ? 'taken' : 'not_taken' });
    },
  );

  it('is looked up as absent where there is no such invoice', async () => {
    expect(await lookUp('9999999', sentAt())).toMatchObject({ kind: 'absent' });
  });

  it('cannot be looked up while Chorus Pro is down', async () => {
    const id = standing(status, 'Motif');
    simulator.switches.maintenance = true;
    expect(await lookUp(id, sentAt())).toMatchObject({ kind: 'not_now', retryAfterMs: 120_000 });
  });
});

it('a suspension that came again after ours was answered counts as taken', async () => {
  const id = standing('SUSPENDUE', 'Bon de livraison ?');
  simulator.faults.add({ kind: 'drop', effect: 'after', route: 'completer' });
  const sentAt = new Date(nowMs).toISOString();
  await CORRECTIONS.complete.send(id);
  nowMs += 90 * SECOND_MS;
  simulator.setStatus(NUMBER, 'SUSPENDUE', 'Signé, s’il vous plaît');
  expect(
    await chorusPro.lookUpCorrection(tenant, {
      correction: 'complete',
      remoteId: id,
      invoiceNumber: NUMBER,
      sentAt,
    }),
  ).toMatchObject({ kind: 'taken', status: 'SUSPENDUE' });
});

it('a service that the new recipient does not have is uncertain: nobody knows its code', async () => {
  const id = standing('A_RECYCLER', 'Motif');
  const answer = await chorusPro.recycle(tenant, {
    remoteId: id,
    siret: BUYERS.state.siret,
    serviceCode: 'INCONNU',
  });
  expect(answer).toMatchObject({ kind: 'uncertain', remote: { code: '20005' } });
  expect(held()?.statuses.at(-1)).toBe('A_RECYCLER');
});

describe('what the buyer sees', () => {
  it('is the invoice in full, with the files that were added', async () => {
    const id = standing('SUSPENDUE', 'Bon de livraison ?');
    await CORRECTIONS.complete.send(id);
    expect(await chorusPro.invoiceDetails(tenant, id)).toMatchObject({
      kind: 'details',
      invoice: {
        remoteId: id,
        number: NUMBER,
        status: 'COMPLETEE',
        buyerSiret: BUYERS.noDemand.siret,
        totalWithVat: '120',
        currency: 'EUR',
        comment: 'Voici',
        attachments: ['bl.pdf'],
        rejectionAcknowledged: false,
        depositedOn: '2026-11-23',
      },
    });
  });

  it('is absent for an invoice that is not ours', async () => {
    expect(await chorusPro.invoiceDetails(tenant, '1')).toMatchObject({ kind: 'absent' });
  });
});

describe('an invoice’s life', () => {
  it('is told from its first day, with the buyer’s words', async () => {
    const id = standing('SUSPENDUE', 'Bon de livraison ?');
    nowMs += 60 * SECOND_MS;
    await CORRECTIONS.complete.send(id);
    const answer = await chorusPro.invoiceLife(tenant, id);
    expect(answer).toMatchObject({ kind: 'life', status: 'COMPLETEE', complete: true });
    const steps = answer.kind === 'life' ? answer.steps : [];
    expect(steps.map((step) => step.status)).toEqual([
      'DEPOSEE',
      'MISE_A_DISPOSITION',
      'SUSPENDUE',
      'COMPLETEE',
    ]);
    expect(steps[2]).toMatchObject({ comment: 'Bon de livraison ?' });
    for (const { at } of steps) expect(at).toMatch(/^2026-11-23T09:\d\d:00\.000Z$/);
  });

  it('is absent for an invoice that is not ours', async () => {
    expect(await chorusPro.invoiceLife(tenant, '1')).toMatchObject({ kind: 'absent' });
  });
});
