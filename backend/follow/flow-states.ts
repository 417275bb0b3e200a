/** What a flow's state means for us. */
export interface FlowMeaning {
  /** `pending` keeps asking; `integrated` means that the invoice exists; `mixed` needs the errors read. */
  readonly outcome: 'pending' | 'integrated' | 'mixed' | 'refused' | 'incident';
}

/** Every flow state that is known (*état courant du flux*; AIFE, consulterCRDetaille; no official enumeration exists). */
export const FLOW_STATES = {
  IN_DEPOT_PORTAIL_EN_ATTENTE_TRAITEMENT_SE_CPP: { outcome: 'pending' },
  IN_RECU: { outcome: 'pending' },
  IN_TRAITE_SE_CPP: { outcome: 'pending' },
  IN_EN_ATTENTE_TRAITEMENT_CPP: { outcome: 'pending' },
  IN_EN_COURS_TRAITEMENT_CPP: { outcome: 'pending' },
  IN_EN_ATTENTE_RETRAITEMENT_CPP: { outcome: 'pending' },
  IN_INCIDENTE: { outcome: 'incident' },
  QP_RECEVABLE: { outcome: 'pending' },
  QP_RECEVABLE_AVEC_ERREUR: { outcome: 'pending' },
  QP_IRRECEVABLE: { outcome: 'refused' },
  IN_INTEGRE: { outcome: 'integrated' },
  IN_INTEGRE_PARTIEL: { outcome: 'mixed' },
  IN_REJETE: { outcome: 'refused' },
} as const satisfies Record<string, FlowMeaning>;

/** The meaning of a flow state; undefined when we do not know it. */
export function findFlowMeaning(state: string): FlowMeaning | undefined {
  return Object.hasOwn(FLOW_STATES, state)
    ? FLOW_STATES[state as keyof typeof FLOW_STATES]
    : undefined;
}
