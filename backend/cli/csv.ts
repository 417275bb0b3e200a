/** What a cell may hold: a number is written as it is, a text is guarded. */
export type Cell = string | { readonly figure: string } | undefined;

/** Told to Excel, which otherwise takes UTF-8 for the system's own alphabet. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What makes a spreadsheet take a text for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes rows as RFC 4180 says, each line ended by CR LF. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it. French spreadsheets expect `;`, for their comma is the decimal mark.
 */
export function toCsv(rows: readonly (readonly Cell[])[], separator: ';' | ','): string {
  const lines = rows.map((cells) => cells.map((cell) => quote(cell, separator)).join(separator));
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join('')}`;
}

function quote(cell: Cell, separator: string): string {
  if (cell === undefined) return '';
  const text = typeof cell === 'string' ? guard(cell) : cell.figure;
  const isPlain = !/["\r\n]/.test(text) && !text.includes(separator);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
