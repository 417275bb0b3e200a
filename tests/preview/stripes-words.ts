import { readPlace } from './place.ts';

/** The few words that the Dashboard itself puts on components, in the language of whoever is signed in. */
const WORDS = {
  en: {
    save: 'Save',
    previous: 'Previous',
    next: 'Next',
    statuses: {
      complete: 'Complete',
      blocked: 'Blocked',
      'in-progress': 'In progress',
      'not-started': 'Not started',
    },
  },
  fr: {
    save: 'Enregistrer',
    previous: 'Précédent',
    next: 'Suivant',
    statuses: {
      complete: 'Terminé',
      blocked: 'Bloqué',
      'in-progress': 'En cours',
      'not-started': 'À faire',
    },
  },
} as const;

interface StripesWords {
  readonly save: string;
  readonly previous: string;
  readonly next: string;
  readonly statuses: Readonly<Record<string, string>>;
}

/** In the language of the page. */
export function stripesWords(): StripesWords {
  return readPlace().locale.startsWith('fr') ? WORDS.fr : WORDS.en;
}
