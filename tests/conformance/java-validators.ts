import { basename } from 'node:path';
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

/** Judges the PDFs of a folder. */
export function judgeWithMustang(
  folder: string,
  files: readonly string[],
  overlooked: readonly string[],
): Promise<readonly Verdict[]> {
  const args = ['guichet.validators.Mustang', folder];
  return judge('mustang', args, { checks: ['mustang'], files, overlooked });
}

/** Judges the XML files of a folder by sets of rules. */
export function judgeWithPhive(
  folder: string,
  files: readonly string[],
  { rules, overlooked }: { rules: readonly PhiveRules[]; overlooked: readonly string[] },
): Promise<readonly Verdict[]> {
  const args = ['guichet.validators.Phive', folder, ...rules];
  return judge('phive', args, { checks: rules, files, overlooked });
}

interface Expected {
  readonly checks: readonly string[];
  readonly files: readonly string[];
  /** How the names of rules begin whose warnings do not count; an error always does. */
  readonly overlooked: readonly string[];
}

async function judge(
  module: 'mustang' | 'phive',
  args: readonly string[],
  { checks, files, overlooked }: Expected,
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
  return files.flatMap((file) =>
    checks.map((check): Verdict => {
      const verdict = said.find((entry) => entry.rules === check && entry.file === basename(file));
      const document = basename(file).replace(/\.(pdf|xml)$/, '');
      const name = module === check ? check : `${module} ${check}`;
      if (!verdict) return { check: name, document, findings: [`no verdict: ${lastOf(stderr)}`] };
      const counted = verdict.findings.filter((text) => !isOverlooked(text, overlooked));
      const findings = verdict.valid || counted.length > 0 ? counted : ['not valid'];
      return { check: name, document, findings };
    }),
  );
}

function isOverlooked(finding: string, overlooked: readonly string[]): boolean {
  return overlooked.some((rule) => finding.startsWith(`warning ${rule}`));
}

function lastOf(stderr: string): string {
  return stderr.trim().split('\n').slice(-3).join(' ');
}
