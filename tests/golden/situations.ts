import { ORDINARY_SITUATIONS } from './ordinary-situations.ts';
import type { Situation } from './situation.ts';

/** Every situation that the builder writes. */
export const SITUATIONS: readonly Situation[] = [...ORDINARY_SITUATIONS];
