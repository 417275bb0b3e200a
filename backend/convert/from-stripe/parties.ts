import type { Buyer, PostalAddress, Seller } from '../../invoice/party.ts';
import { accepted, isNonEmpty, refused, type Outcome } from '../../invoice/outcome.ts';
import { reason, type Reason } from '../../invoice/reason.ts';
import type { StripeSnapshot } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import { sirenOf } from '../../invoice/siret.ts';
import { findText } from './text.ts';

/**
 * BG-4: the supplier, from its settings. Without a VAT number, under the small-business exemption, its SIREN is its tax
 * registration (BT-32). Refused without SIRET or address, which `decide` asks for too.
 */
export function sellerOf({ seller }: Settings): Outcome<Seller> {
  const { name, address, legalInformation, contact } = seller;
  const identity = identityOf(seller);
  const reasons: readonly Reason[] = [
    ...(identity ? [] : [reason('seller_siret_missing', 'settings.seller.siret')]),
    ...(address ? [] : [reason('seller_address_missing', 'settings.seller.address')]),
  ];
  if (isNonEmpty(reasons)) return refused(...reasons);
  if (!identity || !address) throw new Error('unreachable: both were just looked for');
  return accepted({
    name,
    ...identity,
    ...(legalInformation !== undefined && { legalInformation }),
    address: {
      line1: address.line1,
      ...(address.line2 !== undefined && { line2: address.line2 }),
      postCode: address.postCode,
      city: address.city,
      countryCode: address.countryCode,
    },
    ...(contact && {
      contact: {
        ...(contact.name !== undefined && { name: contact.name }),
        ...(contact.phone !== undefined && { phone: contact.phone }),
        ...(contact.email !== undefined && { email: contact.email }),
      },
    }),
  });
}

type Identity = Pick<Seller, 'siret' | 'registration' | 'vatNumber' | 'taxRegistration'>;

/** Characters of the name in the identifier of a supplier outside the EU (AIFE: country, then the name's beginning). */
const FOREIGN_NAME_CHARACTERS = 16;

/** BT-30 and BT-31 or BT-32, by where the supplier is established; undefined when the one that counts is missing. */
function identityOf(seller: Settings['seller']): Identity | undefined {
  const { established, name, siret, vatNumber, address } = seller;
  const vat = vatNumber === undefined ? {} : { vatNumber };
  switch (established) {
    case 'france':
      if (siret === undefined) return undefined;
      return { siret, ...(vatNumber === undefined ? { taxRegistration: sirenOf(siret) } : vat) };
    case 'eu':
      if (vatNumber === undefined) return undefined;
      return { registration: { kind: 'eu_vat', id: vatNumber }, ...vat };
    case 'outside_eu': {
      const bare = name
        .normalize('NFD')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '');
      const id = `${address?.countryCode ?? ''}${bare.slice(0, FOREIGN_NAME_CHARACTERS)}`;
      const tax = vatNumber === undefined ? { taxRegistration: id } : vat;
      return { registration: { kind: 'outside_eu', id }, ...tax };
    }
    default:
      return established satisfies never;
  }
}

/** BG-7: the public body, as the invoice shows it; what is frozen on the invoice goes before the customer's own. */
export function buyerOf({ invoice, customer }: StripeSnapshot, siret: string): Outcome<Buyer> {
  const name = findText(invoice.customer_name) ?? findText(customer?.name);
  const address = addressOf(invoice.customer_address) ?? addressOf(customer?.address);
  const reasons: readonly Reason[] = [
    ...(name === undefined ? [reason('buyer_name_missing', 'invoice.customer_name')] : []),
    ...(address ? [] : [reason('buyer_country_missing', 'invoice.customer_address.country')]),
  ];
  if (isNonEmpty(reasons)) return refused(...reasons);
  if (name === undefined || !address) throw new Error('unreachable: both were just looked for');
  const vatNumber = invoice.customer_tax_ids?.find(({ type }) => type === 'eu_vat')?.value;
  return accepted({ name, siret, ...(vatNumber && { vatNumber }), address });
}

type StripeAddress = StripeSnapshot['invoice']['customer_address'];

/** BG-8: undefined without a country, which is the one thing that EN 16931 demands of an address (BR-11). */
function addressOf(address: StripeAddress): PostalAddress | undefined {
  const countryCode = findText(address?.country);
  if (!address || countryCode === undefined) return undefined;
  const line1 = findText(address.line1);
  const line2 = findText(address.line2);
  const postCode = findText(address.postal_code);
  const city = findText(address.city);
  return {
    ...(line1 !== undefined && { line1 }),
    ...(line2 !== undefined && { line2 }),
    ...(postCode !== undefined && { postCode }),
    ...(city !== undefined && { city }),
    countryCode,
  };
}
