import type { PagesWording } from './pages.ts';

/** What the pages that a link opens say, in French. */
export const PAGES_FR: PagesWording = {
  attachments: {
    title: 'Pièces jointes pour l’acheteur',
    lead: 'Elles partent vers l’acheteur, dans Chorus Pro, quand vous répondez depuis la page de la facture dans Stripe. D’ici là, rien n’est envoyé et vous pouvez les retirer.',
    choose: 'Ajouter des fichiers',
    limits: ({ size, characters }) =>
      `${size} au plus par fichier ; nom de ${characters} caractères au plus. Le PDF est accepté partout.`,
    present: 'Déjà ajoutés',
    none: 'Aucun fichier pour le moment.',
    tooLarge: ({ size }) =>
      `Le fichier dépasse ${size}, la taille maximale acceptée par Chorus Pro.`,
  },
  logo: {
    title: 'Logo de vos factures',
    lead: 'Il figure en haut de la page de chaque facture émise à partir de maintenant. Les factures déjà émises restent telles quelles.',
    choose: 'Choisir un logo',
    limits: ({ size }) =>
      `PNG, ou JPEG en niveaux de gris ou RVB ; ${size} et 2 millions de pixels au plus.`,
    present: 'Logo actuel',
    none: 'Aucun logo : la raison sociale figure à sa place.',
    tooLarge: ({ size }) =>
      `Le fichier dépasse ${size}. Réduisez la taille du logo, puis réessayez.`,
    unreadable:
      'Ce fichier ne peut pas être imprimé. Enregistrez le logo en PNG, ou en JPEG en niveaux de gris ou RVB (pas CMJN), puis réessayez.',
    noSettings:
      'La raison sociale n’est pas encore enregistrée. Saisissez-la dans les paramètres de Guichet dans Stripe, puis choisissez le logo.',
    busy: 'Quelqu’un d’autre modifie les paramètres en ce moment. Réessayez.',
  },
  remove: 'Retirer',
  gone: 'Ce fichier a déjà été envoyé ou retiré.',
  lost: 'La connexion a été interrompue. Réessayez.',
  linkOver: {
    title: 'Ce lien n’est plus valable',
    explanation: 'Un lien est valable 15 minutes. Ouvrez-en un nouveau depuis Guichet dans Stripe.',
  },
  notIssued: 'Aucun document n’a été émis pour cette facture.',
  language: 'Français',
  size: (bytes) => written(bytes),
};

const KILOBYTE = 1024;
const NO_BREAK_SPACE = '\u00a0';

function written(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  if (kilobytes < KILOBYTE) return `${kilobytes}${NO_BREAK_SPACE}Ko`;
  const megabytes = String(Number((kilobytes / KILOBYTE).toFixed(1))).replace('.', ',');
  return `${megabytes}${NO_BREAK_SPACE}Mo`;
}
