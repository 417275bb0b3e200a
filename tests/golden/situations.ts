import { BILLING_SITUATIONS } from './billing-situations.ts';
import { CREDIT_NOTE_SITUATIONS } from './credit-note-situations.ts';
import { ORDINARY_SITUATIONS } from './ordinary-situations.ts';
import { PARTY_SITUATIONS } from './party-situations.ts';
import type { Situation } from './situation.ts';
import { TAX_SITUATIONS } from './tax-situations.ts';

/** Every situation that the builder writes. */
export const SITUATIONS: readonly Situation[] = [
  ...ORDINARY_SITUATIONS,
  ...TAX_SITUATIONS,
  ...BILLING_SITUATIONS,
  ...PARTY_SITUATIONS,
  ...CREDIT_NOTE_SITUATIONS,
];
