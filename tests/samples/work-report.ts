import type { LineSpec } from './spec.ts';

const REPORT_PARTS = [
  'Recueil des besoins',
  'Cadrage technique',
  'Maquettes',
  'Développement',
  'Recette',
  'Documentation',
] as const;

/** Sixty days of work, each with a text long enough to wrap. */
export const workReport: readonly LineSpec[] = Array.from({ length: 60 }, (_, day) => {
  const part = REPORT_PARTS[Math.floor(day / 10)] ?? 'Réunion';
  return {
    description: `${part}, journée ${day + 1} : atelier avec les agents du service, compte rendu rédigé et relu, points en suspens repris avec la direction`,
    quantity: day % 7 === 0 ? '0.5' : '1',
    unitPriceCents: String(52_000 + (day % 3) * 1_550),
    taxes: [{ percentage: '20' }],
  };
});

/** The memo that goes with it. */
export const PROJECT_NOTE =
  'Refonte du portail des démarches en ligne, lot 2. ' +
  'Le détail des journées figure ligne à ligne ; les comptes rendus signés ont été remis au service le 13 novembre 2026. ' +
  'Toute journée entamée vaut une demi-journée au moins, selon l’article 7 du cahier des clauses particulières.';
