import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { findDocument } from '../store/documents.ts';
import { searchTransmissions } from '../store/transmissions.ts';
import { withStore } from './open-store.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';
import { fileNameOf } from '../invoice/file-name.ts';

const PAGE_ROWS = 100;

interface Options extends MerchantOptions {
  readonly out: string;
}

/** `guichet documents <account>`: the documents as they were issued, byte for byte. */
export function documentsCommand(): Command {
  const command = new Command('documents')
    .description('write every document issued for a merchant: <number>.pdf and <number>.xml')
    .argument('<account>')
    .requiredOption('--out <folder>', 'where to write them');
  return addMerchantOptions(command).action(write);
}

async function write(account: string, { environment, out, json }: Options): Promise<void> {
  const tenant = parseTenant(account, environment);
  await mkdir(out, { recursive: true });
  await withStore(async ({ database: { pool } }) => {
    const written: { number: string; sha256: string; pdf: string; xml: string }[] = [];
    let before: string | undefined;
    do {
      const page = await searchTransmissions(tenant, pool, { limit: PAGE_ROWS, before });
      for (const { documentId } of page.rows) {
        const document = await findDocument(tenant, pool, documentId);
        if (!document) continue;
        // A number may hold a slash or a space; a file name may not.
        const file = join(out, fileNameOf(document.number, ''));
        await writeFile(`${file}.pdf`, document.pdf);
        await writeFile(`${file}.xml`, document.xml);
        const { number, sha256 } = document;
        written.push({ number, sha256, pdf: `${file}.pdf`, xml: `${file}.xml` });
        if (!json) say(`${file}.pdf`);
      }
      before = page.next;
    } while (before !== undefined);
    if (json) sayJson({ documents: written });
  });
}
