import type { FindingCode } from '../../backend/chorus-pro/doctor-findings.ts';
import type { ReasonWording } from './wording.ts';

const FOR_SUPPORT =
  '[[ Pour le support : statut HTTP {httpStatus}.]][[ Cause : {failure}.]][[ Appel : {route}.]]';

/** What is said, in French, about each finding of the connection's doctor: fine, or what is wrong and what to do. */
export const DOCTOR_FR = {
  reachable: {
    title: 'Chorus Pro répond',
    explanation: 'La passerelle de l’État (PISTE) et Chorus Pro derrière elle sont joignables.',
    remedy: 'Rien à faire.',
  },
  piste_unreachable: {
    title: 'La passerelle de l’État ne répond pas',
    explanation: `PISTE, par laquelle tout passe vers Chorus Pro, n’a pas pu être jointe.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire : Guichet réessaie de lui-même. Si cela dure des heures, consultez les annonces de l’AIFE sur le portail Chorus Pro.',
  },
  chorus_pro_unreachable: {
    title: 'Chorus Pro ne répond pas',
    explanation: `La passerelle de l’État (PISTE) a accordé l’accès, mais l’appel à Chorus Pro est resté sans réponse.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire : Guichet réessaie de lui-même. Si cela dure des heures, consultez les annonces de l’AIFE sur le portail Chorus Pro.',
  },
  chorus_pro_down: {
    title: 'Chorus Pro est en panne',
    explanation: `Chorus Pro a répondu par une erreur interne, comme lors d’une maintenance.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire : Guichet réessaie de lui-même et envoie ce qui attend dès le retour de Chorus Pro.',
  },
  too_many_requests: {
    title: 'Chorus Pro demande une pause',
    explanation: `La passerelle de l’État indique qu’il y a trop d’appels en ce moment.${FOR_SUPPORT}`,
    remedy: 'Rien à faire : Guichet attend le temps demandé.',
  },
  paused: {
    title: 'Guichet a suspendu les appels à Chorus Pro',
    explanation:
      'Plusieurs incidents se sont suivis à l’instant : Guichet n’appelle plus Chorus Pro pendant un moment.',
    remedy: 'Attendez une minute et relancez l’examen.',
  },
  busy: {
    title: 'D’autres appels sont en cours pour votre compte',
    explanation:
      'Guichet passe l’un après l’autre les appels d’un même compte technique, et la file est longue en ce moment.',
    remedy: 'Attendez une minute et relancez l’examen.',
  },
  answer_not_understood: {
    title: 'Chorus Pro a donné une réponse inattendue',
    explanation: `Guichet ne connaît pas cette réponse et ne peut donc pas dire ce qui ne va pas.${FOR_SUPPORT}`,
    remedy: 'Rien à faire de votre côté : le support de Guichet est prévenu et s’en occupe.',
  },
  token_given: {
    title: 'L’application de Guichet est admise',
    explanation: 'La passerelle de l’État (PISTE) a accordé l’accès à l’application de Guichet.',
    remedy: 'Rien à faire.',
  },
  application_missing: {
    title: 'L’application de Guichet n’est pas configurée',
    explanation:
      'Guichet n’a pas d’application PISTE pour cet environnement : aucun appel n’est possible.',
    remedy:
      'Rien à faire de votre côté : l’exploitant de Guichet saisit l’identifiant et le secret OAuth de l’application PISTE.',
  },
  application_refused: {
    title: 'L’application de Guichet est refusée',
    explanation: `PISTE a refusé l’identifiant ou le secret de l’application de Guichet, sans dire lequel des deux.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire de votre côté : l’exploitant de Guichet les compare au panneau OAuth de l’application PISTE (et non au panneau des clés d’API), pour le bon environnement.',
  },
  token_server_not_understood: {
    title: 'La passerelle de l’État a donné une réponse inattendue',
    explanation: `PISTE n’a pas accordé l’accès à l’application de Guichet, et Guichet ne connaît pas sa réponse.${FOR_SUPPORT}`,
    remedy: 'Rien à faire de votre côté : le support de Guichet est prévenu et s’en occupe.',
  },
  subscribed: {
    title: 'L’application de Guichet peut utiliser Chorus Pro',
    explanation: 'Les API nécessaires sont ouvertes à l’application de Guichet.',
    remedy: 'Rien à faire.',
  },
  api_not_authorized: {
    title: 'Il manque une autorisation à l’application de Guichet',
    explanation: `PISTE n’autorise pas l’application de Guichet[[ à utiliser ces API : {apis}]]. Une API n’est pas cochée, ses conditions générales ne sont pas acceptées, ou le raccordement manque.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire de votre côté : l’exploitant de Guichet coche les API dans PISTE, accepte leurs conditions pour cet environnement et vérifie le raccordement dans Chorus Pro.',
  },
  account_accepted: {
    title: 'Votre compte technique est admis',
    explanation: 'Chorus Pro accepte l’identifiant et le mot de passe de votre compte technique.',
    remedy: 'Rien à faire.',
  },
  account_missing: {
    title: 'Aucun compte technique n’est saisi',
    explanation:
      'Guichet appelle Chorus Pro avec votre compte technique, et aucun n’est enregistré.',
    remedy:
      'Créez-en un dans Chorus Pro (le gestionnaire principal de votre entreprise le peut), puis saisissez son identifiant (TECH_…@cpro.fr) et son mot de passe dans les paramètres de Guichet, Chorus Pro.',
  },
  account_refused: {
    title: 'Votre compte technique est refusé',
    explanation: `Chorus Pro a refusé l’identifiant ou le mot de passe de votre compte technique.${FOR_SUPPORT}`,
    remedy:
      'A-t-il été créé il y a moins de 30 minutes ? Alors patientez. Un collègue a-t-il renouvelé le mot de passe, ou a-t-il expiré (424 jours) ? Alors saisissez le nouveau dans les paramètres de Guichet, Chorus Pro. Est-ce un compte de l’autre environnement (qualification ou production) ? Alors saisissez le bon.',
  },
  structure_attached: {
    title: 'Le compte technique agit pour votre entreprise',
    explanation:
      'C’est ce que demande Chorus Pro.[[ Il peut envoyer des factures pour : {found}.]]',
    remedy: 'Rien à faire.',
  },
  structure_missing: {
    title: 'Le compte technique n’agit pour aucune entreprise',
    explanation:
      'Il est admis, mais Chorus Pro ne l’a rattaché à aucune entreprise qui émet des factures.',
    remedy:
      'Dans Chorus Pro, le gestionnaire principal rattache le compte technique à votre entreprise, avec l’espace factures émises.',
  },
  structure_is_another: {
    title: 'Le compte technique agit pour une autre entreprise',
    explanation: 'Vos factures portent le SIRET {identifier}, mais le compte agit pour : {found}.',
    remedy:
      'Corrigez le SIRET dans les paramètres de Guichet, Votre entreprise, ou faites rattacher le compte à cette entreprise par le gestionnaire principal dans Chorus Pro.',
  },
  structure_not_examined: {
    title: 'L’entreprise n’a pas pu être vérifiée',
    explanation:
      'L’application de Guichet ne peut pas demander à Chorus Pro pour quelles entreprises le compte agit. Les factures peuvent partir malgré tout.',
    remedy:
      'Rien à faire. Si une première facture est refusée faute de rattachement, le gestionnaire principal rattache le compte dans Chorus Pro.',
  },
  rights_sufficient: {
    title: 'Le compte technique a les droits nécessaires',
    explanation: 'Il peut voir les factures que votre entreprise a envoyées.',
    remedy: 'Rien à faire.',
  },
  rights_missing: {
    title: 'Il manque des droits au compte technique',
    explanation: 'Il est rattaché à votre entreprise mais ne peut pas voir ses factures.',
    remedy:
      'Dans Chorus Pro, le gestionnaire principal ouvre l’espace factures émises au compte technique.',
  },
  password_lasts: {
    title: 'Le mot de passe est valable jusqu’au {date:date}',
    explanation:
      'Il doit être renouvelé dans les {days} jours ; Guichet l’annonce 30, 15 et 3 jours à l’avance.',
    remedy: 'Rien à faire.',
  },
  password_expires_soon: {
    title: 'Le mot de passe expire le {date:date}',
    explanation: 'Jours restants : {days}. Une fois expiré, aucune facture ne peut partir.',
    remedy:
      'Faites renouveler le mot de passe du compte technique par le gestionnaire principal dans Chorus Pro, et saisissez le nouveau le jour même dans les paramètres de Guichet, Chorus Pro.',
  },
  password_expired: {
    title: 'Le mot de passe a expiré',
    explanation:
      'Il était valable jusqu’au {date:date} ; depuis, Chorus Pro peut refuser chaque appel à tout moment.',
    remedy:
      'Faites renouveler le mot de passe du compte technique par le gestionnaire principal dans Chorus Pro, puis saisissez le nouveau dans les paramètres de Guichet, Chorus Pro.',
  },
  password_date_unknown: {
    title: 'La date d’expiration du mot de passe n’est pas connue',
    explanation:
      'Chorus Pro n’a pas indiqué jusqu’à quand le mot de passe du compte technique est valable. Il est à renouveler tous les 424 jours.',
    remedy: 'Rien à faire pour l’instant ; notez le jour où vous l’avez créé ou renouvelé.',
  },
  not_examined: {
    title: 'Pas encore examiné',
    explanation: 'Une étape précédente a échoué : un résultat ici serait trompeur.',
    remedy: 'Réglez d’abord le problème ci-dessus, puis relancez l’examen.',
  },
} as const satisfies Record<FindingCode, ReasonWording>;
