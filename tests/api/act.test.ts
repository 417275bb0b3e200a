import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { checkAnswer, errorAnswer, findAnswer } from '../../backend/api/contract.ts';
import { touchTenant } from '../../backend/store/tenants.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { BUYERS } from '../samples/world.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const PATH = '/api/transmissions/act';

async function suspended(): Promise<string> {
  const documentId = await desk.shop.finalize('ordinary');
  const { number = '' } = await desk.shop.until(documentId, 'available');
  desk.shop.chorusPro.setStatus(number, 'SUSPENDUE', 'bon de livraison ?');
  await desk.shop.until(documentId, 'suspended');
  return documentId;
}

const actionsOf = (body: unknown) =>
  (findAnswer.parse(body).actions ?? []).map(({ action, primary, disabled_because: why }) => [
    action,
    primary,
    why?.code ?? null,
  ]);

describe('POST /api/transmissions/find', () => {
  it('shows what can be done, the one right thing first, and where files are added', async () => {
    const documentId = await suspended();
    const { body } = await desk.ask('/api/transmissions/find', { document_id: documentId });
    expect(actionsOf(body)).toEqual([['complete', true, null]]);
    const found = findAnswer.parse(body);
    expect(found.upload?.url).toContain(`${desk.origin}/files?t=`);
    expect(found.files?.map(({ file }) => file)).toEqual(['factur_x', 'xml', 'proof_pack']);
    expect(found.attachments).toEqual([]);
  });

  it('offers no files before a document was issued, and no upload where nobody asks for one', async () => {
    const documentId = await desk.shop.finalize('service-missing');
    const { body } = await desk.ask('/api/transmissions/find', { document_id: documentId });
    const found = findAnswer.parse(body);
    expect([found.files, found.upload]).toEqual([[], null]);
    expect(actionsOf(body)).toContainEqual(['retry', true, null]);
  });
});

