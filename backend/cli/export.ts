import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parseIsoDate } from '../invoice/date.ts';
import { gatherPack } from '../pack/gather.ts';
import { makePack, sha256Of } from '../pack/pack.ts';
import type { TenantId } from '../tenant.ts';
import { toCsv } from './csv.ts';
import { cellsOf, headingsOf, readInvoices, toExported } from './export-rows.ts';
import { getInvoice } from './find-invoice.ts';
import { withStore } from './open-store.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

interface Options extends MerchantOptions {
  readonly out?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * `guichet export <account> [number]`: every invoice as one row of a spreadsheet, or, with a number, the proof pack of
 * that invoice.
 */
export function exportCommand(): Command {
  return addMerchantOptions(
    new Command('export')
      .description(
        'every invoice as a row of a CSV file; with a number, the proof pack of that one (docs/proof-pack.md)',
      )
      .argument('<account>')
      .argument('[number]', 'an invoice number or a Stripe id')
      .option('--out <file>', 'where to write it; a list goes to standard output without it')
      .option('--from <day>', 'a list: the first day of issue, as 2026-09-01')
      .option('--to <day>', 'a list: the last one'),
  ).action((account: string, number: string | undefined, options: Options) => {
    const tenant = parseTenant(account, options.environment);
    return number === undefined ? exportList(tenant, options) : exportPack(tenant, number, options);
  });
}

async function exportList(tenant: TenantId, options: Options): Promise<void> {
  const { from, to, out, json, language } = options;
  for (const day of [from, to]) {
    if (day !== undefined && !parseIsoDate(day)) {
      throw new Error(`${day} is not a day; write it as 2026-09-01`);
    }
  }
  await withStore(async ({ database: { pool } }) => {
    const rows = [];
    for await (const row of readInvoices(tenant, pool, { from, to })) {
      rows.push(toExported(row, language));
    }
    const { account, environment } = tenant;
    if (json && out === undefined) {
      sayJson({ account, environment, invoices: rows });
      return;
    }
    const cells = [headingsOf(language), ...rows.map((row) => cellsOf(row, language))];
    const csv = toCsv(cells, language === 'fr' ? ';' : ',');
    if (out === undefined) {
      process.stdout.write(csv);
      return;
    }
    await writeFile(out, csv);
    if (json) sayJson({ account, environment, file: out, invoices: rows.length });
    else say(`${out}  ${rows.length} invoices`);
  });
}

async function exportPack(tenant: TenantId, number: string, { out, json }: Options): Promise<void> {
  if (out === undefined) throw new Error('a proof pack needs --out <file.zip>');
  await withStore(async ({ database: { pool } }) => {
    const { documentId, state } = await getInvoice(tenant, pool, number);
    const input = await gatherPack(tenant, pool, documentId);
    if (!input) throw new Error(`${number} is ${state}: no document was issued for it yet`);
    const pack = makePack(input);
    await writeFile(out, pack);
    const told = { file: out, bytes: pack.length, sha256: sha256Of(pack) };
    if (json) sayJson(told);
    // Whoever keeps this line elsewhere can show later that the pack is the one of today.
    else say(`${told.file}  ${told.bytes} bytes  SHA-256 ${told.sha256}`);
  });
}
