import { COUNTRY_CODES } from '../countries.ts';
import type { PostalAddress } from '../party.ts';
import { reason, type ReasonCode } from '../reason.ts';
import { frenchVatNumberOf, isSiretChecksumRight, isSiretShaped } from '../siret.ts';
import { isBlank } from '../text.ts';
import { OBEYED, type Rule } from './rule.ts';

/** ISO 3166-1 alpha-2 prefix, and what the VAT directive (article 215) leaves to each country. */
const VAT_NUMBER_PATTERN = /^([A-Z]{2})[A-Z0-9]{2,13}$/;

/** BR-06: the seller has a name (BT-27). */
const sellerHasName: Rule = ({ seller }) =>
  isBlank(seller.name)
    ? [reason('invoice_incomplete', 'invoice.seller.name', { rule: 'BR-06' })]
    : OBEYED;

/** BR-07: the buyer has a name (BT-44). */
const buyerHasName: Rule = ({ buyer }) =>
  isBlank(buyer.name) ? [reason('buyer_name_missing', 'invoice.buyer.name')] : OBEYED;

/** BR-08, BR-09: the seller has an address, with its country (BT-40). */
const sellerHasCountry: Rule = ({ seller }) =>
  countryMissing('seller_address_missing', 'invoice.seller.address', seller.address);

/** BR-10, BR-11: the buyer has an address, with its country (BT-55). */
const buyerHasCountry: Rule = ({ buyer }) =>
  countryMissing('buyer_country_missing', 'invoice.buyer.address', buyer.address);

/** BR-CL-14: a country (BT-40, BT-55, BT-80) is one of ISO 3166-1. */
const countriesExist: Rule = ({ seller, buyer, deliveryCountryCode }) =>
  [
    ['invoice.seller.address', seller.address.countryCode] as const,
    ['invoice.buyer.address', buyer.address.countryCode] as const,
    ['invoice.deliveryCountryCode', deliveryCountryCode] as const,
  ].flatMap(([at, countryCode = '']) =>
    isBlank(countryCode) || COUNTRY_CODES.has(countryCode)
      ? []
      : [reason('country_unknown', at, { countryCode })],
  );

/** Characters of a supplier's identifier that Chorus Pro takes. */
const SELLER_ID_CHARACTERS_MAX = 18;

/** Chorus Pro: the seller is known by a SIRET (BT-30), or by what stands for it when it is not established in France. */
const sellerIsIdentified: Rule = ({ seller: { siret, registration } }) => {
  if (siret !== undefined) {
    return isSiretShaped(siret)
      ? OBEYED
      : [reason('seller_siret_malformed', 'invoice.seller.siret', { siret })];
  }
  const isKnown =
    !isBlank(registration?.id) && (registration?.id ?? '').length <= SELLER_ID_CHARACTERS_MAX;
  return isKnown ? OBEYED : [reason('seller_siret_missing', 'invoice.seller.siret')];
};

/** Chorus Pro: the buyer is known by a SIRET (BT-47). */
const buyerSiretIsShaped: Rule = ({ buyer }) =>
  isSiretShaped(buyer.siret)
    ? OBEYED
    : [reason('buyer_siret_malformed', 'invoice.buyer.siret', { siret: buyer.siret })];

/** INSEE: the seller's SIRET has a check digit. A warning, since Chorus Pro's own test data fails it. */
const sellerSiretAddsUp: Rule = ({ seller }) =>
  seller.siret !== undefined && isSiretShaped(seller.siret) && !isSiretChecksumRight(seller.siret)
    ? [reason('seller_siret_checksum', 'invoice.seller.siret', { siret: seller.siret })]
    : OBEYED;

/** INSEE: so has the buyer's. */
const buyerSiretAddsUp: Rule = ({ buyer }) =>
  isSiretShaped(buyer.siret) && !isSiretChecksumRight(buyer.siret)
    ? [reason('buyer_siret_checksum', 'invoice.buyer.siret', { siret: buyer.siret })]
    : OBEYED;

/** BR-CO-09: a VAT number (BT-31, BT-48) begins with its country. */
const vatNumbersAreShaped: Rule = ({ seller, buyer }) =>
  (
    [
      ['invoice.seller.vatNumber', seller.vatNumber],
      ['invoice.buyer.vatNumber', buyer.vatNumber],
    ] as const
  ).flatMap(([at, vatNumber]) =>
    vatNumber === undefined || isBlank(vatNumber) || isVatNumberShaped(vatNumber)
      ? []
      : [reason('vat_number_malformed', at, { vatNumber })],
  );

/**
 * A French seller's VAT number follows from its SIREN. A warning only: a VAT group (*assujetti unique*) has a number
 * of its own.
 */
const sellerVatNumberBelongsToSiren: Rule = ({ seller: { siret, vatNumber } }) => {
  if (siret === undefined || !vatNumber?.startsWith('FR') || !isSiretShaped(siret)) return OBEYED;
  const expected = frenchVatNumberOf(siret);
  return vatNumber === expected
    ? OBEYED
    : [reason('vat_number_checksum', 'invoice.seller.vatNumber', { found: vatNumber, expected })];
};

function isVatNumberShaped(vatNumber: string): boolean {
  const [, country = ''] = VAT_NUMBER_PATTERN.exec(vatNumber) ?? [];
  return COUNTRY_CODES.has(country);
}

function countryMissing(code: ReasonCode, at: string, { countryCode }: PostalAddress) {
  return isBlank(countryCode) ? [reason(code, at)] : OBEYED;
}

/** Who sells and who buys. */
export const PARTY_RULES: readonly Rule[] = [
  sellerHasName,
  buyerHasName,
  sellerHasCountry,
  buyerHasCountry,
  countriesExist,
  sellerIsIdentified,
  buyerSiretIsShaped,
  sellerSiretAddsUp,
  buyerSiretAddsUp,
  vatNumbersAreShaped,
  sellerVatNumberBelongsToSiren,
];
