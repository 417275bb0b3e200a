/**
 * What a person types or pastes for a SIRET. The backend checks again; here it is only explained early. A test holds
 * this file against the backend's own rule, because the extension takes no code from the backend.
 */

/** La Poste's SIREN: its establishments follow another checksum than everybody's (INSEE). */
const LA_POSTE_SIREN = '356000000';

/** What is wrong with a text that should be a SIRET; `checksum` is a warning only. */
export type SiretFault = 'letters' | 'siren' | 'length' | 'checksum';

/** Takes out spaces, also those that do not break or have no width, and the dots that people group digits with. */
export function withoutGrouping(text: string): string {
  return text.replace(/[\s.\u00a0\u202f\u200b\u2060]/g, '');
}

/** A text as it was meant: no signs without width, plain spaces for those that do not break, none around it. */
export function cleaned(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim();
}

/** Finds what is wrong with a SIRET whose grouping was taken out; undefined when nothing is, or when it is empty. */
export function findSiretFault(siret: string): SiretFault | undefined {
  if (siret === '') return undefined;
  if (/\D/.test(siret)) return 'letters';
  if (siret.length === 9) return 'siren';
  if (siret.length !== 14) return 'length';
  return isChecksumRight(siret) ? undefined : 'checksum';
}

/** Whether a text is a SIRET's fourteen digits, whatever their checksum. */
export function isSiret(text: string): boolean {
  return /^\d{14}$/.test(text);
}

/** The digits in the groups that people read: 732 829 320 00074. */
export function grouped(siret: string): string {
  return isSiret(siret)
    ? siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')
    : siret;
}

function isChecksumRight(siret: string): boolean {
  const digits = [...siret].map(Number);
  const luhn = digits.reduce((sum, digit, index) => {
    const value = index % 2 === 0 ? digit * 2 : digit;
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  if (luhn % 10 === 0) return true;
  const digitSum = digits.reduce((sum, digit) => sum + digit, 0);
  return siret.startsWith(LA_POSTE_SIREN) && digitSum % 5 === 0;
}
