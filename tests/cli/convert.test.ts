import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SCHEMAS, SCHEMAS_FOLDER } from './schemas.ts';

let folder: string;
let settings: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-convert-'));
  settings = put('settings.json', SAMPLE_SETTINGS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function sample(name: string) {
  const found = SAMPLES.find((each) => each.name === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found.build();
}

interface Run {
  readonly code: number | null;
  readonly problems: string;
  readonly out: string;
  readonly reports: readonly {
    outcome: string;
    reasons?: { code: string; title: string }[];
    problems?: { at: string }[];
  }[];
}

let runs = 0;
function run(command: 'convert' | 'check', inputs: readonly string[], ...more: string[]): Run {
  const out = join(folder, `out-${(runs += 1)}`);
  const words = [
    'backend/cli/guichet.ts',
    command,
    ...inputs,
    '--settings',
    settings,
    '--out',
    out,
    ...more,
  ];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  const file = join(out, 'report.json');
  const reports = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).reports : [];
  return { code: status, problems: stderr, out, reports };
}

describe('guichet convert', () => {
  it('writes the PDF, the XML and a report, and exits 0', () => {
    const { code, out, reports } = run('convert', [put('ordinary.json', sample('ordinary'))]);
    expect(code).toBe(0);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['written']);
    expect(readFileSync(join(out, 'GUI-2026-0001.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readFileSync(join(out, 'GUI-2026-0001.xml'), 'utf8')).toContain(
      '<ram:ID>GUI-2026-0001</ram:ID>',
    );
  });

  it('finds the lines that the invoice embeds', () => {
    const { lines: _lines, ...rest } = sample('ordinary');
    expect(run('convert', [put('embedded.json', rest)]).code).toBe(0);
  });

  it('exits 2 for a refusal, with its reasons in the report and its sentences on standard error', () => {
    const { code, reports, problems } = run(
      'convert',
      [put('no-siret.json', sample('siret-missing'))],
      '--language',
      'fr',
    );
    expect(code).toBe(2);
    expect(reports[0]?.reasons?.[0]?.code).toBe('buyer_siret_missing');
    expect(problems).toContain(reports[0]?.reasons?.[0]?.title);
  });

  it('exits 2 for a customer that is no public body, and never overwrites a number', () => {
    expect(run('convert', [put('private.json', sample('private-customer'))]).code).toBe(2);
    const twice = run('convert', [
      put('a.json', sample('ordinary')),
      put('b.json', sample('ordinary')),
    ]);
    expect(twice.code).toBe(2);
    expect(twice.reports[1]?.reasons?.[0]?.code).toBe('number_already_used');
  });

  it.each<[string, () => unknown, string]>([
    ['truncated JSON', () => JSON.stringify(sample('ordinary')).slice(0, 500), '(file)'],
    ['a list', () => [], '(file)'],
    ['no invoice', () => ({ lines: [], customer: null, taxRates: [] }), 'invoice'],
    [
      'a number as text',
      () => ({ ...sample('ordinary'), invoice: { ...sample('ordinary').invoice, total: '12' } }),
      'invoice.total',
    ],
    [
      'an absurd amount',
      () => ({ ...sample('ordinary'), invoice: { ...sample('ordinary').invoice, total: 1e300 } }),
      'invoice.total',
    ],
    [
      'an unknown status',
      () => ({ ...sample('ordinary'), invoice: { ...sample('ordinary').invoice, status: 'lost' } }),
      'invoice.status',
    ],
    ['prototype keys', () => '{"__proto__":{"invoice":{}},"constructor":1}', 'invoice'],
    [
      'lines that are elsewhere',
      () => {
        const { lines: _lines, ...rest } = sample('sixty-days');
        return rest;
      },
      'lines',
    ],
  ])('exits 1 for %s, and names the field', (_name, make, at) => {
    const { code, reports, problems } = run('convert', [put('broken.json', make())]);
    expect(code).toBe(1);
    expect(reports[0]?.problems?.map((problem) => problem.at)).toContain(at);
    expect(problems).toContain(at);
  });

  it('says what is wrong with its own words: no input, no settings, no such day', () => {
    expect(run('convert', [join(folder, 'nowhere.json')]).problems).toContain('is not there');
    const file = put('fine.json', sample('ordinary'));
    expect(run('convert', [file], '--today', '2026-02-30').problems).toContain('is not a day');
    expect(run('convert', [file], '--dialect', 'other').code).not.toBe(0);
  });
});

describe('guichet check', () => {
  it('writes the report alone', () => {
    const { code, out, reports } = run('check', [put('checked.json', sample('ordinary'))]);
    expect([code, reports[0]?.outcome]).toEqual([0, 'written']);
    expect(existsSync(join(out, 'GUI-2026-0001.pdf'))).toBe(false);
  });

  it('gives the report on standard output when no folder is named', () => {
    const words = [
      'backend/cli/guichet.ts',
      'check',
      put('said.json', sample('ordinary')),
      '--settings',
      settings,
    ];
    const said = execFileSync(process.execPath, words, { encoding: 'utf8' });
    expect(JSON.parse(said).reports).toHaveLength(1);
  });
});

describe('the JSON Schemas', () => {
  it.each(Object.entries(SCHEMAS))('%s is what the code says (npm run schemas)', (name, draw) => {
    expect(readFileSync(`${SCHEMAS_FOLDER}/${name}`, 'utf8')).toBe(draw());
  });

  it('accept the samples and their settings, and refuse what the command refuses', () => {
    const load = (name: string) => JSON.parse(readFileSync(`${SCHEMAS_FOLDER}/${name}`, 'utf8'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const isSettings = ajv.compile(load('settings.schema.json'));
    const isInput = ajv.compile(load('convert-input.schema.json'));
    expect(isSettings(SAMPLE_SETTINGS)).toBe(true);
    expect(isSettings({ ...SAMPLE_SETTINGS, colour: 'red' })).toBe(false);
    for (const { build } of SAMPLES)
      expect(isInput(JSON.parse(JSON.stringify(build())))).toBe(true);
    expect(isInput({ lines: [], customer: null, taxRates: [] })).toBe(false);
  });
});
