import type { VatCategory } from './codes.ts';

interface VatCategoryRow {
  /** The family of official rules, such as BR-S: `${rules}-05`. */
  readonly rules: string;
  /** The rate: above zero, zero, or none at all, in which case no rate is written. */
  readonly rate: 'positive' | 'zero' | 'none';
  /** Whether the breakdown must say why no VAT is due (BT-120, BT-121), or must not. */
  readonly exemption: 'required' | 'forbidden';
  /** BT-31 or BT-32, the seller's VAT number or tax registration. */
  readonly sellerTaxId: 'required' | 'forbidden';
  /** BT-48. AE is satisfied by the buyer's legal registration (BT-47), which is always there. */
  readonly buyerVatNumber: 'optional' | 'required' | 'forbidden';
}

/** What EN 16931 (§6.4.3, rules BR-S to BR-O) demands of each category of UNTDID 5305. */
export const VAT_CATEGORIES = {
  S: {
    rules: 'BR-S',
    rate: 'positive',
    exemption: 'forbidden',
    sellerTaxId: 'required',
    buyerVatNumber: 'optional',
  },
  Z: {
    rules: 'BR-Z',
    rate: 'zero',
    exemption: 'forbidden',
    sellerTaxId: 'required',
    buyerVatNumber: 'optional',
  },
  E: {
    rules: 'BR-E',
    rate: 'zero',
    exemption: 'required',
    sellerTaxId: 'required',
    buyerVatNumber: 'optional',
  },
  AE: {
    rules: 'BR-AE',
    rate: 'zero',
    exemption: 'required',
    sellerTaxId: 'required',
    buyerVatNumber: 'optional',
  },
  K: {
    rules: 'BR-IC',
    rate: 'zero',
    exemption: 'required',
    sellerTaxId: 'required',
    buyerVatNumber: 'required',
  },
  G: {
    rules: 'BR-G',
    rate: 'zero',
    exemption: 'required',
    sellerTaxId: 'required',
    buyerVatNumber: 'optional',
  },
  O: {
    rules: 'BR-O',
    rate: 'none',
    exemption: 'required',
    sellerTaxId: 'forbidden',
    buyerVatNumber: 'forbidden',
  },
} as const satisfies Record<VatCategory, VatCategoryRow>;
