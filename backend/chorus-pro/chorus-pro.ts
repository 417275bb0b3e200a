import type { Directory } from '../decide/directory.ts';
import type { Destination, Standstill } from '../deliver/destination.ts';
import type { Corrections } from '../follow/corrections.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { TechnicalAccount } from '../settings.ts';
import { ENVIRONMENTS, platformOf, tenantKey, type Platform, type TenantId } from '../tenant.ts';
import { acknowledgeRejection } from './acknowledge-rejection.ts';
import { makeCaller, type Ask, type Caller, type CallResult, type Question } from './call.ts';
import { complete } from './complete.ts';
import { checkConnection, type ConnectionCheck } from './connection.ts';
import { lookUpCorrection } from './correction-look-up.ts';
import { deposit } from './deposit.ts';
import { findBuyer, findServiceDemand } from './directory.ts';
import type { Examination } from './doctor-findings.ts';
import { examine } from './doctor.ts';
import { checkEngagement } from './engagements.ts';
import { toFault, toNotNow, type FaultName } from './faults.ts';
import { makeFileMemory } from './file-memory.ts';
import { flowReport } from './flow-report.ts';
import { makeGate, type Gate, type PlatformState } from './gate.ts';
import { makeHttp } from './http.ts';
import { invoiceDetails } from './invoice-details.ts';
import { invoiceLife } from './invoice-life.ts';
import { invoiceStatus } from './invoice-status.ts';
import { findInvoices } from './issued-invoices.ts';
import { LIMITS, type ChorusProLimits } from './limits.ts';
import { lookUp } from './look-up.ts';
import { checkAddresses, type PisteApplications } from './piste.ts';
import { recycle } from './recycle.ts';
import type { SharedPauses } from './road.ts';
import { searchBuyers, type BuyerSearch, type BuyerSearchAnswer } from './structures.ts';

/**
 * Chorus Pro as a destination. Comes in: a tenant and a question of ours. Goes out: one of the ends that destination.ts
 * and decision.ts name. Kept here: a tenant reaches the platform of its environment and no other; whatever happens on
 * the wire is an end, never an exception; a deposit is never sent twice by itself; calls of a technical account go one
 * after another; no secret is in any answer or log line. Refused: addresses that mix the platforms, or without TLS.
 */

/** What Chorus Pro offers. */
export interface ChorusPro extends Destination, Corrections, Directory {
  /** Searches the directory for active public bodies, by SIRET or by a part of the name. */
  searchBuyers(tenant: TenantId, search: BuyerSearch): Promise<BuyerSearchAnswer>;
  /** Examines the connection step by step; `supplierIdentifier` is the SIRET that the invoices bear. */
  examine(tenant: TenantId, supplierIdentifier: string | undefined): Promise<Examination>;
  /** Tries the merchant's technical account without changing anything. */
  checkConnection(tenant: TenantId): Promise<ConnectionCheck>;
  /** Tries a technical account that is not kept yet. */
  tryAccount(tenant: TenantId, account: TechnicalAccount): Promise<ConnectionCheck>;
  /** Whether a platform answers anybody at the moment, as far as this process has seen. */
  readonly stateOf: (platform: Platform) => PlatformState;
  /** Since when every call to a platform has met trouble, an ISO 8601 instant; undefined while calls succeed. */
  readonly troubledSince: (platform: Platform) => string | undefined;
  /** Ends all connections; calls under way end as lost. */
  close(): Promise<void>;
}

/** One line for each call: ids and codes only. */
export interface CallLine {
  readonly event: 'chorus_pro_call';
  readonly tenant: string;
  readonly platform: Platform;
  readonly route: string;
  readonly kind: Question<unknown>['kind'];
  readonly tookMs: number;
  readonly end: 'answered' | FaultName;
  /** Whether our operator must look. */
  readonly alert: boolean;
  readonly httpStatus?: number;
  readonly code?: string;
  readonly correlationId?: string;
  /** `ECONNREFUSED`, `DEADLINE`… */
  readonly failure?: string;
}

