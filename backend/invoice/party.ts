/** BG-5, BG-8: a postal address. `countryCode` is ISO 3166-1 alpha-2 (BT-40, BT-55). */
export interface PostalAddress {
  /** BT-35, BT-50. */
  readonly line1?: string;
  /** BT-36, BT-51. */
  readonly line2?: string;
  /** BT-38, BT-53. */
  readonly postCode?: string;
  /** BT-37, BT-52. */
  readonly city?: string;
  /** BT-40, BT-55. */
  readonly countryCode: string;
}

/** BG-6: whom the buyer may ask. */
export interface Contact {
  /** BT-41. */
  readonly name?: string;
  /** BT-42. */
  readonly phone?: string;
  /** BT-43. */
  readonly email?: string;
}

/** How a supplier without a SIRET is known to Chorus Pro: at most 18 characters (AIFE, supplier identifiers). */
export interface ForeignRegistration {
  /** `eu_vat`: its VAT number; `outside_eu`: its country and the first sixteen characters of its name. */
  readonly kind: 'eu_vat' | 'outside_eu';
  readonly id: string;
}

/** BG-4: the supplier. Identifiers are bare facts; which element carries them is the profile's choice. */
export interface Seller {
  /** BT-27: legal name. */
  readonly name: string;
  /**
   * 14 digits; BT-30 in the direct dialect, BT-29 with 0009 in the approved-platform dialect. Absent when the supplier
   * is not established in France: `registration` is then there.
   */
  readonly siret?: string;
  /** BT-30 of a supplier that has no SIRET. */
  readonly registration?: ForeignRegistration;
  /** BT-31, e.g. FR40123456789. */
  readonly vatNumber?: string;
  /** BT-32: the tax registration of a seller that has no VAT number, such as its SIREN under the small-business exemption. */
  readonly taxRegistration?: string;
  /** BT-34 in the approved-platform dialect; the SIREN when absent. */
  readonly electronicAddress?: string;
  /** BT-33: legal form and capital, registration. */
  readonly legalInformation?: string;
  readonly address: PostalAddress;
  readonly contact?: Contact;
}

/** BG-7: the public body. */
export interface Buyer {
  /** BT-44. */
  readonly name: string;
  /** 14 digits; BT-47 in the direct dialect, BT-46 with 0009 in the approved-platform dialect. */
  readonly siret: string;
  /** BT-48. */
  readonly vatNumber?: string;
  /** BT-49 in the approved-platform dialect; SIREN_SIRET when absent. */
  readonly electronicAddress?: string;
  readonly address: PostalAddress;
}
