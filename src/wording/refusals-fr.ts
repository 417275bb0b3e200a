import type { RefusalCode } from '../../backend/follow/refusals.ts';
import type { ReasonWording } from './wording.ts';

/** What is said, in French, about each refusal of Chorus Pro, beside its own words. */
export const REFUSALS_FR = {
  buyer_unknown: {
    title: 'Chorus Pro ne connaît pas le SIRET du client',
    explanation:
      'La facture est adressée à un SIRET qui n’est pas celui d’une structure publique dans Chorus Pro. C’est souvent le SIREN à 9 chiffres, ou le numéro d’un autre établissement.',
    remedy:
      'Comparez les 14 chiffres au bon de commande, corrigez-les sur la page du client, champ SIRET, puis renvoyez la facture. Son numéro ne change pas.',
  },
  buyer_inactive: {
    title: 'La structure publique ne reçoit plus de factures sous ce SIRET',
    explanation:
      'Le client figure dans l’annuaire de Chorus Pro, mais il y est inactif : il a peut-être fusionné ou déménagé.',
    remedy:
      'Demandez au client son SIRET actuel, corrigez-le sur la page du client, champ SIRET, puis renvoyez la facture. Son numéro ne change pas.',
  },
  service_missing: {
    title: 'Le code service manque',
    explanation:
      'Ce client n’accepte que des factures avec un code service, qui désigne le service chargé de payer.',
    remedy:
      'Choisissez le service sur la page du client, champ Code service, puis renvoyez la facture. Son numéro ne change pas.',
  },
  service_unknown: {
    title: 'Le client n’a pas ce code service',
    explanation:
      'Le code service de la facture ne fait pas partie de ceux de ce client dans Chorus Pro.',
    remedy:
      'Choisissez un autre service sur la page du client, champ Code service, puis renvoyez la facture. Son numéro ne change pas.',
  },
  service_inactive: {
    title: 'Le service ne reçoit plus de factures',
    explanation: 'Le code service existe, mais le client l’a fermé dans Chorus Pro.',
    remedy:
      'Demandez au client quel service le remplace, choisissez-le sur la page du client, champ Code service, puis renvoyez la facture. Son numéro ne change pas.',
  },
  service_reserved: {
    title: 'Ce code service est réservé aux structures publiques',
    explanation:
      'Le client garde ce service (FACTURES_PUBLIQUES) pour les factures entre structures publiques.',
    remedy:
      'Demandez au client le code service de ses fournisseurs, choisissez-le sur la page du client, champ Code service, puis renvoyez la facture. Son numéro ne change pas.',
  },
  service_or_engagement_missing: {
    title: 'Il manque un code service ou un numéro d’engagement',
    explanation:
      'Ce client n’accepte que des factures avec un code service ou un numéro d’engagement.',
    remedy:
      'Saisissez l’un des deux sur la page du client, ou avec « Changer les références » pour cette facture seule, puis renvoyez la facture. Son numéro ne change pas.',
  },
  engagement_missing: {
    title: 'Le numéro d’engagement manque',
    explanation:
      'Ce client n’accepte que des factures avec le numéro de sa commande, le numéro d’engagement.',
    remedy:
      'Il figure sur le bon de commande : saisissez-le avec « Changer les références », puis renvoyez la facture. Le numéro de facture ne change pas.',
  },
  engagement_unknown: {
    title: 'Le numéro d’engagement n’existe pas',
    explanation:
      'Le numéro d’engagement de la facture ne correspond à aucune commande de ce client dans Chorus Pro.',
    remedy:
      'Comparez-le au bon de commande, corrigez-le avec « Changer les références », puis renvoyez la facture. Le numéro de facture ne change pas.',
  },
  engagement_closed: {
    title: 'La commande de ce numéro d’engagement est close',
    explanation: 'Le numéro d’engagement existe, mais le client a clos ou soldé la commande.',
    remedy:
      'Demandez au client un nouveau numéro d’engagement, saisissez-le avec « Changer les références », puis renvoyez la facture. Le numéro de facture ne change pas.',
  },
  contract_unknown: {
    title: 'Le numéro de marché n’existe pas',
    explanation: 'Le numéro de marché de la facture n’est pas connu pour ce client.',
    remedy:
      'Comparez-le au contrat, corrigez-le ou effacez-le avec « Changer les références », puis renvoyez la facture. Le numéro de facture ne change pas.',
  },
  reference_too_long: {
    title: 'Une référence est trop longue',
    explanation:
      'Le numéro d’engagement ou de marché dépasse 50 caractères, ou le code service 100.',
    remedy:
      'Saisissez le numéro seul avec « Changer les références », sans mots autour, puis renvoyez la facture. Son numéro ne change pas.',
  },
  supplier_unknown: {
    title: 'Chorus Pro ne connaît pas votre entreprise',
    explanation: 'Le SIRET qui envoie la facture n’est celui d’aucune entreprise dans Chorus Pro.',
    remedy:
      'Vérifiez votre SIRET dans les paramètres de Guichet, Votre entreprise ; s’il est juste, créez la structure dans Chorus Pro, puis renvoyez la facture.',
  },
  supplier_inactive: {
    title: 'Votre entreprise est inactive dans Chorus Pro',
    explanation:
      'Le SIRET qui envoie la facture existe dans Chorus Pro, mais il n’y est plus actif.',
    remedy:
      'Vérifiez votre SIRET dans les paramètres de Guichet, Votre entreprise ; s’il est juste, faites réactiver la structure dans Chorus Pro, puis renvoyez la facture.',
  },
  supplier_not_attached: {
    title: 'Le compte technique ne peut pas envoyer pour votre entreprise',
    explanation:
      'Votre compte technique fonctionne, mais il n’est pas rattaché à l’entreprise dont le SIRET figure sur la facture.',
    remedy:
      'Dans Chorus Pro, le gestionnaire principal rattache le compte technique à l’entreprise ; renvoyez ensuite la facture.',
  },
  number_already_used: {
    title: 'Chorus Pro a déjà une facture portant ce numéro',
    explanation:
      'Un numéro ne sert qu’une fois par an. La facture a peut-être été déposée à la main, par un autre outil, ou plus tôt par Guichet.',
    remedy:
      'Recherchez ce numéro dans Chorus Pro. Si c’est bien cette facture, il n’y a rien à faire : Guichet peut la suivre. Sinon, émettez une nouvelle facture sous un autre numéro.',
  },
  number_too_long: {
    title: 'Le numéro de facture est trop long',
    explanation: 'Chorus Pro accepte au plus 20 caractères.',
    remedy:
      'Le numéro d’une facture finalisée est définitif : raccourcissez le préfixe dans les paramètres de facturation de Stripe, annulez cette facture et émettez-en une nouvelle.',
  },
  number_characters: {
    title: 'Le numéro de facture contient des caractères non admis',
    explanation:
      'Chorus Pro accepte dans un numéro les lettres, les chiffres, l’espace et les signes - _ / +.',
    remedy:
      'Le numéro d’une facture finalisée est définitif : changez le préfixe dans les paramètres de facturation de Stripe, annulez cette facture et émettez-en une nouvelle.',
  },
  issue_date_in_future: {
    title: 'La facture porte une date postérieure à son envoi',
    explanation:
      'Chorus Pro accepte une facture à partir de sa date d’émission, à l’heure française.',
    remedy: 'Renvoyez-la à sa date d’émission ou plus tard. Son numéro ne change pas.',
  },
  original_invoice_unknown: {
    title: 'La facture corrigée n’a pas été reconnue',
    explanation: 'L’avoir renvoie à un numéro de facture que Chorus Pro n’accepte pas.',
    remedy:
      'Vérifiez que Chorus Pro a bien accepté la première facture sous ce numéro, puis émettez de nouveau l’avoir.',
  },
  credit_note_negative: {
    title: 'Les montants de l’avoir ont le mauvais signe',
    explanation: 'Dans Chorus Pro, les montants d’un avoir sont positifs.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  document_type_not_accepted: {
    title: 'Ce type de document n’est pas accepté',
    explanation:
      'Chorus Pro accepte les factures, les factures rectificatives, les avoirs et les factures d’acompte.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  framework_not_accepted: {
    title: 'Le cadre de facturation n’est pas accepté',
    explanation:
      'Le code qui dit qui facture qui (cadre de facturation) doit être compris entre A1 et A25 sur ce canal.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  payment_means_missing: {
    title: 'Le mode de paiement manque',
    explanation: 'Chorus Pro demande comment la facture doit être payée (mode de paiement).',
    remedy:
      'Vérifiez le compte bancaire dans les paramètres de Guichet, Paiement, et renvoyez la facture. Si elle est encore refusée, écrivez au support de Guichet.',
  },
  payment_means_not_accepted: {
    title: 'Le mode de paiement n’est pas accepté',
    explanation: 'Chorus Pro ne connaît que certains codes de mode de paiement.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  bank_account_wrong: {
    title: 'Le compte bancaire n’a pas été accepté',
    explanation: 'L’IBAN ou le BIC de la facture ne convient pas à Chorus Pro.',
    remedy:
      'Vérifiez le compte bancaire dans les paramètres de Guichet, Paiement, puis renvoyez la facture. Son numéro ne change pas.',
  },
  currency_not_accepted: {
    title: 'La devise n’a pas été acceptée',
    explanation:
      'Chorus Pro a refusé la devise de cette facture ; les structures publiques paient en euros.',
    remedy: 'Annulez cette facture dans Stripe et émettez-en une nouvelle en euros.',
  },
  vat_wrong: {
    title: 'La TVA n’a pas été acceptée',
    explanation:
      'Chorus Pro a refusé le récapitulatif de TVA de cette facture (taux, base ou motif d’exonération).',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : les montants sont comparés à ceux de Stripe avant tout nouvel envoi.',
  },
  totals_wrong: {
    title: 'Les totaux n’ont pas été acceptés',
    explanation: 'Chorus Pro additionne les montants et a trouvé un écart.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : les montants sont comparés à ceux de Stripe avant tout nouvel envoi.',
  },
  price_discount_incomplete: {
    title: 'Une remise sur une ligne est incomplète',
    explanation: 'Chorus Pro demande le montant de la remise dès qu’un prix brut est indiqué.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  schema_refused: {
    title: 'Le fichier ne suit pas le format officiel',
    explanation: 'Chorus Pro a comparé le XML du document à son schéma et l’a refusé.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  file_unreadable: {
    title: 'Chorus Pro n’a pas pu lire le fichier',
    explanation: 'Le PDF, ou le XML qui y est joint, n’a pas été reconnu.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : le document doit être refait de notre côté.',
  },
  file_too_large: {
    title: 'Le document est trop volumineux',
    explanation: 'Chorus Pro accepte des documents de 10 Mo au plus.',
    remedy:
      'Réduisez le logo dans les paramètres de Guichet ou répartissez les lignes sur plusieurs factures, puis émettez de nouveau la facture.',
  },
  syntax_not_accepted: {
    title: 'Le type de fichier n’a pas été accepté',
    explanation:
      'Chorus Pro n’a pas accepté le format (syntaxe de flux) dans lequel la facture a été envoyée.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : rien n’est à changer de votre côté.',
  },
  account_lacks_rights: {
    title: 'Le compte technique n’a pas ce droit',
    explanation: 'Votre compte technique n’a aucun droit sur cette facture ou cette entreprise.',
    remedy:
      'Dans Chorus Pro, le gestionnaire principal lui donne les droits sur l’entreprise qui a émis la facture ; recommencez ensuite.',
  },
  not_suspended: {
    title: 'La facture n’attend pas de pièce',
    explanation:
      'Seule une facture suspendue par le client peut être complétée ; celle-ci ne l’est plus.',
    remedy: 'Actualisez la page pour voir où en est la facture et ce qu’elle permet.',
  },
  status_not_allowed: {
    title: 'Le statut de la facture ne le permet pas',
    explanation:
      'Quelqu’un est intervenu entre-temps sur la facture, ou elle n’a jamais eu le statut que demande cette action.',
    remedy: 'Actualisez la page pour voir où en est la facture et ce qu’elle permet.',
  },
  invoice_unknown: {
    title: 'Chorus Pro ne connaît pas cette facture',
    explanation: 'Aucune facture ne porte l’identifiant envoyé.',
    remedy:
      'Écrivez au support de Guichet en indiquant le numéro : rien n’est à changer de votre côté.',
  },
  flow_unknown: {
    title: 'Chorus Pro ne montre pas encore le dépôt',
    explanation: 'Juste après un dépôt, son numéro (numéro de flux) reste inconnu un court moment.',
    remedy: 'Rien à faire : Guichet repose la question de lui-même.',
  },
} as const satisfies Record<RefusalCode, ReasonWording>;
