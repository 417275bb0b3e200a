import type {
  BusinessProcess,
  ChargeReasonCode,
  IdentifierScheme,
  SupplyKind,
} from '../invoice/codes.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { ForeignRegistration, Seller } from '../invoice/party.ts';
import { APPROVED_PLATFORM_RULES } from '../invoice/rules/approved-platform.ts';
import type { Rule } from '../invoice/rules/rule.ts';
import { sirenOf } from '../invoice/siret.ts';

/** An identifier of a party in one element: the scheme that is written, and what goes in; absent when there is none. */
export interface IdentifierForm {
  readonly scheme: IdentifierScheme;
  readonly of: (invoice: Invoice) => string | undefined;
}

/** In which elements a dialect carries what identifies a party. */
export interface PartyForm {
  /** BT-29, BT-46: GlobalID; the profile EN 16931 takes one of a buyer. */
  readonly globalIds: readonly IdentifierForm[];
  /** BT-30, BT-47: SpecifiedLegalOrganization/ID; one of them gives a value. */
  readonly legalIds: readonly IdentifierForm[];
  /** BT-34, BT-49: URIUniversalCommunication; at most one. */
  readonly electronicAddresses: readonly IdentifierForm[];
}

/** One dialect of the syntax: everything in which destinations differ, as data. */
export interface Profile {
  /** BT-24. */
  readonly guideline: string;
  /** BT-23: how the dialect names each billing framework, for each kind of supply. */
  readonly businessProcess: Readonly<Record<SupplyKind, Readonly<Record<BusinessProcess, string>>>>;
  readonly seller: PartyForm;
  readonly buyer: PartyForm;
  /** BT-105: how the dialect names the reason of a charge; by its text alone when blank. */
  readonly chargeReasonCode: Readonly<Record<ChargeReasonCode, string>>;
  /** Whether BT-9 of what is paid already (A2) says the day of payment; absent otherwise. */
  readonly saysPaymentDay: boolean;
  /** What the dialect's rules ask beyond those that hold everywhere. */
  readonly rules: readonly Rule[];
}

const EN_16931 = 'urn:cen.eu:en16931:2017';

const sellerSiret = ({ seller }: Invoice): string | undefined => seller.siret;
const buyerSiret = ({ buyer }: Invoice): string => buyer.siret;
const sellerSiren = ({ seller: { siret } }: Invoice): string | undefined =>
  siret === undefined ? undefined : sirenOf(siret);
const buyerSiren = ({ buyer }: Invoice): string => sirenOf(buyer.siret);
const sellerAddress = (invoice: Invoice): string | undefined =>
  invoice.seller.electronicAddress ?? sellerSiren(invoice);
const buyerAddress = ({ buyer }: Invoice): string =>
  buyer.electronicAddress ?? `${sirenOf(buyer.siret)}_${buyer.siret}`;

/** A supplier without SIRET. AIFE's CII samples write 2 and 3 for these two, which the ISO 6523 list does not know. */
const FOREIGN_SELLER: readonly IdentifierForm[] = [
  { scheme: '0223', of: ({ seller }) => registered(seller, 'eu_vat') },
  { scheme: '0227', of: ({ seller }) => registered(seller, 'outside_eu') },
];

function registered({ registration }: Seller, kind: ForeignRegistration['kind']) {
  return registration?.kind === kind ? registration.id : undefined;
}

/**
 * The dialects. `chorus_pro_direct` is what Chorus Pro reads from a supplier's own deposit: the whole SIRET stands in
 * the legal identifier, although 0002 officially denotes the SIREN (AIFE, Factur-X samples). `approved_platform` is
 * what the reform's platforms exchange (XP Z12-012): SIREN, SIRET, service and electronic address each in its place.
 */
export const PROFILES = {
  chorus_pro_direct: {
    guideline: EN_16931,
    businessProcess: {
      goods: { A1: 'A1', A2: 'A2' },
      services: { A1: 'A1', A2: 'A2' },
      mixed: { A1: 'A1', A2: 'A2' },
    },
    seller: {
      globalIds: [],
      legalIds: [{ scheme: '0002', of: sellerSiret }, ...FOREIGN_SELLER],
      electronicAddresses: [],
    },
    buyer: {
      globalIds: [],
      legalIds: [{ scheme: '0002', of: buyerSiret }],
      electronicAddresses: [],
    },
    chargeReasonCode: { FC: 'FC' },
    saysPaymentDay: false,
    rules: [],
  },
  approved_platform: {
    guideline: EN_16931,
    businessProcess: {
      goods: { A1: 'B1', A2: 'B2' },
      services: { A1: 'S1', A2: 'S2' },
      mixed: { A1: 'M1', A2: 'M2' },
    },
    seller: {
      globalIds: [{ scheme: '0009', of: sellerSiret }],
      legalIds: [{ scheme: '0002', of: sellerSiren }, ...FOREIGN_SELLER],
      electronicAddresses: [{ scheme: '0225', of: sellerAddress }],
    },
    buyer: {
      // One only: the profile EN 16931 has no second place for the service (0224), which stands in BT-10.
      globalIds: [{ scheme: '0009', of: buyerSiret }],
      legalIds: [{ scheme: '0002', of: buyerSiren }],
      electronicAddresses: [{ scheme: '0225', of: buyerAddress }],
    },
    // The schema behind BR-FR (CII D22B) lists reasons of allowances only, and charges share its element.
    chargeReasonCode: { FC: '' },
    // BR-FR-CO-09.
    saysPaymentDay: true,
    rules: APPROVED_PLATFORM_RULES,
  },
} as const satisfies Record<string, Profile>;
