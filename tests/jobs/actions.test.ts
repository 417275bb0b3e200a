import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { act, type Deed, type DeedEnd } from '../../backend/jobs/act.ts';
import { runJob } from '../../backend/jobs/advance.ts';
import { LOCAL_ACTIONS, offerActions, type Action } from '../../backend/jobs/action-table.ts';
import { STATES } from '../../backend/follow/state.ts';
import { findLatestAction, REMOTE_ACTIONS } from '../../backend/store/actions.ts';
import { listAttachments, saveAttachment } from '../../backend/store/attachments.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { listHistory } from '../../backend/store/history.ts';
import { findInstruction } from '../../backend/store/instructions.ts';
import type { Transmission } from '../../backend/store/transmissions.ts';
import { BUYERS } from '../samples/world.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const deed = (documentId: string, action: Action, more: Partial<Deed> = {}): Deed => ({
  documentId,
  action,
  actor: 'usr_1Tester',
  nonce: randomUUID(),
  ...more,
});

/** Acts, then runs what that wrote. */
async function doIt(
  documentId: string,
  action: Action,
  more: Partial<Deed> = {},
): Promise<DeedEnd> {
  const end = await act(shop.tenant, deed(documentId, action, more), shop.outside);
  await shop.drain();
  return end;
}

const historyOf = (documentId: string) => listHistory(shop.tenant, shop.database.pool, documentId);

const deedsIn = async (documentId: string) =>
  (await historyOf(documentId))
    .filter(({ kind }) => kind === 'action')
    .map(({ actor, detail }) => [actor, detail?.['action'], detail?.['outcome']]);

const routesOf = (route: string) =>
  shop.chorusPro.calls.filter((call) => call.route.endsWith(route)).length;

/** An invoice at its buyer, whom the test plays. */
async function atBuyer(status: string, comment = 'motif de l’acheteur'): Promise<Transmission> {
  const documentId = await shop.finalize('ordinary');
  const { number = '' } = await shop.until(documentId, 'available');
  shop.chorusPro.setStatus(number, status, comment);
  const state = { SUSPENDUE: 'suspended', A_RECYCLER: 'to_recycle', REJETEE: 'rejected' } as const;
  const wanted = Object.entries(state).find(([name]) => name === status)?.[1];
  if (!wanted) throw new Error(`no state for ${status}`);
  return shop.until(documentId, wanted);
}

const addFile = (documentId: string, name = 'bon-de-livraison.pdf') =>
  saveAttachment(
    shop.tenant,
    shop.database.pool,
    documentId,
    { name, bytes: Buffer.from('%PDF-1.7 bon'), addedBy: 'usr_1Tester' },
    shop.outside.now(),
  );

describe('the table of actions', () => {
  const circumstances = (state: Transmission['state']) => ({
    transmission: { state, reasons: [], remoteStatusAt: undefined, stateSince: new Date(0) },
    instruction: undefined,
    latest: undefined,
    now: new Date(0),
  });

  it('offers each state what it allows, and exactly one right thing where the merchant must act', () => {
    const offered = Object.keys(STATES).map((name) => {
      const state = Object.keys(STATES).find(
        (each): each is Transmission['state'] => each === name,
      );
      if (!state) throw new Error(name);
      return [state, offerActions(circumstances(state)).map(({ action }) => action)] as const;
    });
    const table = Object.fromEntries(offered);
    expect(table['suspended']).toEqual(['complete']);
    expect(table['to_recycle']).toEqual(['recycle']);
    expect(table['rejected']).toEqual(['acknowledge_rejection']);
    expect(table['refused']).toEqual(['retry', 'set_references', 'hold', 'exclude']);
    expect(table['blocked']).toEqual(['retry', 'set_references', 'hold', 'exclude']);
    for (const state of ['depositing', 'deposited', 'uncertain', 'available', 'paid', 'stopped']) {
      expect(table[state]).toEqual([]);
    }
  });
});

