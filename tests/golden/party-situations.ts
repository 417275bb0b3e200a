import { hospital, prefecture, townHall } from '../samples/public-bodies.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { BUYERS } from '../samples/world.ts';
import { hosting, ordinary } from './hosting.ts';
import type { Situation } from './situation.ts';

const elsewhere = { line1: '1 Sample Street', postCode: '12345', city: 'Sampletown' };

const reverseCharge = {
  lines: [{ ...hosting, taxes: [{ percentage: '20', reason: 'reverse_charge' }] }],
};

/** Who buys, as far as Stripe knows, and who sells. */
export const PARTY_SITUATIONS: readonly Situation[] = [
  ordinary('state-service', 'The State is one structure; its service code says which part of it.', {
    customer: prefecture,
  }),
  ordinary('engagement-number', 'The engagement number stands on the invoice.', {
    customer: hospital,
    metadata: { engagement_number: ' EJ-2026-004512 ', contract_number: 'M-2025-0087' },
  }),
  ordinary(
    'siret-as-tax-id',
    'The SIRET stands among the tax ids that Stripe froze on the invoice, with the buyer’s VAT number.',
    {
      customer: {
        ...townHall,
        metadata: { government_affiliated: 'True' },
        taxIds: [
          { type: 'eu_vat', value: 'FR12123456782' },
          { type: 'fr_siret', value: BUYERS.noDemand.siret },
        ],
      },
    },
  ),
  ordinary('siret-with-spaces', 'Spaces and dots in the SIRET are how people write it.', {
    customer: {
      ...townHall,
      metadata: { government_affiliated: 'true', siret: '123 456 782.00051' },
    },
  }),
  ordinary('siret-checksum', 'A SIRET that fails its checksum is sent with a warning.', {
    customer: { ...townHall, metadata: { government_affiliated: 'true', siret: '12345678200052' } },
  }),
  ordinary('siret-malformed', 'Thirteen digits are no SIRET: held.', {
    customer: { ...townHall, metadata: { government_affiliated: 'true', siret: '1234567820005' } },
  }),
  ordinary('customer-deleted', 'Nothing is left of a deleted customer: not concerned.', {
    customer: { ...townHall, deleted: true },
  }),
  ordinary('customer-private', 'The customer is no public body: not concerned.', {
    customer: { name: 'Boulangerie Pain & Lumière', address: { city: 'Lille' } },
  }),
  ordinary(
    'foreign-address',
    'A French public body abroad keeps its SIRET and its foreign address.',
    {
      customer: {
        ...townHall,
        name: 'Consulat général, antenne de Brême',
        address: { line1: 'Töferbohmstraße 1', postalCode: '28195', city: 'Bremen', country: 'DE' },
      },
    },
  ),
  ordinary('address-without-country', 'EN 16931 demands the buyer’s country: refused without it.', {
    customer: { ...townHall, address: { city: 'Valombre', country: null } },
  }),
  ordinary('no-address', 'No address at all: refused, the country is missing.', {
    customer: { ...townHall, address: null },
  }),
  ordinary(
    'seller-in-the-union',
    'A supplier established elsewhere in the Union is known by its VAT number.',
    reverseCharge,
    {
      settings: {
        ...SAMPLE_SETTINGS,
        seller: {
          established: 'eu',
          name: 'Beispielwerk GmbH',
          vatNumber: 'DE123456789',
          address: { ...elsewhere, countryCode: 'DE' },
        },
      },
    },
  ),
  ordinary(
    'seller-outside-the-union',
    'A supplier outside the Union is known by its country and the first sixteen characters of its name.',
    reverseCharge,
    {
      settings: {
        ...SAMPLE_SETTINGS,
        seller: {
          established: 'outside_eu',
          name: 'Sample Mobile Phones & Co.',
          address: { ...elsewhere, countryCode: 'KR' },
        },
      },
    },
  ),
  ordinary(
    'seller-in-the-union-no-number',
    'A supplier elsewhere in the Union without a VAT number cannot be known: held.',
    reverseCharge,
    {
      settings: {
        ...SAMPLE_SETTINGS,
        seller: {
          established: 'eu',
          name: 'Beispielwerk GmbH',
          address: { ...elsewhere, countryCode: 'DE' },
        },
      },
    },
  ),
  ordinary('no-name', 'A customer without a name: refused.', {
    customer: { ...townHall, name: null },
  }),
];
