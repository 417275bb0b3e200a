import { randomInt } from 'node:crypto';
import { ALREADY_DEPOSITED_NUMBER } from '../../samples/samples.ts';

/** Chorus Pro takes no longer number (G1.05), so a fresh one is cut to fit. */
const NUMBER_CHARACTERS_MAX = 20;

const SUFFIX_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const SUFFIX_CHARACTERS = 4;

/** Four letters and digits: a million copies, so that none comes back after a restart. */
export function freshSuffix(): string {
  const letters = Array.from({ length: SUFFIX_CHARACTERS }, () =>
    SUFFIX_ALPHABET.charAt(randomInt(SUFFIX_ALPHABET.length)),
  );
  return letters.join('');
}

/** The number of another copy: the same with a suffix, unless the number itself is what the sample shows. */
export function freshNumber(number: string | null, suffix: string): string | null {
  if (number === null || number === ALREADY_DEPOSITED_NUMBER) return number;
  if (number.length > NUMBER_CHARACTERS_MAX) return number;
  return `${number.slice(0, NUMBER_CHARACTERS_MAX - SUFFIX_CHARACTERS - 1)}-${suffix}`;
}