/** A merchant whose technical account is not used for now. */
export interface Hold {
  /** `technical_account_refused`, or `technical_account_reset` where it had worked. */
  readonly reason: Reason;
  /** After how many milliseconds it is looked at again. */
  readonly waitMs: number;
}

/** Where it is kept which merchants' accounts are not used. */
interface Holds {
  find(tenant: TenantId): Promise<Hold | undefined>;
  /** Chorus Pro refused an account of a merchant. */
  begin(tenant: TenantId, why: Reason, refused: TechnicalAccount): Promise<void>;
}

/** What Chorus Pro needs of the house. */
export interface ChorusProConfig {
  readonly applications: PisteApplications;
  readonly findTechnicalAccount: (tenant: TenantId) => Promise<TechnicalAccount | undefined>;
  /** Waits for the merchant's turn under its rate limit. */
  readonly takeTurn?: (tenant: TenantId) => Promise<void>;
  /** Technical accounts that were refused: they are tried now and then only. */
  readonly holds?: Holds;
  /** Closures of a platform that all processes share. */
  readonly pauses?: SharedPauses;
  /** Called with a platform's first success after it was left alone. */
  readonly onReopened?: (platform: Platform) => void;
  readonly now?: () => number;
  readonly log?: (line: CallLine) => void;
  readonly limits?: Partial<ChorusProLimits>;
}

/** Joins the client's parts; throws when the addresses are wrong. */
export function makeChorusPro(config: ChorusProConfig): ChorusPro {
  for (const platform of new Set(ENVIRONMENTS.map((environment) => platformOf({ environment })))) {
    const application = config.applications[platform];
    if (application) checkAddresses(platform, application);
  }
  const limits = { ...LIMITS, ...config.limits };
  const now = config.now ?? Date.now;
  const http = makeHttp(limits);
  const caller = makeCaller({ http, applications: config.applications, limits, now });
  const { pauses, onReopened } = config;
  const gate = makeGate(limits, now, { pauses, onReopened });
  const parts = { config, caller, gate, now, limits };
  const files = makeFileMemory(now);
  const askFor = (tenant: TenantId) => makeAsk(parts, tenant);
  // Whoever tries an account finds out whether it is to be held any longer.
  const tryFor = (tenant: TenantId, other: Partial<ChorusProConfig> = {}) => {
    const { holds: _holds, ...unheld } = config;
    return makeAsk({ ...parts, config: { ...unheld, ...other } }, tenant);
  };
  return {
    deposit: (tenant, request) => deposit(askFor(tenant), request),
    lookUp: (tenant, invoiceNumber) => lookUp(askFor(tenant), invoiceNumber),
    flowReport: (tenant, flowNumber) => flowReport(askFor(tenant), flowNumber),
    invoiceStatus: (tenant, flowNumber, invoiceNumber) =>
      invoiceStatus(askFor(tenant), flowNumber, invoiceNumber),
    findBuyer: (tenant, siret, serviceCode) => findBuyer(askFor(tenant), siret, serviceCode, now()),
    findServiceDemand: (tenant, body, service) => findServiceDemand(askFor(tenant), body, service),
    searchBuyers: (tenant, search) => searchBuyers(askFor(tenant), search),
    checkEngagement: (tenant, siret, engagementNumber) =>
      checkEngagement(askFor(tenant), siret, engagementNumber),
    examine: (tenant, supplierIdentifier) =>
      examine(tryFor(tenant), {
        nowMs: now(),
        ...(supplierIdentifier === undefined ? {} : { supplierIdentifier }),
      }),
    standstill: (tenant) => standstill(tenant, parts),
    checkConnection: (tenant) => checkConnection(tryFor(tenant)),
    tryAccount: (tenant, account) =>
      checkConnection(tryFor(tenant, { findTechnicalAccount: async () => account })),
    stateOf: (platform) => parts.gate.stateOf(platform),
    troubledSince: (platform) => {
      const sinceMs = parts.gate.troubledSinceMs(platform);
      return sinceMs === undefined ? undefined : new Date(sinceMs).toISOString();
    },
    invoiceLife: (tenant, remoteId) => invoiceLife(askFor(tenant), remoteId),
    findInvoices: (tenant, asked) => findInvoices(askFor(tenant), asked),
    invoiceDetails: (tenant, remoteId) => invoiceDetails(askFor(tenant), remoteId),
    complete: (tenant, completion) =>
      complete(askFor(tenant), completion, { files: files(tenant), filesMs: limits.filesMs }),
    recycle: (tenant, rerouting) => recycle(askFor(tenant), rerouting),
    acknowledgeRejection: (tenant, remoteId) => acknowledgeRejection(askFor(tenant), remoteId),
    lookUpCorrection: (tenant, sent) => lookUpCorrection(askFor(tenant), sent),
    close: () => http.close(),
  };
}

