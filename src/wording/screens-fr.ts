import type { Screens } from './screens-en.ts';
import { SETTINGS_FR } from './settings-fr.ts';

/** What the Dashboard's views say besides reasons and states, in French. */
export const SCREENS_FR: Screens = {
  common: {
    loading: 'Chargement',
    tryAgain: 'Réessayer',
    refresh: 'Actualiser',
    cancel: 'Annuler',
    close: 'Fermer',
    save: 'Enregistrer',
    saved: 'Enregistré',
    notSaved: 'Non enregistré',
    openSettings: 'Ouvrir les paramètres',
    openCustomer: 'Ouvrir le client',
    openInvoice: 'Ouvrir la facture',
    setUp: 'Configurer Guichet',
    you: 'Vous',
    none: 'Aucun',
    next: (who) => `À suivre : ${who}`,
    by: (quoted) => `Termes exacts de Chorus Pro : ${quoted}`,
    quoted: (text) => `« ${text} »`,
    documentation: 'Aide',
  },
  environment: {
    test: 'Mode test : les factures ne vont que sur la plateforme de qualification de Chorus Pro.',
    sandbox:
      'Environnement de test : les factures ne vont que sur la plateforme de qualification de Chorus Pro.',
  },
  permissions: {
    title: 'Il manque une autorisation à Guichet',
    description: (names) =>
      `Un administrateur doit cliquer sur « Vérifier les autorisations » dans la page des applications de Stripe. Manque : ${names}.`,
    viewOnly: 'Vous pouvez consulter, sans rien modifier',
    viewOnlyDescription:
      'Votre rôle dans Stripe est en lecture seule. Demandez un autre rôle à un administrateur du compte.',
    administratorsOnly: 'Seuls les administrateurs du compte Stripe peuvent modifier ceci.',
  },
  failures: {
    signature: {
      title: 'Stripe n’a pas pu signer la demande',
      description: 'Votre session a peut-être expiré. Rechargez le Dashboard, puis réessayez.',
    },
    network: {
      title: 'Guichet est injoignable',
      description:
        'Vérifiez votre connexion, puis réessayez. Les factures finalisées ne sont pas perdues : Stripe les transmet de nouveau.',
    },
    unauthorized: {
      title: 'Guichet n’a pas accepté la demande',
      description:
        'La signature n’est pas valable. Rechargez le Dashboard ; si cela persiste, écrivez au support de Guichet.',
    },
    forbidden: {
      title: 'Votre rôle ne le permet pas',
      description: 'Demandez à un administrateur de votre compte Stripe.',
    },
    absent: {
      title: 'Pas encore disponible',
      description:
        'Cette partie de Guichet n’est pas disponible pour le moment. Tout le reste fonctionne.',
    },
    conflict: {
      title: 'Ce n’est pas possible maintenant',
      description:
        'Quelque chose a changé entre-temps. Rechargez la page pour voir où en est la facture.',
    },
    lost: {
      title: 'La réponse s’est perdue en route',
      description:
        'Votre saisie est toujours là. Vérifiez votre connexion, puis réessayez : Guichet regarde d’abord si la demande était arrivée, rien n’est donc fait deux fois.',
    },
    too_many: {
      title: 'Trop de demandes',
      description: 'Patientez une minute, puis réessayez.',
    },
    backend: {
      title: 'Guichet rencontre un problème de son côté',
      description: 'Réessayez dans quelques minutes. Si cela dure, écrivez au support de Guichet.',
    },
    unreadable: {
      title: 'Réponse inattendue de Guichet',
      description: 'Rechargez le Dashboard. Si cela persiste, écrivez au support de Guichet.',
    },
  },
  conflicts: {
    action_not_in_state: {
      title: 'Impossible dans cet état',
      description:
        'La facture a avancé. Rechargez la page : elle montre ce qui est possible maintenant.',
    },
    action_under_way: {
      title: 'Une autre action est en cours',
      description: 'Rien à faire : son issue apparaîtra dans l’historique dès qu’elle sera connue.',
    },
    action_done: {
      title: 'Déjà fait',
      description:
        'Chorus Pro a pris en compte cette action ; le nouvel état n’est pas encore arrivé.',
    },
    action_not_possible: {
      title: 'La facture ne peut plus être modifiée ainsi',
      description: 'Quelqu’un a peut-être agi dans Chorus Pro. Rechargez la page.',
    },
    nothing_to_add: {
      title: 'Il n’y a ni commentaire ni pièce',
      description: 'Écrivez un commentaire ou ajoutez la pièce que l’acheteur demande.',
    },
  },
  chorusPro: {
    down: 'Chorus Pro ne répond pas pour le moment',
    downSince: (at) => `Chorus Pro ne répond pas depuis le ${at}`,
    downDescription:
      'Rien à faire : les factures restent dans l’ordre et partiront dès qu’il répondra.',
    notConnected: 'Chorus Pro n’est pas encore connecté',
    notConnectedDescription:
      'Les factures des clients publics attendent que vous ayez configuré Guichet.',
    refused: 'Chorus Pro refuse le compte technique',
    refusedDescription:
      'Les factures attendent. Renouvelez le mot de passe dans Chorus Pro, puis saisissez-le dans les paramètres de Guichet.',
  },
  customer: {
    title: 'Facturation au secteur public',
    flag: 'Organisme public',
    flagDescription: 'Envoyer à Chorus Pro les factures finalisées de ce client.',
    siret: 'SIRET',
    siretDescription: 'Les 14 chiffres de l’établissement, avec ou sans espaces.',
    siretFaults: {
      letters: 'Un SIRET ne contient que des chiffres.',
      siren:
        'Ceci est un SIREN (9 chiffres). Ajoutez les 5 chiffres de l’établissement, ou cherchez par nom.',
      length: 'Un SIRET a 14 chiffres.',
      checksum:
        'La clé de contrôle ne correspond pas. Comparez avec le bon de commande ; vous pouvez enregistrer malgré tout.',
    },
    siretRequired: 'Saisissez le SIRET, sinon les factures de ce client attendront.',
    code: 'Code service',
    codeDescription: 'Le service qui traite la facture.',
    codePick: 'Choisir un service',
    codeNone: 'Aucun service',
    codeUnlisted: (code) => `${code} (absent de l’annuaire)`,
    engagement: 'Numéro d’engagement',
    engagementDescription: 'Le bon de commande de l’acheteur.',
    contract: 'Numéro de marché',
    contractDescription: 'Le marché public, s’il y en a un.',
    optional: 'Facultatif',
    required: 'Exigé par cet organisme',
    tooLong: (limit) => `${limit} caractères au plus.`,
    siretNeeded: 'Corrigez le SIRET avant d’enregistrer.',
    search: 'Trouver l’organisme public',
    searchDescription: 'Un nom ou un SIRET, à chercher dans l’annuaire Chorus Pro.',
    searchPlaceholder: 'Mairie de …, ou 14 chiffres',
    searchNothing: 'L’annuaire ne contient aucun organisme de ce nom ou de ce numéro.',
    searchMore: 'Il y en a d’autres : précisez le nom ou la commune.',
    searchOff:
      'La recherche dans l’annuaire n’est pas disponible pour le moment. Vous pouvez saisir le SIRET vous-même.',
    searching: 'Recherche dans l’annuaire',
    searchStale:
      'Chorus Pro ne peut pas être interrogé : seuls les organismes déjà rencontrés par Guichet sont trouvés.',
    searchKnown:
      'Chorus Pro ne trouve rien avec ce début de numéro : seuls les organismes déjà rencontrés par Guichet ont été cherchés. Saisissez les 14 chiffres, ou un nom.',
    asOf: (at) => `Annuaire de Chorus Pro, au ${at}`,
    asOfStale: (at) => `État au ${at} ; Chorus Pro ne peut pas être interrogé pour le moment.`,
    serviceSearch: 'Trouver un service',
    serviceMany: (total) => `Cherchez parmi ${total.toLocaleString('fr-FR')} services.`,
    serviceNone: 'Aucun service n’a ces mots dans son nom ou son code.',
    engagementGiven:
      'Il est vérifié à chaque facture ; si Chorus Pro ne peut pas le vérifier, la facture le dit.',
    directoryDown:
      'L’annuaire de Chorus Pro ne répond pas pour le moment. Vous pouvez enregistrer ; le SIRET est vérifié avec la prochaine facture.',
    directoryNotConnected:
      'Connectez Chorus Pro, et son annuaire montrera ici ce qu’exige chaque organisme.',
    inactive: 'Fermé',
    inactiveTitle: 'Cet organisme est fermé dans Chorus Pro',
    inactiveDescription:
      'Chorus Pro refuserait ses factures. Cherchez l’organisme qui lui a succédé ; vous pouvez enregistrer malgré tout.',
    unknown: 'Ce SIRET ne figure pas dans l’annuaire de Chorus Pro',
    unknownDescription:
      'Vérifiez les chiffres, ou cherchez par nom. Une facture envoyée là serait refusée.',
    demandsService: 'Code service exigé',
    demandsEngagement: 'Engagement exigé',
    demandsEither: 'Code service ou engagement exigé',
    demandsNothing: 'Aucune référence exigée',
    neverReports:
      'Cet organisme ne signale jamais le paiement dans Chorus Pro : surveillez votre compte bancaire.',
    taxId: (siret) => `Reprendre le SIRET des numéros fiscaux : ${siret}`,
    taxIdDescription: 'Les numéros fiscaux de ce client contiennent déjà un SIRET.',
    useTaxId: 'Reprendre ce SIRET',
    suggest: 'Ce client ressemble à un organisme public',
    suggestDescription: 'Ses factures doivent alors passer par Chorus Pro.',
    suggestYes: 'Marquer comme public',
    suggestNo: 'Ce n’en est pas un',
    changedTitle: 'Quelqu’un a modifié ce client entre-temps',
    changedBoth: (field, theirs, yours) =>
      `${field} : sa valeur « ${theirs} », la vôtre « ${yours} ».`,
    changedEmpty: 'vide',
    keepMine: 'Garder les miennes',
    takeTheirs: 'Prendre les siennes',
    changedOther: 'Quelqu’un a modifié d’autres champs entre-temps ; ils sont affichés.',
    discard: 'Annuler les changements',
    unsaved: 'Pas encore enregistré',
    savedToast: 'Client enregistré',
    saveUnknown: 'La connexion a été perdue pendant l’enregistrement',
    saveUnknownDescription:
      'Votre saisie est conservée ici. Vérifiez votre connexion, puis enregistrez de nouveau : ce qui était arrivé n’est pas écrit une seconde fois.',
    savePermission: 'Votre rôle dans Stripe ne permet pas de modifier les clients',
    savePermissionDescription:
      'Votre saisie n’a pas été enregistrée. Adressez-vous à un administrateur du compte.',
    keysOver: (limit) => `Les métadonnées de ce client sont pleines : Stripe accepte ${limit} clés`,
    keysOverDescription: (over) =>
      over === 1
        ? 'Retirez une autre clé des métadonnées du client dans Stripe, puis rechargez cette page.'
        : `Retirez ${over} autres clés des métadonnées du client dans Stripe, puis rechargez cette page.`,
    saveRefused: 'Stripe n’a pas accepté les valeurs',
    saveRefusedDescription:
      'Raccourcissez-les et enregistrez de nouveau. Une métadonnée a 500 caractères au plus.',
    gone: 'Ce client a été supprimé',
    goneDescription: 'Un client supprimé ne peut plus être modifié.',
    loadPermission: 'Vous n’avez pas accès aux détails de ce client',
    loadPermissionDescription:
      'Demandez à un administrateur du compte le droit de lire les clients.',
    loadNetwork: 'Stripe est injoignable',
    loadNetworkDescription: 'Vérifiez votre connexion, puis réessayez.',
    invoices: 'Factures dans Chorus Pro',
    noInvoices: 'Aucune facture de ce client n’a été finalisée depuis l’installation de Guichet.',
    invoicesOff: 'Les factures ne peuvent pas être affichées pour le moment.',
  },
  invoice: {
    title: 'Chorus Pro',
    notConcerned: 'Cette facture n’est pas envoyée à Chorus Pro',
    notConcernedDescription:
      'Son client n’est pas marqué comme organisme public. S’il en est un, marquez-le sur sa page avant de finaliser la facture.',
    notMet: 'Guichet ne connaît pas cette facture',
    notMetDescription:
      'Les brouillons sont vérifiés ici dès que possible. Les factures finalisées avant l’installation de Guichet ne sont pas envoyées.',
    verdicts: {
      ready: 'Prête à être finalisée',
      attention: 'Prête, avec des points à regarder',
      blocked: 'Serait retenue',
    },
    verdictDescriptions: {
      ready: 'Si vous la finalisez maintenant, elle part telle quelle vers Chorus Pro.',
      attention:
        'Si vous la finalisez maintenant, elle part vers Chorus Pro. Regardez d’abord ces points.',
      blocked:
        'Si vous la finalisez maintenant, elle attend que ces points soient réglés. Certains ne se corrigent que sur un brouillon.',
    },
    checks: 'À corriger',
    waiting: 'Cause de l’attente',
    sayings: 'Pourquoi Chorus Pro l’a refusée',
    unknownSaying: 'Termes exacts de Chorus Pro ; Guichet ne connaît pas ce message',
    buyersWords: 'Termes exacts de l’acheteur',
    who: {
      you: 'par vous',
      colleague: 'par un collègue',
      support: 'par le support de Guichet',
    },
    outcomes: {
      asked: (action) => `${action} : demandé à Chorus Pro`,
      refused: (action) => `${action} : refusé par Chorus Pro`,
      uncertain: (action) => `${action} : pas encore confirmé`,
      absent: (action) => `${action} : n’est pas arrivé`,
    },
    warnings: 'À regarder',
    remedy: 'Que faire',
    recipient: 'Acheteur public',
    service: 'Code service',
    engagement: 'Numéro d’engagement',
    contract: 'Numéro de marché',
    total: 'Total',
    flow: 'Numéro de flux',
    remoteStatus: 'Statut dans Chorus Pro',
    deposited: 'Déposée',
    elapsed: {
      open: 'Depuis le dépôt',
      paid: 'Payée après',
      days: (days) => (days <= 1 ? `${days} jour` : `${days} jours`),
    },
    since: (day) => `Depuis le ${day}`,
    nextAt: (at) => `Guichet vérifie de nouveau le ${at}.`,
    details: 'Détails',
    timeline: 'Historique',
    timelineEmpty: 'Rien ne s’est encore passé.',
    files: 'Documents',
    fileNames: {
      factur_x: 'Facture électronique (Factur-X, PDF)',
      xml: 'Données (XML)',
      proof_pack: 'Dossier de preuve (ZIP)',
    },
    filesNote: 'Les liens sont valables quelques minutes.',
    references: 'Références de cette facture seule',
    referencesDescription: 'Elles priment celles du client.',
    editReferences: 'Changer les références',
    comment: 'Commentaire',
    commentDescription: 'Conservé dans l’historique.',
    commentForBuyer: 'L’acheteur public le lit.',
    commentRequired: 'Dites pourquoi en quelques mots.',
    attachments: 'Pièces à envoyer',
    noAttachments: 'Aucune pièce n’a été ajoutée.',
    addFile: 'Ajouter une pièce',
    addFileDescription: 'Ouvre une page de Guichet. Revenez ici ensuite.',
    megabytes: (bytes) => `${Math.max(1, Math.round(bytes / 1024))} Ko`,
    siret: 'SIRET du bon organisme',
    more: 'Autres actions',
    done: 'Terminé',
    actions: {
      retry: {
        label: 'Renvoyer',
        title: 'Renvoyer cette facture ?',
        description:
          'Guichet la vérifie de nouveau avec ce que contiennent maintenant Stripe et vos paramètres, et la dépose sous le même numéro. Rien n’existe encore dans Chorus Pro : aucun doublon n’est possible.',
        toast: 'Facture renvoyée',
      },
      recycle: {
        label: 'Changer de destinataire',
        title: 'Envoyer à un autre destinataire ?',
        description:
          'La facture reste la même dans Chorus Pro et garde son numéro ; seul son destinataire change (recyclage).',
        toast: 'Destinataire changé',
      },
      complete: {
        label: 'Envoyer les pièces',
        title: 'Envoyer ce que l’acheteur demande ?',
        description: 'L’acheteur public reçoit votre commentaire et les pièces ci-dessous.',
        toast: 'Pièces envoyées',
      },
      acknowledge_rejection: {
        label: 'Marquer comme traitée',
        title: 'Avez-vous corrigé ce rejet ?',
        description:
          'Un rejet est définitif. Dans Stripe, émettez un avoir sur cette facture et une nouvelle facture sous un nouveau numéro ; les deux partent d’eux-mêmes vers Chorus Pro. Marquez ensuite celle-ci comme traitée.',
        toast: 'Marquée comme traitée',
      },
      set_references: {
        label: 'Changer les références',
        title: 'Références de cette facture seule',
        description:
          'Elles priment celles du client. Laissez un champ vide pour reprendre celui du client.',
        toast: 'Références enregistrées',
      },
      hold: {
        label: 'Retenir',
        title: 'Retenir cette facture ?',
        description: 'Elle ne part pas tant que vous ne la libérez pas.',
        toast: 'Facture retenue',
      },
      release: {
        label: 'Libérer',
        title: 'Libérer cette facture ?',
        description: 'Guichet la vérifie et l’envoie.',
        toast: 'Facture libérée',
      },
      exclude: {
        label: 'Exclure',
        title: 'Exclure cette facture de Chorus Pro ?',
        description:
          'Guichet ne l’envoie pas. À utiliser quand vous l’avez saisie vous-même dans Chorus Pro.',
        toast: 'Facture exclue',
      },
      include: {
        label: 'Réintégrer',
        title: 'Réintégrer cette facture ?',
        description: 'Guichet la vérifie et l’envoie à Chorus Pro.',
        toast: 'Facture réintégrée',
      },
    },
  },
  overview: {
    title: 'Chorus Pro',
    groups: {
      yours: 'En attente de vous',
      under_way: 'Dans Chorus Pro',
      done: 'Terminées',
    },
    invoices: (count) => (count <= 1 ? `${count} facture` : `${count} factures`),
    yoursMore: (count) =>
      `Et ${count} ${count <= 1 ? 'autre' : 'autres'}, dans la liste ci-dessous.`,
    median: 'Délai médian de paiement',
    days: (days) => (days <= 1 ? '1 jour' : `${Math.round(days)} jours`),
    noMedian: 'Pas encore de paiement',
    byMonth: 'Facturé au secteur public, par mois',
    chartValue: (month, amount, count) => `${month} : ${amount}, ${count}`,
    list: 'Factures',
    filter: 'Afficher',
    filterAll: 'Toutes les factures',
    search: 'Rechercher',
    searchPlaceholder: 'Numéro ou client',
    columns: {
      number: 'Numéro',
      customer: 'Client',
      total: 'Total',
      state: 'État',
      since: 'Depuis',
    },
    empty: 'Aucune facture',
    emptyDescription:
      'Finalisez une facture d’un client marqué comme organisme public : elle apparaîtra ici.',
    nothingFound: 'Aucune facture ne correspond',
    connection: 'Connexion',
    states: {
      connected: 'Connecté',
      not_connected: 'Non connecté',
      refused: 'Refusé',
      unchecked: 'Pas encore vérifié',
    },
    platforms: { production: 'Chorus Pro', qualification: 'Chorus Pro, qualification' },
    lastEvent: 'Dernier événement de Stripe',
    never: 'Aucun reçu',
    checked: 'Dernière vérification',
    figuresOff: 'Les chiffres ne sont pas disponibles pour le moment ; la liste est complète.',
    unnumbered: 'Brouillon',
  },
  settings: SETTINGS_FR,
  onboarding: {
    title: 'Configurer Guichet',
    description:
      'Chaque étape est vérifiée auprès de Chorus Pro. Aucune de vos factures n’est envoyée avant la dernière.',
    statuses: {
      not_started: 'À faire',
      in_progress: 'En cours',
      blocked: 'À corriger',
      complete: 'Fait',
    },
    waiting: {
      company: 'Quelques champs sont encore vides',
      agreement: 'Chorus Pro n’a pas encore pu dire si Guichet est autorisé',
      technical_account: 'Le compte est vérifié dès que Guichet est autorisé',
      supplier_found: 'Chorus Pro ne laisse pas Guichet le vérifier : un dépôt le montrera',
      test_deposit: 'Chorus Pro vérifie la facture d’essai ; cette page regarde d’elle-même',
      ready: 'Les étapes ci-dessus ne sont pas toutes faites',
    },
    openChorusPro: 'Ouvrir Chorus Pro',
    steps: {
      company: {
        title: 'Saisir votre entreprise',
        explanation:
          'Raison sociale, SIRET, numéro de TVA, adresse et compte bancaire, dans les paramètres de Guichet.',
      },
      agreement: {
        title: 'Autoriser Guichet dans Chorus Pro',
        explanation:
          'Dans Chorus Pro, votre gestionnaire principal accepte le raccordement de Guichet en tant que concentrateur.',
      },
      technical_account: {
        title: 'Connecter votre compte technique',
        explanation:
          'Créez un compte technique dans Chorus Pro, puis saisissez-le dans les paramètres de Guichet.',
      },
      supplier_found: {
        title: 'Retrouver votre entreprise dans Chorus Pro',
        explanation: 'Guichet cherche votre SIRET dans l’annuaire avec votre compte technique.',
      },
      test_deposit: {
        title: 'Envoyer une facture d’essai',
        explanation:
          'Une facture inventée part sur la plateforme de qualification et est suivie jusqu’à son acceptation. Rien n’est dû.',
      },
      ready: {
        title: 'Prêt',
        explanation:
          'Marquez vos clients publics sur leur page. Leurs prochaines factures partiront vers Chorus Pro.',
      },
    },
    next: 'Étape suivante',
    check: 'Vérifier de nouveau',
    sendTest: 'Envoyer une facture d’essai',
    testSent: 'Facture d’essai envoyée',
    complete: 'Guichet est configuré',
    goCustomers: 'Ouvrir les clients',
  },
};
