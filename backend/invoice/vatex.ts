import type { VatCategory } from './codes.ts';

/** Why no VAT is charged, in the words that French invoices use. */
interface ExemptionRow {
  readonly category: VatCategory;
  readonly text: string;
}

const exempt = (article: string): ExemptionRow => ({
  category: 'E',
  text: `Exonération de TVA, article ${article} du CGI`,
});
const directive = (article: string): ExemptionRow => ({
  category: 'E',
  text: `Exonération de TVA, article ${article} de la directive 2006/112/CE`,
});

/**
 * BT-121: the VATEX codes that a supplier of the French public sector may need, each with its category (BT-118) and
 * the text that goes with it (BT-120). From the CEF list VATEX in the French extension of the Factur-X 1.09 code
 * base; codes that only credit notes or other countries use are left out.
 */
export const VATEX = {
  'VATEX-FR-FRANCHISE': { category: 'E', text: 'TVA non applicable, article 293 B du CGI' },
  'VATEX-FR-CGI261-1': exempt('261, 1°'),
  'VATEX-FR-CGI261-2': exempt('261, 2°'),
  'VATEX-FR-CGI261-3': exempt('261, 3°'),
  'VATEX-FR-CGI261-4': exempt('261, 4°'),
  'VATEX-FR-CGI261-5': exempt('261, 5°'),
  'VATEX-FR-CGI261-7': exempt('261, 7°'),
  'VATEX-FR-CGI261-8': exempt('261, 8°'),
  'VATEX-FR-CGI261A': exempt('261 A'),
  'VATEX-FR-CGI261B': exempt('261 B'),
  'VATEX-FR-CGI261C-1': exempt('261 C, 1°'),
  'VATEX-FR-CGI261C-2': exempt('261 C, 2°'),
  'VATEX-FR-CGI261C-3': exempt('261 C, 3°'),
  'VATEX-FR-CGI261D-1': exempt('261 D, 1°'),
  'VATEX-FR-CGI261D-1BIS': exempt('261 D, 1° bis'),
  'VATEX-FR-CGI261D-2': exempt('261 D, 2°'),
  'VATEX-FR-CGI261D-3': exempt('261 D, 3°'),
  'VATEX-FR-CGI261D-4': exempt('261 D, 4°'),
  'VATEX-FR-CGI261E-1': exempt('261 E, 1°'),
  'VATEX-FR-CGI261E-2': exempt('261 E, 2°'),
  'VATEX-FR-CGI275': exempt('275'),
  'VATEX-FR-CGI277A': exempt('277 A'),
  'VATEX-FR-CGI295': exempt('295'),
  'VATEX-FR-298SEXDECIESA': exempt('298 sexdecies A'),
  'VATEX-EU-132': directive('132'),
  'VATEX-EU-148': directive('148'),
  'VATEX-EU-151': directive('151'),
  'VATEX-EU-309': directive('309'),
  'VATEX-EU-D': { category: 'E', text: 'Régime particulier, agences de voyages' },
  'VATEX-EU-F': { category: 'E', text: 'Régime particulier, biens d’occasion' },
  'VATEX-EU-I': { category: 'E', text: 'Régime particulier, objets d’art' },
  'VATEX-EU-J': { category: 'E', text: 'Régime particulier, objets de collection et d’antiquité' },
  'VATEX-FR-AE': { category: 'AE', text: 'Autoliquidation, article 283, 2 du CGI' },
  'VATEX-EU-AE': { category: 'AE', text: 'Autoliquidation' },
  'VATEX-EU-IC': { category: 'K', text: 'Livraison intracommunautaire, article 262 ter, I du CGI' },
  'VATEX-EU-G': {
    category: 'G',
    text: 'Exportation hors de l’Union européenne, article 262, I du CGI',
  },
  'VATEX-EU-O': { category: 'O', text: 'Opération hors du champ d’application de la TVA' },
} as const satisfies Record<string, ExemptionRow>;

/** A code of the table above. */
export type VatexCode = keyof typeof VATEX;

/** Every code of the table. */
export const VATEX_CODES: readonly VatexCode[] = Object.keys(VATEX).filter(isVatexCode);

/** Whether a text is a code of the table. */
export function isVatexCode(text: string): text is VatexCode {
  return Object.hasOwn(VATEX, text);
}
