import type { Directory } from '../../../backend/decide/directory.ts';
import { PISTE_APPLICATION, SUPPLIER, BUYERS } from '../../samples/world.ts';
import { parseTenantId, type TenantId } from '../../../backend/tenant.ts';
import { connect } from '../../chorus-pro/scripted-piste.ts';
import { startChorusPro } from '../../simulators/chorus-pro/chorus-pro.ts';
import type { FaultInput } from '../../simulators/chorus-pro/faults.ts';

/** What can happen to a question on its way. */
export const TROUBLES = ['lost', 'unreadable', 'empty', 'broken', 'throttled', 'refused'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A directory with what is in it, for the promises that every directory must keep. */
export interface DirectoryStage {
  readonly directory: Directory;
  readonly tenant: TenantId;
  /** Open, with a service that demands an engagement number and a closed one. */
  readonly body: { readonly siret: string; readonly demanding: string };
  readonly closed: string;
  readonly absent: string;
  readonly engagement: { readonly siret: string; readonly known: string };
  /** What must never be told. */
  readonly secrets: readonly string[];
  readonly logged: () => string;
  /** Whatever is asked from now on meets a trouble. */
  readonly trouble: (kind: Trouble) => void;
  readonly close: () => Promise<void>;
}

const FAULTS = {
  lost: { kind: 'drop', effect: 'before', probability: 1 },
  unreadable: { kind: 'html_200', effect: 'after', probability: 1 },
  empty: { kind: 'empty_body', probability: 1 },
  broken: { kind: 'status', status: 503, body: 'html', probability: 1 },
  throttled: { kind: 'too_many_requests', retryAfterSeconds: 7, probability: 1 },
  refused: { kind: 'token_expired', probability: 1 },
} as const satisfies Record<Trouble, FaultInput>;

/** The real client before the simulator of Chorus Pro. */
export async function chorusProDirectory(): Promise<DirectoryStage> {
  const simulator = await startChorusPro();
  const { tokenUrl, apiUrl } = simulator;
  const { chorusPro, lines } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl });
  const tenant = parseTenantId('test', SUPPLIER.account);
  if (!tenant) throw new Error('the samples’ supplier has no account');
  return {
    directory: chorusPro,
    tenant,
    body: { siret: '00010159200012', demanding: 'ACHATS' },
    closed: '00011084100012',
    absent: '73282932000999',
    engagement: { siret: BUYERS.state.siret, known: '1407000001' },
    secrets: [SUPPLIER.technicalAccount.password, PISTE_APPLICATION.clientSecret],
    logged: () => JSON.stringify(lines),
    trouble: (kind) => void simulator.faults.add(FAULTS[kind]),
    async close() {
      await chorusPro.close();
      await simulator.close();
    },
  };
}