describe('an action in the wrong state', () => {
  it('is refused, changes nothing and calls nobody', async () => {
    const documentId = await shop.finalize('ordinary');
    await shop.until(documentId, 'available');
    const calls = shop.chorusPro.calls.length;
    const before = await historyOf(documentId);
    for (const action of [...LOCAL_ACTIONS, ...REMOTE_ACTIONS]) {
      expect(await doIt(documentId, action, { comment: 'x', siret: '12345678200051' })).toEqual({
        kind: 'refused',
        reasons: [{ code: 'action_not_in_state', at: 'action', params: { state: 'available' } }],
      });
    }
    expect(await historyOf(documentId)).toEqual(before);
    expect(shop.chorusPro.calls).toHaveLength(calls);
  });

  it('on a document that nobody knows is refused, but for what can be decided about a draft', async () => {
    expect(await doIt('in_unknown', 'retry')).toEqual({ kind: 'unknown_document' });
    expect(await doIt('cus_1', 'hold')).toEqual({ kind: 'unknown_document' });
  });
});

describe('retry', () => {
  it('sends a refused invoice again under the same number, once its cause is mended', async () => {
    shop.chorusPro.faults.add({
      kind: 'flow_ends_in',
      route: 'deposer/flux',
      state: 'IN_REJETE',
      times: 1,
    });
    const documentId = await shop.finalize('ordinary');
    const { number } = await shop.until(documentId, 'refused');
    expect(await doIt(documentId, 'retry')).toEqual({ kind: 'done' });
    const end = await shop.until(documentId, 'available');
    expect(end.number).toBe(number);
    const taken = shop.chorusPro.ledger.filter(({ invoiceNumber }) => invoiceNumber === number);
    expect(taken).toHaveLength(2);
    expect(end.flowNumber).toBe(taken[1]?.flowNumber);
    expect(await deedsIn(documentId)).toEqual([['usr_1Tester', 'retry', undefined]]);
  });

  it('decides a blocked invoice again at once', async () => {
    const documentId = await shop.finalize('service-missing');
    const { customerId = '' } = await shop.get(documentId);
    await shop.stripe.editMetadata(customerId, { einvoicing_code: BUYERS.serviceRequired.service });
    await doIt(documentId, 'retry');
    await shop.until(documentId, 'available');
  });

  it('looks an unresolved deposit up once more, then sends it once more', async () => {
    const lose = { kind: 'drop', route: 'deposer/flux', effect: 'before', probability: 1 } as const;
    shop.chorusPro.faults.add(lose);
    const documentId = await shop.finalize('ordinary');
    for (let round = 0; round < 15; round += 1) {
      shop.pass(5 * MINUTE_MS);
      await runJob({ kind: 'advance', ...shop.tenant, documentId, open: false }, shop.outside);
    }
    expect((await shop.get(documentId)).reasons[0]?.code).toBe('deposit_unresolved');
    shop.chorusPro.faults.clear();
    const lookUps = routesOf('rechercher/fournisseur');
    expect(await doIt(documentId, 'retry')).toEqual({ kind: 'done' });
    const { number } = await shop.until(documentId, 'available');
    expect(routesOf('rechercher/fournisseur')).toBeGreaterThan(lookUps);
    const taken = shop.chorusPro.ledger.filter(({ invoiceNumber }) => invoiceNumber === number);
    expect(taken).toHaveLength(1);
  });
});

describe('references of one invoice', () => {
  it('win over Stripe’s, and send it on its way', async () => {
    const documentId = await shop.finalize('service-missing');
    const references = {
      serviceCode: BUYERS.serviceRequired.service,
      engagementNumber: 'EJ-42',
      contractNumber: null,
    };
    expect(await doIt(documentId, 'set_references', { references })).toEqual({ kind: 'done' });
    await shop.until(documentId, 'available');
    const { pool } = shop.database;
    const document = await findDocument(shop.tenant, pool, documentId);
    expect(document?.xml).toContain('EJ-42');
    expect(document?.xml).toContain(BUYERS.serviceRequired.service);
    expect(await findInstruction(shop.tenant, pool, documentId)).toMatchObject({
      engagementNumber: 'EJ-42',
      contractNumber: undefined,
    });
    const [entry] = (await historyOf(documentId)).filter(({ kind }) => kind === 'action');
    expect(entry?.detail).toMatchObject({ action: 'set_references', engagementNumber: 'EJ-42' });
  });
});

