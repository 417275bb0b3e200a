import type { WaysBackWording } from './ways-back.ts';

/** What is said, in French, about the four ways back, and about there being none. */
export const WAYS_BACK_FR: WaysBackWording = {
  ways: {
    resend: {
      action: 'Corriger et renvoyer',
      explanation:
        'Chorus Pro a refusé le document : aucune facture n’y existe. Corrigez ce que désigne le refus ; la même facture est alors renvoyée.',
      number: 'La facture garde son numéro.',
    },
    recycle: {
      action: 'Envoyer à un autre service',
      explanation:
        'L’acheteur indique que la facture n’est pas arrivée au bon service (à recycler). Indiquez le bon destinataire, code service ou numéro d’engagement ; la facture y est transférée.',
      number: 'La facture garde son numéro ; elle ne doit pas être envoyée une seconde fois.',
    },
    complete: {
      action: 'Ajouter ce qui manque',
      explanation:
        'L’acheteur a suspendu la facture parce qu’une pièce ou une réponse manque. Ajoutez le fichier et un commentaire.',
      number: 'La facture garde son numéro ; elle ne doit pas être envoyée une seconde fois.',
    },
    replace: {
      action: 'Émettre un avoir et une nouvelle facture',
      explanation:
        'L’acheteur a rejeté la facture. Émettez un avoir dans Stripe, puis une nouvelle facture corrigée, et confirmez ici que le rejet est traité.',
      number: 'La nouvelle facture porte un nouveau numéro ; le numéro rejeté ne peut plus servir.',
    },
  },
  none: {
    under_way: 'Guichet ou Chorus Pro traite cette facture ; il n’y a encore rien à faire.',
    not_sent_yet:
      'Rien n’a encore été envoyé. La facture part une fois réglés les motifs affichés.',
    being_verified:
      'Guichet vérifie si Chorus Pro a pris le document. Le renvoyer maintenant pourrait le faire arriver deux fois.',
    with_the_buyer: 'L’acheteur a la facture et n’a rien demandé.',
    over: 'Le traitement de cette facture est terminé ; il ne reste rien à faire.',
    ended_by_hand:
      'Quelqu’un a abandonné ou supprimé cette facture dans Chorus Pro. Consultez-la d’abord, pour savoir ce qui était voulu.',
  },
};
