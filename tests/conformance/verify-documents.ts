import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatherDocuments, type Dialect, type JudgedDocument } from './documents.ts';
import {
  buildValidators,
  judgeWithMustang,
  judgeWithPhive,
  type PhiveRules,
} from './java-validators.ts';
import { isOverlooked } from './overlooked.ts';
import { PDF_CHECKS } from './pdf-checks.ts';
import { mapFew } from './program.ts';
import { findMissingPackages } from './tools.ts';
import { isPassed, type Verdict } from './verdict.ts';
import { checkSchemaByXmllint, checkSchemaInProcess } from './xml-checks.ts';

/**
 * `npm run verify:documents`: every golden, every sound invoice and credit note, and 200 random ones, through what
 * others wrote: two schema engines, the schematrons of EN 16931, Factur-X and BR-FR, veraPDF, qpdf and poppler. Ends
 * with `N passed, N failed`; exit 0 when nothing failed, 1 when something did, 2 when a program is missing.
 */

const OUT = fileURLToPath(new URL('./out/', import.meta.url));

/** Documents checked at the same time by small programs. */
const AT_ONCE = 4;

/** Which sets of rules of others each dialect is under. */
const RULES = {
  chorus_pro_direct: ['en16931', 'factur-x'],
  approved_platform: ['en16931', 'factur-x', 'br-fr'],
} as const satisfies Record<Dialect, readonly PhiveRules[]>;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fileOf({ dialect, name }: JudgedDocument, ending: 'xml' | 'pdf'): string {
  return join(OUT, dialect, `${name}.${ending}`);
}

function writeFiles(documents: readonly JudgedDocument[]): void {
  rmSync(OUT, { recursive: true, force: true });
  for (const dialect of Object.keys(RULES)) mkdirSync(join(OUT, dialect), { recursive: true });
  for (const document of documents) {
    writeFileSync(fileOf(document, 'xml'), document.xml);
    writeFileSync(fileOf(document, 'pdf'), document.pdf);
  }
}

async function smallChecks(document: JudgedDocument): Promise<readonly Verdict[]> {
  return [
    checkSchemaInProcess(document),
    await checkSchemaByXmllint(document, fileOf(document, 'xml')),
    ...(await Promise.all(PDF_CHECKS.map((check) => check(document, fileOf(document, 'pdf'))))),
  ];
}

async function judgedBy(
  dialect: Dialect,
  documents: readonly JudgedDocument[],
): Promise<readonly Verdict[]> {
  const own = documents.filter((document) => document.dialect === dialect);
  const folder = join(OUT, dialect);
  const files = own.map((document) => ({
    document: document.name,
    isOverlooked: (warning: string) => isOverlooked(document, warning),
  }));
  return [
    ...(await judgeWithPhive(folder, files, RULES[dialect])),
    ...(await judgeWithMustang(folder, files)),
  ];
}

function summarize(verdicts: readonly Verdict[]): void {
  for (const check of new Set(verdicts.map((verdict) => verdict.check))) {
    const own = verdicts.filter((verdict) => verdict.check === check);
    say(`  ${check}: ${own.filter(isPassed).length} of ${own.length}`);
  }
  for (const { check, document, findings } of verdicts) {
    for (const finding of findings) say(`FAILED ${document}, ${check}: ${finding}`);
  }
}

async function main(): Promise<number> {
  const missing = await findMissingPackages();
  if (missing.length > 0) {
    say(`Missing here: apt-get install ${missing.join(' ')}`);
    return 2;
  }
  const problem = await buildValidators();
  if (problem !== undefined) {
    say(problem);
    return 2;
  }
  const { issued, refused } = gatherDocuments();
  writeFiles(issued);
  say(`${issued.length} documents in ${OUT}`);
  for (const line of refused) say(`  refused by our own rules: ${line}`);
  const verdicts = [
    ...(await mapFew(issued, AT_ONCE, smallChecks)).flat(),
    ...(
      await Promise.all([
        judgedBy('chorus_pro_direct', issued),
        judgedBy('approved_platform', issued),
      ])
    ).flat(),
  ];
  summarize(verdicts);
  const passed = verdicts.filter(isPassed).length;
  say(`${passed} passed, ${verdicts.length - passed} failed`);
  return passed === verdicts.length && passed > 0 ? 0 : 1;
}

process.exitCode = await main();
