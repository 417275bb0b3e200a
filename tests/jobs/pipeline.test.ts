import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runJob } from '../../backend/jobs/advance.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { findDeposit } from '../../backend/store/deposits.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { listHistory } from '../../backend/store/history.ts';
import { findTenant, saveSettings } from '../../backend/store/tenants.ts';
import { listHeld, wakeTransmissions } from '../../backend/store/transmissions.ts';
import { ALREADY_DEPOSITED_NUMBER, SAMPLE_SETTINGS, SAMPLES } from '../samples/samples.ts';
import { BUYERS, SUPPLIER } from '../samples/world.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const HOUR_MS = 3_600_000;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const depositsOf = (number: string | undefined) =>
  shop.chorusPro.ledger.filter(({ invoiceNumber }) => invoiceNumber === number);

const nowSeconds = () => Math.floor(Date.now() / 1_000);

describe('the way of an invoice', () => {
  it.each(SAMPLES.map(({ name, expected }) => [name, expected] as const))(
    'takes %s to its end',
    async (name, expected) => {
      shop.chorusPro.seed([{ number: ALREADY_DEPOSITED_NUMBER, supplierSiret: SUPPLIER.siret }]);
      const sample = SAMPLES.find((each) => each.name === name);
      const invoice = sample?.build().invoice;
      if (!invoice) throw new Error('no such sample');
      await shop.run({ documentId: invoice.id });
      const end = await shop.until(invoice.id, expected.state);
      if ('code' in expected) expect(end.reasons.map(({ code }) => code)).toContain(expected.code);
      const wanted = expected.state === 'available' || expected.state === 'refused' ? 1 : 0;
      expect(depositsOf(invoice.number ?? '')).toHaveLength(wanted);
    },
  );

  it('tells its whole story in the history, and keeps the bytes that were sent', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number, flowNumber } = await shop.until(documentId, 'available');
    const history = await listHistory(shop.tenant, shop.database.pool, documentId);
    expect(history.filter(({ kind }) => kind === 'state').map(({ state }) => state)).toEqual([
      'received',
      'converted',
      'depositing',
      'deposited',
      'available',
    ]);
    const document = await findDocument(shop.tenant, shop.database.pool, documentId);
    expect(document?.number).toBe(number);
    expect(shop.chorusPro.document(flowNumber ?? '')).toEqual(document?.pdf);
    expect(depositsOf(number)[0]?.sha256).toBe(document?.sha256);
  });

  it('deposits once although its job runs ten times at once', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    await Promise.all(Array.from({ length: 10 }, () => shop.run({ documentId: invoiceId })));
    const { number } = await shop.until(invoiceId, 'available');
    expect(depositsOf(number)).toHaveLength(1);
  });

  it('decides from what Stripe shows now: an invoice voided before its job runs is not sent', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    const invoice = shop.stripe.book.get(SUPPLIER.account)?.invoices.get(invoiceId);
    if (!invoice) throw new Error('the simulator lost its invoice');
    shop.stripe.book.get(SUPPLIER.account)?.invoices.set(invoiceId, { ...invoice, status: 'void' });
    await shop.run({ documentId: invoiceId });
    const { state, reasons, nextAt } = await shop.get(invoiceId);
    expect([state, reasons[0]?.code, nextAt]).toEqual(['blocked', 'invoice_voided', undefined]);
  });
});

