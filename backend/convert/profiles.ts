import type { BusinessProcess, IdentifierScheme } from '../invoice/codes.ts';

/** An identifier of a party in one element: the scheme that is written, and which number goes in. */
export interface IdentifierForm {
  readonly scheme: IdentifierScheme;
  readonly numberOf: (siret: string) => string;
}

/** In which elements a dialect carries what identifies a party. */
export interface PartyForm {
  /** BT-29, BT-46: GlobalID. */
  readonly globalIds: readonly IdentifierForm[];
  /** BT-30, BT-47: SpecifiedLegalOrganization/ID. */
  readonly legalId: IdentifierForm;
}

/** One dialect of the syntax: everything in which destinations differ, as data. */
export interface Profile {
  /** BT-24. */
  readonly guideline: string;
  /** BT-23: how the dialect names each billing framework. */
  readonly businessProcess: Readonly<Record<BusinessProcess, string>>;
  readonly seller: PartyForm;
  readonly buyer: PartyForm;
}

const siret = (value: string): string => value;

/**
 * The dialects. `chorus_pro_direct` is what Chorus Pro reads from a supplier's own deposit: the whole SIRET stands in
 * the legal identifier, although 0002 officially denotes the SIREN (AIFE, Factur-X samples).
 */
export const PROFILES = {
  chorus_pro_direct: {
    guideline: 'urn:cen.eu:en16931:2017',
    businessProcess: { A1: 'A1', A2: 'A2' },
    seller: { globalIds: [], legalId: { scheme: '0002', numberOf: siret } },
    buyer: { globalIds: [], legalId: { scheme: '0002', numberOf: siret } },
  },
} as const satisfies Record<string, Profile>;
