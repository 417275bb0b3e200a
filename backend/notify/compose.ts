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
import { actorOf, sayingsOf, unknownSayings } from '../follow/cures.ts';
import type { ReadRefusal } from '../follow/refusals.ts';
import type { Actor, Reason } from '../invoice/reason.ts';
import { STATES, type TransmissionState } from '../follow/state.ts';
import type { TenantId } from '../tenant.ts';
import type { Block, Letter, Line } from './letter.ts';
import type { DigestFacts, DocumentFacts, Notice } from './notice.ts';

type Words = NoticesWording & { readonly spelling: Spelling };

/** Says a notice in a language. */
export function composeLetter(tenant: TenantId, notice: Notice, locale: Locale): Letter {
  const words = noticesWordingFor(locale);
  const letter = { locale, footer: words.footer, link: linkTo(tenant, notice, words) };
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
  const waits = event === 'waiting' ? ` ${words.awaited[awaitedFor(facts)]}` : '';
  return {
    subject: capitalized(finish(subject(filling))),
    lead: capitalized(finish(`${lead(filling)}${waits}`)),
    blocks: [
      ...documentBlocks(facts, words, locale),
      // Nothing else says what it waits for.
      ...(waits === '' || facts.reasons.length > 0
        ? []
        : [[{ text: stateWordingFor(facts.state, locale).explanation }]]),
    ],
  };
}

/** Who is waited for: the merchant when any reason is the merchant's, else whoever the first one names, or the state. */
function awaitedFor({ reasons, state }: DocumentFacts): Actor | 'nobody' {
  const actors = reasons.map(actorOf);
  return actors.find((actor) => actor === 'merchant') ?? actors[0] ?? STATES[state].actor;
}

function documentBlocks(facts: DocumentFacts, words: Words, locale: Locale): readonly Block[] {
  const { labels } = words;
  const { comment, reasons } = facts;
  const what = [
    [labels.buyer, [facts.buyer, facts.buyerSiret].filter(Boolean).join(', ')],
    [labels.amount, amountOf(facts, words)],
    [labels.state, stateWordingFor(facts.state, locale).label],
    [labels.since, sinceOf(facts, words)],
  ] as const;
  return [
    what.filter(([, text]) => text !== '').map(([label, text]) => labelled(label, text, words)),
    ...reasons.flatMap((reason) => reasonBlocks(reason, words, locale)),
    // A reason that holds the buyer's words has said them already.
    ...(comment === undefined || reasons.some(({ params }) => params['comment'] === comment)
      ? []
      : [[labelled(labels.buyersWords, comment, words)]]),
  ];
}

/** Why, and what to do; where Chorus Pro said it, its own words first, then what each of them means. */
function reasonBlocks(reason: Reason, words: Words, locale: Locale): readonly Block[] {
  const { labels, spelling, quotes } = words;
  const line = (label: string, text: string) => labelled(label, text, words);
  const { title, explanation, remedy } = sentencesFor(reason, locale);
  const sayings = explained(reason);
  if (sayings.length === 0) {
    return [[line(labels.why, title), { text: explanation }, line(labels.whatToDo, remedy)]];
  }
  return sayings.map(({ message, code }) => {
    const means = code ? refusalWordingFor(code, locale) : words.unknownSaying;
    return [
      line(labels.chorusProsWords, `${quotes[0]}${message}${quotes[1]}`),
      line(labels.whatItMeans, spelling.finish(means.title)),
      { text: spelling.finish(means.explanation) },
      line(labels.whatToDo, spelling.finish(means.remedy)),
    ];
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
  const more = { text: spelling.finish(digest.more(openCount - open.length)) };
  const news = newsOf(facts.news).map(([state, count]) =>
    labelled(stateWordingFor(state, locale).label, String(count), words),
  );
  return {
    subject: spelling.finish(digest.subject(openCount)),
    lead: spelling.finish(openCount === 0 ? digest.nothingOpen : digest.open(openCount)),
    blocks: [
      ...rows,
      ...(openCount > open.length ? [[more]] : []),
      ...(news.length === 0 ? [] : [[{ text: spelling.finish(digest.news) }, ...news]]),
    ],
  };
}

/** What waits, since when and why, and where it is dealt with: three short lines rather than a long one. */
function digestRow(tenant: TenantId, row: DocumentFacts, words: Words, locale: Locale): Block {
  const [first] = row.reasons;
  const state = `${stateWordingFor(row.state, locale).label}, ${words.digest.since(sinceOf(row, words))}`;
  const facts = [row.buyer, amountOf(row, words)].filter(Boolean).map((fact) => ` · ${fact}`);
  const address = addressOf(tenant, row);
  return [
    { label: capitalized(nameOf(row, words)[0]), text: facts.join('') },
    {
      text: first
        ? `${words.spelling.finish(`${state}${words.colon}`)}${shortReason(first, locale)}`
        : state,
    },
    ...(address === undefined ? [] : [{ text: address, isLink: true } as const]),
  ];
}

const isState = (name: string): name is TransmissionState => name in STATES;

function newsOf(news: DigestFacts['news']): readonly (readonly [TransmissionState, number])[] {
  return Object.entries(news).flatMap(([state, count]) =>
    isState(state) && count > 0 ? [[state, count] as const] : [],
  );
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

/** A line with its label, as the language writes it; the text stays as it is. */
function labelled(label: string, text: string, { spelling, colon }: Words): Line {
  return { label: spelling.finish(`${label}${colon}`), text };
}

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
