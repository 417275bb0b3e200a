import type { SettingsInput } from '../../backend/settings.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { TaxSpec } from '../samples/spec.ts';
import { hosting, ordinary, STANDARD } from './hosting.ts';
import type { Situation } from './situation.ts';

/** The sample settings with other choices about VAT. */
function choosing(vat: SettingsInput['vat']): { readonly settings: SettingsInput } {
  return { settings: { ...SAMPLE_SETTINGS, vat } };
}

/** The settings of a supplier that has no VAT number and charges no VAT. */
function underFranchise(): { readonly settings: SettingsInput } {
  const { vatNumber: _none, ...seller } = SAMPLE_SETTINGS.seller;
  return { settings: { ...SAMPLE_SETTINGS, seller, vat: { regime: 'franchise' } } };
}

const training = { description: 'Formation professionnelle', unitPriceCents: '50000' };

const taxedAs = (tax: TaxSpec) => ({ lines: [{ ...training, taxes: [tax] }] });

/** Every way in which VAT is charged, or not. */
export const TAX_SITUATIONS: readonly Situation[] = [
  ordinary(
    'reverse-charge',
    'The buyer owes the VAT: category AE with its reason, no VAT charged.',
    {
      ...taxedAs({ percentage: '20', reason: 'reverse_charge' }),
      taxExempt: 'reverse',
    },
  ),
  ordinary(
    'reverse-charge-without-rate',
    'A customer marked for reverse charge and no tax rate at all means the same.',
    { lines: [{ ...training, taxes: [] }], taxExempt: 'reverse' },
  ),
  ordinary(
    'reverse-charge-french-code',
    'The merchant chooses the French article as the reason of the reverse charge.',
    taxedAs({ percentage: '20', reason: 'reverse_charge', showsBase: false }),
    choosing({ reverseCharge: { code: 'VATEX-FR-AE' } }),
  ),
  ordinary(
    'customer-exempt',
    'Stripe shows an exempt customer, and the settings give the article that exempts it.',
    taxedAs({ percentage: '20', reason: 'customer_exempt' }),
    choosing({ customerExempt: { code: 'VATEX-FR-CGI261-7' } }),
  ),
  ordinary(
    'customer-exempt-no-reason',
    'Stripe shows an exempt customer and nobody chose the reason: refused, for the law asks for it.',
    taxedAs({ percentage: '20', reason: 'customer_exempt' }),
  ),
  ordinary(
    'product-exempt',
    'An exempt product beside a taxed one: two rows, the reason in the merchant’s own words.',
    {
      lines: [
        { ...training, taxes: [{ percentage: '20', reason: 'product_exempt' }] },
        { ...hosting, taxes: STANDARD },
      ],
    },
    choosing({
      productExempt: {
        code: 'VATEX-FR-CGI261-4',
        text: 'Formation exonérée de TVA, article 261, 4, 4° a du CGI',
      },
    }),
  ),
  ordinary(
    'two-exemptions',
    'Two different reasons in one category cannot stand in one row: refused.',
    {
      lines: [
        { ...training, taxes: [{ percentage: '20', reason: 'product_exempt' }] },
        { ...hosting, taxes: [{ percentage: '20', reason: 'customer_exempt' }] },
      ],
    },
    choosing({
      productExempt: { code: 'VATEX-FR-CGI261-4' },
      customerExempt: { code: 'VATEX-FR-CGI261-7' },
    }),
  ),
  ordinary(
    'vat-franchise',
    'Small-business exemption: no tax anywhere, the mention of article 293 B, the SIREN as tax registration.',
    { lines: [{ ...training, taxes: [] }] },
    underFranchise(),
  ),
  ordinary(
    'vat-franchise-charged',
    'Small-business exemption in the settings and VAT in Stripe contradict one another: refused.',
    { lines: [{ ...training, taxes: STANDARD }] },
    underFranchise(),
  ),
  ordinary('zero-rate', 'A rate of 0 %: category Z, which gives no reason.', {
    ...taxedAs({ percentage: '0' }),
  }),
  ordinary(
    'zero-rate-as-exemption',
    'The merchant’s rate of 0 % stands for an exemption, says the setting.',
    taxedAs({ percentage: '0', reason: 'not_available' }),
    choosing({ zeroRate: { code: 'VATEX-FR-CGI261-4' } }),
  ),
  ordinary('no-tax', 'No tax is configured and no setting says why: refused.', {
    lines: [{ ...training, taxes: [] }],
  }),
  ordinary(
    'no-tax-explained',
    'No tax is configured, and the settings give the reason.',
    { lines: [{ ...training, taxes: [] }] },
    choosing({ noTax: { code: 'VATEX-FR-CGI261-4' } }),
  ),
  ordinary(
    'outside-vat-scope',
    'Not subject to VAT: category O, and nobody shows a VAT number.',
    taxedAs({ percentage: '0', reason: 'not_subject_to_tax', showsBase: false }),
  ),
  ordinary(
    'outside-vat-scope-mixed',
    'What is outside the scope of VAT stands on a document of its own: refused beside a taxed line.',
    {
      lines: [
        { ...training, taxes: [{ percentage: '0', reason: 'not_subject_to_tax' }] },
        { ...hosting, taxes: STANDARD },
      ],
    },
  ),
  ordinary(
    'overseas-rates',
    'Guadeloupe, Martinique and Réunion have rates of their own: 8.5 % and 2.1 %.',
    {
      lines: [
        { ...hosting, taxes: [{ percentage: '8.5', country: 'RE' }] },
        {
          description: 'Presse',
          unitPriceCents: '1234',
          taxes: [{ percentage: '2.1', country: 'RE' }],
        },
      ],
    },
  ),
  ordinary('super-reduced-rates', 'The press and performances: 2.1 % and 1.05 %.', {
    lines: [
      { description: 'Presse', unitPriceCents: '9999', taxes: [{ percentage: '2.1' }] },
      {
        description: 'Presse, Guadeloupe',
        unitPriceCents: '9999',
        taxes: [{ percentage: '1.05' }],
      },
    ],
  }),
  ordinary('foreign-vat', 'German VAT is no French VAT: refused.', {
    ...taxedAs({ percentage: '19', country: 'DE' }),
  }),
  ordinary('unlisted-rate', 'A French rate that never was: refused by the list of rates.', {
    ...taxedAs({ percentage: '18' }),
  }),
  ordinary('two-taxes-on-a-line', 'Two taxes on one line have no form: refused.', {
    lines: [{ ...training, taxes: [{ percentage: '20' }, { percentage: '5.5' }] }],
  }),
  ordinary(
    'vat-on-debits',
    'The supplier opted for VAT on debits: the VAT point is the invoice date.',
    {},
    choosing({ pointDate: 'debits' }),
  ),
];
