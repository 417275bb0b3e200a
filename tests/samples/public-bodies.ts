import type { Metadata } from './raw.ts';
import type { CustomerSpec } from './spec.ts';
import { BUYERS } from './world.ts';

/** A public customer; its SIRET and what else routes the invoice stand in its metadata. */
export function publicBody(
  name: string,
  address: readonly [string, string, string],
  metadata: Metadata,
) {
  const [line1, postalCode, city] = address;
  return {
    name,
    address: { line1, postalCode, city },
    metadata: { government_affiliated: 'true', ...metadata },
  } satisfies CustomerSpec;
}

/** Demands no reference. */
export const townHall = publicBody(
  'Mairie de Valombre-sur-Isle',
  ['1 place de la République', '24100', 'Valombre-sur-Isle'],
  { siret: BUYERS.noDemand.siret },
);
/** Demands no reference; buys at prices that include VAT. */
export const school = publicBody(
  'École élémentaire Jeanne-Villepreux',
  ['8 rue des Tilleuls', '19200', 'Saint-Rémy-les-Eaux'],
  { siret: BUYERS.noDemand.siret },
);
/** A service of the State. */
export const prefecture = publicBody(
  'Préfecture du Haut-Marais',
  ['2 quai de l’Intendance', '59000', 'Lille'],
  { siret: BUYERS.state.siret, einvoicing_code: BUYERS.state.service },
);
/** Demands an engagement number. */
export const hospital = publicBody(
  'Centre hospitalier de Brévanne',
  ['45 avenue du Docteur-Lacroix', '52140', 'Brévanne'],
  { siret: BUYERS.engagementRequired.siret },
);
/** Demands a service code, and nobody entered one. */
export const department = publicBody(
  'Conseil départemental de la Vesle',
  ['40 rue Carnot', '51000', 'Châlons-en-Vesle'],
  { siret: BUYERS.serviceRequired.siret },
);
/** Demands no reference. */
export const library = publicBody(
  'Médiathèque intercommunale des Deux-Rives',
  ['3 allée des Lecteurs', '37210', 'Vouvre'],
  { siret: BUYERS.noDemand.siret },
);
