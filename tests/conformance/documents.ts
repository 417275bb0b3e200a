import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { issue } from '../../backend/convert/convert.ts';
import { PROFILES } from '../../backend/convert/profiles.ts';
import { complete } from '../../backend/invoice/complete.ts';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { outcomeOf } from '../golden/outcome.ts';
import { readGolden } from '../golden/read-golden.ts';
import { arbitraryInvoice } from '../invoice/arbitrary-invoice.ts';
import {
  SOUND_CREDIT_NOTE,
  SOUND_FREE_INVOICE,
  SOUND_INVOICE,
  SOUND_PAID_INVOICE,
  SOUND_UNTAXED_INVOICES,
} from '../invoice/sound-invoice.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';

/** Random documents of one run, half of them in each dialect. */
const RANDOM_DOCUMENTS = 200;

/** The same documents in every run, so that a failure can be looked at again; SEED says otherwise. */
const SEED = Number(process.env['SEED'] ?? 20261123);

const GOLDEN_FOLDER = fileURLToPath(new URL('../golden/', import.meta.url));

/** The dialects by name. */
export type Dialect = keyof typeof PROFILES;

/** A document to be judged. */
export interface JudgedDocument {
  /** Unique; also the name of its files. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly invoice: Invoice;
  readonly xml: string;
  readonly pdf: Uint8Array;
}

interface Candidate {
  readonly name: string;
  readonly invoice: Invoice;
  readonly dialects: readonly Dialect[];
}

/** What is judged, and what a dialect's own rules refuse before anybody else can. */
export interface Documents {
  readonly issued: readonly JudgedDocument[];
  readonly refused: readonly string[];
}

/** Every golden and every sound invoice in both dialects, and random ones in turns. */
export function gatherDocuments(): Documents {
  const issued: JudgedDocument[] = [];
  const refused: string[] = [];
  for (const { name, invoice, dialects } of [...goldens(), ...sound(), ...random()]) {
    for (const dialect of dialects) {
      const document = issuedIn(dialect, name, invoice);
      if (typeof document === 'string') refused.push(document);
      else issued.push(document);
    }
  }
  return { issued, refused };
}

function issuedIn(dialect: Dialect, name: string, invoice: Invoice): JudgedDocument | string {
  const profile = PROFILES[dialect];
  const completed = complete(invoice, profile.rules);
  const outcome = completed.ok ? issue(completed.value, profile) : completed;
  if (!outcome.ok) {
    return `${dialect} ${name}: ${outcome.reasons.map(({ code }) => code).join(', ')}`;
  }
  const { xml, pdf } = outcome.value;
  return { name: `${dialect}-${name}`, dialect, invoice, xml, pdf };
}

const BOTH: readonly Dialect[] = ['chorus_pro_direct', 'approved_platform'];

function goldens(): readonly Candidate[] {
  const folders = readdirSync(GOLDEN_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const candidates = folders.flatMap((name): readonly Candidate[] => {
    const input = readGolden(filesOf(name), SAMPLE_SETTINGS);
    return BOTH.flatMap((dialect) => {
      // What the dialect's own rules refuse is kept as the direct dialect has it, so that it is told below.
      const { invoice = outcomeOf(input).invoice } = outcomeOf(input, PROFILES[dialect]);
      return invoice ? [{ name, invoice, dialects: [dialect] }] : [];
    });
  });
  if (candidates.length === 0) throw new Error('no golden gives a document');
  return candidates;
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const path = join(GOLDEN_FOLDER, folder);
  return Object.fromEntries(
    readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );
}

function sound(): readonly Candidate[] {
  const paid = { ...SOUND_PAID_INVOICE, dueOn: SOUND_INVOICE.issuedOn };
  return [
    SOUND_INVOICE,
    SOUND_CREDIT_NOTE,
    SOUND_FREE_INVOICE,
    paid,
    ...SOUND_UNTAXED_INVOICES,
  ].map((invoice) => ({
    name: `sound-${invoice.number}`,
    invoice,
    dialects: BOTH,
  }));
}

function random(): readonly Candidate[] {
  return fc
    .sample(arbitraryInvoice, { numRuns: RANDOM_DOCUMENTS, seed: SEED })
    .map((invoice, index) => ({
      name: `random-${String(index).padStart(3, '0')}`,
      invoice,
      dialects: [index % 2 === 0 ? 'chorus_pro_direct' : 'approved_platform'],
    }));
}
