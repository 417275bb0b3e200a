import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reconcile, type Finding } from '../../backend/jobs/reconcile.ts';
import { CURES, repair, type RepairEnd } from '../../backend/jobs/repair.ts';
import { sweep } from '../../backend/jobs/sweep.ts';
import type { BackfillOutside } from '../../backend/jobs/backfill.ts';
import { act } from '../../backend/jobs/act.ts';
import { listDeposits } from '../../backend/store/deposits.ts';
import { listHistory } from '../../backend/store/history.ts';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeListDocuments } from '../../backend/stripe/list-documents.ts';
import { SAMPLES } from '../samples/samples.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { forgetEverything, openWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts';

/** Both sides compared and mended, with Chorus Pro's simulator as the other side. */

const ALL = { from: '2026-01-01', until: '2028-12-31' };
const MINUTE_MS = 60_000;
const SEED_OF_SECOND_CALL = 1;
const supplierSiret = SUPPLIER.siret;

let shop: Workshop;
let outside: BackfillOutside;
beforeEach(() => open());
afterEach(() => shop.close());

async function open(options: WorkshopOptions = {}): Promise<void> {
  shop = await openWorkshop(options);
  const keys = { test: STRIPE_PLATFORM.secretKey };
  const stripeFor = makeStripe({ keys, baseUrl: shop.stripe.url, retries: 0 });
  outside = { ...shop.outside, listDocuments: makeListDocuments(stripeFor) };
}

async function compare() {
  const compared = await reconcile(shop.tenant, ALL, outside);
  if (!compared.ok) throw new Error(JSON.stringify(compared.reasons));
  return compared.value;
}

async function mend(findings: readonly Finding[]): Promise<readonly RepairEnd[]> {
  const ends: RepairEnd[] = [];
  for (const finding of findings) ends.push(await repair(shop.tenant, finding, outside));
  return ends;
}

const kindsOf = (findings: readonly Finding[]) => findings.map(({ kind }) => kind);

/** An invoice of Stripe's that Guichet has not met, as somebody enters it at Chorus Pro by hand. */
function byHand(name: string) {
  const invoice = SAMPLES.find((each) => each.name === name)?.build().invoice;
  if (!invoice?.number) throw new Error(`no sample ${name}`);
  const { number, id: documentId } = invoice;
  const issuedOn = '2026-11-02';
  const withVat = (invoice.total / 100).toFixed(2);
  return { documentId: documentId ?? '', seed: { number, withVat, issuedOn, supplierSiret } };
}

async function atBuyer() {
  const documentId = await shop.finalize('ordinary');
  const { number = '', flowNumber } = await shop.until(documentId, 'available');
  return { documentId, number, flowNumber };
}

