import { z } from 'zod';
import type { Ask, CallResult, Question } from './call.ts';
import { checkConnection } from './connection.ts';
import {
  DOCTOR_STEPS,
  FINDINGS,
  PASSWORD_SOON_DAYS,
  type DoctorStep,
  type Examination,
  type Finding,
  type FindingCode,
} from './doctor-findings.ts';
import { isAbsent, type Fault, type FaultName } from './faults.ts';

/**
 * Examines a merchant's connection, one thing after the other, without changing anything. Comes in: whom the merchant
 * says that it is. Goes out: a finding for each step; from the first one that is wrong, the rest is not examined, as it
 * could only mislead. No finding holds a secret.
 */

const DAY_MS = 86_400_000;

/** What an examination is about. */
export interface Patient {
  /** The supplier's SIRET, or what else Chorus Pro knows it by; the step is left out without it. */
  readonly supplierIdentifier?: string;
  readonly nowMs: number;
}

const anything = z.object({});

/** A harmless question for each API that Guichet cannot do without. */
const PROBES = {
  transverses: { route: 'transverses/v1/recuperer/tauxtva', body: {} },
  structures: {
    route: 'structures/v1/rechercher',
    body: { structure: { identifiantStructure: '11000201100044' } },
  },
  factures: {
    route: 'factures/v1/rechercher/fournisseur',
    body: { rechercheFactureParFournisseur: { pageResultatDemandee: 1, nbResultatsParPage: 1 } },
  },
} as const satisfies Record<string, Pick<Question<unknown>, 'route' | 'body'>>;

/** What a fault says about the connection; undefined where only the step at hand can say. */
const MEANINGS = {
  account_missing: 'account_missing',
  // The doctor tries an account that is held.
  account_held: 'account_refused',
  account_reset: 'account_refused',
  application_missing: 'application_missing',
  breaker_open: 'paused',
  no_turn: 'busy',
  token_credentials_refused: 'application_refused',
  token_rate_limited: 'too_many_requests',
  token_unreachable: 'piste_unreachable',
  token_unknown_answer: 'token_server_not_understood',
  not_sent: 'chorus_pro_unreachable',
  broken_off: 'chorus_pro_unreachable',
  rate_limited: 'too_many_requests',
  token_not_seen: 'token_server_not_understood',
  account_refused: 'account_refused',
  application_not_authorized: 'api_not_authorized',
  route_unknown: 'api_not_authorized',
  api_unknown: 'api_not_authorized',
  server_error: 'chorus_pro_down',
  attachment_too_large: 'answer_not_understood',
  document_too_large: 'answer_not_understood',
  format_not_supported: 'answer_not_understood',
  request_refused: 'answer_not_understood',
  nothing_found: undefined,
  flow_not_found: undefined,
  invoice_not_found: undefined,
  no_rights: 'rights_missing',
  status_not_allowed: 'answer_not_understood',
  business_code_unknown: 'answer_not_understood',
  success_unreadable: 'answer_not_understood',
  answer_unknown: 'answer_not_understood',
} as const satisfies Record<FaultName, FindingCode | undefined>;

/** Examines one connection. */
export async function examine(ask: Ask, patient: Patient): Promise<Examination> {
  const { before, wrong, rights } = await probe(ask);
  if (wrong) return diagnosis([...before, wrong]);
  const own = await checkConnection(ask);
  const attached = attachment(own, patient);
  if (isWrong(attached)) return diagnosis([...before, attached]);
  const { passwordExpiresAt } = own.kind === 'working' ? own : {};
  return diagnosis(
    [...before, attached, rights, password(passwordExpiresAt, patient.nowMs)],
    passwordExpiresAt,
  );
}

interface Probed {
  /** What was proved on the way. */
  readonly before: readonly Finding[];
  readonly wrong?: Finding;
  readonly rights: Finding;
}

