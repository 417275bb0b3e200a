import type { Engagement, PublicBody } from './directory.ts';

/**
 * Some hundred more public bodies that do not exist, so that searching and paging have something to bite on: made by
 * rule, the same every time. No SIREN that begins with 0002 was ever given out; the SIRETs pass the checksum. The towns are
 * words of fancy.
 */

const FIRST_WORDS = [
  'Mont',
  'Val',
  'Roche',
  'Bourg',
  'Fontaine',
  'Port',
  'Champ',
  'Bois',
  'Source',
  'Tour',
  'Pont',
  'Clos',
  'Étang',
  'Prairie',
];

const LAST_WORDS = [
  'Chimère',
  'Mirage',
  'Fable',
  'Leurre',
  'Énigme',
  'Hypothèse',
  'Conjecture',
  'Parabole',
  'Allégorie',
  'Fiction',
  'Illusion',
  'Légende',
  'Rumeur',
  'Prétexte',
  'Oubli',
  'Ailleurs',
];

/** What each kind of body is called and demands; the town's name follows. */
const KINDS = [
  { name: 'Commune de', demands: 'nothing', services: [] },
  {
    name: 'Ville de',
    demands: 'service',
    services: ['Finances', 'Culture', 'Voirie', 'Informatique'],
  },
  {
    name: 'Communauté de communes de',
    demands: 'service or engagement',
    services: ['Services généraux', 'Déchets'],
  },
  { name: 'Centre hospitalier de', demands: 'engagement', services: ['Pharmacie', 'Biomédical'] },
  { name: 'Collège de', demands: 'nothing', services: ['Intendance'] },
  { name: 'Lycée de', demands: 'nothing', services: ['Intendance'] },
  { name: 'Université de', demands: 'both', services: ['UFR Sciences', 'UFR Lettres', 'Achats'] },
  { name: 'Office de l’habitat de', demands: 'engagement', services: ['Siège'] },
  { name: 'Syndicat des eaux de', demands: 'nothing', services: [] },
  { name: 'Musée de', demands: 'service', services: ['Billetterie', 'Conservation'] },
] as const satisfies readonly (Pick<PublicBody, 'name' | 'demands'> & {
  readonly services: readonly string[];
})[];

const BODIES = 320;

/** The generated bodies. */
export const GENERATED_BODIES: readonly PublicBody[] = Array.from({ length: BODIES }, (_, index) =>
  body(index),
);

function body(index: number): PublicBody {
  const kind = KINDS[index % KINDS.length] ?? KINDS[0];
  const town = townOf(Math.floor(index / KINDS.length));
  return {
    siret: siretOf(index + 1),
    name: `${kind.name} ${town}`,
    demands: kind.demands,
    services: kind.services.map((name, nth) => ({
      code: `S${String(index + 1).padStart(3, '0')}-${nth + 1}`,
      name,
      // Now and then one that is closed, and one that demands more than its body.
      active: (index + nth) % 11 !== 10,
      engagementRequired: (index + nth) % 7 === 6,
    })),
    active: index % 40 !== 39,
    reportsPayment: index % 6 !== 5,
    address: {
      street: `${(index % 90) + 1} rue de la Mairie`,
      postalCode: `00${String(100 + index)}`,
      town,
    },
  };
}

function townOf(index: number): string {
  const first = FIRST_WORDS[index % FIRST_WORDS.length] ?? 'Mont';
  const last = LAST_WORDS[(index * 5) % LAST_WORDS.length] ?? 'Ailleurs';
  return `${first}-${last}`;
}

/** `0002`, a number and its check digit make the SIREN; `0001` and its check digit the establishment. */
function siretOf(nth: number): string {
  const siren = withCheckDigit(`0002${String(nth).padStart(4, '0')}`);
  return withCheckDigit(`${siren}0001`);
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const MINISTRIES = [
  'Agriculture',
  'Armées',
  'Culture',
  'Économie',
  'Éducation',
  'Intérieur',
  'Justice',
  'Santé',
  'Transition écologique',
  'Travail',
];

const STATE_SERVICES = 2_400;

/** The State is one structure with thousands of services. */
export const STATE_SERVICES_GENERATED: PublicBody['services'] = Array.from(
  { length: STATE_SERVICES },
  (_, index) => ({
    code: `FAC${String(index + 1).padStart(7, '0')}`,
    name: `${MINISTRIES[index % MINISTRIES.length] ?? 'Économie'}, centre de services de ${townOf(Math.floor(index / MINISTRIES.length))}`,
    active: index % 50 !== 49,
    engagementRequired: index % 3 === 0,
  }),
);

const STATE_ENGAGEMENTS = 200;

/** The State's orders, ten digits as Chorus writes them; each tenth is closed. */
export const STATE_ENGAGEMENTS_GENERATED: readonly Engagement[] = Array.from(
  { length: STATE_ENGAGEMENTS },
  (_, index) => ({
    number: String(1_407_000_001 + index),
    serviceCode: `FAC${String(index + 1).padStart(7, '0')}`,
    open: index % 10 !== 9,
  }),
);