describe('POST /api/transmissions/act', () => {
  it('completes a suspended invoice and answers with where it stands then', async () => {
    const documentId = await suspended();
    const question = { document_id: documentId, action: 'complete', comment: 'Le voici' };
    const { status, body } = await desk.ask(PATH, question);
    expect(status).toBe(200);
    const { transmission, history } = findAnswer.parse(body);
    expect(history.filter(({ kind }) => kind === 'action').map(({ detail }) => detail)).toEqual([
      { action: 'complete', outcome: 'asked', comment: 'Le voici' },
      { action: 'complete', outcome: 'accepted' },
    ]);
    expect(['suspended', 'completed']).toContain(transmission.state);
    await desk.shop.until(documentId, 'completed');
  });

  it('sets references of one invoice, shows them, and sends it', async () => {
    const documentId = await desk.shop.finalize('service-missing');
    const references = { service_code: BUYERS.serviceRequired.service, engagement_number: 'EJ-7' };
    const question = { document_id: documentId, action: 'set_references', references };
    const { status, body } = await desk.ask(PATH, question);
    expect(status).toBe(200);
    expect(findAnswer.parse(body).references).toMatchObject(references);
    await desk.shop.until(documentId, 'available');
  });

  it('holds and releases', async () => {
    const documentId = await desk.shop.finalize('service-missing');
    const hold = await desk.ask(PATH, { document_id: documentId, action: 'hold' });
    expect(actionsOf(hold.body)[0]).toEqual(['release', true, null]);
    const { transmission } = findAnswer.parse(hold.body);
    expect(transmission.reasons.map(({ code }) => code)).toContain('held_by_merchant');
    const release = await desk.ask(PATH, { document_id: documentId, action: 'release' });
    expect(actionsOf(release.body)).toContainEqual(['hold', false, null]);
  });

  it('excludes only with a comment that says why', async () => {
    const documentId = await desk.shop.finalize('service-missing');
    const question = { document_id: documentId, action: 'exclude' };
    const bare = await desk.ask(PATH, question);
    expect([bare.status, errorAnswer.parse(bare.body).error.code]).toEqual([
      400,
      'comment_missing',
    ]);
    const { body } = await desk.ask(PATH, { ...question, comment: 'envoyée par courrier' });
    expect(findAnswer.parse(body).transmission.state).toBe('not_concerned');
    expect(actionsOf(body)).toEqual([['include', false, null]]);
  });

  it('answers 409 with the reason to what the state does not allow, and calls nobody', async () => {
    const documentId = await suspended();
    const calls = desk.shop.chorusPro.calls.length;
    for (const action of ['retry', 'recycle', 'acknowledge_rejection', 'hold', 'exclude']) {
      const question = { document_id: documentId, action, comment: 'x' };
      const { status, body } = await desk.ask(PATH, question);
      expect([status, errorAnswer.parse(body).error.code]).toEqual([409, 'action_not_in_state']);
    }
    expect(desk.shop.chorusPro.calls).toHaveLength(calls);
  });

  it('does nothing the second time that a question is asked', async () => {
    const documentId = await suspended();
    const question = {
      ...{ document_id: documentId, action: 'complete', comment: 'Le voici' },
      nonce: randomUUID(),
    };
    expect((await desk.ask(PATH, question)).status).toBe(200);
    expect((await desk.ask(PATH, question)).status).toBe(409);
    const completions = desk.shop.chorusPro.calls.filter(({ route }) =>
      route.endsWith('factures/v1/completer'),
    );
    expect(completions).toHaveLength(1);
  });

  it('refuses those who may only look, a wrong signature and malformed questions', async () => {
    const documentId = await suspended();
    const question = { document_id: documentId, action: 'complete', comment: 'x' };
    const onlooker = { stripe_roles: [{ id: 'view_only', name: 'View only', type: 'builtIn' }] };
    expect((await desk.ask(PATH, { ...question, ...onlooker })).status).toBe(403);
    // Stripe signs a question that names no role for those who may only look, too.
    expect((await desk.ask(PATH, { ...question, stripe_roles: [] })).status).toBe(403);
    expect((await desk.ask(PATH, { ...question, stripe_roles: undefined })).status).toBe(403);
    expect((await desk.ask(PATH, question, { secret: 'absec_wrong' })).status).toBe(401);
    expect((await desk.ask(PATH, { ...question, action: 'pay' })).status).toBe(400);
    expect((await desk.ask(PATH, { ...question, nonce: 'short' })).status).toBe(400);
    const missing = { document_id: 'in_none', action: 'retry' };
    expect((await desk.ask(PATH, missing)).status).toBe(404);
  });

  it('does not reach another merchant’s invoice', async () => {
    const documentId = await suspended();
    const other = parseTenantId('test', 'acct_other');
    if (!other) throw new Error('malformed');
    await touchTenant(other, desk.shop.database.pool, 1);
    const question = { document_id: documentId, action: 'complete', comment: 'x' };
    expect((await desk.ask(PATH, question, { account: 'acct_other' })).status).toBe(404);
    expect((await desk.shop.get(documentId)).state).toBe('suspended');
  });
});

describe('POST /api/invoices/check', () => {
  it('offers what can be decided about a draft, and says what was', async () => {
    const sample = desk.shop.stripe.samples.find(({ name }) => name === 'service-missing');
    const bundle = sample?.build();
    if (!bundle) throw new Error('no sample');
    const id = 'in_draftOfDesk';
    const draft = { ...bundle.invoice, id, status: 'draft' as const, number: null };
    desk.shop.stripe.add({ ...bundle, invoice: draft });
    const check = async () => {
      const { body } = await desk.ask('/api/invoices/check', { invoice_id: id });
      return checkAnswer.parse(body);
    };
    const actions = ['set_references', 'hold', 'exclude'].map((action) => ({ action }));
    expect(await check()).toMatchObject({ kind: 'checked', verdict: 'blocked', actions });
    const references = { service_code: BUYERS.serviceRequired.service };
    await desk.ask(PATH, { document_id: id, action: 'set_references', references });
    expect(await check()).toMatchObject({ kind: 'checked', verdict: 'ready', references });
    await desk.ask(PATH, { document_id: id, action: 'hold' });
    expect(await check()).toMatchObject({
      verdict: 'blocked',
      reasons: [{ code: 'held_by_merchant' }],
    });
    await desk.ask(PATH, { document_id: id, action: 'exclude', comment: 'essai' });
    expect(await check()).toEqual({ kind: 'not_concerned', held: 'exclude' });
  });
});
