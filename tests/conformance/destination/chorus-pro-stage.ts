import { makeChorusPro, type CallLine } from '../../../backend/chorus-pro/chorus-pro.ts';
import { LIMITS } from '../../../backend/chorus-pro/limits.ts';
import { accountHeader } from '../../../backend/chorus-pro/piste.ts';
import { parseTenantId, type Environment, type TenantId } from '../../../backend/tenant.ts';
import { PISTE_APPLICATION, SUPPLIER } from '../../samples/world.ts';
import { startChorusPro } from '../../simulators/chorus-pro/chorus-pro.ts';
import type { FaultInput } from '../../simulators/chorus-pro/faults.ts';
import { samplePdf, sampleXml } from '../../simulators/chorus-pro/sample-deposit.ts';
import type { Stage, Trouble } from './stage.ts';

const DEPOSIT_MS = 3_000;

/** Each trouble as the simulator's faults make it. */
const FAULTS = {
  lost_before: { kind: 'drop', effect: 'before' },
  lost_after: { kind: 'drop', effect: 'after' },
  silent_after: { kind: 'never_answer' },
  unreadable_after: { kind: 'html_200', effect: 'after' },
  broken_before: { kind: 'status', status: 503, body: 'html' },
  throttled: { kind: 'too_many_requests', retryAfterSeconds: 7 },
  // Once for the first token, once for the renewed one.
  credentials_refused: { kind: 'token_expired', times: 2 },
} as const satisfies Record<Trouble, FaultInput>;

/** Longer than the longest `Retry-After` of the faults. */
const SETTLE_MS = 60_000;

function tenantOf(environment: Environment): TenantId {
  const tenant = parseTenantId(environment, SUPPLIER.account);
  if (!tenant) throw new Error('the samples’ supplier has no account');
  return tenant;
}

/** The real client before the simulator of Chorus Pro. */
export async function chorusProStage(): Promise<Stage> {
  const simulator = await startChorusPro();
  const { tokenUrl, apiUrl } = simulator;
  const lines: CallLine[] = [];
  let settledMs = 0;
  const chorusPro = makeChorusPro({
    now: () => Date.now() + settledMs,
    applications: { qualification: { ...PISTE_APPLICATION, tokenUrl, apiUrl } },
    findTechnicalAccount: async () => SUPPLIER.technicalAccount,
    log: (line) => lines.push(line),
    limits: { ...LIMITS, depositMs: DEPOSIT_MS, headersMs: DEPOSIT_MS, breakerFailures: 50 },
  });
  return {
    destination: chorusPro,
    tenant: tenantOf('test'),
    foreignTenant: tenantOf('live'),
    request: (invoiceNumber) => ({
      invoiceNumber,
      fileName: `${invoiceNumber}.pdf`,
      pdf: new Uint8Array(samplePdf(sampleXml({ number: invoiceNumber }))),
    }),
    settle: () => {
      // Long enough for a pause that the platform asked for.
      settledMs += SETTLE_MS;
      while (simulator.advance() > 0) continue;
    },
    trouble: (kind) => simulator.faults.add({ ...FAULTS[kind], route: 'deposer/flux' }),
    taken: (number) =>
      simulator.ledger.filter(({ invoiceNumber }) => invoiceNumber === number).length,
    standing: (number) => simulator.invoices(number).length,
    sha256: (flow) => simulator.ledger.find(({ flowNumber }) => flowNumber === flow)?.sha256,
    secrets: [
      SUPPLIER.technicalAccount.password,
      accountHeader(SUPPLIER.technicalAccount),
      PISTE_APPLICATION.clientSecret,
    ],
    logged: () => JSON.stringify(lines),
    patienceMs: DEPOSIT_MS + 500,
    close: async () => {
      await chorusPro.close();
      await simulator.close();
    },
  };
}
