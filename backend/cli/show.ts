import { Command, Option } from 'commander';
import { sentencesFor } from '../../src/wording/wording.ts';
import { listHistory } from '../store/history.ts';
import { searchTransmissions, type Transmission } from '../store/transmissions.ts';
import { ENVIRONMENTS } from '../tenant.ts';
import { getInvoice } from './find-invoice.ts';
import { withStore } from './open-store.ts';
import { parseTenant } from './tenant-argument.ts';

/** `guichet show <account>`: where the merchant's invoices are, and why. */
export function showCommand(): Command {
  return new Command('show')
    .description(
      "where a merchant's invoices are, and why; with a number, one invoice and its history",
    )
    .argument('<account>')
    .argument('[number]', 'an invoice number or a Stripe invoice id')
    .addOption(new Option('--environment <name>').choices(ENVIRONMENTS).makeOptionMandatory())
    .addOption(new Option('--language <code>').choices(['en', 'fr']).default('en'))
    .action(show);
}

interface ShowOptions {
  readonly environment: string;
  readonly language: 'en' | 'fr';
}

const ROWS_MAX = 100;

async function show(
  account: string,
  number: string | undefined,
  options: ShowOptions,
): Promise<void> {
  const tenant = parseTenant(account, options.environment);
  await withStore(async ({ database: { pool } }) => {
    if (number === undefined) {
      const { rows } = await searchTransmissions(tenant, pool, { limit: ROWS_MAX });
      for (const row of rows) process.stdout.write(`${describe(row, options.language)}\n`);
      return;
    }
    const found = await getInvoice(tenant, pool, number);
    process.stdout.write(`${describe(found, options.language)}\n`);
    for (const entry of await listHistory(tenant, pool, found.documentId)) {
      const words = [entry.remote?.code, entry.remote?.message].filter(Boolean).join(' ');
      const codes = (entry.reasons ?? []).map(({ code }) => code).join(', ');
      process.stdout.write(
        `  ${entry.at.toISOString()}  ${[entry.state, codes, words].filter(Boolean).join('  ')}\n`,
      );
    }
  });
}

/** One line an invoice, and one a reason with its remedy. */
function describe(row: Transmission, language: 'en' | 'fr'): string {
  const head = [row.number ?? row.documentId, row.state, row.remoteStatus, row.flowNumber].filter(
    Boolean,
  );
  const reasons = [...row.reasons, ...row.warnings].map((reason) => {
    const { title, remedy } = sentencesFor(reason, language);
    return `    ${title}. ${remedy}`;
  });
  return [head.join('  '), ...reasons].join('\n');
}
