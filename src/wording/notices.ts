import type { Actor } from '../../backend/invoice/reason.ts';
import type { NoticeEvent } from '../../backend/notify/event.ts';
import type { Locale, ReasonWording, Spelling } from './wording.ts';
import { NOTICES_EN } from './notices-en.ts';
import { NOTICES_FR } from './notices-fr.ts';
import { ENGLISH, FRENCH } from './spelling.ts';

/** What a notice's sentences are filled with. */
export interface NoticeFilling {
  /** "invoice F-12", "credit note A-3". */
  readonly document: string;
  /** The same with its article, for the middle of a sentence. */
  readonly theDocument: string;
  /** A day as the language writes it. */
  readonly date: string;
}

/** What is said about one event. */
export interface NoticeWording {
  /** A few words, without a trailing period. */
  readonly subject: (filling: NoticeFilling) => string;
  /** What happened, and what it means. */
  readonly lead: (filling: NoticeFilling) => string;
}

/** Everything that notices say in one language. */
export interface NoticesWording {
  readonly events: Readonly<Record<NoticeEvent, NoticeWording>>;
  /** Who is waited for, after what lasts has been said. */
  readonly awaited: Readonly<Record<Actor | 'nobody', string>>;
  /** What somebody asked for to see how it arrives; its document is made up. */
  readonly trial: NoticeWording;
  readonly documents: {
    readonly invoice: (number: string) => readonly [plain: string, withArticle: string];
    readonly credit_note: (number: string) => readonly [plain: string, withArticle: string];
  };
  readonly digest: {
    readonly subject: (openCount: number) => string;
    readonly open: (openCount: number) => string;
    readonly nothingOpen: string;
    /** In the middle of a line. */
    readonly since: (date: string) => string;
    readonly more: (count: number) => string;
    readonly news: string;
  };
  /** What is said of a message of Chorus Pro's that nobody has met. */
  readonly unknownSaying: ReasonWording;
  readonly labels: {
    readonly buyer: string;
    readonly amount: string;
    readonly state: string;
    readonly since: string;
    readonly why: string;
    readonly whatToDo: string;
    readonly chorusProsWords: string;
    readonly whatItMeans: string;
    readonly buyersWords: string;
    readonly openInvoice: string;
    readonly openAccount: string;
  };
  /** Between a label and what it labels. */
  readonly colon: string;
  /** Around somebody's own words, which stay as they are. */
  readonly quotes: readonly [open: string, close: string];
  /** Before the subject of what is not live. */
  readonly test: string;
  /** Why one gets this. */
  readonly footer: string;
}

const WORDINGS = { en: NOTICES_EN, fr: NOTICES_FR } as const satisfies Record<
  Locale,
  NoticesWording
>;
const SPELLINGS = { en: ENGLISH, fr: FRENCH } as const satisfies Record<Locale, Spelling>;

/** Everything that notices say in a language; `finish` a sentence once it is filled. */
export function noticesWordingFor(
  locale: Locale,
): NoticesWording & { readonly spelling: Spelling } {
  return { ...WORDINGS[locale], spelling: SPELLINGS[locale] };
}
