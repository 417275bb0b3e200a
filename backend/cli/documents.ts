import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { findDocument } from '../store/documents.ts';
import { searchTransmissions } from '../store/transmissions.ts';
import { ENVIRONMENTS } from '../tenant.ts';
import { withStore } from './open-store.ts';
import { parseTenant } from './tenant-argument.ts';
import { fileNameOf } from '../invoice/file-name.ts';

const PAGE_ROWS = 100;

interface Options {
  readonly environment: string;
  readonly out: string;
}

/** `guichet documents <account>`: the documents as they were issued, byte for byte. */
export function documentsCommand(): Command {
  return new Command('documents')
    .description('write every document issued for a merchant: <number>.pdf and <number>.xml')
    .argument('<account>')
    .addOption(new Option('--environment <name>').choices(ENVIRONMENTS).makeOptionMandatory())
    .requiredOption('--out <folder>', 'where to write them')
    .action(write);
}

async function write(account: string, { environment, out }: Options): Promise<void> {
  const tenant = parseTenant(account, environment);
  await mkdir(out, { recursive: true });
  await withStore(async ({ database: { pool } }) => {
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
        process.stdout.write(`${file}.pdf\n`);
      }
      before = page.next;
    } while (before !== undefined);
  });
}
