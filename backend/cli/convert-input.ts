import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseSnapshot, snapshotSchema, type StripeSnapshot } from '../receive/snapshot.ts';

/**
 * An input of `guichet convert`: raw Stripe objects at API version 2026-10-28 in one JSON file. `lines` may be left out
 * when the invoice embeds all of its own.
 */

/** Largest file that is read. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** Files of one call. */
const FILES_MAX = 100_000;

const { shape } = snapshotSchema;

/** The shape of a file, also published as a JSON Schema. */
export const convertInputSchema = z.object({
  invoice: shape.invoice.extend({
    lines: z.object({ data: z.array(z.unknown()), has_more: z.boolean() }).optional(),
  }),
  lines: shape.lines.optional(),
  customer: shape.customer,
  taxRates: shape.taxRates,
  creditNote: shape.creditNote,
});

/** The least that must hold before the fields are looked at. */
const envelope = z.object({
  invoice: z.looseObject({
    lines: z.object({ data: z.array(z.unknown()), has_more: z.boolean() }).optional(),
  }),
  lines: z.array(z.unknown()).optional(),
  customer: z.unknown(),
  taxRates: z.array(z.unknown()),
  creditNote: z.unknown().optional(),
});

/** A file that is no input: which field, and what was expected there. */
export interface Broken {
  readonly at: string;
  readonly expected: string;
}

/** A file as it was read. */
export type ConvertInput =
  | { readonly ok: true; readonly snapshot: StripeSnapshot }
  | { readonly ok: false; readonly problems: readonly Broken[] };

/** The JSON files that the words of a command line name: files as they are, folders by what they hold. */
export async function findInputs(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch(() => {
      throw new Error(`${path} is not there; give a JSON file or a folder of them`);
    });
    if (!kind.isDirectory()) found.push(path);
    else {
      const names = (await readdir(path)).filter((name) => name.endsWith('.json')).sort();
      if (names.length === 0) throw new Error(`${path} holds no .json file`);
      found.push(...names.map((name) => join(path, name)));
    }
  }
  if (found.length > FILES_MAX) throw new Error(`more than ${FILES_MAX} files in one call`);
  return found;
}

/** Reads one file. Never throws for what is in it. */
export async function readInput(file: string): Promise<ConvertInput> {
  const problem = (at: string, expected: string): ConvertInput => ({
    ok: false,
    problems: [{ at, expected }],
  });
  const { size } = await stat(file);
  if (size > FILE_BYTES_MAX) {
    return problem('(file)', `at most ${FILE_BYTES_MAX} bytes, not ${size}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return problem('(file)', `JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => ({
        at: path.map(String).join('.') || '(file)',
        expected: message,
      })),
    };
  }
  const { invoice, lines, customer, taxRates, creditNote } = parsed.data;
  const all = lines ?? (invoice.lines?.has_more === false ? invoice.lines.data : undefined);
  if (!all) {
    return problem('lines', 'all lines of the invoice, for it does not embed them itself');
  }
  const snapshot = parseSnapshot({
    invoice,
    lines: all,
    customer: customer ?? null,
    taxRates,
    ...(creditNote === undefined ? {} : { creditNote }),
  });
  if (snapshot.ok) return { ok: true, snapshot: snapshot.value };
  return {
    ok: false,
    problems: snapshot.reasons.map(({ at, params }) => ({
      at,
      expected: params['expected'] ?? 'another value',
    })),
  };
}
