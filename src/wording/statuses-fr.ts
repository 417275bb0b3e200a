import type { OrdinaryStatus } from '../../backend/follow/invoice-statuses.ts';

/** What Chorus Pro's statuses are called, in French: its own words, and who did it. */
export const STATUSES_FR = {
  DEPOSEE: 'Déposée dans Chorus Pro',
  EN_COURS_ACHEMINEMENT: 'En cours d’acheminement vers l’acheteur',
  MISE_A_DISPOSITION: 'Mise à disposition de l’acheteur',
  PRISE_EN_COMPTE_DESTINATAIRE: 'Prise en compte par l’acheteur',
  A_RECYCLER: 'À recycler vers un autre destinataire',
  EN_ATTENTE_RECYCLAGE_FOURNISSEUR: 'En attente de recyclage par vos soins',
  ERREUR_DESTINATAIRE_PD: 'Erreur de destinataire',
  ERREUR_DESTINATAIRE_EA: 'Erreur de destinataire',
  SUSPENDUE: 'Suspendue par l’acheteur',
  COMPLETEE: 'Complétée par vos soins',
  SERVICE_FAIT: 'Service fait, certifié par l’acheteur',
  MANDATEE: 'Mandatée par l’acheteur',
  MISE_A_DISPOSITION_COMPTABLE: 'Mise à disposition du comptable public',
  COMPTABILISEE: 'Comptabilisée par le comptable public',
  MISE_EN_PAIEMENT: 'Mise en paiement',
  REJETEE: 'Rejetée par l’acheteur',
  ABANDONNEE: 'Abandonnée',
  SUPPRIMEE: 'Supprimée',
  EN_COURS_TRAITEMENT_PIVOT_S: 'En cours de traitement dans Chorus Pro',
  TECHNIQUE_INCONNU: 'En cours de traitement dans Chorus Pro',
} as const satisfies Record<OrdinaryStatus, string>;
