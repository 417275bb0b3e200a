import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CRASH_POINTS } from '../../backend/crash-point.ts';
import { REASONS } from '../../backend/invoice/reason.ts';

/** Rules of the house that no compiler sees. */

/** Every file that git tracks or would track. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

const read = (file: string): string => readFileSync(file, 'utf8');
const sources = files.filter((file) => /\.(ts|tsx)$/.test(file));
const tests = sources.filter((file) => /\.test\.tsx?$/.test(file));
const documents = files.filter((file) => file.endsWith('.md'));

/** Fails with the offenders by name; the list that was looked at must not be empty. */
function expectNone(looked: readonly string[], offenders: readonly string[]): void {
  expect(looked.length).toBeGreaterThan(0);
  expect(offenders).toEqual([]);
}

describe('house rules', () => {
  it('gives no file a name that hides what is inside', () => {
    const banned = /^(utils?|helpers?|common|shared|lib|misc|types|services?|managers?|index)$/;
    const parts = (file: string) =>
      file.split('/').map((part) => basename(part).replace(/\..*$/, ''));
    expectNone(
      sources,
      sources.filter((file) => parts(file).some((part) => banned.test(part))),
    );
  });

  it('names only paths that exist in its documents', () => {
    const path = /`((?:backend|src|tests|docs|\.ci)\/[\w./-]*[\w/])`/g;
    const broken = documents.flatMap((file) =>
      [...read(file).matchAll(path)]
        .map(([, named = '']) => named)
        .filter((named) => !existsSync(named) && !named.includes('/out/'))
        .map((named) => `${file}: ${named}`),
    );
    expectNone(documents, broken);
  });

  it('skips no test and prefers none', () => {
    const call = /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/;
    const self = 'tests/guardrails/house-rules.test.ts';
    expectNone(
      tests,
      tests.filter((file) => file !== self && call.test(read(file))),
    );
  });

  it('produces every reason code in some test', () => {
    const goldens = files.filter(
      (file) => file.startsWith('tests/golden/') && file.endsWith('.json'),
    );
    const proving = sources.filter((file) => /^tests\/(?!wording\/|src\/|preview\/)/.test(file));
    const proof = [...proving, ...goldens].map(read).join('\n');
    const codes = Object.keys(REASONS);
    expectNone(
      codes,
      codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(proof)),
    );
  });

  it('can be killed at every crash point that it names', () => {
    const code = sources
      .filter((file) => file.startsWith('backend/'))
      .map(read)
      .join('\n');
    expectNone(
      CRASH_POINTS,
      CRASH_POINTS.filter((point) => !code.includes(`crashPoint('${point}')`)),
    );
  });

  it('holds no path of anybody’s machine', () => {
    const machine = /(^|[\s"'`(=])\/(home|Users|root|work)\/\w/;
    const texts = files.filter((file) => /\.(ts|tsx|md|json|mjs|cjs|sh|sql|xml)$/.test(file));
    expectNone(
      texts,
      texts.filter((file) => file !== 'package-lock.json' && machine.test(read(file))),
    );
  });

  it('gives every file in backend/ and src/ no more than 300 lines, tables of data aside', () => {
    const tables =
      /^(src\/wording\/|backend\/(invoice\/reason|api\/contract|chorus-pro\/faults|follow\/refusals)\.ts$)|\/fonts\//;
    const code = sources.filter((file) => /^(backend|src)\//.test(file) && !tables.test(file));
    expectNone(
      code,
      code.filter((file) => read(file).split('\n').length > 300),
    );
  });
});
