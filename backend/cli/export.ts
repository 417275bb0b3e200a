import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { gatherPack } from '../pack/gather.ts';
import { makePack, sha256Of } from '../pack/pack.ts';
import { getInvoice } from './find-invoice.ts';
import { withStore } from './open-store.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

interface Options extends MerchantOptions {
  readonly out: string;
}

/** `guichet export <account> <number>`: the proof pack of one invoice. */
export function exportCommand(): Command {
  return addMerchantOptions(
    new Command('export')
      .description('write the proof pack of one invoice (docs/proof-pack.md)')
      .argument('<account>')
      .argument('<number>', 'an invoice number or a Stripe id')
      .requiredOption('--out <file.zip>', 'where to write it'),
  ).action(exportPack);
}

async function exportPack(account: string, number: string, options: Options): Promise<void> {
  const tenant = parseTenant(account, options.environment);
  await withStore(async ({ database: { pool } }) => {
    const { documentId, state } = await getInvoice(tenant, pool, number);
    const input = await gatherPack(tenant, pool, documentId);
    if (!input) throw new Error(`${number} is ${state}: no document was issued for it yet`);
    const pack = makePack(input);
    await writeFile(options.out, pack);
    const told = { file: options.out, bytes: pack.length, sha256: sha256Of(pack) };
    if (options.json) sayJson(told);
    // Whoever keeps this line elsewhere can show later that the pack is the one of today.
    else say(`${told.file}  ${told.bytes} bytes  SHA-256 ${told.sha256}`);
  });
}
