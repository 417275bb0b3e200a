import { readArchive, writeArchive, type ArchivedFile } from './archive.ts';
import { findEmbeddedXml, XML_BYTES_MAX } from './embedded-xml.ts';
import { readInvoiceFacts } from './invoice-facts.ts';
import { manifestSchema, type Manifest } from './manifest.ts';
import { MANIFEST, sha256Of, SUMS, sumsOf } from './pack.ts';

/**
 * Checks a proof pack, asking nobody. Comes in: the ZIP's bytes. Goes out: what it is about, and everything that does
 * not agree; nothing means that no byte was changed and that the pieces tell the same story. Kept here: whatever the
 * bytes are, an answer and never an exception. What it cannot see: a pack that somebody made anew, hashes and all.
 */

/** What can be wrong, each with its sentence; `{expected}` and `{found}` are filled in. */
export const DIFFERENCES = {
  archive_unreadable: 'is not a proof pack: no ZIP as Guichet writes it',
  archive_changed: 'the ZIP is not as it was written, though its files may be',
  file_missing: 'is missing',
  file_unexpected: 'is not part of the pack',
  name_unsafe: 'is no name that Guichet gives to a file: unpack nothing of this',
  file_changed: 'was changed: its SHA-256 should be {expected} and is {found}',
  sums_changed: 'does not list the files as they are',
  manifest_malformed: 'is not a manifest of this version: {found}',
  xml_not_readable: 'is not a readable invoice',
  xml_not_in_pdf: 'does not hold exactly one factur-x.xml as Guichet writes it',
  xml_differs: 'is not the XML inside {found}',
  fact_differs: 'the manifest says {expected}, the XML {found}',
  current_not_one: 'names {found} documents as the one that counts',
  deposit_without_file: 'was accepted for a file that is not the one that counts: {found}',
  flow_differs: 'was accepted as flow {found}, the invoice has {expected}',
} as const satisfies Record<string, string>;

/** A permanent code of the table above. */
export type DifferenceCode = keyof typeof DIFFERENCES;

/** One thing that does not agree. */
export interface Difference {
  /** The file, or the place in the manifest. */
  readonly at: string;
  readonly code: DifferenceCode;
  readonly expected?: string;
  readonly found?: string;
}

/** What a pack is about, and what is wrong with it. */
export interface Verdict {
  readonly manifest: Manifest | undefined;
  readonly differences: readonly Difference[];
}

/** Verifies a pack. */
export function verifyPack(pack: Uint8Array): Verdict {
  const files = readArchive(pack);
  if (!files) {
    return { manifest: undefined, differences: [{ at: 'pack', code: 'archive_unreadable' }] };
  }
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const { manifest, problem } = readManifest(byName.get(MANIFEST));
  const about = manifest
    ? [
        ...checkFiles(manifest, byName),
        ...checkIssues(manifest, byName),
        ...checkDeposits(manifest),
      ]
    : [];
  const differences = [
    ...checkArchive(pack, files),
    ...checkNames(files),
    ...checkSums(files),
    ...problem,
    ...about,
  ];
  return { manifest, differences: withoutRepetition(differences) };
}

