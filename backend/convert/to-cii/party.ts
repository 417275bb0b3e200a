import type { Invoice } from '../../invoice/invoice.ts';
import type { Contact, PostalAddress } from '../../invoice/party.ts';
import type { IdentifierForm, PartyForm } from '../profiles.ts';
import { escape, optional, wrapped } from './element.ts';

/** BG-4. */
export function sellerTradeParty(invoice: Invoice, form: PartyForm): string {
  const { seller } = invoice;
  return (
    '<ram:SellerTradeParty>' +
    identifiers('ram:GlobalID', form.globalIds, invoice) +
    `<ram:Name>${escape(seller.name)}</ram:Name>` +
    optional('ram:Description', seller.legalInformation) +
    legalOrganization(form, invoice) +
    contact(seller.contact) +
    address(seller.address) +
    electronicAddress(form, invoice) +
    taxRegistration('VA', seller.vatNumber) +
    taxRegistration('FC', seller.taxRegistration) +
    '</ram:SellerTradeParty>'
  );
}

/** BG-7. */
export function buyerTradeParty(invoice: Invoice, form: PartyForm): string {
  const { buyer } = invoice;
  return (
    '<ram:BuyerTradeParty>' +
    identifiers('ram:GlobalID', form.globalIds, invoice) +
    `<ram:Name>${escape(buyer.name)}</ram:Name>` +
    legalOrganization(form, invoice) +
    address(buyer.address) +
    electronicAddress(form, invoice) +
    taxRegistration('VA', buyer.vatNumber) +
    '</ram:BuyerTradeParty>'
  );
}

/** BT-30, BT-47. */
function legalOrganization({ legalIds }: PartyForm, invoice: Invoice): string {
  return wrapped('ram:SpecifiedLegalOrganization', identifiers('ram:ID', legalIds, invoice));
}

/** BT-34, BT-49. */
function electronicAddress({ electronicAddresses }: PartyForm, invoice: Invoice): string {
  return wrapped(
    'ram:URIUniversalCommunication',
    identifiers('ram:URIID', electronicAddresses, invoice),
  );
}

/** Identifiers under their schemes; one that the invoice does not have is absent. */
function identifiers(name: string, forms: readonly IdentifierForm[], invoice: Invoice): string {
  return forms.map(({ scheme, of }) => identifier(name, scheme, of(invoice))).join('');
}

function identifier(name: string, scheme: string, id: string | undefined): string {
  const content = escape(id ?? '');
  return content === '' ? '' : `<${name} schemeID="${scheme}">${content}</${name}>`;
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
  return wrapped('ram:SpecifiedTaxRegistration', identifier('ram:ID', scheme, id));
}