/** Our application may not use the route. */
function isUnauthorized(result: CallResult<unknown>): boolean {
  return !result.ok && result.fault.row.read.reason === 'application_not_authorized';
}

interface AskParts {
  readonly config: ChorusProConfig;
  readonly caller: Caller;
  readonly gate: Gate;
  readonly now: () => number;
  readonly limits: ChorusProLimits;
}

async function standstill(
  tenant: TenantId,
  { config, gate }: AskParts,
): Promise<Standstill | undefined> {
  const hold = await config.holds?.find(tenant);
  if (hold) return hold;
  const waitMs = await gate.closedMs(platformOf(tenant));
  if (waitMs === 0) return undefined;
  return {
    reason: reason('chorus_pro_unavailable', 'chorusPro', { fault: 'breaker_open' }),
    waitMs,
  };
}

function heldBack({ reason: { code }, waitMs }: Hold) {
  const because = code === 'technical_account_reset' ? 'account_reset' : 'account_held';
  return { kind: 'kept_back', because, waitMs } as const;
}

/** What a call showed of its platform. */
function showing(result: CallResult<unknown>, { breakerPauseMs }: ChorusProLimits) {
  if (result.ok) return { trouble: false };
  const { row, throttled, retryAfterMs = breakerPauseMs } = result.fault;
  return { trouble: row.trouble, ...(throttled && { pauseMs: retryAfterMs }) };
}

const accountMissing = { kind: 'kept_back', because: 'account_missing' } as const;

function makeAsk({ config, caller, gate, now, limits }: AskParts, tenant: TenantId): Ask {
  const platform = platformOf(tenant);
  return async (question) => {
    const startedAtMs = performance.now();
    const hold = await config.holds?.find(tenant);
    const account = hold ? undefined : await config.findTechnicalAccount(tenant);
    const passage = account
      ? await gate.pass({
          platform,
          lane: account.login,
          takeTurn: async () => config.takeTurn?.(tenant),
          call: async () => {
            const result = await caller({ platform, account, question });
            return { result, ...showing(result, limits) };
          },
        })
      : hold
        ? heldBack(hold)
        : accountMissing;
    const result =
      passage.kind === 'called'
        ? passage.result
        : ({ ok: false, fault: toFault(passage, question.route, now()) } as const);
    if (account && !result.ok && result.fault.row.name === 'account_refused') {
      await config.holds?.begin(tenant, toNotNow(result.fault).reason, account);
    }
    const tookMs = Math.round(performance.now() - startedAtMs);
    config.log?.(toLine({ tenant, platform, question, result, tookMs }));
    return result;
  };
}

function toLine({
  tenant,
  platform,
  question,
  result,
  tookMs,
}: {
  readonly tenant: TenantId;
  readonly platform: Platform;
  readonly question: Question<unknown>;
  readonly result: CallResult<unknown>;
  readonly tookMs: number;
}): CallLine {
  const { httpStatus, code, correlationId } = result.ok ? result.remote : result.fault.remote;
  const failure = result.ok ? undefined : result.fault.params['failure'];
  return {
    event: 'chorus_pro_call',
    tenant: tenantKey(tenant),
    platform,
    route: question.route,
    kind: question.kind,
    tookMs,
    end: result.ok ? 'answered' : result.fault.row.name,
    alert: !result.ok && result.fault.row.alert && !(question.optional && isUnauthorized(result)),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(code === undefined ? {} : { code }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(failure === undefined ? {} : { failure }),
  };
}
