import type { OrdinaryStatus } from '../../backend/follow/invoice-statuses.ts';

/** What Chorus Pro's statuses are called, in English, with the official word. */
export const STATUSES_EN = {
  DEPOSEE: 'Taken in by Chorus Pro (déposée)',
  EN_COURS_ACHEMINEMENT: 'On its way to the buyer (en cours d’acheminement)',
  MISE_A_DISPOSITION: 'Made available to the buyer (mise à disposition)',
  PRISE_EN_COMPTE_DESTINATAIRE: 'Taken up by the buyer (prise en compte)',
  A_RECYCLER: 'To be sent to another recipient (à recycler)',
  EN_ATTENTE_RECYCLAGE_FOURNISSEUR: 'Waits to be sent to another recipient (attente de recyclage)',
  ERREUR_DESTINATAIRE_PD: 'Wrong recipient (erreur de destinataire)',
  ERREUR_DESTINATAIRE_EA: 'Wrong recipient (erreur de destinataire)',
  SUSPENDUE: 'Suspended by the buyer (suspendue)',
  COMPLETEE: 'Completed by you (complétée)',
  SERVICE_FAIT: 'Delivery certified by the buyer (service fait)',
  MANDATEE: 'Payment ordered by the buyer (mandatée)',
  MISE_A_DISPOSITION_COMPTABLE: 'With the public accountant (mise à disposition du comptable)',
  COMPTABILISEE: 'Booked by the public accountant (comptabilisée)',
  MISE_EN_PAIEMENT: 'Payment released (mise en paiement)',
  REJETEE: 'Rejected by the buyer (rejetée)',
  ABANDONNEE: 'Abandoned (abandonnée)',
  SUPPRIMEE: 'Deleted (supprimée)',
  EN_COURS_TRAITEMENT_PIVOT_S: 'Being processed by Chorus Pro',
  TECHNIQUE_INCONNU: 'Being processed by Chorus Pro',
} as const satisfies Record<OrdinaryStatus, string>;
