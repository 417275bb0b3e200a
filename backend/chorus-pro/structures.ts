import { z } from 'zod';
import type { NoAnswerNow } from '../follow/corrections.ts';
import type { NonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import type { Ask, CallResult } from './call.ts';
import { isAbsent, toNotNow, type Fault } from './faults.ts';
import { counters, identifier, list, optionalText } from './lenient.ts';

/**
 * Who is in Chorus Pro's directory (*structures*), by SIRET or by name. A person's search offers public bodies that are
 * active and nothing else; what cannot be a name, a SIRET or the beginning of one is refused before any call.
 */

/** Fewer letters would find half of France. */
const SEARCH_CHARACTERS_MIN = 3;

/** What a search by name is cut to: no name in the directory is longer. */
const SEARCH_CHARACTERS_MAX = 200;

/** A number is asked for from a SIREN on: fewer digits would be anybody's. */
const SIREN_DIGITS = 9;
const SIRET_DIGITS = 14;

/** Public bodies on one page of a search, at most. */
const BUYERS_PER_PAGE_MAX = 100;

const structure = z.object({
  idStructureCPP: identifier,
  identifiantStructure: optionalText,
  designationStructure: optionalText,
  typeIdentifiantStructure: optionalText,
  statut: optionalText,
});

/** A structure as a search shows it. */
export type Structure = z.output<typeof structure>;

const structures = z.object({ listeStructures: list(structure), parametresRetour: counters });

/** A public body that a customer may be. */
export interface OfferedBuyer {
  readonly siret: string;
  readonly name: string;
}

/** What a person typed, and which page of what it finds. */
export interface BuyerSearch {
  /** A SIRET or its beginning from the SIREN on, spaces allowed, or a part of a name. */
  readonly text: string;
  /** From 1. */
  readonly page?: number;
  readonly perPage?: number;
}

/** What a search for a buyer found. */
export type BuyerSearchAnswer =
  | {
      readonly kind: 'found';
      readonly buyers: readonly OfferedBuyer[];
      readonly page: number;
      /** How many pages there are; undefined when the platform does not say. */
      readonly pages?: number;
      readonly total?: number;
    }
  /** What was typed cannot be searched for; nothing was asked. */
  | { readonly kind: 'refused'; readonly reasons: NonEmpty<Reason> }
  | NoAnswerNow;

/** Searches the directory for active public bodies. */
export async function searchBuyers(ask: Ask, search: BuyerSearch): Promise<BuyerSearchAnswer> {
  const wanted = search.text.trim().replaceAll(/\s+/g, ' ').slice(0, SEARCH_CHARACTERS_MAX);
  const digits = wanted.replaceAll(/[\s.]/g, '');
  const isNumber = /^\d+$/.test(digits);
  if (isNumber && (digits.length < SIREN_DIGITS || digits.length > SIRET_DIGITS)) {
    const why = reason('buyer_siret_malformed', 'customer.metadata.siret', { siret: wanted });
    return { kind: 'refused', reasons: [why] };
  }
  if (wanted.length < SEARCH_CHARACTERS_MIN) return tooShort(wanted);
  const page = atLeastOne(search.page ?? 1);
  const perPage = Math.min(atLeastOne(search.perPage ?? 20), BUYERS_PER_PAGE_MAX);
  const criteria = isNumber
    ? { identifiantStructure: digits, typeIdentifiantStructure: 'SIRET' }
    : { libelleStructure: wanted };
  const result = await askStructures(ask, {
    structure: { ...criteria, typeStructure: 'PUBLIQUE', statutStructure: 'ACTIF' },
    parametres: {
      pageResultatDemandee: page,
      nbResultatsParPage: perPage,
      triColonne: 'DesignationStructure',
      triSens: 'Ascendant',
    },
  });
  const isBeginning = isNumber && !isSiretShaped(digits);
  if (!result.ok) {
    const nothing = { kind: 'found', buyers: [], page, pages: 0, total: 0 } as const;
    const isNothing = isAbsent(result.fault) || (isBeginning && isObjection(result.fault));
    return isNothing ? nothing : toNotNow(result.fault);
  }
  const { listeStructures, parametresRetour } = result.value;
  const { pages, total } = parametresRetour;
  const buyers = listeStructures.flatMap(toOffered);
  const asked = isNumber ? buyers.filter(({ siret }) => siret.startsWith(digits)) : buyers;
  // Who is shown bodies with other numbers has been answered another question: nobody knows how many are right.
  const isOther = asked.length < buyers.length;
  return {
    kind: 'found',
    buyers: asked,
    page,
    ...(pages === undefined || isOther ? {} : { pages }),
    ...(total === undefined || isOther ? {} : { total }),
  };
}

/** An answer by which the platform may only say that it wants all 14 digits; no document tells. */
function isObjection({ row }: Fault): boolean {
  return row.name === 'request_refused' || row.name === 'business_code_unknown';
}

/** The structure with exactly this SIRET, an active one before others; undefined when there is none. */
export async function findStructure(
  ask: Ask,
  siret: string,
): Promise<{ ok: true; value: Structure | undefined } | { ok: false; fault: Fault }> {
  const result = await askStructures(ask, {
    structure: { identifiantStructure: siret, typeIdentifiantStructure: 'SIRET' },
  });
  if (!result.ok) return isAbsent(result.fault) ? { ok: true, value: undefined } : result;
  const exact = result.value.listeStructures.filter((each) => each.identifiantStructure === siret);
  return { ok: true, value: exact.find(({ statut }) => isActive(statut)) ?? exact[0] };
}

/** A search's filter says `INACTIF`, its answer `INACTIVE`; what says neither is taken to be active. */
export function isActive(status: string | undefined): boolean {
  return status !== 'INACTIVE' && status !== 'INACTIF';
}

function askStructures(
  ask: Ask,
  body: Readonly<Record<string, unknown>>,
): Promise<CallResult<z.output<typeof structures>>> {
  return ask({ kind: 'read', route: 'structures/v1/rechercher', body, answer: structures });
}

function toOffered(each: Structure): readonly OfferedBuyer[] {
  const { identifiantStructure: siret, designationStructure: name, statut } = each;
  if (siret === undefined || !isSiretShaped(siret) || !isActive(statut)) return [];
  return [{ siret, name: name ?? siret }];
}

function tooShort(wanted: string): BuyerSearchAnswer {
  const params = { found: String(wanted.length), limit: String(SEARCH_CHARACTERS_MIN) };
  return { kind: 'refused', reasons: [reason('search_too_short', 'directory.search', params)] };
}

function atLeastOne(count: number): number {
  return Math.max(1, Math.trunc(count));
}
