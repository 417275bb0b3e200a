import type { BuyerService } from '../decide/decision.ts';

/**
 * Which of a buyer's services a person may choose: the active ones, never the one for invoices between public bodies.
 * Pure: it works on what the directory said, fresh or kept.
 */

/** *Factures publiques*: a private supplier that sends there is refused. */
const RESERVED = 'FACTURES_PUBLIQUES';

/** Services on one page, at most. */
const SERVICES_PER_PAGE_MAX = 200;

/** What a person typed, and which page of what it finds. */
export interface ServiceSearch {
  /** Words of the label or the beginning of the code, in any order; everything when blank. */
  readonly text?: string;
  /** From 1. */
  readonly page?: number;
  readonly perPage?: number;
}

/** A page of services. */
export interface OfferedServices {
  readonly services: readonly BuyerService[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** The services that may be chosen and hold every word that was typed, whatever accents and capitals. */
export function offerServices(
  services: readonly BuyerService[],
  search: ServiceSearch = {},
): OfferedServices {
  const words = plain(search.text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = services
    .filter(({ active, code }) => active && code !== RESERVED)
    .filter(({ code, label }) => {
      if (words.length === 0) return true;
      const text = plain(`${code} ${label}`);
      return words.every((word) => text.includes(word));
    });
  const perPage = Math.min(Math.max(1, Math.trunc(search.perPage ?? 50)), SERVICES_PER_PAGE_MAX);
  const pages = Math.ceil(found.length / perPage);
  const page = Math.max(1, Math.trunc(search.page ?? 1));
  return {
    services: found.slice((page - 1) * perPage, page * perPage),
    page,
    pages,
    total: found.length,
  };
}

/** Marks that stand apart from their letters once a text is taken apart (NFD). */
const MARKS = /[\u0300-\u036f]+/g;

/** Thousands of texts for each letter that a person types: what is plain already is left alone. */
function plain(text: string): string {
  const small = text.toLowerCase().trim();
  const letters = isAscii(small) ? small : small.normalize('NFD').replace(MARKS, '');
  return letters.includes('  ') ? letters.replaceAll(/\s+/g, ' ') : letters;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return false;
  }
  return true;
}
