import { createInterface } from 'node:readline/promises';

/** Asks a person before something is done; throws where nobody can be asked and `--yes` was not given. */
export async function confirm(question: string, yes: boolean | undefined): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) throw new Error(`${question} Nobody can be asked here: give --yes`);
  // On standard error: standard output holds results only.
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|o|oui)$/i.test((await asking.question(`${question} [y/N] `)).trim());
  } finally {
    asking.close();
  }
}
