import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import type { Reason } from '../invoice/reason.ts';
import { sendBatch, survey, type Surveyed } from '../jobs/backfill.ts';
import { withPipeline } from './open-pipeline.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parsePeriod } from './period.ts';
import { explainReason } from './plain-words.ts';
import { parseTenant } from './tenant-argument.ts';

interface BackfillOptions extends MerchantOptions {
  readonly from: string;
  readonly to: string;
  readonly send?: true;
  readonly perMinute: string;
}

/** Documents handed over in a minute, unless told. Chorus Pro is asked about each of them several times. */
const PER_MINUTE = 30;
const PER_MINUTE_MAX = 600;

/**
 * `guichet backfill <account> --from --to [--send]`: what would become of the documents that were finalized before
 * Guichet listened. Nothing is written without --send; with it they go by the ordinary way, under their own dates.
 */
export function backfillCommand(): Command {
  const command = new Command('backfill')
    .description(
      'documents finalized in a period: what would be sent, is blocked, is there already',
    )
    .argument('<account>', 'acct_…')
    .requiredOption('--from <day>', 'the first day of finalization, as 2026-09-01')
    .requiredOption('--to <day>', 'the last one')
    .option('--send', 'send what may be sent, and follow what Chorus Pro has already')
    .option('--per-minute <count>', 'with --send: how many go in a minute', String(PER_MINUTE));
  return addMerchantOptions(command).action(backfill);
}

async function backfill(account: string, options: BackfillOptions): Promise<void> {
  const tenant = parseTenant(account, options.environment);
  const period = parsePeriod(options.from, options.to);
  const pace = { perMinute: parseRate(options.perMinute), sleep, onEach: tellProgress };
  await withPipeline(tenant, async (outside) => {
    const looked = await survey(tenant, period, outside, tellProgress);
    if (!looked.ok) throw new Error(titlesOf(looked.reasons, options.language));
    const surveyed = looked.value;
    const batch = options.send ? await sendBatch(tenant, surveyed, outside, pace) : undefined;
    if (options.json) {
      const documents = surveyed.map((each) => toJson(each, options.language));
      sayJson({ documents, batch: batch ?? null });
      return;
    }
    say(...surveyed.map((each) => describe(each, options.language)), '', ...countsOf(surveyed));
    if (batch) {
      say(`${batch.sent} handed to the service, ${batch.imported} followed from where they stand`);
      for (const number of batch.left) say(`${number}: left alone, run it again`);
    } else say('nothing was written; --send does it');
  });
}

function tellProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of}${done === of ? '\n' : ''}`);
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (Number.isInteger(rate) && rate >= 1 && rate <= PER_MINUTE_MAX) return rate;
  throw new Error(`--per-minute is a whole number from 1 to ${PER_MINUTE_MAX}`);
}

function toJson({ document, prospect }: Surveyed, language: Locale): object {
  if (!('reasons' in prospect)) return { document, prospect };
  const reasons = prospect.reasons.map((each) => explainReason(each, language));
  return { document, prospect: { ...prospect, reasons } };
}

function describe({ document, prospect }: Surveyed, language: Locale): string {
  const head = `${document.number}  ${prospect.kind}`;
  switch (prospect.kind) {
    case 'send':
    case 'not_concerned':
      return head;
    case 'known':
      return `${head}: ${prospect.state}`;
    case 'at_chorus_pro':
    case 'number_taken':
      return `${head}: ${prospect.invoice.status}`;
    case 'blocked':
    case 'unclear':
      return `${head}: ${titlesOf(prospect.reasons, language)}`;
    default:
      return prospect satisfies never;
  }
}

function titlesOf(reasons: readonly Reason[], language: Locale): string {
  return reasons.map((reason) => sentencesFor(reason, language).title).join('; ');
}

function countsOf(surveyed: readonly Surveyed[]): readonly string[] {
  const kinds = [...new Set(surveyed.map(({ prospect }) => prospect.kind))];
  return kinds.map((kind) => {
    const count = surveyed.filter(({ prospect }) => prospect.kind === kind).length;
    return `${kind}: ${count}`;
  });
}
