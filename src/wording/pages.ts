import { PAGES_EN } from './pages-en.ts';
import { PAGES_FR } from './pages-fr.ts';
import { ENGLISH, FRENCH } from './spelling.ts';
import type { Locale, Spelling } from './wording.ts';

/** What a page on which files are chosen says. */
interface ChoosingWording {
  readonly title: string;
  /** What becomes of what is chosen. */
  readonly lead: string;
  readonly choose: string;
  /** What is taken; sizes as the language writes them. */
  readonly limits: (limits: { readonly size: string; readonly characters: number }) => string;
  /** Above what is there. */
  readonly present: string;
  readonly none: string;
  readonly tooLarge: (limits: { readonly size: string }) => string;
}

/** Everything that the pages say which a browser opens by a link; `finish` a sentence once it is filled. */
export interface PagesWording {
  readonly attachments: ChoosingWording;
  readonly logo: ChoosingWording & {
    readonly unreadable: string;
    /** The company's name was never saved. */
    readonly noSettings: string;
    /** Somebody else kept saving settings. */
    readonly busy: string;
  };
  readonly remove: string;
  /** What was to be removed is gone already. */
  readonly gone: string;
  readonly lost: string;
  readonly linkOver: { readonly title: string; readonly explanation: string };
  readonly notIssued: string;
  /** This language's own name. */
  readonly language: string;
  /** How this language writes a size. */
  readonly size: (bytes: number) => string;
}

const WORDINGS = {
  en: { ...PAGES_EN, spelling: ENGLISH },
  fr: { ...PAGES_FR, spelling: FRENCH },
} as const satisfies Record<Locale, PagesWording & { readonly spelling: Spelling }>;

/** Everything that those pages say in a language. */
export function pagesWordingFor(locale: Locale): PagesWording & { readonly spelling: Spelling } {
  return WORDINGS[locale];
}
