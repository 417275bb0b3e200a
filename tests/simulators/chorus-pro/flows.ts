import type { TechnicalError } from './schema-check.ts';
import type { Reading } from './document-check.ts';
import type { Stage } from './life-cycle.ts';

/** How a flow ended. */
export interface Verdict {
  /** `IN_INTEGRE`, `IN_REJETE`, `QP_IRRECEVABLE`; a test may force another. */
  readonly state: string;
  /** The texts of `listeErreurDP`. */
  readonly businessErrors: readonly string[];
  readonly technicalErrors: readonly TechnicalError[];
}

/** One deposit that was accepted. */
export interface Flow {
  readonly number: string;
  readonly syntax: string;
  readonly fileName: string;
  /** The technical account that deposited. */
  readonly login: string;
  readonly depositedAt: number;
  readonly sha256: string;
  readonly reading: Reading;
  /** A state that a test wants it to end in, whatever the checks say. */
  readonly forcedState: string | undefined;
  stage: Stage;
  /** When it entered its stage. */
  stageAt: number;
  verdict: Verdict | undefined;
}

const SEQUENCE_DIGITS = 15;

/** The interface code of each syntax that may be deposited, part of the flow number (AIFE: FSO1117A is Factur-X). */
export const INTERFACES: Readonly<Record<string, string>> = {
  IN_DP_E2_CII_FACTURX: '1117',
  IN_DP_E1_CII_16B: '1106',
  IN_DP_E2_CII_MIN_16B: '1116',
  IN_DP_E1_UBL_INVOICE: '1100',
  IN_DP_E2_UBL_INVOICE_MIN: '1110',
  IN_DP_E2_CPP_FACTURE_MIN: '1113',
  IN_DP_E1_CII: '1101',
  IN_DP_E2_CII_MIN: '1111',
  IN_DP_E1_PES_FACTURE: '1102',
  IN_DP_E2_PES_FACTURE_MIN: '1112',
};

/** The syntax whose content is checked; flows of any other end as inadmissible. */
export const FACTUR_X_SYNTAX = 'IN_DP_E2_CII_FACTURX';

/** `CPP001` + interface code + 15 digits: 25 characters. */
export function flowNumber(syntax: string, sequence: number): string {
  return `CPP001${INTERFACES[syntax] ?? '0000'}${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;
}

/** Where a flow stands, in the platform's words. */
export function flowState({ stage, verdict }: Flow): string {
  if (verdict) return verdict.state;
  return stage === 'processing'
    ? 'IN_EN_COURS_TRAITEMENT_CPP'
    : 'IN_DEPOT_PORTAIL_EN_ATTENTE_TRAITEMENT_SE_CPP';
}