describe('holding and excluding', () => {
  it('keeps a draft back before it is finalized, until it is released', async () => {
    const sample = shop.stripe.samples.find(({ name }) => name === 'ordinary');
    const bundle = sample?.build();
    if (!bundle) throw new Error('no sample');
    const id = 'in_draftOfTest';
    const { invoice } = bundle;
    shop.stripe.add({ ...bundle, invoice: { ...invoice, id, status: 'draft', number: null } });
    await doIt(id, 'hold', { comment: 'attendre le bon de commande' });
    await shop.stripe.finalize(id);
    await shop.run({ documentId: id });
    const held = await shop.get(id);
    expect(held).toMatchObject({ state: 'blocked', reasons: [{ code: 'held_by_merchant' }] });
    expect(held.reasons[0]?.params).toEqual({ comment: 'attendre le bon de commande' });
    expect(shop.chorusPro.ledger).toHaveLength(0);
    await doIt(id, 'release');
    await shop.until(id, 'available');
  });

  it('excludes an invoice whatever happens to it in Stripe, until it is included', async () => {
    const documentId = await shop.finalize('service-missing');
    await doIt(documentId, 'exclude', { comment: 'facture d’essai' });
    const { customerId = '' } = await shop.get(documentId);
    await shop.stripe.editMetadata(customerId, { einvoicing_code: BUYERS.serviceRequired.service });
    await shop.run({ documentId, eventCreated: Math.floor(Date.now() / 1_000) });
    expect(await shop.get(documentId)).toMatchObject({
      state: 'not_concerned',
      warnings: [{ code: 'excluded_by_merchant', params: { comment: 'facture d’essai' } }],
    });
    expect(await doIt(documentId, 'hold')).toMatchObject({ kind: 'refused' });
    await doIt(documentId, 'include');
    expect((await shop.until(documentId, 'available')).warnings).toEqual([]);
    expect((await deedsIn(documentId)).map(([, action]) => action)).toEqual(['exclude', 'include']);
  });
});