describe('reconciling', () => {
  it('finds nothing where both sides agree', async () => {
    await atBuyer();
    await atBuyer();
    expect(await compare()).toEqual({ agreed: 2, findings: [], complete: true });
  });

  it('follows what was entered by hand from then on, by its identifier', async () => {
    const { documentId, seed } = byHand('ordinary');
    shop.chorusPro.seed([seed, { number: 'NOT-OURS-1', supplierSiret }]);
    const { findings } = await compare();
    expect(kindsOf(findings).sort()).toEqual(['not_followed', 'not_in_stripe']);
    expect(await rows()).toBe(0);
    expect((await mend(findings)).toSorted()).toEqual(['for_a_person', 'repaired']);
    expect(await shop.get(documentId)).toMatchObject({
      ...{ state: 'available', number: seed.number, flowNumber: undefined },
    });
    shop.chorusPro.setStatus(seed.number, 'SUSPENDUE', 'bon de livraison ?');
    await shop.until(documentId, 'suspended');
    shop.chorusPro.setStatus(seed.number, 'MISE_EN_PAIEMENT');
    await shop.until(documentId, 'paid');
    expect(kindsOf((await compare()).findings)).toEqual(['not_in_stripe']);
    expect(shop.chorusPro.ledger).toHaveLength(0);
  });

  it('tells the merchant of what waits for it, and not of what went well long ago', async () => {
    const [good, bad] = [byHand('ordinary'), byHand('engagement')];
    shop.chorusPro.seed([
      { ...good.seed, status: 'MISE_EN_PAIEMENT' },
      { ...bad.seed, status: 'SUSPENDUE' },
    ]);
    const past = new Date();
    shop.pass(9 * 24 * 60 * MINUTE_MS);
    await mend((await compare()).findings);
    expect(await shop.get(good.documentId)).toMatchObject({ state: 'paid', nextAt: undefined });
    const { rows: told } = await shop.database.pool.query<{ event: string; subject: string }>(
      `select distinct event, subject from notices where event <> 'waiting'`,
    );
    expect(told).toEqual([{ event: 'suspended', subject: bad.documentId }]);
    // The days that it waited before Guichet came count.
    const { stateSince } = await shop.get(bad.documentId);
    expect(Math.abs(stateSince.getTime() - past.getTime())).toBeLessThan(2 * MINUTE_MS);
  });

  it('asks about those entered by hand together, as about all others', async () => {
    const sendable = SAMPLES.filter(({ expected }) => expected.state === 'available');
    const known = sendable.map(({ name }) => byHand(name));
    expect(known.length).toBeGreaterThanOrEqual(3);
    shop.chorusPro.seed(known.map(({ seed }) => seed));
    await mend((await compare()).findings);
    const [first] = known;
    if (!first) throw new Error('none');
    for (const { documentId } of known) await shop.run({ documentId, open: false });
    shop.pass(5 * MINUTE_MS);
    for (const { documentId } of known) await shop.run({ documentId, open: false });
    const { rows: watches } = await shop.database.pool.query('select from watches');
    expect(watches).toHaveLength(1);
    shop.chorusPro.setStatus(first.seed.number, 'MANDATEE');
    await shop.until(first.documentId, 'in_payment');
  });

  it('agrees where an invoice is over here under Chorus Pro’s last status, and still sees its payment', async () => {
    const [booked, replaced] = [await atBuyer(), await atBuyer()];
    const { pool } = shop.database;
    for (const [{ documentId, number }, state, status] of [
      [booked, 'booked', 'COMPTABILISEE'],
      [replaced, 'replaced', 'REJETEE'],
    ] as const) {
      shop.chorusPro.setStatus(number, status);
      await pool.query(
        'update transmissions set state = $2, remote_status = $3 where document_id = $1',
        [...[documentId, state, status]],
      );
    }
    expect(await compare()).toMatchObject({ agreed: 2, findings: [] });
    shop.chorusPro.setStatus(booked.number, 'MISE_EN_PAIEMENT');
    const { findings } = await compare();
    expect(kindsOf(findings)).toEqual(['other_state']);
    await mend(findings);
    expect((await shop.get(booked.documentId)).state).toBe('paid');
  });

  it('follows what another tool deposited by its flow', async () => {
    const { documentId, number, flowNumber } = await atBuyer();
    await forgetEverything(shop);
    const { findings } = await compare();
    expect(kindsOf(findings)).toEqual(['not_followed']);
    expect(await mend(findings)).toEqual(['repaired']);
    expect(await shop.get(documentId)).toMatchObject({ state: 'available', number, flowNumber });
    expect(shop.chorusPro.ledger).toHaveLength(1);
    expect(await compare()).toMatchObject({ agreed: 1, findings: [] });
  });

  it('does not take another supplier’s number for Stripe’s', async () => {
    const { seed } = byHand('ordinary');
    shop.chorusPro.seed([{ ...seed, withVat: '1.00' }]);
    const { findings } = await compare();
    expect(kindsOf(findings)).toEqual(['other_amount']);
    expect(await mend(findings)).toEqual(['for_a_person']);
    expect(await rows()).toBe(0);
  });

  it('adopts what somebody deposited while Guichet held it, but for what a person excluded', async () => {
    const held = await shop.finalize('siret-missing');
    const excluded = await shop.finalize('service-missing');
    await shop.run({ documentId: excluded });
    const deed = { actor: 'usr_1', nonce: 'a'.repeat(20), comment: 'hors Chorus' };
    await act(shop.tenant, { documentId: excluded, action: 'exclude', ...deed }, shop.outside);
    for (const id of [held, excluded]) {
      const { number = '', totalMinor = 0n } = await shop.get(id);
      const withVat = (Number(totalMinor) / 100).toFixed(2);
      shop.chorusPro.seed([{ number, withVat, supplierSiret }]);
    }
    const { number: another = '' } = await shop.get(await shop.finalize('siret-missing'));
    shop.chorusPro.seed([{ number: another, withVat: '1.00', supplierSiret }]);
    const { findings } = await compare();
    expect(kindsOf(findings).sort()).toEqual([
      'deposited_elsewhere',
      'number_twice',
      'other_amount',
    ]);
    await mend(findings);
    expect((await shop.get(held)).state).toBe('available');
    expect((await shop.get(excluded)).state).toBe('not_concerned');
    const history = await listHistory(shop.tenant, shop.database.pool, held);
    expect(history.at(-1)?.detail).toMatchObject({ decision: 'adopted' });
    shop.jobs.splice(0);
  });

  it('corrects what changed while nobody listened, by the code of polling, once', async () => {
    const { documentId, number } = await atBuyer();
    shop.chorusPro.setStatus(number, 'REJETEE', 'mauvais montant');
    const { findings, agreed } = await compare();
    expect([agreed, kindsOf(findings)]).toEqual([0, ['other_state']]);
    expect((await shop.get(documentId)).state).toBe('available');
    expect(await mend(findings)).toEqual(['repaired']);
    expect(await shop.get(documentId)).toMatchObject({
      ...{ state: 'rejected', remoteComment: 'mauvais montant' },
      reasons: [{ code: 'rejected_by_buyer' }],
    });
    const before = await listHistory(shop.tenant, shop.database.pool, documentId);
    // The same findings again, and a new comparison: nothing is left, and nothing happens twice.
    expect(await mend(findings)).toEqual(['moved_on']);
    expect(await compare()).toMatchObject({ agreed: 1, findings: [] });
    expect(await listHistory(shop.tenant, shop.database.pool, documentId)).toEqual(before);
  });

  it('reads every page', async () => {
    const many = Array.from({ length: 620 }, (_none, index) => ({
      ...{ number: `OTHER-${index}`, supplierSiret },
    }));
    shop.chorusPro.seed(many);
    const before = shop.chorusPro.calls.length;
    const { findings, complete } = await compare();
    const numbers = findings.map((each) => ('remote' in each ? each.remote?.number : undefined));
    expect([complete, new Set(numbers).size]).toEqual([true, 620]);
    const searches = shop.chorusPro.calls
      .slice(before)
      .filter(({ route }) => route.endsWith('rechercher/fournisseur'));
    expect(searches).toHaveLength(2);
  });

  it('changes nothing when the second page does not come, and begins again', async () => {
    await shop.close();
    // The seed lets the first call pass and strikes the second.
    await open({ chorusPro: { seed: SEED_OF_SECOND_CALL } });
    shop.chorusPro.seed(
      Array.from({ length: 520 }, (_none, index) => ({ number: `OTHER-${index}`, supplierSiret })),
    );
    shop.chorusPro.faults.add({
      ...{ kind: 'status', route: 'rechercher/fournisseur', status: 503 },
      ...{ times: 1, probability: 0.5 },
    });
    const searches = () =>
      shop.chorusPro.calls.filter(({ route }) => route.endsWith('rechercher/fournisseur')).length;
    expect(await reconcile(shop.tenant, ALL, outside)).toMatchObject({ ok: false });
    expect(searches()).toBe(2);
    expect((await compare()).findings).toHaveLength(520);
    expect(searches()).toBe(4);
  });

  it('goes on where an outage stopped it, and does nothing twice', async () => {
    const hands = ['ordinary', 'engagement'].map(byHand);
    shop.chorusPro.seed(hands.map(({ seed }) => seed));
    const away = { kind: 'status', route: 'rechercher/fournisseur', status: 503 } as const;
    shop.chorusPro.faults.add({ ...away, times: 1 });
    expect(await reconcile(shop.tenant, ALL, outside)).toMatchObject({
      ...{ ok: false, reasons: [{ code: 'chorus_pro_unavailable' }] },
    });
    const [first] = (await compare()).findings;
    if (!first) throw new Error('nothing was found');
    expect(await mend([first])).toEqual(['repaired']);
    const { agreed, findings } = await compare();
    expect([agreed, kindsOf(findings)]).toEqual([1, ['not_followed']]);
    expect(await mend([first, ...findings])).toEqual(['moved_on', 'repaired']);
    expect(await compare()).toMatchObject({ agreed: 2, findings: [] });
    expect(await rows()).toBe(2);
  });

  it('says what it could not ask while Stripe is away', async () => {
    shop.chorusPro.seed([byHand('ordinary').seed]);
    await shop.stripe.close();
    const { findings } = await compare();
    expect(findings).toMatchObject([
      { kind: 'unclear', reasons: [{ code: 'stripe_unavailable' }] },
    ]);
    expect(await mend(findings)).toEqual(['not_now']);
  });
});

