/**
 * The made-up world that tests, simulators and the demo share: one supplier, its accounts, and the five public buyers
 * that every Chorus Pro qualification data set contains.
 */

/** The supplier: a SIRET with a valid checksum and the VAT number that belongs to it. */
export const SUPPLIER = {
  account: 'acct_1Guichet0Demo',
  name: 'Atelier Numérique du Marais',
  siret: '73282932000074',
  vatNumber: 'FR44732829320',
  technicalAccount: { login: 'TECH_1_73282932000074@cpro.fr', password: 'simulated-password' },
} as const;

/** Our PISTE application at the simulator. */
export const PISTE_APPLICATION = {
  clientId: 'guichet-simulated-application',
  clientSecret: 'guichet-simulated-secret',
} as const;

/** Our platform's keys at the Stripe simulator. */
export const STRIPE_PLATFORM = {
  secretKey: 'sk_test_simulated',
  webhookSecret: 'whsec_simulated',
  appSecret: 'absec_simulated',
} as const;

/** The fixed test recipients of qualification (none of these SIRETs is real; most fail the checksum). */
export const BUYERS = {
  state: { siret: '11000201100044', name: 'ETAT', service: 'SFACETAT' },
  serviceRequired: {
    siret: '12345678200028',
    name: 'DESTINATAIRE SERVICE OBLIGATOIRE',
    service: 'SERVICE_DEST_SERV_OBL',
  },
  engagementRequired: { siret: '12345678200036', name: 'DESTINATAIRE ENGAGEMENT OBLIGATOIRE' },
  engagementOrService: {
    siret: '12345678200044',
    name: 'DESTINATAIRE ENGAGEMENT OU SERVICE OBLIGATOIRE',
    service: 'SERVICE_DEST_EJ_OU_SERV_OBL',
  },
  noDemand: { siret: '12345678200051', name: 'DESTINATAIRE SANS PARAMETRE' },
} as const;
