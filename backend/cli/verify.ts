import { readFile, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { ARCHIVE_BYTES_MAX } from '../pack/archive.ts';
import { DIFFERENCES, verifyPack, type Difference, type Verdict } from '../pack/verify.ts';
import { say, sayJson } from './options.ts';

/** `guichet verify <pack.zip>`: offline; exit 0 when everything agrees, 1 with what differs. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a proof pack without asking anybody: exit 0, or 1 with what differs')
    .argument('<pack.zip>')
    .option('--json', 'machine-readable, on standard output')
    .action(verify);
}

async function verify(file: string, { json }: { readonly json?: true }): Promise<void> {
  const { size } = await stat(file).catch(() => {
    throw new Error(`${file} is not there; give the path of a proof pack`);
  });
  if (size > ARCHIVE_BYTES_MAX) throw new Error(`${file} is larger than any proof pack`);
  const verdict = verifyPack(await readFile(file));
  const { differences } = verdict;
  if (json) sayJson(toJson(file, verdict));
  else say(...toLines(file, verdict));
  process.exitCode = differences.length === 0 ? 0 : 1;
}

function toJson(file: string, { manifest, differences }: Verdict): object {
  return {
    file,
    verified: differences.length === 0,
    number: manifest?.invoice.number ?? null,
    flowNumber: manifest?.standing.flowNumber ?? null,
    differences: differences.map((each) => ({ ...each, explanation: explain(each) })),
  };
}

function toLines(file: string, { manifest, differences }: Verdict): readonly string[] {
  if (!manifest || differences.length > 0) {
    return [`${file}: ${differences.length} difference(s)`, ...differences.map(toLine)];
  }
  const { invoice, standing, issues } = manifest;
  return [
    `${file}: verified`,
    `  ${invoice.number}, ${invoice.amounts.withVat} ${invoice.currency}, ${invoice.issuedOn}, for ${invoice.buyer.name}`,
    `  flow ${standing.flowNumber ?? 'none'}, SHA-256 ${issues.find(({ current }) => current)?.sha256 ?? ''}`,
  ];
}

function toLine(difference: Difference): string {
  return `  ${difference.at}: ${explain(difference)}`;
}

function explain({ code, expected = '', found = '' }: Difference): string {
  return DIFFERENCES[code]
    .replace('{expected}', () => `"${expected}"`)
    .replace('{found}', () => `"${found}"`);
}