/** A file that is named twice in the manifest, in its list and as an issue, is wrong once. */
function withoutRepetition(differences: readonly Difference[]): readonly Difference[] {
  const keys = differences.map((difference) => JSON.stringify(difference));
  return differences.filter((_each, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** Whatever stands in a ZIP besides its files (dates, comments, gaps) follows from them, so it can be compared. */
function checkArchive(pack: Uint8Array, files: readonly ArchivedFile[]): readonly Difference[] {
  const same = Buffer.compare(writeArchive(files), pack) === 0;
  return same ? [] : [{ at: 'pack', code: 'archive_changed' }];
}

/** What invoice/file-name.ts makes of a number, in a folder of its own or in none: no name leads out of the pack. */
const SAFE_NAME = /^(?:issue-\d{1,4}\/)?[\w+-]{1,100}(?:\.\w{1,5})?$/;

function checkNames(files: readonly ArchivedFile[]): readonly Difference[] {
  return files
    .filter(({ name }) => !SAFE_NAME.test(name))
    .map(({ name }) => ({ at: name, code: 'name_unsafe' }) as const);
}

function checkSums(files: readonly ArchivedFile[]): readonly Difference[] {
  const sums = files.find(({ name }) => name === SUMS);
  if (!sums) return [{ at: SUMS, code: 'file_missing' }];
  const expected = sumsOf(files.filter((each) => each !== sums));
  if (Buffer.compare(expected, sums.bytes) === 0) return [];
  const manifest = files.find(({ name }) => name === MANIFEST);
  const listed = manifest && findSum(sums.bytes, MANIFEST);
  return [
    { at: SUMS, code: 'sums_changed' },
    // The manifest names the hash of every file but its own.
    ...(listed === undefined ? [] : checkHash(MANIFEST, listed, manifest?.bytes)),
  ];
}

function findSum(sums: Uint8Array, file: string): string | undefined {
  const lines = Buffer.from(sums).toString('utf8').split('\n');
  return lines.find((line) => line.endsWith(`  ${file}`))?.slice(0, -file.length - 2);
}

function readManifest(bytes: Uint8Array | undefined): {
  readonly manifest?: Manifest;
  readonly problem: readonly Difference[];
} {
  if (!bytes) return { problem: [{ at: MANIFEST, code: 'file_missing' }] };
  const malformed = (found: string): { readonly problem: readonly Difference[] } => ({
    problem: [{ at: MANIFEST, code: 'manifest_malformed', found }],
  });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return malformed('no JSON');
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return { manifest: parsed.data, problem: [] };
  return malformed(parsed.error.issues.map(({ path }) => path.join('.') || 'whole').join(', '));
}

type Files = ReadonlyMap<string, Uint8Array>;

function checkFiles({ files }: Manifest, present: Files): readonly Difference[] {
  const known = new Set([MANIFEST, SUMS, ...files.map(({ name }) => name)]);
  const unexpected = [...present.keys()].filter((name) => !known.has(name));
  return [
    ...unexpected.map((at) => ({ at, code: 'file_unexpected' }) as const),
    ...files.flatMap(({ name, sha256 }) => checkHash(name, sha256, present.get(name))),
  ];
}

function checkHash(
  at: string,
  expected: string,
  bytes: Uint8Array | undefined,
): readonly Difference[] {
  if (!bytes) return [{ at, code: 'file_missing' }];
  const found = sha256Of(bytes);
  return found === expected ? [] : [{ at, code: 'file_changed', expected, found }];
}

function checkIssues({ issues, invoice }: Manifest, files: Files): readonly Difference[] {
  const current = issues.filter((issue) => issue.current);
  const count = String(current.length);
  return [
    ...(current.length === 1
      ? []
      : [{ at: 'issues', code: 'current_not_one', found: count } as const]),
    ...issues.flatMap(({ pdf, xml, sha256 }) => [
      ...checkHash(pdf, sha256, files.get(pdf)),
      ...checkXml(pdf, xml, files),
    ]),
    ...current.flatMap(({ xml }) => checkFacts(invoice, xml, files.get(xml))),
  ];
}

function checkXml(pdfName: string, xmlName: string, files: Files): readonly Difference[] {
  const [pdf, xml] = [files.get(pdfName), files.get(xmlName)];
  if (!pdf || !xml) return xml ? [] : [{ at: xmlName, code: 'file_missing' }];
  const embedded = findEmbeddedXml(pdf);
  if (!embedded) return [{ at: pdfName, code: 'xml_not_in_pdf' }];
  const same = Buffer.compare(embedded, xml) === 0;
  return same ? [] : [{ at: xmlName, code: 'xml_differs', found: pdfName }];
}

/** The manifest repeats what the invoice says: number, dates, parties, amounts. */
function checkFacts(
  told: Manifest['invoice'],
  at: string,
  xml: Uint8Array | undefined,
): readonly Difference[] {
  const isReadable = xml && xml.length <= XML_BYTES_MAX;
  const facts = isReadable ? readInvoiceFacts(Buffer.from(xml).toString('utf8')) : undefined;
  if (!facts) return xml ? [{ at, code: 'xml_not_readable' }] : [];
  const [expected, found] = [flatten(told), flatten(facts)];
  return [...expected].flatMap(([name, value]) => {
    const inXml = found.get(name) ?? '';
    return inXml === value
      ? []
      : [{ at: `invoice.${name}`, code: 'fact_differs', expected: value, found: inXml } as const];
  });
}

/** `amounts.due` and the like, each with its text; what is absent is empty. */
function flatten(facts: object, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(facts).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...flatten(value, `${prefix}${name}.`)]
        : [[`${prefix}${name}`, String(value ?? '')] as const],
    ),
  );
}

/** What Chorus Pro accepted is the document that counts, and its flow is the invoice's. */
function checkDeposits({ deposits, issues, standing }: Manifest): readonly Difference[] {
  const current = issues.find((issue) => issue.current);
  return deposits
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ attempt, sha256, flowNumber }) => {
      const at = `deposits, attempt ${attempt}`;
      return [
        ...(sha256 === current?.sha256
          ? []
          : [{ at, code: 'deposit_without_file', found: sha256 } as const]),
        ...(flowNumber === standing.flowNumber
          ? []
          : [
              {
                at,
                code: 'flow_differs',
                expected: standing.flowNumber ?? 'none',
                found: flowNumber ?? 'none',
              } as const,
            ]),
      ];
    });
}
