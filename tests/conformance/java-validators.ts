import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { run } from './program.ts';
import type { Verdict } from './verdict.ts';

/**
 * Mustang (with veraPDF) and phive, from Maven Central, in one run each over a folder. A file of which a validator says
 * nothing has failed: an abort is no verdict.
 */

const FOLDER = fileURLToPath(new URL('./validators/', import.meta.url));

/** Rule sets of phive, by the names that its program knows. */
export type PhiveRules = 'en16931' | 'factur-x' | 'br-fr';

const line = z.object({
  rules: z.string(),
  file: z.string(),
  valid: z.boolean(),
  findings: z.array(z.string()),
});

/** Builds both programs; Maven fetches what it lacks. Answers with what went wrong, if anything did. */
export async function buildValidators(): Promise<string | undefined> {
  const args = ['-q', '-B', '-s', 'settings.xml', 'package'];
  const { code, stdout, stderr } = await run('mvn', args, FOLDER);
  return code === 0 ? undefined : `mvn package: ${stdout}${stderr}`;
}

/** A file to be judged, and which warnings about it do not count; an error always does. */
export interface JudgedFile {
  readonly document: string;
  readonly isOverlooked: (warning: string) => boolean;
}

/** Judges the PDFs of a folder. */
export function judgeWithMustang(
  folder: string,
  files: readonly JudgedFile[],
): Promise<readonly Verdict[]> {
  return judge('mustang', ['guichet.validators.Mustang', folder], { checks: ['mustang'], files });
}

/** Judges the XML files of a folder by sets of rules. */
export function judgeWithPhive(
  folder: string,
  files: readonly JudgedFile[],
  rules: readonly PhiveRules[],
): Promise<readonly Verdict[]> {
  const args = ['guichet.validators.Phive', folder, ...rules];
  return judge('phive', args, { checks: rules, files });
}

interface Expected {
  readonly checks: readonly string[];
  readonly files: readonly JudgedFile[];
}

async function judge(
  module: 'mustang' | 'phive',
  args: readonly string[],
  { checks, files }: Expected,
): Promise<readonly Verdict[]> {
  const classPath = [
    `${FOLDER}${module}/target/validators-${module}-1.jar`,
    `${FOLDER}${module}/target/lib/*`,
  ];
  const { stdout, stderr } = await run('java', ['-cp', classPath.join(':'), ...args]);
  const said = stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
  return files.flatMap(({ document, isOverlooked }) =>
    checks.map((check): Verdict => {
      const verdict = said.find(
        ({ rules, file }) => rules === check && file.replace(/\.(pdf|xml)$/, '') === document,
      );
      const name = module === check ? check : `${module} ${check}`;
      if (!verdict) return { check: name, document, findings: [`no verdict: ${lastOf(stderr)}`] };
      const counted = verdict.findings.filter((text) => !isOverlookedWarning(text, isOverlooked));
      const findings = verdict.valid || counted.length > 0 ? counted : ['not valid'];
      return { check: name, document, findings };
    }),
  );
}

function isOverlookedWarning(finding: string, isOverlooked: (warning: string) => boolean): boolean {
  const [, warning] = /^warning (.*)$/.exec(finding) ?? [];
  return warning !== undefined && isOverlooked(warning);
}

function lastOf(stderr: string): string {
  return stderr.trim().split('\n').slice(-3).join(' ');
}
