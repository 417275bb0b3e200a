import type { VatexCode } from '../backend/invoice/vatex.ts';

/** BT-121: the law that each reason for charging no VAT stands on, in the order in which they are offered. */
export const VATEX_ARTICLES = {
  'VATEX-FR-FRANCHISE': 'CGI 293 B',
  'VATEX-FR-CGI261-4': 'CGI 261, 4',
  'VATEX-FR-CGI261-7': 'CGI 261, 7',
  'VATEX-FR-CGI261-5': 'CGI 261, 5',
  'VATEX-FR-AE': 'CGI 283, 2',
  'VATEX-EU-AE': 'VATEX-EU-AE',
  'VATEX-EU-O': 'VATEX-EU-O',
  'VATEX-EU-IC': 'CGI 262 ter, I',
  'VATEX-EU-G': 'CGI 262, I',
  'VATEX-FR-CGI261-1': 'CGI 261, 1',
  'VATEX-FR-CGI261-2': 'CGI 261, 2',
  'VATEX-FR-CGI261-3': 'CGI 261, 3',
  'VATEX-FR-CGI261-8': 'CGI 261, 8',
  'VATEX-FR-CGI261A': 'CGI 261 A',
  'VATEX-FR-CGI261B': 'CGI 261 B',
  'VATEX-FR-CGI261C-1': 'CGI 261 C, 1',
  'VATEX-FR-CGI261C-2': 'CGI 261 C, 2',
  'VATEX-FR-CGI261C-3': 'CGI 261 C, 3',
  'VATEX-FR-CGI261D-1': 'CGI 261 D, 1',
  'VATEX-FR-CGI261D-1BIS': 'CGI 261 D, 1 bis',
  'VATEX-FR-CGI261D-2': 'CGI 261 D, 2',
  'VATEX-FR-CGI261D-3': 'CGI 261 D, 3',
  'VATEX-FR-CGI261D-4': 'CGI 261 D, 4',
  'VATEX-FR-CGI261E-1': 'CGI 261 E, 1',
  'VATEX-FR-CGI261E-2': 'CGI 261 E, 2',
  'VATEX-FR-CGI275': 'CGI 275',
  'VATEX-FR-CGI277A': 'CGI 277 A',
  'VATEX-FR-CGI295': 'CGI 295',
  'VATEX-FR-298SEXDECIESA': 'CGI 298 sexdecies A',
  'VATEX-EU-132': '2006/112/CE, 132',
  'VATEX-EU-148': '2006/112/CE, 148',
  'VATEX-EU-151': '2006/112/CE, 151',
  'VATEX-EU-309': '2006/112/CE, 309',
  'VATEX-EU-D': 'VATEX-EU-D',
  'VATEX-EU-F': 'VATEX-EU-F',
  'VATEX-EU-I': 'VATEX-EU-I',
  'VATEX-EU-J': 'VATEX-EU-J',
} as const satisfies Record<VatexCode, string>;

/** The reasons to choose from: each code with plain words where there are some, and its law. */
export function vatexChoices(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(VATEX_ARTICLES).map(([code, article]) => {
      const plain = words[code];
      return [code, plain === undefined ? article : `${plain} (${article})`];
    }),
  );
}
