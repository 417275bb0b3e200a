import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { userInfo } from 'node:os';
import type { Transmission } from '../../backend/store/transmissions.ts';
import { listHistory } from '../../backend/store/history.ts';
import { BUYERS, SUPPLIER } from '../samples/world.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { runCommand } from './run-command.ts';

/** Support acts on invoices from a terminal: by the table of the Dashboard's buttons, and never twice. */

const OF = ['--account', SUPPLIER.account, '--environment', 'test'];

let shop: Workshop;
let variables: Record<string, string>;
beforeEach(async () => {
  shop = await openWorkshop();
  variables = {
    DATABASE_URL: shop.database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  };
});
afterEach(() => shop.close());

async function json(...words: string[]) {
  const { code, out, problems } = await runCommand([...words, ...OF, '--json'], variables);
  return { code, said: out === '' ? problems : JSON.parse(out) };
}

/** What the command wrote for the service to do. */
const jobs = async () =>
  (await shop.database.pool.query(`select data from pgboss.job where name = 'guichet'`)).rows;

/** An invoice whose flow Chorus Pro refused. */
async function refusedInvoice(): Promise<string> {
  shop.chorusPro.faults.add({ kind: 'flow_ends_in', route: 'deposer/flux', state: 'IN_REJETE' });
  const documentId = await shop.finalize('ordinary');
  await shop.until(documentId, 'refused');
  return documentId;
}

describe('guichet resend', () => {
  it('sends again what was refused, once, and the history names support', async () => {
    const documentId = await refusedInvoice();
    const { number = '' } = await shop.get(documentId);
    const before = shop.chorusPro.ledger.length;
    const first = await json('resend', number, '--yes');
    expect(first).toMatchObject({
      code: 0,
      said: { action: 'retry', outcome: 'done', number, state: 'received' },
    });
    expect(await jobs()).toHaveLength(1);
    const again = await json('resend', number, '--yes');
    expect(again).toMatchObject({ code: 0, said: { outcome: 'already' } });
    expect(await jobs()).toHaveLength(1);
    await shop.run({ documentId });
    await shop.until(documentId, 'available');
    const late = await json('resend', number, '--yes');
    expect(late).toMatchObject({
      code: 2,
      said: {
        outcome: 'refused',
        reasons: [{ code: 'action_not_in_state' }],
        instead: { way: null, explanation: expect.stringContaining('asked for nothing') },
      },
    });
    expect(shop.chorusPro.ledger).toHaveLength(before + 1);
    const history = await listHistory(shop.tenant, shop.database.pool, documentId);
    const deeds = history.filter(({ kind }) => kind === 'action');
    expect(deeds).toMatchObject([
      { actor: `cli:${userInfo().username}`, detail: { action: 'retry' } },
    ]);
  });

  it.each<[string, Transmission['state'], string, string]>([
    ['SUSPENDUE', 'suspended', 'complete', 'guichet act … complete'],
    ['A_RECYCLER', 'to_recycle', 'recycle', 'guichet act … recycle'],
    ['REJETEE', 'rejected', 'replace', 'guichet act … acknowledge_rejection'],
  ])('refuses what is %s and names the right way back', async (status, state, way, by) => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    shop.chorusPro.setStatus(number, status, 'motif');
    await shop.until(documentId, state);
    expect(await json('resend', number, '--yes')).toMatchObject({
      code: 2,
      said: { outcome: 'refused', state, instead: { way } },
    });
    const { out } = await runCommand(['resend', number, ...OF, '--yes'], variables);
    expect(out).toContain(by);
  });

  it('asks first, and does nothing where nobody can answer', async () => {
    const documentId = await shop.finalize('siret-missing');
    const { version } = await shop.get(documentId);
    const { code, out, problems } = await runCommand(['resend', documentId, ...OF], variables);
    expect([code, out]).toEqual([1, '']);
    expect(problems).toContain('--yes');
    expect((await shop.get(documentId)).version).toBe(version);
  });
});

describe('guichet act', () => {
  it('holds, says why, and lets go again', async () => {
    const documentId = await shop.finalize('siret-missing');
    const held = await json('act', documentId, 'hold', '--comment', 'à relire', '--yes');
    expect(held).toMatchObject({ code: 0, said: { outcome: 'done', state: 'blocked' } });
    const { reasons } = await shop.get(documentId);
    expect(reasons.map(({ code }) => code)).toContain('held_by_merchant');
    expect(await json('act', documentId, 'release', '--yes')).toMatchObject({ code: 0 });
  });

  it('writes down what Chorus Pro is to be asked, for the service to ask', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    shop.chorusPro.setStatus(number, 'A_RECYCLER', 'mauvais service');
    await shop.until(documentId, 'to_recycle');
    const words = ['act', number, 'recycle', '--siret', BUYERS.noDemand.siret, '--yes'];
    const { code, said } = await json(...words);
    expect([code, said.outcome]).toEqual([0, 'asked']);
    const rows = await jobs();
    expect(rows.at(-1)?.data).toMatchObject({ kind: 'act', actionId: said.actionId });
  });

  it('needs a reason to exclude, and knows no other action', async () => {
    const documentId = await shop.finalize('siret-missing');
    expect((await json('act', documentId, 'exclude', '--yes')).said).toContain('--comment');
    expect((await json('act', documentId, 'deposit', '--yes')).code).toBe(1);
  });
});

describe('plain words', () => {
  it('stand beside what Chorus Pro wrote, in both languages, and say when it is not known', async () => {
    const documentId = await refusedInvoice();
    const { pool } = shop.database;
    const path =
      'FichierXml.SupplyChainTradeTransaction.ApplicableHeaderTradeSettlement.SpecifiedTradeSettlementPaymentMeans.TypeCode.value';
    const message = `${path} est obligatoire | Une chose dont personne n'a parlé`;
    const reasons = JSON.stringify([
      { code: 'flow_refused', at: 'flow', params: { state: 'IN_REJETE', message } },
    ]);
    await pool.query('update transmissions set reasons = $1 where document_id = $2', [
      ...[reasons, documentId],
    ]);
    const words = ['show', SUPPLIER.account, documentId, '--environment', 'test'];
    const english = await runCommand(words, variables);
    expect(english.out).toContain(`Chorus Pro: ${path} est obligatoire`);
    expect(english.out).toMatch(/→ .*payment/i);
    expect(english.out).toContain('does not know this message');
    const french = await runCommand([...words, '--language', 'fr'], variables);
    expect(french.out).toMatch(/→ .*paiement/i);
    expect(french.out).toContain('ne connaît pas ce message');
    const { out } = await runCommand([...words, '--json'], variables);
    expect(JSON.parse(out)).toMatchObject({
      state: 'refused',
      reasons: [
        {
          code: 'flow_refused',
          remoteWords: [{ meaning: { code: 'payment_means_missing' } }, { meaning: null }],
        },
      ],
      history: expect.any(Array),
    });
  });
});
