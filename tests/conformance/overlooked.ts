import type { JudgedDocument } from './documents.ts';

/** Warnings of others that do not count, each with why. An error always counts. */

/**
 * "No empty elements", of Peppol, a warning in Factur-X's set: the schema demands the delivery, which may have nothing
 * to say. That no other element is empty is tested with the writer.
 */
const EMPTY_DELIVERY: readonly string[] = ['PEPPOL-EN16931-R008', 'FX-SCH-A-000372'];

/** Mustang applies the reform's rules to every French document; a direct deposit is not under them. */
const REFORM = 'BR-FR';

/**
 * Mustang multiplies each base by its rate; Stripe rounds tax line by line, and the invoice says what was charged. Our
 * own rule (BR-CO-17) bounds the difference by the rounding of the lines, and so does this.
 */
const ARITHMETIC =
  /^Arithmetical issue: ?\w+ total in XML is (-?[\d.]+), but calculated total is (-?[\d.]+) /;

/** Whether a warning about a document does not count. */
export function isOverlooked({ dialect, invoice }: JudgedDocument, warning: string): boolean {
  if (EMPTY_DELIVERY.some((rule) => warning.startsWith(rule))) return true;
  if (warning.startsWith(REFORM)) return dialect === 'chorus_pro_direct';
  const [, found, computed] = ARITHMETIC.exec(warning) ?? [];
  if (found === undefined || computed === undefined) return false;
  return Math.abs(Number(found) - Number(computed)) * 100 < invoice.lines.length + 0.5;
}
