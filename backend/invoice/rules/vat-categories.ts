import { FRENCH_VAT_RATES, type VatCategory } from '../codes.ts';
import type { Invoice } from '../invoice.ts';
import { formatRate } from '../money.ts';
import { reason } from '../reason.ts';
import { isBlank } from '../text.ts';
import { VAT_CATEGORIES } from '../vat-categories.ts';
import type { VatTreatment } from '../vat.ts';
import { OBEYED, type Rule } from './rule.ts';

/** BR-S-05 to 07, BR-Z-05 to 07, …, BR-O-05 to 07: standard VAT has a rate above zero, every other category none. */
const rateFitsCategory: Rule = (invoice) =>
  treatments(invoice)
    .filter(({ category, rate }) => rate > 0 !== (VAT_CATEGORIES[category].rate === 'positive'))
    .map(({ category, rate }) =>
      reason('vat_rate_contradicts_category', 'invoice.vatBreakdown', {
        rule: `${VAT_CATEGORIES[category].rules}-05`,
        category,
        rate: formatRate(rate),
      }),
    );

/** BR-FR: a rate is one of those that French law has known. */
const rateIsFrench: Rule = (invoice) =>
  treatments(invoice)
    .filter(({ rate }) => !FRENCH_VAT_RATES.includes(rate))
    .map(({ rate }) =>
      reason('tax_rate_not_french', 'invoice.vatBreakdown', { rate: formatRate(rate) }),
    );

/**
 * BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10: no VAT, so the reason is said. EN 16931 takes a code or a text;
 * France wants both for E (G1.41), and we always give both.
 */
const exemptionIsSaid: Rule = ({ vatBreakdown }) =>
  vatBreakdown.flatMap(({ category, exemption }, index) =>
    VAT_CATEGORIES[category].exemption === 'required' &&
    (isBlank(exemption?.code) || isBlank(exemption?.text))
      ? [
          reason('vat_exemption_missing', `invoice.vatBreakdown[${index}].exemption`, {
            rule: `${VAT_CATEGORIES[category].rules}-10`,
            category,
          }),
        ]
      : [],
  );

/** BR-S-10, BR-Z-10: VAT at a rate, or at zero rate, has no reason to be exempt. */
const exemptionIsNotSaidInVain: Rule = ({ vatBreakdown }) =>
  vatBreakdown.flatMap(({ category, exemption }, index) =>
    VAT_CATEGORIES[category].exemption === 'forbidden' && exemption
      ? [
          reason('vat_exemption_unexpected', `invoice.vatBreakdown[${index}].exemption`, {
            rule: `${VAT_CATEGORIES[category].rules}-10`,
            category,
          }),
        ]
      : [],
  );

/** BR-O-11 to BR-O-14: what is outside the scope of VAT stands on a document of its own. */
const outsideScopeStandsAlone: Rule = (invoice) => {
  const categories = categoriesOf(invoice);
  return categories.includes('O') && categories.length > 1
    ? [
        reason('vat_categories_mixed', 'invoice.vatBreakdown', {
          categories: categories.join(', '),
        }),
      ]
    : OBEYED;
};

/** BR-S-02 to 04, and the same of Z, E, AE, IC and G: the seller gives its VAT number or its tax registration. */
const sellerIsKnownForVat: Rule = (invoice) => {
  const category = categoriesOf(invoice).find(
    (used) => VAT_CATEGORIES[used].sellerTaxId === 'required',
  );
  return category && isBlank(invoice.seller.vatNumber) && isBlank(invoice.seller.taxRegistration)
    ? [
        reason('seller_vat_number_missing', 'invoice.seller.vatNumber', {
          rule: `${VAT_CATEGORIES[category].rules}-02`,
        }),
      ]
    : OBEYED;
};

/** BR-IC-02 to 04: within the Community the buyer's VAT number is given too. */
const buyerIsKnownForVat: Rule = (invoice) =>
  categoriesOf(invoice).some((used) => VAT_CATEGORIES[used].buyerVatNumber === 'required') &&
  isBlank(invoice.buyer.vatNumber)
    ? [reason('buyer_vat_number_missing', 'invoice.buyer.vatNumber', { rule: 'BR-IC-02' })]
    : OBEYED;

/** BR-O-02 to 04: outside the scope of VAT, neither party shows a VAT number. */
const vatNumbersAreAllowed: Rule = (invoice) => {
  const { seller, buyer } = invoice;
  if (!categoriesOf(invoice).includes('O')) return OBEYED;
  return [
    ...(isBlank(seller.vatNumber)
      ? []
      : [reason('vat_number_not_allowed', 'invoice.seller.vatNumber', { rule: 'BR-O-02' })]),
    ...(isBlank(buyer.vatNumber)
      ? []
      : [reason('vat_number_not_allowed', 'invoice.buyer.vatNumber', { rule: 'BR-O-02' })]),
  ];
};

/** BR-IC-11, BR-IC-12: an intra-Community supply says when and to which country it went. */
const communitySupplySaysWhereAndWhen: Rule = (invoice) => {
  if (!categoriesOf(invoice).includes('K')) return OBEYED;
  return [
    ...((invoice.deliveredOn ?? invoice.period)
      ? []
      : [reason('delivery_missing', 'invoice.deliveredOn', { rule: 'BR-IC-11' })]),
    ...(isBlank(invoice.deliveryCountryCode)
      ? [reason('delivery_missing', 'invoice.deliveryCountryCode', { rule: 'BR-IC-12' })]
      : []),
  ];
};

/** The categories in use, each once. */
function categoriesOf({ vatBreakdown }: Invoice): readonly VatCategory[] {
  return [...new Set(vatBreakdown.map(({ category }) => category))];
}

/** The treatments in use, each once; lines that lack a row are the breakdown rules' concern. */
function treatments({ vatBreakdown }: Invoice): readonly VatTreatment[] {
  return [
    ...new Map(vatBreakdown.map((row) => [`${row.category} ${row.rate}`, row] as const)).values(),
  ];
}

/** What each VAT category demands and forbids: BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O. */
export const VAT_CATEGORY_RULES: readonly Rule[] = [
  rateFitsCategory,
  rateIsFrench,
  exemptionIsSaid,
  exemptionIsNotSaidInVain,
  outsideScopeStandsAlone,
  sellerIsKnownForVat,
  buyerIsKnownForVat,
  vatNumbersAreAllowed,
  communitySupplySaysWhereAndWhen,
];