describe('a call that is out', () => {
  /** Runs an invoice's job; `meanwhile` happens after Chorus Pro took the deposit and before its answer is back. */
  async function depositing(meanwhile: (documentId: string) => Promise<void>): Promise<string> {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    const { destination } = shop.outside;
    const deposit: typeof destination.deposit = async (tenant, request) => {
      const answer = await destination.deposit(tenant, request);
      await meanwhile(invoiceId);
      return answer;
    };
    await runJob(
      { kind: 'advance', ...shop.tenant, documentId: invoiceId, open: true },
      { ...shop.outside, destination: { ...destination, deposit } },
    );
    return invoiceId;
  }

  it.each<[string, (documentId: string) => Promise<void>]>([
    ['another job comes', (documentId) => shop.run({ documentId, open: false })],
    [
      'somebody touches its row twice',
      async (documentId) => {
        for (const ms of [1_000, 2_000]) {
          await shop.database.pool.query(
            `update transmissions set version = version + 1, next_at = $2 where document_id = $1`,
            [documentId, new Date(shop.outside.now().getTime() + ms)],
          );
        }
      },
    ],
  ])('is written down when its answer comes, even if %s meanwhile', async (_what, meanwhile) => {
    const documentId = await depositing(meanwhile);
    expect(await shop.get(documentId)).toMatchObject({ state: 'deposited' });
    const deposit = await findDeposit(shop.tenant, shop.database.pool, documentId);
    expect(deposit?.state).toBe('accepted');
  });

  it('is left to whoever looks it up, once that has begun', async () => {
    const documentId = await depositing(async (id) => {
      shop.pass(HOUR_MS);
      await shop.run({ documentId: id, open: false });
    });
    const { state } = await shop.get(documentId);
    expect(state).toBe('uncertain');
    await shop.until(documentId, 'available');
    expect(shop.chorusPro.ledger).toHaveLength(1);
  });
});

describe('what is held back', () => {
  it('goes on when the customer is given what was missing', async () => {
    const documentId = await shop.finalize('service-missing');
    const { customerId, state } = await shop.get(documentId);
    expect(state).toBe('blocked');
    if (customerId === undefined) throw new Error('the customer is not known');
    await shop.stripe.editMetadata(customerId, { einvoicing_code: BUYERS.serviceRequired.service });
    const edited = {
      kind: 'recheck_customer',
      ...shop.tenant,
      customerId,
      eventCreated: nowSeconds(),
    } as const;
    await runJob(edited, shop.outside);
    await shop.drain();
    await shop.until(documentId, 'available');
  });

  it('goes on when the settings are completed', async () => {
    const { seller, ...rest } = settingsSchema.parse(SAMPLE_SETTINGS);
    const { siret: _siret, ...incomplete } = seller;
    await saveSettings(shop.tenant, shop.database.pool, { ...rest, seller: incomplete });
    const documentId = await shop.finalize('ordinary');
    expect((await shop.get(documentId)).reasons.map(({ code }) => code)).toEqual([
      'seller_siret_missing',
    ]);
    await saveSettings(shop.tenant, shop.database.pool, settingsSchema.parse(SAMPLE_SETTINGS));
    const held = await listHeld(shop.tenant, shop.database.pool, 10);
    await wakeTransmissions(shop.tenant, shop.database.pool, held, shop.outside.now());
    await shop.until(documentId, 'available');
  });

  it('says all that is missing at once when nothing is configured yet', async () => {
    await shop.close();
    shop = await openWorkshop({ configured: false });
    const documentId = await shop.finalize('ordinary');
    const { state, reasons } = await shop.get(documentId);
    expect(state).toBe('blocked');
    expect(reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['settings_missing', 'technical_account_missing']),
    );
  });

  it('waits by itself while Stripe or the directory is away, and says so', async () => {
    shop.stripe.faults.add('invoice', { kind: 'status', times: 1, status: 503, ms: 0 });
    const documentId = await shop.finalize('ordinary');
    expect(await shop.get(documentId)).toMatchObject({
      state: 'waiting',
      reasons: [{ code: 'stripe_unavailable' }],
    });
    await shop.until(documentId, 'available');
  });

  it('asks the directory once a day, and serves an old answer while it is away', async () => {
    const searches = () =>
      shop.chorusPro.calls.filter(({ route }) => route.endsWith('structures/v1/rechercher')).length;
    await shop.finalize('ordinary');
    await shop.finalize('ordinary');
    expect(searches()).toBe(1);
    shop.pass(25 * HOUR_MS);
    shop.chorusPro.faults.add({
      kind: 'status',
      route: 'structures/v1/rechercher',
      status: 503,
      times: 1,
    });
    const documentId = await shop.finalize('ordinary');
    expect(searches()).toBe(2);
    expect((await shop.get(documentId)).state).toBe('deposited');
  });
});

