import { createHash } from 'node:crypto';
import type { Settings } from '../settings.ts';
import type { Deposit } from '../store/deposits.ts';
import type { StoredDocument } from '../store/documents.ts';
import type { HistoryEntry } from '../store/history.ts';
import type { SnapshotMark } from '../store/snapshots.ts';
import type { Transmission } from '../store/transmissions.ts';
import { platformOf } from '../tenant.ts';
import { writeArchive, type ArchivedFile } from './archive.ts';
import { readInvoiceFacts, type InvoiceFacts } from './invoice-facts.ts';
import { PACK_FORMAT, type Manifest } from './manifest.ts';
import { readmeEn, readmeFr } from './readme.ts';
import { fileNameOf } from '../invoice/file-name.ts';

/**
 * The proof pack of one invoice. Comes in: everything that is stored of it (gather.ts). Goes out: a ZIP that explains
 * itself and that `verify.ts` checks without asking anybody. Kept here: no clock and no randomness, so the same records
 * give the same bytes; the amounts are those of the XML that was sent, not a copy of them; nothing secret is stored in
 * what comes in, and the logo is named by its hash. Refused: an invoice whose XML cannot be read.
 */

/** Everything that a pack is made of. */
export interface PackInput {
  readonly transmission: Transmission;
  /** Oldest first; at least one. */
  readonly issues: readonly PackedIssue[];
  /** Oldest first. */
  readonly deposits: readonly Deposit[];
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly settings: Settings | undefined;
}

/** One issue of the document, and what it was decided on. */
export interface PackedIssue extends StoredDocument {
  readonly snapshot: SnapshotMark | undefined;
}

/** The files of a pack that are always there. */
export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';
const README = { en: 'README.txt', fr: 'LISEZMOI.txt' } as const;

/** Makes the pack. Throws when there is no issue, or its XML is none: neither can be stored. */
export function makePack(input: PackInput): Uint8Array {
  const current = currentIssue(input);
  const facts = current && readInvoiceFacts(current.xml);
  if (!current || !facts) throw new Error('A proof pack needs an issued document that can be read');
  const issues = input.issues.filter((each) => each === current || wasHandedOver(each, input));
  const documents = issues.flatMap((each) => documentFiles(each, current));
  const story = tellStory(input, issues, current, facts);
  const readmes = [
    { name: README.fr, bytes: utf8(readmeFr(story)) },
    { name: README.en, bytes: utf8(readmeEn(story)) },
  ];
  const listed = [...documents, ...readmes];
  const manifest: Manifest = { ...story, files: listed.map(describeFile) };
  const files = [
    ...listed,
    { name: MANIFEST, bytes: utf8(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
  return writeArchive([...files, { name: SUMS, bytes: sumsOf(files) }]);
}

/** The list of hashes, as `sha256sum --check` reads it. */
export function sumsOf(files: readonly ArchivedFile[]): Uint8Array {
  return utf8(files.map(({ name, bytes }) => `${sha256Of(bytes)}  ${name}\n`).join(''));
}

/** SHA-256, in hexadecimal. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a pack tells, before its files are listed. */
export type Story = Omit<Manifest, 'files'>;

/** What Chorus Pro accepted; where it accepted nothing, what was issued last. */
function currentIssue({ issues, deposits }: PackInput): PackedIssue | undefined {
  const taken = deposits.findLast(({ state }) => state === 'accepted');
  return issues.findLast(({ sha256 }) => sha256 === taken?.sha256) ?? issues.at(-1);
}

function wasHandedOver({ sha256 }: PackedIssue, { deposits }: PackInput): boolean {
  return deposits.some((deposit) => deposit.sha256 === sha256);
}

/** The current issue lies at the top, an earlier one in a folder of its own. */
function pathOf(issue: PackedIssue, current: PackedIssue, ending: string): string {
  const name = fileNameOf(issue.number, ending);
  return issue === current ? name : `issue-${issue.issue}/${name}`;
}

function documentFiles(issue: PackedIssue, current: PackedIssue): readonly ArchivedFile[] {
  return [
    { name: pathOf(issue, current, '.pdf'), bytes: issue.pdf },
    { name: pathOf(issue, current, '.xml'), bytes: utf8(issue.xml) },
  ];
}

function describeFile({ name, bytes }: ArchivedFile): Manifest['files'][number] {
  return { name, bytes: bytes.length, sha256: sha256Of(bytes) };
}

function tellStory(
  input: PackInput,
  issues: readonly PackedIssue[],
  current: PackedIssue,
  facts: InvoiceFacts,
): Story {
  const { tenant, documentId, kind } = input.transmission;
  return {
    ...PACK_FORMAT,
    merchant: {
      account: tenant.account,
      environment: tenant.environment,
      platform: platformOf(tenant),
    },
    document: { id: documentId, kind },
    invoice: facts,
    standing: standingOf(input.transmission),
    issues: issues.map((issue) => ({
      issue: issue.issue,
      issuedAt: issue.savedAt.toISOString(),
      current: issue === current,
      pdf: pathOf(issue, current, '.pdf'),
      xml: pathOf(issue, current, '.xml'),
      sha256: issue.sha256,
      basis: { ...issue.basis },
      snapshot: issue.snapshot
        ? { takenAt: issue.snapshot.takenAt.toISOString(), sha256: issue.snapshot.sha256 }
        : null,
    })),
    deposits: input.deposits.map(tellDeposit),
    history: input.history.map(tellEntry),
    settings: input.settings ? tellSettings(input.settings) : null,
  };
}

function standingOf(row: Transmission): Story['standing'] {
  return {
    state: row.state,
    since: row.stateSince.toISOString(),
    flowNumber: row.flowNumber ?? null,
    depositedAt: row.depositedAt?.toISOString() ?? null,
    remoteId: row.remoteId ?? null,
    remoteStatus: row.remoteStatus ?? null,
    remoteStatusAt: row.remoteStatusAt?.toISOString() ?? null,
    remoteComment: row.remoteComment ?? null,
    reasons: row.reasons.map(tellReason),
    warnings: row.warnings.map(tellReason),
  };
}

function tellReason({ code, at, params }: Transmission['reasons'][number]) {
  return { code, at, params: { ...params } };
}

function tellDeposit(deposit: Deposit): Story['deposits'][number] {
  return {
    id: deposit.id,
    attempt: deposit.attempt,
    state: deposit.state,
    sha256: deposit.sha256,
    reservedAt: deposit.reservedAt.toISOString(),
    callBefore: deposit.callBefore.toISOString(),
    closedAt: deposit.closedAt?.toISOString() ?? null,
    flowNumber: deposit.flowNumber ?? null,
    lookUps: deposit.lookUps,
    remote: deposit.remote ?? null,
  };
}

function tellEntry(entry: HistoryEntry): Story['history'][number] {
  return {
    at: entry.at.toISOString(),
    kind: entry.kind,
    state: entry.state ?? null,
    reasons: (entry.reasons ?? []).map(tellReason),
    remote: entry.remote ?? null,
    actor: entry.actor ?? null,
    detail: { ...entry.detail },
  };
}

/** Who is told what has nothing to do with the invoice, and a chat's address lets whoever has it write there. */
function tellSettings(settings: Settings): NonNullable<Story['settings']> {
  const { notifications: _notifications, look, ...rest } = settings;
  const { logo, ...plain } = look;
  const shown = logo === undefined ? plain : { ...plain, logoSha256: sha256Of(logo) };
  const values = { ...rest, look: shown };
  return { sha256: sha256Of(JSON.stringify(values)), values };
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
