import { run } from './program.ts';

/** The programs that the checks call, how each answers to a greeting, and the Debian package that brings it. */
const TOOLS = [
  { program: 'xmllint', greeting: '--version', from: 'libxml2-utils' },
  { program: 'qpdf', greeting: '--version', from: 'qpdf' },
  { program: 'pdffonts', greeting: '-v', from: 'poppler-utils' },
  { program: 'pdfdetach', greeting: '-v', from: 'poppler-utils' },
  { program: 'pdftotext', greeting: '-v', from: 'poppler-utils' },
  { program: 'java', greeting: '-version', from: 'openjdk-17-jre-headless' },
  { program: 'mvn', greeting: '--version', from: 'maven' },
] as const;

/** The Debian packages of the programs that cannot be started here. */
export async function findMissingPackages(): Promise<readonly string[]> {
  const runs = await Promise.all(
    TOOLS.map(async ({ program, greeting, from }) => ({
      from,
      isThere: (await run(program, [greeting])).code !== undefined,
    })),
  );
  return [...new Set(runs.filter(({ isThere }) => !isThere).map(({ from }) => from))];
}
