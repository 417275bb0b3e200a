import type { PublicBody } from './directory.ts';

/**
 * Thirty public bodies that do not exist: the names are invented and no SIREN that begins with 0001 was ever given out.
 * The SIRETs pass the checksum.
 */
export const INVENTED_BODIES: readonly PublicBody[] = [
  {
    siret: '00010011500013',
    name: 'Commune de Val-Inventé',
    demands: 'service',
    services: [
      { code: 'COMPTA', name: 'Comptabilité' },
      { code: 'ANCIEN', name: 'Service fermé en 2024', active: false },
    ],
  },
  {
    siret: '00010048700016',
    name: 'Commune de Saint-Fictif-sur-Rien',
    demands: 'nothing',
    services: [],
  },
  {
    siret: '00010085900016',
    name: 'Commune de Trifouillis-les-Essais',
    demands: 'service or engagement',
    services: [{ code: 'FINANCES', name: 'Direction des finances' }],
  },
  {
    siret: '00010122000010',
    name: 'Ville de Port-Imaginaire',
    demands: 'both',
    services: [{ code: 'DSI', name: 'Systèmes d’information' }],
  },
  {
    siret: '00010159200012',
    name: 'Ville de Chimère-le-Grand',
    demands: 'service',
    services: [
      { code: 'ACHATS', name: 'Achats', engagementRequired: true },
      { code: 'FETES', name: 'Fêtes et cérémonies' },
    ],
  },
  {
    siret: '00010196400013',
    name: 'Communauté de communes du Pays Supposé',
    demands: 'engagement',
    services: [{ code: 'CC-FACT', name: 'Facturation' }],
  },
  {
    siret: '00010233500015',
    name: 'Communauté d’agglomération des Trois Mirages',
    demands: 'service',
    services: [{ code: 'AGGLO', name: 'Services généraux' }],
  },
  {
    siret: '00010270700015',
    name: 'Métropole d’Utopie',
    demands: 'both',
    services: [{ code: 'METRO-FIN', name: 'Finances' }],
  },
  {
    siret: '00010307700012',
    name: 'Département de la Loire-Rêvée',
    demands: 'service',
    services: [
      { code: 'DEP-EDU', name: 'Éducation' },
      { code: 'DEP-MER', name: 'Littoral', engagementRequired: true },
    ],
  },
  {
    siret: '00010344000012',
    name: 'Département des Hautes-Hypothèses',
    demands: 'service or engagement',
    services: [{ code: 'DEP-ROUTES', name: 'Routes' }],
  },
  {
    siret: '00010381200012',
    name: 'Région Nulle-Part',
    demands: 'service',
    services: [{ code: 'REG-LYCEES', name: 'Lycées' }],
  },
  {
    siret: '00010418200019',
    name: 'Centre hospitalier de Sainte-Fiction',
    demands: 'engagement',
    services: [{ code: 'PHARMACIE', name: 'Pharmacie' }],
  },
  {
    siret: '00010455400019',
    name: 'Centre hospitalier universitaire d’Exemple',
    demands: 'both',
    services: [{ code: 'CHU-DSI', name: 'Systèmes d’information' }],
  },
  { siret: '00010492700017', name: 'EHPAD Les Jours Inventés', demands: 'nothing', services: [] },
  {
    siret: '00010529600016',
    name: 'Université de l’Abstraction',
    demands: 'service or engagement',
    services: [{ code: 'LABO-7', name: 'Laboratoire 7' }],
  },
  {
    siret: '00010566800016',
    name: 'Institut universitaire du Leurre',
    demands: 'engagement',
    services: [],
  },
  {
    siret: '00010603900019',
    name: 'Lycée polyvalent Albert-Personne',
    demands: 'nothing',
    services: [{ code: 'INTENDANCE', name: 'Intendance' }],
  },
  { siret: '00010640100011', name: 'Collège Jeanne-Imaginaire', demands: 'nothing', services: [] },
  {
    siret: '00010677300013',
    name: 'Office public de l’habitat du Songe',
    demands: 'engagement',
    services: [{ code: 'OPH', name: 'Siège' }],
    reportsPayment: false,
  },
  {
    siret: '00010714400016',
    name: 'Service départemental d’incendie de l’Essai',
    demands: 'service',
    services: [{ code: 'SDIS', name: 'Logistique' }],
  },
  {
    siret: '00010751600015',
    name: 'Syndicat des eaux de la Fable',
    demands: 'nothing',
    services: [],
  },
  {
    siret: '00010788800018',
    name: 'Syndicat de transport de l’Illusion',
    demands: 'engagement',
    services: [],
  },
  {
    siret: '00010825800013',
    name: 'Musée national du Factice',
    demands: 'service',
    services: [{ code: 'BILLETTERIE', name: 'Billetterie' }],
  },
  {
    siret: '00010862100012',
    name: 'Établissement public du Port d’Essai',
    demands: 'service or engagement',
    services: [{ code: 'CAPITAINERIE', name: 'Capitainerie' }],
    reportsPayment: false,
  },
  {
    siret: '00010899300015',
    name: 'Agence de l’eau Conjecture',
    demands: 'both',
    services: [{ code: 'AGENCE', name: 'Agence comptable' }],
  },
  {
    siret: '00010936300010',
    name: 'Chambre d’agriculture de la Parabole',
    demands: 'nothing',
    services: [],
  },
  {
    siret: '00010973600017',
    name: 'Caisse des écoles de Val-Inventé',
    demands: 'nothing',
    services: [],
  },
  {
    siret: '00011010600010',
    name: 'Centre communal d’action sociale de Chimère',
    demands: 'service',
    services: [{ code: 'CCAS', name: 'Action sociale' }],
  },
  {
    siret: '00011047800013',
    name: 'Régie des musées d’Utopie',
    demands: 'engagement',
    services: [],
  },
  {
    siret: '00011084100012',
    name: 'Établissement dissous du Passé',
    demands: 'nothing',
    services: [],
    active: false,
  },
];
