import { noticesWordingFor, type NoticesWording } from '../../src/wording/notices.ts';
import {
  sentencesFor,
  stateWordingFor,
  type Locale,
  type Spelling,
} from '../../src/wording/wording.ts';
import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import { CURRENCY_EXPONENT, formatAmount } from '../invoice/money.ts';
import { sayingsOf, unknownSayings } from '../follow/cures.ts';
import type { ReadRefusal } from '../follow/refusals.ts';
import type { Reason } from '../invoice/reason.ts';
import { STATES, type TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { DigestFacts, DocumentFacts, Notice } from './notice.ts';

/** A notice in words: plain text, which every mailbox and chat shows alike. */
export interface Letter {
  readonly subject: string;
  /** What happened. */
  readonly lead: string;
  /** Facts, reasons and what to do, in blocks of lines. */
  readonly blocks: readonly string[];
  /** Where it is dealt with. */
  readonly link: { readonly label: string; readonly url: string };
  readonly footer: string;
}

type Words = NoticesWording & { readonly spelling: Spelling };

/** Says a notice in a language. */
export function composeLetter(tenant: TenantId, notice: Notice, locale: Locale): Letter {
  const words = noticesWordingFor(locale);
  const letter = { footer: words.footer, link: linkTo(tenant, notice, words) };
  const said = say(tenant, notice, words, locale);
  const mark = tenant.environment === 'live' ? '' : `${words.test} `;
  return { ...letter, ...said, subject: oneLine(`${mark}${said.subject}`) };
}

type Said = Pick<Letter, 'subject' | 'lead' | 'blocks'>;

function say(tenant: TenantId, { event, facts }: Notice, words: Words, locale: Locale): Said {
  if (facts.about === 'digest') return sayDigest(tenant, facts, words, locale);
  if (event === 'digest') throw new Error('a summary without its facts');
  const { subject, lead } = event === 'test' ? words.trial : words.events[event];
  const { finish, date } = words.spelling;
  if (facts.about === 'password') {
    const filling = { document: '', theDocument: '', date: date(facts.renewBy) };
    return { subject: finish(subject(filling)), lead: finish(lead(filling)), blocks: [] };
  }
  if (facts.about === 'connection') {
    const filling = { document: '', theDocument: '', date: sinceOf(facts, words) };
    const blocks = reasonBlocks(facts.reason, words, locale);
    return { subject: finish(subject(filling)), lead: finish(lead(filling)), blocks };
  }
  const [document, theDocument] = nameOf(facts, words);
  const filling = { document, theDocument, date: sinceOf(facts, words) };
  return {
    subject: capitalized(finish(subject(filling))),
    lead: capitalized(finish(lead(filling))),
    blocks: documentBlocks(facts, words, locale),
  };
}

function documentBlocks(facts: DocumentFacts, words: Words, locale: Locale): readonly string[] {
  const { labels, spelling } = words;
  const { comment, reasons } = facts;
  const why = reasons.flatMap((reason) => reasonBlocks(reason, words, locale));
  return [
    lines(
      [
        [labels.buyer, [facts.buyer, facts.buyerSiret].filter(Boolean).join(', ')],
        [labels.amount, amountOf(facts, words)],
        [labels.state, stateWordingFor(facts.state, locale).label],
        [labels.since, sinceOf(facts, words)],
      ],
      locale,
      words,
    ),
    ...why,
    // A reason that holds the buyer's words has said them already.
    ...(comment === undefined || reasons.some(({ params }) => params['comment'] === comment)
      ? []
      : [`${spelling.finish(`${labels.buyersWords}${colon(locale)}`.trimEnd())}\n${comment}`]),
  ];
}

/** Why, and what to do; where Chorus Pro said it, its own words first, then what each of them means. */
function reasonBlocks(reason: Reason, words: Words, locale: Locale): readonly string[] {
  const { labels, spelling, quotes } = words;
  const line = (label: string, text: string) => spelling.finish(`${label}${colon(locale)}${text}`);
  const { title, explanation, remedy } = sentencesFor(reason, locale);
  const sayings = explained(reason);
  if (sayings.length === 0) {
    return [[line(labels.why, title), explanation, line(labels.whatToDo, remedy)].join('\n')];
  }
  return sayings.map(({ message, code }) => {
    const means = code ? refusalWordingFor(code, locale) : words.unknownSaying;
    return [
      `${line(labels.chorusProsWords, '')}${quotes[0]}${message}${quotes[1]}`,
      line(labels.whatItMeans, means.title),
      spelling.finish(means.explanation),
      line(labels.whatToDo, means.remedy),
    ].join('\n');
  });
}

/**
 * Chorus Pro's messages, where saying what each means tells more than the reason itself; a person's comment, or words beside
 * a reason that says all, do not.
 */
function explained(reason: Reason): readonly ReadRefusal[] {
  const sayings = sayingsOf([reason]);
  const isTold = sayings.some(({ code }) => code) || unknownSayings([reason]).length > 0;
  return isTold ? sayings : [];
}

/** The shortest answer to why. */
function shortReason(reason: Reason, locale: Locale): string {
  const code = explained(reason).find((saying) => saying.code)?.code;
  return (code ? refusalWordingFor(code, locale) : sentencesFor(reason, locale)).title;
}

function sayDigest(tenant: TenantId, facts: DigestFacts, words: Words, locale: Locale): Said {
  const { digest, spelling } = words;
  const { open, openCount } = facts;
  const rows = open.map((row) => digestRow(tenant, row, words, locale));
  const more =
    openCount > open.length ? [spelling.finish(digest.more(openCount - open.length))] : [];
  const news = newsOf(facts.news).map(
    ([state, count]) => `- ${stateWordingFor(state, locale).label}${colon(locale)}${count}`,
  );
  return {
    subject: spelling.finish(digest.subject(openCount)),
    lead: spelling.finish(openCount === 0 ? digest.nothingOpen : digest.open(openCount)),
    blocks: [
      ...rows,
      ...more,
      ...(news.length === 0 ? [] : [[spelling.finish(digest.news), ...news].join('\n')]),
    ],
  };
}

/** What waits, since when and why, and where it is dealt with: three short lines rather than a long one. */
function digestRow(tenant: TenantId, row: DocumentFacts, words: Words, locale: Locale): string {
  const [first] = row.reasons;
  const state = `${stateWordingFor(row.state, locale).label}, ${words.digest.since(sinceOf(row, words))}`;
  const facts = [capitalized(nameOf(row, words)[0]), row.buyer, amountOf(row, words)];
  const address = addressOf(tenant, row);
  return [
    `- ${facts.filter(Boolean).join(' · ')}`,
    `  ${state}${first ? words.spelling.finish(`${colon(locale)}${shortReason(first, locale)}`) : ''}`,
    ...(address === undefined ? [] : [`  ${address}`]),
  ].join('\n');
}

const isState = (name: string): name is TransmissionState => name in STATES;

function newsOf(news: DigestFacts['news']): readonly (readonly [TransmissionState, number])[] {
  return Object.entries(news).flatMap(([state, count]) =>
    isState(state) && count > 0 ? [[state, count] as const] : [],
  );
}

/** The letter as the text of a mail. */
export function letterText({ lead, blocks, link, footer }: Letter): string {
  return [lead, ...blocks, `${link.label}\n${link.url}`, `-- \n${footer}`].join('\n\n') + '\n';
}

/** Documents that have no number yet are named by what Stripe calls them. */
function nameOf({ kind, number, documentId }: DocumentFacts, { documents }: Words) {
  return documents[kind](number ?? documentId);
}

function amountOf({ totalMinor, currency }: DocumentFacts, { spelling }: Words): string {
  if (totalMinor === undefined || currency?.toUpperCase() !== 'EUR') return '';
  return spelling.money(formatAmount(BigInt(totalMinor), CURRENCY_EXPONENT.EUR));
}

const MS_PER_SECOND = 1_000;

function sinceOf({ since }: Pick<DocumentFacts, 'since'>, { spelling }: Words): string {
  return spelling.date(dayInFranceOf(Date.parse(since) / MS_PER_SECOND));
}

function lines(
  pairs: readonly (readonly [label: string, value: string])[],
  locale: Locale,
  { spelling }: Words,
): string {
  return pairs
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${spelling.finish(`${label}${colon(locale)}`)}${value}`)
    .join('\n');
}

const colon = (locale: Locale): string => (locale === 'fr' ? ' : ' : ': ');

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A subject is one line, whatever stands in a number. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function linkTo(tenant: TenantId, { event, facts }: Notice, { labels }: Words): Letter['link'] {
  const address =
    facts.about === 'document' && event !== 'test' ? addressOf(tenant, facts) : undefined;
  return address === undefined
    ? { label: labels.openAccount, url: `${dashboardOf(tenant)}/dashboard` }
    : { label: labels.openInvoice, url: address };
}

/** The invoice's page in the Dashboard; a credit note has none of its own. */
function addressOf(tenant: TenantId, { kind, documentId }: DocumentFacts): string | undefined {
  return kind === 'invoice' ? `${dashboardOf(tenant)}/invoices/${documentId}` : undefined;
}

function dashboardOf({ environment, account }: TenantId): string {
  return `https://dashboard.stripe.com/${account}${environment === 'live' ? '' : '/test'}`;
}