describe('complete', () => {
  it('hands the files and the comment to the buyer, and follows it from there', async () => {
    const { documentId } = await atBuyer('SUSPENDUE', 'bon de livraison manquant');
    await addFile(documentId);
    const end = await doIt(documentId, 'complete', { comment: 'Ci-joint le bon' });
    expect(end.kind).toBe('asked');
    expect(await shop.get(documentId)).toMatchObject({
      state: 'completed',
      remoteStatus: 'COMPLETEE',
    });
    expect(routesOf('ajouter/fichier')).toBe(1);
    expect(routesOf('factures/v1/completer')).toBe(1);
    expect(await listAttachments(shop.tenant, shop.database.pool, documentId)).toEqual([]);
    expect(await deedsIn(documentId)).toEqual([
      ['usr_1Tester', 'complete', 'asked'],
      ['usr_1Tester', 'complete', 'accepted'],
    ]);
  });

  it('needs a comment or a file', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    expect(await doIt(documentId, 'complete')).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'nothing_to_add' }],
    });
    expect(routesOf('factures/v1/completer')).toBe(0);
  });

  it('gives the files back when Chorus Pro would refuse them, and says which', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    await addFile(documentId, 'programme.exe');
    await doIt(documentId, 'complete', { comment: 'voici' });
    expect(routesOf('ajouter/fichier')).toBe(0);
    const last = (await historyOf(documentId)).at(-1);
    expect(last?.reasons?.map(({ code }) => code)).toEqual(['attachment_type_not_accepted']);
    expect(last?.detail).toEqual({ action: 'complete', outcome: 'refused' });
    const { pool } = shop.database;
    expect(await listAttachments(shop.tenant, pool, documentId)).toHaveLength(1);
    expect(await doIt(documentId, 'complete', { comment: 'encore' })).toMatchObject({
      kind: 'asked',
    });
  });

  it.each(['after', 'before'] as const)(
    'whose answer is lost %s it was carried out is looked up, and never sent twice by itself',
    async (effect) => {
      const { documentId } = await atBuyer('SUSPENDUE');
      const lost = { kind: 'drop', route: 'factures/v1/completer', times: 1, effect } as const;
      shop.chorusPro.faults.add(lost);
      await doIt(documentId, 'complete', { comment: 'voici' });
      const { pool } = shop.database;
      expect(await findLatestAction(shop.tenant, pool, documentId)).toMatchObject({
        state: 'uncertain',
      });
      expect(await doIt(documentId, 'complete', { comment: 'voici' })).toMatchObject({
        kind: 'refused',
        reasons: [{ code: 'action_uncertain' }],
      });
      shop.pass(5 * MINUTE_MS);
      const row = await findLatestAction(shop.tenant, pool, documentId);
      await runJob({ kind: 'act', ...shop.tenant, actionId: row?.id ?? '' }, shop.outside);
      await shop.drain();
      const end = await findLatestAction(shop.tenant, pool, documentId);
      expect(end?.state).toBe(effect === 'after' ? 'accepted' : 'absent');
      expect(routesOf('factures/v1/completer')).toBe(1);
      const { state } = await shop.get(documentId);
      expect(state).toBe(effect === 'after' ? 'completed' : 'suspended');
    },
  );

  it('that Chorus Pro took is not asked again while the new status is on its way', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    shop.chorusPro.faults.add({
      kind: 'status',
      route: 'rechercher/fournisseur',
      status: 503,
      times: 1,
    });
    await doIt(documentId, 'complete', { comment: 'voici' });
    expect((await shop.get(documentId)).state).toBe('suspended');
    expect(await doIt(documentId, 'complete', { comment: 'encore' })).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'action_done' }],
    });
    expect(routesOf('factures/v1/completer')).toBe(1);
  });

  it('waits while Chorus Pro is away, and is carried out once it is back', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    shop.chorusPro.faults.add({
      kind: 'too_many_requests',
      route: 'factures/v1/completer',
      times: 1,
    });
    await doIt(documentId, 'complete', { comment: 'voici' });
    expect((await shop.get(documentId)).state).toBe('suspended');
    await shop.until(documentId, 'completed');
    expect(routesOf('factures/v1/completer')).toBe(2);
  });

  it('is carried out once although it is asked ten times at once', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    const ends = await Promise.all(
      Array.from({ length: 10 }, () =>
        act(shop.tenant, deed(documentId, 'complete', { comment: 'voici' }), shop.outside),
      ),
    );
    expect(ends.filter(({ kind }) => kind === 'asked')).toHaveLength(1);
    const [job] = shop.jobs.filter(({ kind }) => kind === 'act');
    if (!job) throw new Error('nothing was written');
    await Promise.all(Array.from({ length: 5 }, () => runJob(job, shop.outside)));
    await shop.drain();
    expect(routesOf('factures/v1/completer')).toBe(1);
  });

  it('that was reserved by a process that died is looked up, not sent', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    await act(shop.tenant, deed(documentId, 'complete', { comment: 'voici' }), shop.outside);
    shop.jobs.splice(0);
    await shop.database.pool.query(
      `update actions set state = 'open', call_before = $1, next_at = $1`,
      [shop.outside.now()],
    );
    const row = await findLatestAction(shop.tenant, shop.database.pool, documentId);
    for (let round = 0; round < 6; round += 1) {
      shop.pass(MINUTE_MS);
      await runJob({ kind: 'act', ...shop.tenant, actionId: row?.id ?? '' }, shop.outside);
    }
    const end = await findLatestAction(shop.tenant, shop.database.pool, documentId);
    expect(end?.state).toBe('absent');
    expect(routesOf('factures/v1/completer')).toBe(0);
  });
});

describe('recycle', () => {
  it('sends the invoice to another desk under the same number, without a new deposit', async () => {
    const { documentId, number } = await atBuyer('A_RECYCLER');
    const { siret, service } = BUYERS.serviceRequired;
    const references = { serviceCode: service };
    const end = await doIt(documentId, 'recycle', { siret, references, comment: 'erreur' });
    expect(end.kind).toBe('asked');
    const after = await shop.until(documentId, 'available');
    expect([after.buyerSiret, after.number]).toEqual([siret, number]);
    expect(routesOf('factures/v1/recycler')).toBe(1);
    expect(routesOf('deposer/flux')).toBe(1);
  });

  it.each([
    ['a body that the directory does not know', '99999999900017', undefined, 'buyer_unknown'],
    ['a service that is missing', BUYERS.serviceRequired.siret, undefined, 'service_code_missing'],
    [
      'a service that nobody knows',
      BUYERS.serviceRequired.siret,
      'NULLE_PART',
      'service_code_unknown',
    ],
    ['something that is no SIRET', '123', undefined, 'buyer_siret_malformed'],
  ])('is refused before any call for %s', async (_name, siret, serviceCode, code) => {
    const { documentId } = await atBuyer('A_RECYCLER');
    await doIt(documentId, 'recycle', { siret, references: { serviceCode } });
    const last = (await historyOf(documentId)).at(-1);
    expect(last?.reasons?.map((each) => each.code)).toContain(code);
    expect(routesOf('factures/v1/recycler')).toBe(0);
    expect((await shop.get(documentId)).state).toBe('to_recycle');
  });
});

