import { FRENCH } from './spelling.ts';
import type { Language } from './wording.ts';

/** What French says of every invoice, without the reasons. */
export const LANGUAGE_FR: Language = {
  spelling: FRENCH,
  actors: {
    merchant: 'Vous',
    buyer: 'L’acheteur public',
    chorus_pro: 'Chorus Pro (AIFE)',
    us: 'Guichet',
    nobody: 'Personne',
  },
  states: {
    received: {
      label: 'Reçue',
      explanation: 'Stripe a finalisé cette facture ; Guichet va la lire.',
    },
    not_concerned: {
      label: 'Non concernée',
      explanation:
        'Ce client n’est pas signalé comme organisme public (« Organisme public » sur sa page) : rien n’est envoyé à Chorus Pro.',
    },
    blocked: {
      label: 'Action requise',
      explanation:
        'Rien n’a été envoyé. Il faut d’abord corriger quelque chose ; les motifs ci-dessous disent quoi et où.',
    },
    waiting: {
      label: 'En attente',
      explanation: 'Rien ne vous est demandé : Guichet reprend de lui-même dès que possible.',
    },
    converted: {
      label: 'Document émis',
      explanation:
        'La facture électronique (Factur-X) est établie et conservée ; son envoi est l’étape suivante.',
    },
    depositing: {
      label: 'Envoi en cours',
      explanation: 'Le document est en route vers Chorus Pro.',
    },
    uncertain: {
      label: 'À vérifier',
      explanation:
        'Chorus Pro n’a pas confirmé avoir pris le document. Guichet vérifie avant tout nouvel envoi, pour qu’il n’arrive jamais deux fois.',
    },
    deposited: {
      label: 'Envoyée',
      explanation: 'Chorus Pro a reçu le document et le contrôle.',
    },
    refused: {
      label: 'Refusée par Chorus Pro',
      explanation:
        'Chorus Pro a refusé le document : aucune facture n’y existe, et le même numéro peut resservir.',
    },
    integrated: {
      label: 'Acceptée',
      explanation: 'Chorus Pro a accepté la facture et l’achemine vers l’acheteur public.',
    },
    available: {
      label: 'Mise à disposition',
      explanation: 'L’acheteur public peut voir la facture ; c’est à lui de la traiter.',
    },
    suspended: {
      label: 'Suspendue',
      explanation: 'L’acheteur public a suspendu la facture : il manque une pièce justificative.',
    },
    completed: {
      label: 'Complétée',
      explanation: 'La pièce manquante a été ajoutée ; l’acheteur public poursuit le traitement.',
    },
    to_recycle: {
      label: 'À recycler',
      explanation:
        'L’acheteur public signale que la facture ne concerne pas ce service : elle est à adresser à un autre destinataire dans Chorus Pro.',
    },
    rejected: {
      label: 'Rejetée par l’acheteur',
      explanation:
        'L’acheteur public a rejeté la facture. Il faut un avoir, puis une nouvelle facture sous un nouveau numéro.',
    },
    replaced: {
      label: 'Rejet traité',
      explanation:
        'L’acheteur public a rejeté la facture, et le rejet est marqué comme traité dans Chorus Pro. La nouvelle facture a sa propre page.',
    },
    in_payment: {
      label: 'Paiement en cours',
      explanation:
        'L’acheteur public a validé la facture ; le paiement se prépare (mandatement, mise à disposition du comptable).',
    },
    booked: {
      label: 'Paiement non signalé',
      explanation:
        'L’acheteur public a transmis la facture pour paiement, et cet organisme ne signale jamais ses paiements dans Chorus Pro : surveillez votre compte bancaire.',
    },
    paid: {
      label: 'Payée',
      explanation: 'Le comptable public a mis la facture en paiement.',
    },
    abandoned: {
      label: 'Abandonnée',
      explanation:
        'La facture a été abandonnée ou supprimée dans Chorus Pro ; personne ne l’y paiera.',
    },
    stopped: {
      label: 'Arrêtée',
      explanation:
        'L’application a été désinstallée avant la fin du traitement ; Guichet ne suit plus cette facture.',
    },
  },
};