const rows = async () => (await shop.database.pool.query('select from transmissions')).rows.length;

describe('a deposit that Chorus Pro does not know', () => {
  /** Chorus Pro's own clock: what is deposited shows up an hour later by it. */
  let simulatorMs = 0;
  const openSlow = async () => {
    await shop.close();
    simulatorMs = Date.now();
    const pace = { visibleAfterMs: 60 * MINUTE_MS, integratedAfterMs: 0, availableAfterMs: 0 };
    await open({ chorusPro: { pace, now: () => simulatorMs } });
    const documentId = await shop.finalize('ordinary');
    expect((await shop.get(documentId)).state).toBe('deposited');
    return documentId;
  };

  const sweepOnce = async () => {
    await sweep(shop.outside);
    await shop.drain();
  };

  it('is not called lost before the settle window is over', async () => {
    const documentId = await openSlow();
    expect((await compare()).findings).toEqual([]);
    shop.pass(2 * MINUTE_MS);
    const { findings } = await compare();
    expect(findings).toMatchObject([{ kind: 'lost', document: { documentId } }]);
    expect((await shop.get(documentId)).state).toBe('deposited');
  });

  it('is looked up before anything, and found when it was only slow', async () => {
    const documentId = await openSlow();
    const { flowNumber } = await shop.get(documentId);
    shop.pass(2 * MINUTE_MS);
    const { findings } = await compare();
    expect(await mend(findings)).toEqual(['repaired']);
    expect((await shop.get(documentId)).state).toBe('uncertain');
    expect(await mend(findings)).toEqual(['moved_on']);
    simulatorMs += 120 * MINUTE_MS;
    expect(await shop.until(documentId, 'available')).toMatchObject({ flowNumber });
    expect(shop.chorusPro.ledger).toHaveLength(1);
    const deposits = await listDeposits(shop.tenant, shop.database.pool, documentId);
    expect(deposits).toMatchObject([{ attempt: 1, state: 'accepted', flowNumber }]);
  });

  it('is sent again by the ordinary protocol only after two look-ups a settle window apart', async () => {
    const documentId = await openSlow();
    const { flowNumber } = await shop.get(documentId);
    shop.pass(2 * MINUTE_MS);
    await mend((await compare()).findings);
    for (const _round of [1, 2, 3]) await sweepOnce();
    expect((await shop.get(documentId)).state).toBe('uncertain');
    expect(shop.chorusPro.ledger).toHaveLength(1);
    shop.pass(2 * MINUTE_MS);
    await sweepOnce();
    expect(shop.chorusPro.ledger).toHaveLength(2);
    const deposits = await listDeposits(shop.tenant, shop.database.pool, documentId);
    expect(deposits).toMatchObject([
      { state: 'absent', flowNumber, lookUps: 2 },
      { state: 'accepted', flowNumber: expect.not.stringMatching(`^${flowNumber}$`) },
    ]);
  });

  it('is for a person when it was once seen there: an account without rights shows nothing either', async () => {
    const { documentId } = await atBuyer();
    await shop.database.pool.query(
      `update transmissions set number = 'SEEN-ONCE', flow_number = 'CPP0011117000000000000099' where document_id = $1`,
      [documentId],
    );
    shop.pass(2 * MINUTE_MS);
    const { findings } = await compare();
    const vanished = findings.filter(({ kind }) => kind === 'vanished');
    expect(vanished).toMatchObject([{ document: { documentId } }]);
    expect(await mend(vanished)).toEqual(['for_a_person']);
    expect((await shop.get(documentId)).state).toBe('available');
  });

  it('has a cure for every kind of finding', () => {
    expect(Object.values(CURES)).toEqual(expect.arrayContaining(['correct', 'follow', 'look_up']));
  });
});
