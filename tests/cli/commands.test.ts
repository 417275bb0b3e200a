import { describe, expect, it } from '@jest/globals';
import { runCommand } from './run-command.ts';

/** Every command that `guichet --help` lists says what it found as JSON too, or stands here with why not. */
const WITHOUT_JSON: Readonly<Record<string, string>> = {};

/** The commands that a help text lists, by their first word. */
function listed(help: string): readonly string[] {
  const part = help.split(/^Commands:$/m)[1] ?? '';
  return [...part.matchAll(/^ {2}([a-z][\w-]*)(?: |$)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help');
}

const helpOf = async (...words: readonly string[]) => {
  const { code, out } = await runCommand([...words, '--help'], {});
  expect(code).toBe(0);
  return out;
};

/** Each command that does something, with its help. */
async function leaves(words: readonly string[]): Promise<readonly [string, string][]> {
  const help = await helpOf(...words);
  const names = listed(help);
  if (names.length === 0) return [[words.join(' '), help]];
  const found: [string, string][] = [];
  for (const name of names) found.push(...(await leaves([...words, name])));
  return found;
}

describe('the commands of guichet', () => {
  it('each offer --json, or are listed with why they do not', async () => {
    const commands = await leaves([]);
    const names = commands.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['resend', 'act', 'doctor', 'export', 'merchant show', 'reconcile']),
    );
    const without = commands.filter(([, help]) => !/^ {2}--json /m.test(help));
    expect(without.map(([name]) => name)).toEqual(Object.keys(WITHOUT_JSON));
  }, 60_000);
});
