import type { TransmissionState } from './state.ts';

/** Where a Chorus Pro status puts a transmission; `unchanged` for what says nothing to a supplier. */
export type StatusMeaning =
  | Extract<
      TransmissionState,
      | 'integrated'
      | 'available'
      | 'suspended'
      | 'completed'
      | 'to_recycle'
      | 'rejected'
      | 'in_payment'
      | 'paid'
      | 'abandoned'
    >
  | 'unchanged'
  /** Known by name, but not to be met by an ordinary supplier's invoice (works contracts, drafts): somebody looks. */
  | 'alert';

/**
 * Every status of an invoice (*StatutFacture*; AIFE, Factures API 1.0.0, plus one that only clients name). A status may
 * be skipped, repeated, or come out of order: it is a log, not a strict machine.
 */
export const INVOICE_STATUSES = {
  DEPOSEE: 'integrated',
  EN_COURS_ACHEMINEMENT: 'integrated',
  MISE_A_DISPOSITION: 'available',
  PRISE_EN_COMPTE_DESTINATAIRE: 'available',
  A_RECYCLER: 'to_recycle',
  EN_ATTENTE_RECYCLAGE_FOURNISSEUR: 'to_recycle',
  ERREUR_DESTINATAIRE_PD: 'to_recycle',
  ERREUR_DESTINATAIRE_EA: 'to_recycle',
  SUSPENDUE: 'suspended',
  COMPLETEE: 'completed',
  SERVICE_FAIT: 'in_payment',
  MANDATEE: 'in_payment',
  MISE_A_DISPOSITION_COMPTABLE: 'in_payment',
  COMPTABILISEE: 'in_payment',
  MISE_EN_PAIEMENT: 'paid',
  REJETEE: 'rejected',
  ABANDONNEE: 'abandoned',
  SUPPRIMEE: 'abandoned',
  EN_COURS_TRAITEMENT_PIVOT_S: 'unchanged',
  TECHNIQUE_INCONNU: 'unchanged',
  // Validators (frameworks A9, A12), which Guichet does not issue.
  A_VALIDER_1: 'alert',
  VALIDEE_1: 'alert',
  REFUSEE_1: 'alert',
  ABSENCE_VALIDATION_1_HORS_DELAI: 'alert',
  A_VALIDER_2: 'alert',
  VALIDEE_2: 'alert',
  REFUSEE_2: 'alert',
  ABSENCE_VALIDATION_2_HORS_DELAI: 'alert',
  ERREUR_FOURNISSEUR_SUR_VALIDEUR: 'alert',
  ERREUR_COTRAITANT_SUR_VALIDEUR: 'alert',
  // Drafts.
  BROUILLON: 'alert',
  INTERPRETEE_OCR: 'alert',
  // Works contracts.
  ERREUR_FOURNISSEUR_SUR_MOE: 'alert',
  ASSOCIEE: 'alert',
  A_VALIDER_MOE: 'alert',
  REFUSEE_MOE: 'alert',
  ERREUR_MOE_SUR_FOURNISSEUR: 'alert',
  ERREUR_MOA_SUR_FOURNISSEUR: 'alert',
  ERREUR_FOURNISSEUR_SUR_MOA: 'alert',
  ERREUR_MOE_SUR_MOA: 'alert',
  NON_CONFORME: 'alert',
  A_ASSOCIER_MOE: 'alert',
  ERREUR_DE_MOE: 'alert',
  MISE_A_DISPOSITION_MOE: 'alert',
  PRISE_EN_COMPTE_MOE: 'alert',
  A_ASSOCIER_MOA: 'alert',
  ERREUR_DE_MOA: 'alert',
  REFUSEE_MOA: 'alert',
  A_ASSOCIER_FOURNISSEUR: 'alert',
  REFUSEE_FOURNISSEUR: 'alert',
  A_COMPLETER: 'alert',
  TRANSMISE_MOA: 'alert',
  REMPLACEE_PAR_A22: 'alert',
  DUPLIQUE_APRES_REFUS: 'alert',
  MISE_A_DISPOSITION_MOA: 'alert',
  PRISE_EN_COMPTE_MOA: 'alert',
  ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE: 'alert',
} as const satisfies Record<string, StatusMeaning>;

/** A status that an ordinary supplier's invoice can be in. */
export type OrdinaryStatus = {
  [Status in keyof typeof INVOICE_STATUSES]: (typeof INVOICE_STATUSES)[Status] extends 'alert'
    ? never
    : Status;
}[keyof typeof INVOICE_STATUSES];

/** The meaning of a status; undefined when we do not know it. */
export function findStatusMeaning(status: string): StatusMeaning | undefined {
  return Object.hasOwn(INVOICE_STATUSES, status)
    ? INVOICE_STATUSES[status as keyof typeof INVOICE_STATUSES]
    : undefined;
}
