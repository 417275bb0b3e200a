import type { NoticesWording } from './notices.ts';

/** What mails and messages say, in French. */
export const NOTICES_FR: NoticesWording = {
  events: {
    refused: {
      subject: ({ document }) => `Chorus Pro a refusé : ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro a refusé ${theDocument} : l’envoi n’y a rien créé et l’acheteur n’en voit rien. Ce qu’il faut faire est indiqué ci-dessous.`,
    },
    suspended: {
      subject: ({ document }) => `Suspension par l’acheteur : ${document}`,
      lead: ({ theDocument }) =>
        `L’acheteur a suspendu ${theDocument} et demande un complément. Le délai de paiement est suspendu tant que vous n’avez pas répondu.`,
    },
    to_recycle: {
      subject: ({ document }) => `Mauvais destinataire : ${document}`,
      lead: ({ theDocument }) =>
        `L’acheteur indique que le destinataire n’est pas le bon pour ${theDocument} : un autre destinataire, service ou engagement est attendu (« à recycler »). Le numéro reste le même.`,
    },
    rejected: {
      subject: ({ document }) => `Rejet par l’acheteur : ${document}`,
      lead: ({ theDocument }) =>
        `L’acheteur a rejeté ${theDocument}. Le paiement n’aura pas lieu : il faut un avoir et une nouvelle facture dans Stripe.`,
    },
    abandoned: {
      subject: ({ document }) => `Abandon dans Chorus Pro : ${document}`,
      lead: ({ theDocument }) =>
        `Quelqu’un a abandonné ou supprimé ${theDocument} dans Chorus Pro. Le paiement n’aura pas lieu en l’état.`,
    },
    waiting: {
      subject: ({ document }) => `En attente depuis plus d’un jour : ${document}`,
      lead: ({ theDocument }) =>
        `Rien n’a bougé pour ${theDocument} depuis plus d’un jour. Tant que cela dure, le paiement n’avance pas.`,
    },
    available: {
      subject: ({ document }) => `Mise à disposition de l’acheteur : ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro a mis ${theDocument} à la disposition de l’acheteur. Il n’y a rien à faire.`,
    },
    paid: {
      subject: ({ document }) => `Mise en paiement : ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro signale la mise en paiement pour ${theDocument}. Le virement arrive sous quelques jours. Il n’y a rien à faire.`,
    },
    password_expiring: {
      subject: ({ date }) => `Mot de passe Chorus Pro à renouveler avant le ${date}`,
      lead: ({ date }) =>
        `Le mot de passe de votre compte technique Chorus Pro est à renouveler avant le ${date}. Passé ce jour, Chorus Pro refusera toutes les factures. Renouvelez-le sur le portail Chorus Pro, puis saisissez le nouveau dans les paramètres de Guichet.`,
    },
    connection_refused: {
      subject: () => 'Chorus Pro refuse l’accès de Guichet à votre entreprise',
      lead: ({ date }) =>
        `Depuis le ${date}, Chorus Pro refuse votre compte technique. Tant qu’il en est ainsi, aucune facture ne part et aucune n’est suivie ; elles attendent dans leur ordre et rien n’est perdu.`,
    },
  },
  awaited: {
    merchant: 'C’est à vous d’agir.',
    buyer: 'C’est à l’acheteur public d’agir.',
    chorus_pro:
      'C’est Chorus Pro qui doit répondre, et Guichet continue de l’interroger ; vous n’avez rien à faire.',
    us: 'C’est au support de Guichet d’agir ; vous n’avez rien à faire.',
    nobody: 'Personne n’est attendu.',
  },
  trial: {
    subject: () => 'Essai : voici comment Guichet vous avertit',
    lead: () =>
      'Ceci est un essai, demandé dans les paramètres de Guichet. Rien ne s’est passé et il n’y a rien à faire. La facture ci-dessous est inventée ; un vrai message ressemble à ceci :',
  },
  documents: {
    invoice: (number) => [`facture ${number}`, `la facture ${number}`],
    credit_note: (number) => [`avoir ${number}`, `l’avoir ${number}`],
  },
  digest: {
    subject: (count) =>
      count === 0
        ? 'Vos factures au secteur public aujourd’hui'
        : count === 1
          ? 'Secteur public : 1 document vous attend'
          : `Secteur public : ${count} documents vous attendent`,
    open: (count) =>
      count === 1
        ? 'Un document vous attend :'
        : `${count} documents vous attendent, les plus anciens d’abord :`,
    nothingOpen: 'Aucun document ne vous attend.',
    since: (date) => `depuis le ${date}`,
    more: (count) => (count === 1 ? '… et 1 autre.' : `… et ${count} autres.`),
    news: 'Depuis le dernier résumé :',
  },
  unknownSaying: {
    title: 'Guichet ne connaît pas ce message',
    explanation: 'Il figure ici mot pour mot, et il a été signalé pour être expliqué à l’avenir.',
    remedy:
      'Corrigez ce qu’il désigne, chez le client dans Stripe ou dans les paramètres de Guichet, puis renvoyez la même facture. S’il n’aide pas, écrivez au support de Guichet en indiquant le numéro de la facture.',
  },
  labels: {
    buyer: 'Acheteur',
    amount: 'Montant',
    state: 'État',
    since: 'Depuis le',
    why: 'Pourquoi',
    whatToDo: 'Que faire',
    chorusProsWords: 'Réponse de Chorus Pro',
    whatItMeans: 'Ce que cela veut dire',
    buyersWords: 'Ce que dit l’acheteur',
    openInvoice: 'Ouvrir la facture',
    openAccount: 'Ouvrir Stripe',
  },
  colon: ' : ',
  quotes: ['«\u202f', '\u202f»'],
  test: '[Test]',
  footer:
    'Guichet vous écrit parce que votre adresse figure dans ses paramètres, dans Stripe. C’est là que l’on choisit qui est averti de quoi.',
};
