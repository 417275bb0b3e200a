import { sentencesFor } from '../../src/wording/wording.ts';
import type { Reason } from '../invoice/reason.ts';
import { sayingsOf } from '../follow/cures.ts';
import type { TenantId } from '../tenant.ts';
import type { Block, Letter } from './letter.ts';
import { typeOf } from './event.ts';
import type { DigestFacts, DocumentFacts, Notice, NoticeFacts } from './notice.ts';

/** What our webhook says: JSON with the facts in codes and figures; undefined for what is no event of it. */
export function webhookBody(tenant: TenantId, notice: Notice): string | undefined {
  const { event, facts } = notice;
  if (event === 'digest' || facts.about === 'digest') return undefined;
  return JSON.stringify({
    // The same for every attempt: whoever got it before knows it again.
    id: notice.id,
    type: typeOf(event),
    occurred_at: notice.occurredAt.toISOString(),
    environment: tenant.environment,
    account: tenant.account,
    data: dataOf(facts),
  });
}

function dataOf(facts: Exclude<NoticeFacts, DigestFacts>) {
  switch (facts.about) {
    case 'password':
      return { renew_by: facts.renewBy };
    case 'connection':
      return { since: facts.since, reason: reasonInCodes(facts.reason) };
    case 'document':
      return { document: inCodes(facts) };
    default:
      return facts satisfies never;
  }
}

function reasonInCodes(reason: Reason) {
  const { code, at } = reason;
  const title = { en: sentencesFor(reason, 'en').title, fr: sentencesFor(reason, 'fr').title };
  return { code, at, title };
}

function inCodes(facts: DocumentFacts) {
  return {
    id: facts.documentId,
    kind: facts.kind,
    number: facts.number ?? null,
    state: facts.state,
    since: facts.since,
    buyer: { name: facts.buyer ?? null, siret: facts.buyerSiret ?? null },
    total_minor: facts.totalMinor ?? null,
    currency: facts.currency ?? null,
    comment: facts.comment ?? null,
    reasons: facts.reasons.map(reasonInCodes),
    sayings: sayingsOf(facts.reasons).map(({ message, code }) => ({ message, code: code ?? null })),
  };
}

/** Slack refuses a message above 40,000 characters; nobody reads one above this. */
const CHAT_CHARACTERS_MAX = 3_000;

/** A letter as a message of Slack and of what understands the same. */
export function slackBody({ subject, lead, blocks, link }: Letter): string {
  const told = [`*${escaped(subject)}*`, escaped(lead), ...blocks.map(chatLines)].join('\n\n');
  const short = told.length <= CHAT_CHARACTERS_MAX ? told : `${cut(told)}…`;
  return JSON.stringify({ text: `${short}\n\n<${link.url}|${escaped(link.label)}>` });
}

/** Never inside an escaped sign or a pair of surrogates. */
function cut(text: string): string {
  return text.slice(0, CHAT_CHARACTERS_MAX).replace(/(?:&\w{0,3}|[\ud800-\udbff])$/, '');
}

function chatLines(lines: Block): string {
  return lines
    .map(({ label, text }) => (label === undefined ? escaped(text) : bold(label) + escaped(text)))
    .join('\n');
}

/** A mark must stand at a word, not at a space. */
function bold(label: string): string {
  const word = label.trimEnd();
  return `*${escaped(word)}*${label.slice(word.length)}`;
}

/** The three characters that mean something to Slack: nobody's text becomes a link or a mention. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
