import { createHash } from 'node:crypto';
import type {
  DepositAnswer,
  DepositRequest,
  Destination,
  RemoteWords,
} from '../../../backend/deliver/destination.ts';
import { reason } from '../../../backend/invoice/reason.ts';
import { parseTenantId, type Environment, type TenantId } from '../../../backend/tenant.ts';
import type { Stage, Trouble } from './stage.ts';

/** A remote side in memory, so that the checks themselves can be tried: honest, and dishonest in one way at a time. */

/** The ways in which a destination may break its promises. */
export const LIES = [
  'sends_again_by_itself',
  'calls_a_lost_answer_refused',
  'calls_a_lost_answer_accepted',
  'looks_up_nothing',
  'takes_a_number_twice',
  'changes_the_bytes',
  'tells_its_password',
  'throws',
  'speaks_of_unheard_states',
  'mixes_environments',
  'calls_a_refused_account_a_pause',
] as const;

/** One of them. */
export type Lie = (typeof LIES)[number];

const PASSWORD = 'paper-destination-password';
const REMOTE: RemoteWords = { httpStatus: 200, correlationId: 'paper' };

interface Entry {
  readonly flowNumber: string;
  readonly invoiceNumber: string;
  readonly sha256: string;
  readonly duplicate: boolean;
}

function tenantOf(environment: Environment): TenantId {
  const tenant = parseTenantId(environment, 'acct_1PaperDestination');
  if (!tenant) throw new Error('no account');
  return tenant;
}

/** Takes, loses, refuses. */
class Paper implements Destination {
  readonly entries: Entry[] = [];
  readonly troubles: Trouble[] = [];
  readonly #lie: Lie | undefined;

  constructor(lie: Lie | undefined) {
    this.#lie = lie;
  }

  async deposit(tenant: TenantId, request: DepositRequest): Promise<DepositAnswer> {
    if (tenant.environment !== 'test' && this.#lie !== 'mixes_environments') {
      return { kind: 'refused', reason: reason('technical_account_missing', 'paper'), remote: {} };
    }
    const trouble = this.troubles.shift();
    if (trouble === 'throttled') {
      const why = reason('chorus_pro_unavailable', 'paper');
      return { kind: 'not_now', reason: why, retryAfterMs: 7_000, remote: REMOTE };
    }
    if (trouble === 'credentials_refused') return this.#refusedAccount();
    if (trouble === 'lost_before' || trouble === 'broken_before') return this.#lost(request);
    const entry = this.#take(request);
    if (trouble) return this.#lost(request);
    return { kind: 'accepted', flowNumber: entry.flowNumber, remote: this.#words() };
  }

  async lookUp(_tenant: TenantId, invoiceNumber: string) {
    const entry = this.entries.find((each) => each.invoiceNumber === invoiceNumber);
    if (!entry || this.#lie === 'looks_up_nothing') {
      return { kind: 'absent', remote: REMOTE } as const;
    }
    return { kind: 'found', flowNumber: entry.flowNumber, remote: REMOTE } as const;
  }

  async flowReport(_tenant: TenantId, flowNumber: string) {
    const entry = this.entries.find((each) => each.flowNumber === flowNumber);
    if (!entry) return { kind: 'not_yet', remote: REMOTE } as const;
    const accepted = this.#lie === 'speaks_of_unheard_states' ? 'FINE' : 'IN_INTEGRE';
    const state = entry.duplicate ? 'IN_REJETE' : accepted;
    return { kind: 'report', state, errors: [], remote: REMOTE } as const;
  }

  async invoiceStatus(_tenant: TenantId, flowNumber: string) {
    const entry = this.entries.find((each) => each.flowNumber === flowNumber);
    if (!entry || entry.duplicate) return { kind: 'absent', remote: REMOTE } as const;
    return {
      kind: 'status',
      remoteId: flowNumber,
      status: 'MISE_A_DISPOSITION',
      remote: REMOTE,
    } as const;
  }

  #take({ invoiceNumber, pdf }: DepositRequest): Entry {
    const bytes = this.#lie === 'changes_the_bytes' ? pdf.slice(1) : pdf;
    const entry = {
      flowNumber: `P${this.entries.length + 1}`,
      invoiceNumber,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      duplicate:
        this.#lie !== 'takes_a_number_twice' &&
        this.entries.some((each) => each.invoiceNumber === invoiceNumber),
    };
    this.entries.push(entry);
    return entry;
  }

  #lost(request: DepositRequest): DepositAnswer {
    if (this.#lie === 'throws') throw new Error('the connection was lost');
    if (this.#lie === 'sends_again_by_itself') this.#take(request);
    if (this.#lie === 'calls_a_lost_answer_accepted') {
      return { kind: 'accepted', flowNumber: 'P0', remote: REMOTE };
    }
    if (this.#lie === 'calls_a_lost_answer_refused') {
      return { kind: 'refused', reason: reason('deposit_refused', 'document'), remote: REMOTE };
    }
    const why = reason('deposit_uncertain', 'document');
    return { kind: 'uncertain', reason: why, remote: this.#words() };
  }

  #refusedAccount(): DepositAnswer {
    const kind = this.#lie === 'calls_a_refused_account_a_pause' ? 'not_now' : 'refused';
    return { kind, reason: reason('technical_account_refused', 'paper'), remote: this.#words() };
  }

  #words(): RemoteWords {
    return this.#lie === 'tells_its_password' ? { ...REMOTE, message: PASSWORD } : REMOTE;
  }
}

/** A destination on paper, honest unless a lie is given. */
export function paperStage(lie?: Lie): Stage {
  const paper = new Paper(lie);
  const under = (number: string) =>
    paper.entries.filter(({ invoiceNumber }) => invoiceNumber === number);
  return {
    destination: paper,
    tenant: tenantOf('test'),
    foreignTenant: tenantOf('live'),
    request: (invoiceNumber) => ({
      invoiceNumber,
      fileName: `${invoiceNumber}.pdf`,
      pdf: new TextEncoder().encode(`%PDF ${invoiceNumber}`),
    }),
    settle: () => undefined,
    trouble: (kind) => paper.troubles.push(kind),
    taken: (number) => under(number).length,
    standing: (number) => under(number).filter(({ duplicate }) => !duplicate).length,
    sha256: (flow) => paper.entries.find(({ flowNumber }) => flowNumber === flow)?.sha256,
    secrets: [PASSWORD],
    logged: () => '',
    patienceMs: 1_000,
    close: async () => undefined,
  };
}
