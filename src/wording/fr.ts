import { REASONS_FR } from './reasons-fr.ts';
import { FRENCH } from './spelling.ts';
import type { Wording } from './wording.ts';

/** French. */
export const FR: Wording = {
  reasons: REASONS_FR,
  spelling: FRENCH,
  actors: {
    merchant: 'Vous',
    buyer: 'L’acheteur public',
    chorus_pro: 'Chorus Pro (AIFE)',
    us: 'Le support de Guichet',
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
        'Ce client n’est pas signalé comme organisme public (métadonnée government_affiliated) : rien n’est envoyé à Chorus Pro.',
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
    in_payment: {
      label: 'Paiement en cours',
      explanation:
        'L’acheteur public a validé la facture ; le paiement se prépare (mandatement, mise à disposition du comptable).',
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
  places: [
    [/^action\.comment/, 'le commentaire'],
    [/^invoice\.lines\[\d+\]\.description$/, 'la description de la ligne {line}'],
    [/^invoice\.lines\[\d+\]\.name$/, 'la description de la ligne {line}'],
    [/^invoice\.lines\[\d+\]\.allowances/, 'le nom d’une remise de la ligne {line}'],
    [/^invoice\.lines\[\d+\]/, 'la ligne {line}'],
    [/^invoice\.lines$/, 'les lignes de la facture'],
    [/^invoice\.notes/, 'le mémo, le pied de page ou une mention légale'],
    [/^invoice\.period/, 'la période de facturation'],
    [/^invoice\.(allowances|charges)/, 'le nom d’une remise ou de frais'],
    [/^invoice\.issuedOn/, 'la date d’émission'],
    [/^invoice\.dueOn/, 'l’échéance'],
    [/^invoice\.deliveredOn/, 'la date de livraison'],
    [/electronicAddress$/, 'l’adresse de facturation électronique'],
    [/^invoice\.vatBreakdown/, 'le récapitulatif de TVA'],
    [/^invoice\.precedingInvoices/, 'le numéro de la facture corrigée'],
    [
      /^invoice\.paymentTerms/,
      'les conditions de paiement (réglages de Guichet, rubrique Paiement)',
    ],
    [/^invoice\.payment\.account/, 'le compte bancaire (réglages de Guichet, rubrique Paiement)'],
    [/^invoice\.payment/, 'les modalités de paiement (réglages de Guichet, rubrique Paiement)'],
    [
      /^(invoice|settings)\.seller\.name/,
      'le nom de votre entreprise (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.siret/,
      'votre SIRET (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.vatNumber/,
      'votre numéro de TVA (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.address/,
      'votre adresse (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.legalInformation/,
      'vos informations légales (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.contact/,
      'votre contact (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [/^settings/, 'les réglages de Guichet'],
    [/^invoice\.buyer\.name/, 'le nom du client dans Stripe'],
    [/^invoice\.buyer\.address/, 'l’adresse du client dans Stripe'],
    [/^invoice\.buyer\.vatNumber/, 'le numéro de TVA du client (identifiant fiscal dans Stripe)'],
    [/^invoice\.buyer\.siret/, 'les métadonnées du client, clé siret'],
    [/^customer\.metadata\.(\w+)$/, 'les métadonnées du client'],
    [/^subscription\.metadata\.(\w+)$/, 'les métadonnées de l’abonnement'],
    [/^invoice\.metadata\.(\w+)$/, 'les métadonnées de la facture'],
    [/tax_ids$/, 'les identifiants fiscaux du client'],
    [/^invoice\.buyerReference/, 'le code service'],
    [/^invoice\.orderReference/, 'le numéro d’engagement'],
    [/^invoice\.contractReference/, 'le numéro de marché'],
    [/^customer/, 'le client'],
    [/^taxRates/, 'les taux de taxe'],
    [/^invoice/, 'la facture'],
  ],
};
