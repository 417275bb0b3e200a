import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { LineSpec } from '../samples/spec.ts';
import { hosting, INCLUSIVE, ordinary, STANDARD } from './hosting.ts';
import type { Situation } from './situation.ts';

const NOVEMBER = { from: '2026-11-01', until: '2026-12-01' };

const metered = (change: Partial<LineSpec>): LineSpec => ({
  description: 'Appels à l’interface',
  taxes: STANDARD,
  period: { from: '2026-10-01', until: '2026-11-01' },
  ...change,
});

/** What Stripe Billing makes: prorations, tiers, meters, shipping, credits, and texts of every kind. */
export const BILLING_SITUATIONS: readonly Situation[] = [
  ordinary(
    'proration-upgrade',
    'A change of plan in mid-month: the unused time is a negative quantity, never a negative price.',
    {
      subscriptionMetadata: {},
      lines: [
        {
          description: 'Temps non utilisé, formule Essentiel',
          amountCents: -4_500,
          unitPriceCents: '9000',
          taxes: STANDARD,
          proration: true,
          period: { from: '2026-11-16', until: '2026-12-01' },
        },
        {
          description: 'Temps restant, formule Complète',
          amountCents: 9_000,
          unitPriceCents: '18000',
          taxes: STANDARD,
          proration: true,
          period: { from: '2026-11-16', until: '2026-12-01' },
        },
      ],
    },
  ),
  ordinary('proration-inclusive', 'Prorations of prices that hold their VAT.', {
    lines: [
      { description: 'Temps non utilisé', amountCents: -1_001, taxes: INCLUSIVE, proration: true },
      { description: 'Temps restant', amountCents: 5_000, taxes: INCLUSIVE, proration: true },
    ],
  }),
  ordinary('tiered-prices', 'Graduated tiers: one line each, prices in fractions of a cent.', {
    lines: [
      metered({
        description: 'Appels, 10 000 premiers',
        quantity: '10000',
        unitPriceCents: '0.05',
      }),
      metered({ description: 'Appels, au-delà', quantity: '173421', unitPriceCents: '0.0123' }),
      metered({ description: 'Appels, forfait de palier', quantity: '0', amountCents: 900 }),
    ],
  }),
  ordinary(
    'twelve-decimals',
    'A price of twelve decimals of a cent is written per a power of ten.',
    { lines: [metered({ quantity: '5000000', unitPriceCents: '0.000123456789' })] },
  ),
  ordinary('decimal-quantity', 'Metered hours with decimals, within the four that are taken.', {
    lines: [metered({ quantity: '12.3456', unitPriceCents: '9500', metadata: { unit: 'hour' } })],
  }),
  ordinary(
    'quantity-too-fine',
    'A quantity finer than can be written stands as one at the line’s amount, with the detail in words.',
    {
      lines: [
        metered({
          quantity: '0.123456789012',
          unitPriceCents: '100000',
          metadata: { unit: 'hour' },
        }),
      ],
    },
  ),
  ordinary('nothing-used', 'A meter that stands at zero beside a base fee.', {
    lines: [hosting, metered({ quantity: '0', unitPriceCents: '5' })],
  }),
  ordinary('custom-amount', 'An amount without a price: one at that amount.', {
    lines: [{ description: 'Forfait convenu', amountCents: 123_456, taxes: STANDARD }],
  }),
  ordinary('no-lines', 'An invoice without lines: refused.', { lines: [] }),
  ordinary('no-quantity', 'Neither quantity nor price: one at the line’s amount.', {
    lines: [{ description: 'Reprise', quantity: null, amountCents: 500, taxes: STANDARD }],
  }),
  ordinary('shipping', 'Shipping is a charge on the document, with its own VAT.', {
    lines: [
      {
        description: 'Manuels scolaires',
        quantity: '30',
        unitPriceCents: '1890',
        taxes: [{ percentage: '5.5' }],
      },
    ],
    shipping: { cents: 1_250, tax: { percentage: '20' } },
  }),
  ordinary('free-shipping', 'Free shipping leaves no trace.', {
    shipping: { cents: 0, tax: { percentage: '20' } },
  }),
  ordinary(
    'billing-credits',
    'Billing credits lower the base before tax, so they are allowances beside the coupon.',
    {
      lines: [hosting, { ...hosting, unitPriceCents: '3333' }],
      coupon: { name: 'Fidélité', percentOff: '10' },
      billingCreditsCents: 5_000,
    },
  ),
  ordinary('one-cent', 'One cent, taxed at nothing by rounding.', {
    lines: [{ description: 'Symbole', unitPriceCents: '1', taxes: STANDARD }],
    dueOn: '2026-12-16',
  }),
  ordinary('hundred-and-one-lines', 'More lines than a page of Stripe’s API holds.', {
    lines: Array.from({ length: 101 }, (_, index) => ({
      description: `Jeton ${index + 1}`,
      unitPriceCents: String(index * 7),
      taxes: STANDARD,
    })),
  }),
  ordinary('no-description', 'A line without a description takes the text of the settings.', {
    lines: [{ ...hosting, description: null }],
  }),
  ordinary(
    'long-description',
    'A description of 500 characters: a short name, the rest below it.',
    {
      lines: [
        {
          ...hosting,
          description: 'Prestation détaillée au cahier des charges. '.repeat(12).slice(0, 500),
        },
      ],
    },
  ),
  ordinary(
    'strange-characters',
    'Line breaks, control characters and an emoji in what people typed.',
    {
      lines: [
        {
          ...hosting,
          description: 'Hébergement\r\n– « haute » dispo\u0000nibilité & <sauvegarde>\t🎉',
        },
      ],
      description: 'Merci\u0007 de votre confiance 👍\n\nÀ bientôt',
    },
  ),
  ordinary(
    'texts',
    'Memo, footer, custom fields and another legal mention are all kept as notes.',
    {
      description: 'Prestations du lot 2, marché à procédure adaptée',
      footer:
        'Atelier Numérique du Marais, membre d’une association agréée, règlements par chèque acceptés.',
      customFields: [
        { name: 'Bon de commande', value: 'BC-2026-118' },
        { name: 'Affaire suivie par', value: 'Service commun' },
      ],
    },
  ),
  ordinary(
    'subscription-period',
    'A subscription says from when to when: on the line and on the invoice.',
    {
      subscriptionMetadata: { contract_number: 'M-2025-0087' },
      lines: [
        { ...hosting, period: NOVEMBER },
        {
          ...hosting,
          description: 'Stockage',
          period: { from: '2026-10-15', until: '2026-11-15' },
        },
      ],
      dueOn: '2026-12-16',
    },
  ),
  ordinary(
    'units-and-kind-of-supply',
    'Goods counted in days by default, and VAT on debits: three settings at once.',
    {},
    {
      settings: {
        ...SAMPLE_SETTINGS,
        vat: { pointDate: 'debits' },
        supply: { kind: 'goods', unit: 'day', deliveredOn: 'not_stated' },
      },
    },
  ),
  ordinary(
    'effective-date',
    'The issue date that the merchant set goes before the day of finalization.',
    {
      effectiveOn: '2026-11-02',
    },
  ),
  ordinary('uncollectible', 'Marked uncollectible: still owed, so sent with a warning.', {
    status: 'uncollectible',
    dueOn: '2026-11-20',
  }),
  ordinary('voided', 'Voided before it was sent: held, never sent.', { status: 'void' }),
  ordinary('draft', 'Not finalized yet: held.', { status: 'draft', number: null }),
  ordinary('us-dollars', 'Another currency than the euro: refused.', { currency: 'USD' }),
  ordinary('number-too-long', 'A number of more than twenty characters: Chorus Pro refuses it.', {
    number: 'FACTURE-2026-11-000001',
  }),
  ordinary('number-with-space', 'A space within the number is allowed.', { number: 'FA 2026 11' }),
  ordinary('issued-in-future', 'An issue date that is still to come: waits by itself.', {
    effectiveOn: '2026-12-01',
  }),
  ordinary(
    'revision',
    'A revision names the invoice that it replaces, where Stripe was asked to show it.',
    {
      revises: {
        id: 'in_1GOLD0000',
        object: 'invoice',
        number: 'GOLD-0000',
        effective_at: 1_792_000_000,
        created: 1_792_000_000,
      },
    },
  ),
  ordinary('revision-by-id', 'A revision of which Stripe gave the id only names nothing.', {
    revises: 'in_1GOLD0000',
  }),
  ordinary(
    'another-issuer',
    'On a Connect platform another account issues the invoice: refused, for the settings are not its own.',
    { issuerAccount: 'acct_1Another' },
  ),
];
