import { Command } from 'commander';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import { reconcile, type Comparison, type Finding } from '../jobs/reconcile.ts';
import { CURES, repair, type RepairEnd } from '../jobs/repair.ts';
import type { TenantId } from '../tenant.ts';
import { withPipeline } from './open-pipeline.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parsePeriod } from './period.ts';
import { explainReason } from './plain-words.ts';
import { parseTenant } from './tenant-argument.ts';

interface ReconcileOptions extends MerchantOptions {
  readonly from: string;
  readonly to: string;
  readonly repair?: true;
}

/**
 * `guichet reconcile <account> --from --to [--repair]`: what differs between Guichet and Chorus Pro, and, when told, mends
 * what a program may mend. Exit 1 while anything differs that was not mended, or could not be compared.
 */
export function reconcileCommand(): Command {
  const command = new Command('reconcile')
    .description('what was deposited in a period, compared with what Chorus Pro shows of it')
    .argument('<account>', 'acct_…')
    .requiredOption('--from <day>', 'the first day of deposit, as 2026-09-01')
    .requiredOption('--to <day>', 'the last one')
    .option('--repair', 'mend it: follow, correct, look up again; nothing is deposited by this');
  return addMerchantOptions(command).action(compare);
}

/** A finding, and what became of it; undefined when nothing was to be done. */
interface Ended {
  readonly finding: Finding;
  readonly end: RepairEnd | undefined;
}

async function compare(account: string, options: ReconcileOptions): Promise<void> {
  const { from, to: until, language } = options;
  const tenant = parseTenant(account, options.environment);
  parsePeriod(from, until);
  await withPipeline(tenant, async (outside) => {
    const compared = await reconcile(tenant, { from, until }, outside);
    if (!compared.ok) throw new Error(sentencesFor(compared.reasons[0], language).title);
    const ended: Ended[] = [];
    for (const finding of compared.value.findings) {
      const end = options.repair ? await repair(tenant, finding, outside) : undefined;
      ended.push({ finding, end });
    }
    const isLeft = ended.some(({ end }) => end !== 'repaired');
    if (isLeft || !compared.value.complete) process.exitCode = 1;
    if (options.json) sayJson(toJson(tenant, { from, until }, compared.value, ended, language));
    else say(...toTable(ended), ...toSummary(compared.value, ended, options.repair));
  });
}

/** What both sides say of it, whichever of them know it. */
function sidesOf(finding: Finding) {
  const document = 'document' in finding ? finding.document : undefined;
  const remote = 'remote' in finding ? finding.remote : undefined;
  const listed = 'listed' in finding ? finding.listed : undefined;
  return {
    number: remote?.number ?? document?.number ?? listed?.number,
    documentId: document?.documentId ?? listed?.id,
    here: document?.state,
    there: remote?.status,
    flowNumber: remote?.flowNumber ?? document?.flowNumber,
  };
}

function toJson(
  { account, environment }: TenantId,
  period: object,
  { agreed, complete }: Comparison,
  ended: readonly Ended[],
  language: Locale,
): object {
  const findings = ended.map(({ finding, end }) => {
    const { number, documentId, here, there, flowNumber } = sidesOf(finding);
    const reasons = finding.kind === 'unclear' ? finding.reasons : [];
    return {
      ...{ kind: finding.kind, cure: CURES[finding.kind], outcome: end ?? null },
      ...{ number: number ?? null, documentId: documentId ?? null },
      ...{ here: here ?? null, there: there ?? null, flowNumber: flowNumber ?? null },
      reasons: reasons.map((each) => explainReason(each, language)),
    };
  });
  return { account, environment, ...period, agreed, complete, findings };
}

const COLUMNS = ['number', 'finding', 'here', 'at Chorus Pro', 'flow', 'cure', 'outcome'] as const;

/** Columns as wide as what stands in them. */
function toTable(ended: readonly Ended[]): readonly string[] {
  if (ended.length === 0) return [];
  const rows = ended.map(({ finding, end }) => {
    const { number, documentId, here, there, flowNumber } = sidesOf(finding);
    const cells = [number ?? documentId, finding.kind, here, there, flowNumber];
    return [...cells, CURES[finding.kind], end].map((cell) => cell ?? '–');
  });
  const all = [[...COLUMNS], ...rows];
  const widths = COLUMNS.map((_name, column) =>
    Math.max(...all.map((cells) => cells[column]?.length ?? 0)),
  );
  return all.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function toSummary(
  { agreed, complete }: Comparison,
  ended: readonly Ended[],
  repaired: true | undefined,
): readonly string[] {
  const count = (end: RepairEnd) => ended.filter((each) => each.end === end).length;
  const done = `${count('repaired')} mended, ${count('for_a_person')} for a person, ${count('moved_on') + count('not_now')} to try again`;
  return [
    `${agreed} agree, ${ended.length} differ${repaired ? `: ${done}` : ''}`,
    ...(ended.length > 0 && !repaired ? ['nothing was changed; --repair mends what it may'] : []),
    ...(complete ? [] : ['a single day holds more at Chorus Pro than is read at once']),
  ];
}