describe('acknowledging a rejection', () => {
  it('is done once, and says so afterwards', async () => {
    const { documentId } = await atBuyer('REJETEE');
    expect((await doIt(documentId, 'acknowledge_rejection')).kind).toBe('asked');
    expect(routesOf('factures/v1/traiterRejet')).toBe(1);
    shop.pass(HOUR_MS);
    expect(await doIt(documentId, 'acknowledge_rejection')).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'action_not_in_state' }],
    });
    expect(await shop.get(documentId)).toMatchObject({ state: 'replaced', reasons: [] });
    expect((await historyOf(documentId)).map(({ state }) => state).at(-1)).toBe('replaced');
    expect(routesOf('factures/v1/traiterRejet')).toBe(1);
  });
});

describe('an action while another one is under way', () => {
  it('is refused', async () => {
    const { documentId } = await atBuyer('SUSPENDUE');
    await act(shop.tenant, deed(documentId, 'complete', { comment: 'un' }), shop.outside);
    const second = await act(
      shop.tenant,
      deed(documentId, 'complete', { comment: 'deux' }),
      shop.outside,
    );
    expect(second).toMatchObject({ kind: 'refused', reasons: [{ code: 'action_under_way' }] });
  });
});

describe('a document that is closed in Stripe after it was sent', () => {
  it.each(['void', 'uncollectible'] as const)(
    '(%s) is shown as what it means for Chorus Pro, as long as it is there',
    async (status) => {
      const documentId = await shop.finalize('ordinary');
      const { number = '' } = await shop.until(documentId, 'available');
      await shop.stripe.closeInvoice(documentId, status);
      const eventCreated = Math.floor(Date.now() / 1_000);
      const job = { kind: 'recheck_closed', ...shop.tenant, documentId, eventCreated } as const;
      await runJob(job, shop.outside);
      const due = { code: 'credit_note_due', params: { status } };
      expect(await shop.get(documentId)).toMatchObject({ state: 'available', warnings: [due] });
      shop.chorusPro.setStatus(number, 'MANDATEE');
      expect((await shop.until(documentId, 'in_payment')).warnings).toMatchObject([due]);
      shop.chorusPro.setStatus(number, 'REJETEE');
      expect((await shop.until(documentId, 'rejected')).warnings).toEqual([]);
    },
  );

  it('a credit note says the reverse', async () => {
    const invoiceId = await shop.finalize('ordinary');
    await shop.until(invoiceId, 'available');
    const spec = { number: 'AVOIR-0002', lines: [{ line: 0 }] };
    const { creditNoteId: documentId } = await shop.stripe.credit(invoiceId, spec);
    await shop.run({ documentId });
    await shop.until(documentId, 'available');
    await shop.stripe.voidCreditNote(documentId);
    await runJob(
      { kind: 'recheck_closed', ...shop.tenant, documentId, eventCreated: 1 },
      shop.outside,
    );
    expect((await shop.get(documentId)).warnings).toMatchObject([
      { code: 'credit_note_voided_late' },
    ]);
  });

  it('while it waits for its turn is not sent at all', async () => {
    shop.chorusPro.faults.add({ kind: 'too_many_requests', route: 'deposer/flux', times: 1 });
    const documentId = await shop.finalize('ordinary');
    expect((await shop.get(documentId)).state).toBe('converted');
    await shop.stripe.closeInvoice(documentId, 'void');
    await runJob(
      { kind: 'recheck_closed', ...shop.tenant, documentId, eventCreated: 1 },
      shop.outside,
    );
    expect(await shop.get(documentId)).toMatchObject({
      state: 'blocked',
      reasons: [{ code: 'invoice_voided' }],
    });
    expect(shop.chorusPro.ledger).toHaveLength(0);
  });
});
