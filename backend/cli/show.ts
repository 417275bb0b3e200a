import { Command } from 'commander';
import type { Locale } from '../../src/wording/wording.ts';
import { listHistory, type HistoryEntry } from '../store/history.ts';
import { searchTransmissions, type Transmission } from '../store/transmissions.ts';
import { getInvoice } from './find-invoice.ts';
import { withStore } from './open-store.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { explainReason, linesOfMessages, explainMessages, linesOfReason } from './plain-words.ts';
import { parseTenant } from './tenant-argument.ts';

/** Invoices in one list. */
const ROWS_MAX = 100;

/** `guichet show <account>`: where the merchant's invoices are, and why. */
export function showCommand(): Command {
  const command = new Command('show')
    .description(
      "where a merchant's invoices are, and why; with a number, one invoice and its history",
    )
    .argument('<account>')
    .argument('[number]', 'an invoice number or a Stripe invoice id');
  return addMerchantOptions(command).action(show);
}

async function show(
  account: string,
  number: string | undefined,
  { environment, language, json }: MerchantOptions,
): Promise<void> {
  const tenant = parseTenant(account, environment);
  await withStore(async ({ database: { pool } }) => {
    if (number === undefined) {
      const { rows } = await searchTransmissions(tenant, pool, { limit: ROWS_MAX });
      if (json) sayJson({ invoices: rows.map((row) => toJson(row, language)) });
      else say(...rows.flatMap((row) => toLines(row, language)));
      return;
    }
    const found = await getInvoice(tenant, pool, number);
    const history = await listHistory(tenant, pool, found.documentId);
    if (json) sayJson({ ...toJson(found, language), history });
    else say(...toLines(found, language), ...history.flatMap((each) => linesOf(each, language)));
  });
}

/** An invoice for a machine, with its reasons explained. */
export function toJson({ tenant, ...row }: Transmission, language: Locale): object {
  return {
    ...{ account: tenant.account, environment: tenant.environment, ...row },
    reasons: row.reasons.map((each) => explainReason(each, language)),
    warnings: row.warnings.map((each) => explainReason(each, language)),
  };
}

/** One line an invoice, and under it each reason with what to do. */
function toLines(row: Transmission, language: Locale): readonly string[] {
  const head = [row.number ?? row.documentId, row.state, row.remoteStatus, row.flowNumber];
  return [
    head.filter(Boolean).join('  '),
    ...[...row.reasons, ...row.warnings].flatMap((each) => linesOfReason(each, language, '    ')),
  ];
}

function linesOf(entry: HistoryEntry, language: Locale): readonly string[] {
  const { at, state, reasons = [], remote, actor, detail } = entry;
  const deed = actor === undefined ? undefined : `${detail?.['action'] ?? ''} by ${actor}`.trim();
  const codes = reasons.map(({ code }) => code).join(', ');
  const head = [state, deed, codes, remote?.code].filter(Boolean).join('  ');
  // What a refusal means is worth a line; what Chorus Pro says when all is well is not.
  const refused = state === 'refused' || state === 'blocked';
  const words = remote?.message ?? '';
  return [
    `  ${at.toISOString()}  ${head}${words && !refused ? `  ${words}` : ''}`,
    ...(refused ? linesOfMessages(explainMessages(words, language), language, '    ') : []),
  ];
}
