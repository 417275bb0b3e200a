/** La Poste's SIREN: its establishments follow another checksum than everybody's (INSEE). */
const LA_POSTE_SIREN = '356000000';

/** Whether a text has the shape of a SIRET: fourteen digits. */
export function isSiretShaped(text: string): boolean {
  return /^\d{14}$/.test(text);
}

/** Whether a SIRET's digits add up: Luhn, or for La Poste a digit sum that 5 divides (INSEE). Expects 14 digits. */
export function isSiretChecksumRight(siret: string): boolean {
  if (luhnSum(siret) % 10 === 0) return true;
  return siret.startsWith(LA_POSTE_SIREN) && digitSum(siret) % 5 === 0;
}

/** The SIREN that a SIRET begins with: the company, without the establishment. */
export function sirenOf(siret: string): string {
  return siret.slice(0, 9);
}

/** The French VAT number of the company that a SIRET belongs to: FR, key, SIREN (DGFiP). Expects 14 digits. */
export function frenchVatNumberOf(siret: string): string {
  const siren = sirenOf(siret);
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** Luhn's sum: every second digit from the right is doubled, and its digits added. */
function luhnSum(digits: string): number {
  const parity = digits.length % 2;
  return [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === parity ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
}

function digitSum(digits: string): number {
  return [...digits].reduce((total, digit) => total + Number(digit), 0);
}