/** Asks each API once: the most basic of what is wrong counts, as everything after it follows from it. */
async function probe(ask: Ask): Promise<Probed> {
  const seen: Finding[] = [];
  const missing: string[] = [];
  for (const [api, { route, body }] of Object.entries(PROBES)) {
    const result = await ask({ kind: 'read', route, body, answer: anything, optional: true });
    const finding = meaningOf(result);
    if (finding?.code === 'api_not_authorized') missing.push(api);
    if (finding) seen.push(finding);
    // Without an answer from one of them the others would only cost time.
    if (finding && FINDINGS[finding.code].step === 'reachable') break;
  }
  const rights = seen.find(({ step }) => step === 'rights') ?? found('rights_sufficient');
  const [first] = seen
    .filter(({ step }) => step !== 'rights')
    .toSorted((one, other) => rank(one) - rank(other));
  if (!first) return { before: provedBefore('structure_attached'), rights };
  const params = { ...first.params, ...(missing.length > 0 ? { apis: missing.join(', ') } : {}) };
  const nothingWasSent = NOT_EVEN_TRIED.includes(first.code);
  return {
    before: nothingWasSent ? [] : provedBefore(first.step),
    wrong: { ...first, params },
    rights,
  };
}

/** Findings of calls that we kept back: they prove nothing about what comes before them. */
const NOT_EVEN_TRIED: readonly FindingCode[] = ['account_missing', 'application_missing'];

const rank = ({ step }: Finding) => DOCTOR_STEPS.indexOf(step);

function meaningOf(result: CallResult<unknown>): Finding | undefined {
  if (result.ok || isAbsent(result.fault)) return undefined;
  const code = MEANINGS[result.fault.row.name];
  return code && ofFault(code, result.fault);
}

function ofFault(code: FindingCode, { params, remote }: Fault): Finding {
  const { correlationId } = remote;
  const { route, httpStatus, failure } = params;
  return {
    ...found(code, {
      ...(route === undefined ? {} : { route }),
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(failure === undefined ? {} : { failure }),
    }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** What an examination that came so far has proved. */
const PROVED = {
  reachable: 'reachable',
  application_token: 'token_given',
  application_subscribed: 'subscribed',
  technical_account: 'account_accepted',
} as const satisfies Partial<Record<DoctorStep, FindingCode>>;

function provedBefore(step: DoctorStep): readonly Finding[] {
  return Object.values(PROVED)
    .map((code) => found(code))
    .filter((finding) => rank(finding) < DOCTOR_STEPS.indexOf(step));
}

type OwnStructures = Awaited<ReturnType<typeof checkConnection>>;

function attachment(own: OwnStructures, { supplierIdentifier }: Patient): Finding {
  if (own.kind === 'failing' || !own.structuresRead) return found('structure_not_examined');
  const { structures } = own;
  if (structures.length === 0) return found('structure_missing');
  const names = structures.map(({ identifier, name }) =>
    [name, identifier].filter((text) => text !== undefined).join(' '),
  );
  const list = names.slice(0, STRUCTURES_NAMED_MAX).join(', ');
  if (supplierIdentifier === undefined) return found('structure_attached', { found: list });
  const isThere = structures.some(({ identifier }) => identifier === supplierIdentifier);
  return isThere
    ? found('structure_attached', { found: list })
    : found('structure_is_another', { identifier: supplierIdentifier, found: list });
}

/** An accountant's technical account may act for many companies. */
const STRUCTURES_NAMED_MAX = 5;

function password(expiresAt: string | undefined, nowMs: number): Finding {
  if (expiresAt === undefined) return found('password_date_unknown');
  const days = Math.floor((Date.parse(expiresAt) - nowMs) / DAY_MS);
  const params = { days: String(Math.max(0, days)), date: expiresAt.slice(0, 10) };
  if (Date.parse(expiresAt) <= nowMs) return found('password_expired', params);
  return found(days <= PASSWORD_SOON_DAYS ? 'password_expires_soon' : 'password_lasts', params);
}

function found(code: FindingCode, params: Readonly<Record<string, string>> = {}): Finding {
  return { step: FINDINGS[code].step, code, params };
}

function isWrong({ code }: Finding): boolean {
  return FINDINGS[code].verdict === 'wrong';
}

/** One finding a step: what was not reached is said to be not examined. */
function diagnosis(findings: readonly Finding[], passwordExpiresAt?: string): Examination {
  const complete = DOCTOR_STEPS.map(
    (step): Finding =>
      findings.find((finding) => finding.step === step) ?? {
        step,
        code: 'not_examined',
        params: { step },
      },
  );
  return {
    healthy: complete.every(
      (finding) => finding.code !== 'not_examined' && !isWrong(finding) && finding.code !== 'busy',
    ),
    findings: complete,
    ...(passwordExpiresAt === undefined ? {} : { passwordExpiresAt }),
  };
}