describe('a deposit without a certain answer', () => {
  it.each(['after', 'before'] as const)(
    'is made once when the connection breaks %s it was taken',
    async (effect) => {
      shop.chorusPro.faults.add({ kind: 'drop', route: 'deposer/flux', times: 1, effect });
      const documentId = await shop.finalize('ordinary');
      expect((await shop.get(documentId)).state).toBe('uncertain');
      const { number } = await shop.until(documentId, 'available');
      expect(depositsOf(number)).toHaveLength(1);
    },
  );

  it('is left to a person after two resends that nobody knows the end of', async () => {
    shop.chorusPro.faults.add({
      kind: 'drop',
      route: 'deposer/flux',
      effect: 'before',
      probability: 1,
    });
    const documentId = await shop.finalize('ordinary');
    for (let round = 0; round < 15; round += 1) {
      shop.pass(5 * 60_000);
      await shop.until(documentId, (await shop.get(documentId)).state);
      await runJob({ kind: 'advance', ...shop.tenant, documentId, open: false }, shop.outside);
    }
    const end = await shop.get(documentId);
    expect([end.state, end.reasons[0]?.code, end.nextAt]).toEqual([
      'uncertain',
      'deposit_unresolved',
      undefined,
    ]);
    expect(shop.chorusPro.calls.filter(({ route }) => route.endsWith('deposer/flux'))).toHaveLength(
      3,
    );
  });

  it('adopts a reservation that a dead process left behind, once its call must have ended', async () => {
    const documentId = await shop.finalize('ordinary');
    const before = await shop.get(documentId);
    // As it stood a moment after the reservation: the answer was never recorded.
    const { pool } = shop.database;
    await pool.query('alter table deposits disable trigger user');
    await pool.query(`update deposits set state = 'open', flow_number = null, closed_at = null`);
    await pool.query('alter table deposits enable trigger user');
    await pool.query(
      `update transmissions set state = 'depositing', flow_number = null, next_at = now() where document_id = $1`,
      [documentId],
    );
    await runJob({ kind: 'advance', ...shop.tenant, documentId, open: false }, shop.outside);
    expect((await shop.get(documentId)).state).toBe('depositing');
    await shop.until(documentId, 'uncertain');
    const { flowNumber } = await shop.until(documentId, 'available');
    expect(flowNumber).toBe(before.flowNumber);
    expect(depositsOf(before.number)).toHaveLength(1);
    expect((await findDeposit(shop.tenant, pool, documentId))?.state).toBe('accepted');
  });
});

describe('a technical account that is refused', () => {
  it('blocks the invoice, names the merchant’s account, and goes on with the right one', async () => {
    const wrong = JSON.stringify({ ...SUPPLIER.technicalAccount, password: 'wrong' });
    await shop.secrets.saveSecret(shop.tenant, shop.database.pool, 'technical_account', wrong);
    const documentId = await shop.finalize('ordinary');
    expect(await shop.get(documentId)).toMatchObject({
      state: 'blocked',
      reasons: [{ code: 'technical_account_refused' }],
    });
    const right = JSON.stringify(SUPPLIER.technicalAccount);
    await shop.secrets.saveSecret(shop.tenant, shop.database.pool, 'technical_account', right);
    await wakeTransmissions(shop.tenant, shop.database.pool, [documentId], shop.outside.now());
    await shop.until(documentId, 'available');
  });
});

