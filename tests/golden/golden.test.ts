import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { buildInvoice } from '../samples/builder.ts';
import { buildCreditNote } from '../samples/credit-note.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { outcomeOf, shownDecision, toGoldenJson, type GoldenInput } from './outcome.ts';
import { readGolden } from './read-golden.ts';
import { SITUATIONS } from './situations.ts';
import type { Situation } from './situation.ts';

/**
 * Each folder here is one tax situation: what Stripe shows, why it is here, and what must come of it. A folder named in
 * situations.ts is written by the builder; any other brings its own input.json and why.txt. `npm run golden` rewrites.
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const names = [
  ...new Set([...SITUATIONS.map(({ folder }) => folder), ...foldersHere()]),
].toSorted();

/** Those that are paid already, and when. */
const PAID_ON = {
  'credit-note-post-payment': '2026-11-19',
  'customer-credit-pays-all': '2026-11-16',
  'paid-by-card': '2026-11-16',
} as const;

type Files = Readonly<Record<string, string>>;

function foldersHere(): readonly string[] {
  return readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The files that are given, not made. */
function givenFiles(situation: Situation | undefined, folder: string): Files {
  if (!situation) {
    const given = ['input.json', 'why.txt', 'settings.json', 'directory.json'];
    return filesIn(folder, (name) => given.includes(name));
  }
  const { why, settings, directory, spec, creditNote } = situation;
  const invoice = buildInvoice(spec);
  return {
    'input.json': toGoldenJson(creditNote ? buildCreditNote(invoice, creditNote) : invoice),
    'why.txt': `${why}\n`,
    ...(settings && { 'settings.json': toGoldenJson(settings) }),
    ...(directory && { 'directory.json': toGoldenJson(directory) }),
  };
}

/** The files that the code makes of them. */
function madeFiles(input: GoldenInput): Files {
  const { decision, refused, invoice, xml } = outcomeOf(input);
  return {
    ...(decision && { 'decision.json': toGoldenJson(shownDecision(decision)) }),
    ...(refused && { 'refused.json': toGoldenJson(refused) }),
    ...(invoice && { 'invoice.json': toGoldenJson(invoice) }),
    ...(xml !== undefined && { 'factur-x.xml': xml }),
  };
}

function filesIn(folder: string, isWanted: (name: string) => boolean): Files {
  const path = join(HERE, folder);
  if (!existsSync(path)) return {};
  return Object.fromEntries(
    readdirSync(path)
      .filter(isWanted)
      .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );
}

function rewrite(folder: string, files: Files): void {
  const path = join(HERE, folder);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (!(name in files)) rmSync(join(path, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
}

describe('golden invoices', () => {
  it.each(names)('%s', (name) => {
    const given = givenFiles(
      SITUATIONS.find(({ folder }) => folder === name),
      name,
    );
    const input = readGolden(given, SAMPLE_SETTINGS);
    const files = { ...given, ...madeFiles(input) };
    if (isUpdating) rewrite(name, files);
    // Every file of the folder is used, and none is missing.
    expect(filesIn(name, () => true)).toEqual(files);
    expect(given['why.txt']?.trim()).toMatch(/^\S.*\.$/);
  });

  it.each(names)('%s: the same again, the input untouched, no empty element', (name) => {
    const input = readGolden(
      filesIn(name, () => true),
      SAMPLE_SETTINGS,
    );
    const before = structuredClone(input);
    const first = outcomeOf(input);
    expect(outcomeOf(input)).toEqual(first);
    expect(input).toEqual(before);
    // The schema demands the delivery, even with nothing in it.
    const elements = (first.xml ?? '').replace('<ram:ApplicableHeaderTradeDelivery/>', '');
    expect(elements).not.toMatch(/<([a-z]+:[A-Za-z]+)[^>]*>\s*<\/\1>/);
    expect(elements).not.toContain('/>');
  });

  it.each(Object.entries(PAID_ON))(
    '%s: BT-9 tells approved platforms that it was paid on %s',
    (name, day) => {
      const input = readGolden(
        filesIn(name, () => true),
        SAMPLE_SETTINGS,
      );
      const { invoice, xml } = outcomeOf(input, PROFILES.approved_platform);
      expect(invoice).toMatchObject({ businessProcess: 'A2', dueOn: day });
      const written = `<udt:DateTimeString format="102">${day.replaceAll('-', '')}</udt:DateTimeString>`;
      expect(xml).toContain(`<ram:DueDateDateTime>\n${written}\n</ram:DueDateDateTime>`);
      expect(outcomeOf(input).invoice).not.toHaveProperty('dueOn');
    },
  );

  it('names every one that is paid already', () => {
    const paid = names.filter((name) =>
      (filesIn(name, (file) => file === 'decision.json')['decision.json'] ?? '').includes(
        '"businessProcess": "A2"',
      ),
    );
    expect(paid).toEqual(Object.keys(PAID_ON));
  });

  it('are there', () => {
    expect(foldersHere().length).toBeGreaterThanOrEqual(SITUATIONS.length);
    expect(new Set(SITUATIONS.map(({ folder }) => folder)).size).toBe(SITUATIONS.length);
  });
});
