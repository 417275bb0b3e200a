import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toCsv } from '../../backend/cli/csv.ts';
import { cellsOf, toExported } from '../../backend/cli/export-rows.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { SUPPLIER } from '../samples/world.ts';
import { runCommand } from './run-command.ts';

describe('the CSV', () => {
  it('quotes as RFC 4180 says, under a mark that Excel reads', () => {
    const csv = toCsv([['a;b', 'c"d', 'e\nf', 'g,h', undefined]], ';');
    expect(csv).toBe('\uFEFF"a;b";"c""d";"e\nf";g,h;\r\n');
    expect(toCsv([['g,h']], ',')).toBe('\uFEFF"g,h"\r\n');
  });

  it.each(['=1+1', '+33 1', '-2', '@SUM(A1)', '\t=1'])('never lets %j run as a formula', (text) => {
    expect(toCsv([[text]], ';')).toContain(`'${text}`);
  });

  it('leaves figures of ours alone', () => {
    expect(toCsv([[{ figure: '-12,50' }]], ';')).toBe('\uFEFF-12,50\r\n');
  });
});

describe('guichet export', () => {
  let shop: Workshop;
  let variables: Record<string, string>;
  let folder: string;
  let paid: string;
  let held: string;
  beforeAll(async () => {
    shop = await openWorkshop();
    folder = await mkdtemp(join(tmpdir(), 'guichet-export-'));
    variables = {
      DATABASE_URL: shop.database.url,
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    };
    paid = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(paid, 'available');
    held = await shop.finalize('siret-missing');
    shop.chorusPro.setStatus(number, 'MISE_EN_PAIEMENT');
    await shop.until(paid, 'paid');
    await shop.database.pool.query(
      `update transmissions set customer_name = '=HYPERLINK("http://x")',
         deposited_at = remote_status_at - interval '31 days' where document_id = $1`,
      [paid],
    );
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await shop.close();
  });

  const run = (...more: string[]) =>
    runCommand(['export', SUPPLIER.account, '--environment', 'test', ...more], variables);

  it('gives a finance person one row an invoice, for a machine too', async () => {
    const { out } = await run('--json');
    const { invoices } = JSON.parse(out);
    expect(invoices).toHaveLength(2);
    const { number, flowNumber, issuedOn } = await shop.get(paid);
    expect(invoices).toContainEqual(
      expect.objectContaining({
        ...{ documentId: paid, number, flowNumber, issuedOn, kind: 'invoice', currency: 'EUR' },
        ...{ state: 'paid', daysToPayment: 31, reasons: [] },
        total: expect.stringMatching(/^\d+\.\d\d$/),
        siret: expect.stringMatching(/^\d{14}$/),
      }),
    );
    expect(invoices).toContainEqual(
      expect.objectContaining({
        ...{ documentId: held, state: 'blocked', flowNumber: null, daysToPayment: null },
        reasons: [expect.objectContaining({ code: 'buyer_siret_missing' })],
      }),
    );
  });

  it('writes what French spreadsheets read, and what others do', async () => {
    const file = join(folder, 'factures.csv');
    const told = await run('--out', file, '--language', 'fr', '--json');
    expect(JSON.parse(told.out)).toMatchObject({ file, invoices: 2 });
    const french = await readFile(file, 'utf8');
    expect(french.startsWith('\uFEFFNuméro;Type;Client;SIRET;Montant TTC;')).toBe(true);
    expect(french).toMatch(/;\d+,\d\d;EUR;/);
    expect(french).toContain(`;"'=HYPERLINK(""http://x"")";`);
    const english = (await run()).out;
    // The reader of the stream takes the mark away.
    expect(english.startsWith('Number,Type,Customer,')).toBe(true);
    expect(english).toMatch(/,\d+\.\d\d,EUR,/);
    expect(english.split('\r\n')).toHaveLength(4);
  });

  it('keeps to the days that it was asked for', async () => {
    const { issuedOn = '' } = await shop.get(paid);
    const { out } = await run('--json', '--from', issuedOn, '--to', issuedOn);
    const { invoices } = JSON.parse(out);
    expect(invoices.map(({ issuedOn: day }: { issuedOn: string }) => day)).toEqual(
      invoices.map(() => issuedOn),
    );
    expect(JSON.parse((await run('--json', '--to', '2020-01-01')).out).invoices).toEqual([]);
    expect((await run('--from', 'hier')).problems).toContain('is not a day');
  });

  it('counts a credit note against the sum', async () => {
    const row = await shop.get(paid);
    const credit = toExported({ ...row, kind: 'credit_note', totalMinor: 1_205n }, 'en');
    expect(credit.total).toBe('-12.05');
    expect(cellsOf(credit, 'fr')).toContainEqual({ figure: '-12,05' });
    expect(toExported({ ...row, totalMinor: 5n }, 'en').total).toBe('0.05');
  });

  it('refuses a proof pack without a place', async () => {
    expect((await run(paid)).problems).toContain('--out');
  });
});
