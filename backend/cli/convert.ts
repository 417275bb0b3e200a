import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import { convert } from '../convert/convert.ts';
import type { FacturX } from '../convert/factur-x.ts';
import { PROFILES } from '../convert/profiles.ts';
import { decide } from '../decide/decide.ts';
import { dayInFranceOf, parseIsoDate, type IsoDate } from '../invoice/date.ts';
import { REASONS, reason, type Reason } from '../invoice/reason.ts';
import { settingsSchema, type Settings } from '../settings.ts';
import { findInputs, readInput, type Broken } from './convert-input.ts';
import { parseJson } from './parse-json.ts';
import { fileNameOf } from '../invoice/file-name.ts';

/**
 * `guichet convert` writes the document of each input, `guichet check` only says what would become of it. Exit 0 when
 * every input is (or could be) written, 2 when one is refused, 1 when one is broken.
 */

const EXIT = { written: 0, not_concerned: 2, refused: 2, broken: 1 } as const;

const MS_PER_SECOND = 1_000;

type Dialect = keyof typeof PROFILES;

interface Options {
  readonly settings: string;
  readonly out?: string;
  readonly dialect: Dialect;
  readonly today?: string;
  readonly language: Locale;
  readonly json?: true;
}

/** A reason as the report holds it: machine-readable, with its sentences. */
interface ReportedReason extends Reason {
  readonly actor: string;
  readonly rule: string;
  readonly title: string;
  readonly explanation: string;
  readonly remedy: string;
}

/** What became of one input. */
interface Report {
  readonly input: string;
  readonly outcome: keyof typeof EXIT;
  readonly number?: string;
  readonly files?: readonly string[];
  readonly reasons?: readonly ReportedReason[];
  readonly warnings?: readonly ReportedReason[];
  readonly problems?: readonly Broken[];
}

/** `guichet convert` and `guichet check`. */
export function convertCommands(): readonly Command[] {
  const common = (command: Command): Command =>
    command
      .argument('<inputs...>', 'JSON files, or folders of them (docs/convert.md)')
      .requiredOption('--settings <file.json>', "the supplier's settings (docs/settings.md)")
      .addOption(
        new Option('--dialect <name>', 'whose rules the document is under')
          .choices(Object.keys(PROFILES))
          .default('chorus_pro_direct'),
      )
      .option('--today <YYYY-MM-DD>', 'the day that it is in France; today when absent')
      .addOption(new Option('--language <code>').choices(['en', 'fr']).default('en'))
      .option('--json', 'the report on standard output, besides in the folder');
  return [
    common(new Command('convert').description('write <number>.pdf, <number>.xml and report.json'))
      .requiredOption('--out <folder>', 'where to write')
      .action((inputs: string[], options: Options) => run(inputs, options, true)),
    common(new Command('check').description('say what would become of each, in report.json'))
      .option('--out <folder>', 'where to write report.json; standard output when absent')
      .action((inputs: string[], options: Options) => run(inputs, options, false)),
  ];
}

async function run(inputs: readonly string[], options: Options, writes: boolean): Promise<void> {
  const settings = await readSettings(options.settings);
  const today = readToday(options.today);
  const files = await findInputs(inputs);
  if (options.out) await mkdir(options.out, { recursive: true });
  const bar = startBar(files.length);
  const reports: Report[] = [];
  const numbers = new Set<string>();
  for (const file of files) {
    const { report, document } = await convertOne(file, { settings, today, options, numbers });
    const written = writes && document && options.out ? await write(document, options.out) : [];
    reports.push(written.length > 0 ? { ...report, files: written } : report);
    bar?.increment();
  }
  bar?.stop();
  for (const report of reports) tell(report);
  const json = `${JSON.stringify({ reports }, null, 2)}\n`;
  if (options.out) await writeFile(join(options.out, 'report.json'), json);
  if (options.json || !options.out) process.stdout.write(json);
  const codes = new Set(reports.map(({ outcome }) => EXIT[outcome]));
  process.exitCode = codes.has(1) ? 1 : codes.has(2) ? 2 : 0;
}

interface Circumstances {
  readonly settings: Settings;
  readonly today: IsoDate;
  readonly options: Options;
  /** The numbers of this call so far: no document may overwrite another. */
  readonly numbers: Set<string>;
}

async function convertOne(
  file: string,
  { settings, today, options, numbers }: Circumstances,
): Promise<{ readonly report: Report; readonly document?: FacturX }> {
  const input = await readInput(file);
  if (!input.ok) return { report: { input: file, outcome: 'broken', problems: input.problems } };
  const report = (reasons: readonly Reason[]) =>
    reasons.map((each) => reportReason(each, options.language));
  const decision = decide({ snapshot: input.snapshot, settings, directory: undefined, today });
  if (decision.kind === 'not_concerned') {
    return { report: { input: file, outcome: 'not_concerned' } };
  }
  const warnings = report(decision.warnings);
  if (decision.kind === 'held') {
    return {
      report: { input: file, outcome: 'refused', reasons: report(decision.reasons), warnings },
    };
  }
  const issued = convert(decision, PROFILES[options.dialect]);
  if (!issued.ok) {
    return {
      report: { input: file, outcome: 'refused', reasons: report(issued.reasons), warnings },
    };
  }
  const { number } = issued.value;
  if (numbers.has(number)) {
    const taken = reason('number_already_used', 'invoice.number', { number });
    return { report: { input: file, outcome: 'refused', reasons: report([taken]), warnings } };
  }
  numbers.add(number);
  return {
    report: {
      input: file,
      outcome: 'written',
      number,
      warnings: [...warnings, ...report(issued.value.warnings)],
    },
    document: issued.value,
  };
}

function reportReason(given: Reason, language: Locale): ReportedReason {
  const { actor, rule } = REASONS[given.code];
  return { ...given, actor, rule, ...sentencesFor(given, language) };
}

async function write({ number, pdf, xml }: FacturX, out: string): Promise<readonly string[]> {
  const name = fileNameOf(number, '');
  await writeFile(join(out, `${name}.pdf`), pdf);
  await writeFile(join(out, `${name}.xml`), xml);
  return [`${name}.pdf`, `${name}.xml`];
}

/** Refusals and broken files, as sentences on standard error. */
function tell({ input, outcome, reasons = [], problems = [] }: Report): void {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (outcome === 'not_concerned') {
    say(`${input}: not concerned, the customer's metadata government_affiliated is not "true"`);
  }
  for (const { at, expected } of problems) say(`${input}: ${at}: ${expected}`);
  for (const { title, explanation, remedy } of reasons) {
    say(`${input}: ${title}. ${explanation} ${remedy}`);
  }
}

function startBar(total: number): SingleBar | undefined {
  if (total < 2 || !process.stderr.isTTY) return undefined;
  const bar = new SingleBar({ format: '{bar} {value}/{total} {eta_formatted}', hideCursor: true });
  bar.start(total, 0);
  return bar;
}

async function readSettings(file: string): Promise<Settings> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read; give the path of the settings`);
  });
  return parseJson(settingsSchema, content, file);
}

function readToday(text: string | undefined): IsoDate {
  if (text === undefined) return dayInFranceOf(Date.now() / MS_PER_SECOND);
  const day = parseIsoDate(text);
  if (!day) throw new Error(`--today ${text} is not a day; write YYYY-MM-DD`);
  return day;
}