describe('a merchant who leaves', () => {
  const end = (eventCreated: number) =>
    runJob({ kind: 'end_merchant', ...shop.tenant, eventCreated }, shop.outside);
  const start = (eventCreated: number) =>
    runJob({ kind: 'start_merchant', ...shop.tenant, eventCreated }, shop.outside);
  const secret = () =>
    shop.secrets.findSecret(shop.tenant, shop.database.pool, 'technical_account');

  it('has its jobs stopped and its secrets erased', async () => {
    const documentId = await shop.finalize('ordinary');
    await end(nowSeconds());
    expect(await secret()).toBeUndefined();
    const calls = shop.chorusPro.calls.length;
    await shop.until(documentId, 'stopped');
    expect((await shop.get(documentId)).reasons.map(({ code }) => code)).toEqual(['merchant_left']);
    expect(shop.chorusPro.calls).toHaveLength(calls);
  });

  it('does not come back, nor leave, by an event older than the last', async () => {
    const now = nowSeconds();
    await end(now);
    await start(now - 10);
    expect((await findTenant(shop.tenant, shop.database.pool))?.status).toBe('ended');
    await start(now + 10);
    await end(now + 5);
    expect((await findTenant(shop.tenant, shop.database.pool))?.status).toBe('active');
  });

  it('is not met again by a late invoice event', async () => {
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary');
    await end(nowSeconds());
    await shop.run({ documentId: invoiceId, eventCreated: nowSeconds() - 100 });
    await expect(shop.get(invoiceId)).rejects.toThrow('there is no transmission');
  });
});

describe('following', () => {
  it('shows an unknown status as unknown, changes nothing, and asks on', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    shop.chorusPro.setStatus(number, 'STATUT_DE_DEMAIN');
    shop.pass(HOUR_MS);
    await runJob({ kind: 'advance', ...shop.tenant, documentId, open: false }, shop.outside);
    const after = await shop.get(documentId);
    expect([after.state, after.remoteStatus]).toEqual(['available', 'STATUT_DE_DEMAIN']);
    expect(after.warnings.map(({ code }) => code)).toEqual(['invoice_status_unknown']);
    expect(after.nextAt).toBeDefined();
  });

  it('shows an unknown flow state as unknown and never as success', async () => {
    shop.chorusPro.faults.add({
      kind: 'flow_ends_in',
      route: 'deposer/flux',
      state: 'IN_DEMAIN',
      times: 1,
    });
    const documentId = await shop.finalize('ordinary');
    shop.pass(HOUR_MS);
    await runJob({ kind: 'advance', ...shop.tenant, documentId, open: false }, shop.outside);
    const after = await shop.get(documentId);
    expect(after.state).toBe('deposited');
    expect(after.warnings.map(({ code }) => code)).toEqual(['flow_state_unknown']);
  });

  it('follows the buyer to payment, and stops asking then', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    for (const [status, state] of [
      ['SUSPENDUE', 'suspended'],
      ['COMPLETEE', 'completed'],
      ['MANDATEE', 'in_payment'],
      ['MISE_EN_PAIEMENT', 'paid'],
    ] as const) {
      shop.chorusPro.setStatus(number, status, `passage à ${status}`);
      expect((await shop.until(documentId, state)).remoteComment).toBe(`passage à ${status}`);
    }
    expect((await shop.get(documentId)).nextAt).toBeUndefined();
  });

  it('keeps Chorus Pro’s own words beside our code when a flow is refused', async () => {
    shop.chorusPro.seed([{ number: 'TAKEN-1', supplierSiret: SUPPLIER.siret }]);
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary', { number: 'TAKEN-1' });
    await shop.run({ documentId: invoiceId });
    const { reasons } = await shop.until(invoiceId, 'refused');
    expect(reasons[0]).toMatchObject({ code: 'flow_refused' });
    expect(reasons[0]?.params['message']).toContain('TAKEN-1');
    const history = await listHistory(shop.tenant, shop.database.pool, invoiceId);
    expect(history.at(-1)?.remote?.message).toContain('TAKEN-1');
  });
});
