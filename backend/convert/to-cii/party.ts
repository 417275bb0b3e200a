import type { Buyer, Contact, PostalAddress, Seller } from '../../invoice/party.ts';
import type { IdentifierForm, PartyForm } from '../profiles.ts';
import { escape, optional, wrapped } from './element.ts';

/** BG-4. */
export function sellerTradeParty(seller: Seller, form: PartyForm): string {
  return (
    '<ram:SellerTradeParty>' +
    globalIds(seller.siret, form) +
    `<ram:Name>${escape(seller.name)}</ram:Name>` +
    optional('ram:Description', seller.legalInformation) +
    legalOrganization(seller.siret, form) +
    contact(seller.contact) +
    address(seller.address) +
    taxRegistration('VA', seller.vatNumber) +
    taxRegistration('FC', seller.taxRegistration) +
    '</ram:SellerTradeParty>'
  );
}

/** BG-7. */
export function buyerTradeParty(buyer: Buyer, form: PartyForm): string {
  return (
    '<ram:BuyerTradeParty>' +
    globalIds(buyer.siret, form) +
    `<ram:Name>${escape(buyer.name)}</ram:Name>` +
    legalOrganization(buyer.siret, form) +
    address(buyer.address) +
    taxRegistration('VA', buyer.vatNumber) +
    '</ram:BuyerTradeParty>'
  );
}

/** BT-29, BT-46. */
function globalIds(siret: string, form: PartyForm): string {
  return form.globalIds.map((id) => identifier('ram:GlobalID', siret, id)).join('');
}

/** BT-30, BT-47. */
function legalOrganization(siret: string, form: PartyForm): string {
  return wrapped('ram:SpecifiedLegalOrganization', identifier('ram:ID', siret, form.legalId));
}

function identifier(name: string, siret: string, { scheme, numberOf }: IdentifierForm): string {
  return `<${name} schemeID="${scheme}">${escape(numberOf(siret))}</${name}>`;
}

/** BG-6. */
function contact(value: Contact | undefined): string {
  if (!value) return '';
  return wrapped(
    'ram:DefinedTradeContact',
    optional('ram:PersonName', value.name) +
      wrapped('ram:TelephoneUniversalCommunication', optional('ram:CompleteNumber', value.phone)) +
      wrapped('ram:EmailURIUniversalCommunication', optional('ram:URIID', value.email)),
  );
}

/** BG-5, BG-8. */
function address(value: PostalAddress): string {
  return (
    '<ram:PostalTradeAddress>' +
    optional('ram:PostcodeCode', value.postCode) +
    optional('ram:LineOne', value.line1) +
    optional('ram:LineTwo', value.line2) +
    optional('ram:CityName', value.city) +
    `<ram:CountryID>${escape(value.countryCode)}</ram:CountryID>` +
    '</ram:PostalTradeAddress>'
  );
}

/** BT-31, BT-48 (VA) and BT-32 (FC). */
function taxRegistration(scheme: 'VA' | 'FC', id: string | undefined): string {
  const number = escape(id ?? '');
  return number === ''
    ? ''
    : `<ram:SpecifiedTaxRegistration><ram:ID schemeID="${scheme}">${number}</ram:ID></ram:SpecifiedTaxRegistration>`;
}
