import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDeposit, reserveDeposit, withdrawDeposit } from '../../backend/store/deposits.ts';
import { findDocument, saveDocument } from '../../backend/store/documents.ts';
import { findSnapshot, saveSnapshot } from '../../backend/store/snapshots.ts';
import { openTransmission } from '../../backend/store/transmissions.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { later, makeIssued, makeTenant, NOW, reserve } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const INVOICE = { documentId: 'in_1', kind: 'invoice' } as const;

describe('a document', () => {
  it('comes back byte for byte', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, INVOICE, NOW);
    const issued = { ...makeIssued('%PDF\0\xff\\', 'F-1'), xml: '<a>é</a>\r\n' };
    expect(await saveDocument(tenant, pool, 'in_1', issued, NOW)).toBe('saved');
    const found = await findDocument(tenant, pool, 'in_1');
    expect(found).toEqual({ ...issued, issue: 1, savedAt: NOW });
    expect(await findDocument(makeTenant(), pool, 'in_1')).toBeUndefined();
  });

  it('is stored once: the same bytes again change nothing', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, INVOICE, NOW);
    const issued = makeIssued('one', 'F-1');
    await saveDocument(tenant, pool, 'in_1', issued, NOW);
    expect(await saveDocument(tenant, pool, 'in_1', issued, later(5))).toBe('same');
    expect((await findDocument(tenant, pool, 'in_1'))?.savedAt).toEqual(NOW);
  });

  it('is refused when its hash is not that of its bytes', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, INVOICE, NOW);
    const issued = { ...makeIssued('one', 'F-1'), pdf: Buffer.from('two') };
    await expect(saveDocument(tenant, pool, 'in_1', issued, NOW)).rejects.toThrow(
      'documents_sha256',
    );
  });

  it('does not take the number of another one of the merchant', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    for (const documentId of ['in_1', 'in_2']) {
      await openTransmission(tenant, pool, { ...INVOICE, documentId }, NOW);
    }
    expect(await saveDocument(tenant, pool, 'in_1', makeIssued('one', 'F-1'), NOW)).toBe('saved');
    expect(await saveDocument(tenant, pool, 'in_2', makeIssued('two', 'F-1'), NOW)).toBe(
      'number_taken',
    );
  });

  it.each(['open', 'uncertain', 'accepted'] as const)(
    'stands as it is while a deposit of it is %s',
    async (state) => {
      const tenant = makeTenant();
      const { pool } = test.database;
      const deposit = await reserve(tenant, pool, 'in_1');
      if (state === 'accepted') {
        await closeDeposit(tenant, pool, deposit.id, { state, flowNumber: 'FLOW1' }, NOW);
      }
      if (state === 'uncertain')
        await pool.query(`update deposits set state = 'uncertain' where id = $1`, [deposit.id]);
      const other = makeIssued('corrected', 'F-in_1');
      expect(await saveDocument(tenant, pool, 'in_1', other, NOW)).toBe('standing');
      expect((await findDocument(tenant, pool, 'in_1'))?.sha256).toBe(deposit.sha256);
    },
  );

  it('is followed by a corrected issue once it was refused, and stays as it was', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    const deposit = await reserve(tenant, pool, 'in_1');
    await closeDeposit(tenant, pool, deposit.id, { state: 'accepted', flowNumber: 'FLOW1' }, NOW);
    await withdrawDeposit(tenant, pool, deposit.id, { message: 'rejected' });
    const corrected = makeIssued('corrected', 'F-in_1');
    expect(await saveDocument(tenant, pool, 'in_1', corrected, NOW)).toBe('saved');
    expect(await findDocument(tenant, pool, 'in_1')).toMatchObject({
      issue: 2,
      sha256: corrected.sha256,
    });
    const asked = { sha256: corrected.sha256, now: NOW, callBefore: later(1_000) };
    expect(await reserveDeposit(tenant, pool, 'in_1', asked)).toMatchObject({ attempt: 2 });
    const { rows } = await pool.query(
      'select convert_from(pdf, $2) as text from documents where account = $1 order by issue',
      [tenant.account, 'UTF8'],
    );
    expect(rows).toEqual([{ text: 'in_1' }, { text: 'corrected' }]);
  });
});

describe('a snapshot', () => {
  it('is what Stripe showed last, with every key where it was', async () => {
    const tenant = makeTenant();
    const { pool } = test.database;
    await openTransmission(tenant, pool, INVOICE, NOW);
    const raw = {
      invoice: { z: 1, a: '\u0000 \ud800' },
      lines: [{}],
      customer: null,
      taxRates: [],
    };
    expect(await findSnapshot(tenant, pool, 'in_1')).toBeUndefined();
    await saveSnapshot(tenant, pool, 'in_1', { ...raw, invoice: 'older' }, NOW);
    await saveSnapshot(tenant, pool, 'in_1', raw, later(1));
    await saveSnapshot(tenant, pool, 'in_1', { ...raw, invoice: 'oldest' }, later(-1));
    const found = await findSnapshot(tenant, pool, 'in_1');
    expect(JSON.stringify(found?.raw)).toBe(JSON.stringify(raw));
    expect(found?.takenAt).toEqual(later(1));
    await saveSnapshot(tenant, pool, 'in_1', { ...raw, invoice: 'again' }, later(1));
    expect((await findSnapshot(tenant, pool, 'in_1'))?.raw.invoice).toBe('again');
  });
});
