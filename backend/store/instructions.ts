import type { TenantId } from '../tenant.ts';
import type { Tx } from './database.ts';

/** `hold`: not until somebody releases it. `exclude`: not at all. */
export const STANCES = ['hold', 'exclude'] as const;
export type Stance = (typeof STANCES)[number];

/** What a person decided about one document; it wins over what Stripe's metadata say. */
export interface Instruction {
  readonly stance: Stance | undefined;
  readonly comment: string | undefined;
  /** *Code service*, BT-10. */
  readonly serviceCode: string | undefined;
  /** *Numéro d'engagement*, BT-13. */
  readonly engagementNumber: string | undefined;
  /** *Numéro de marché*, BT-12. */
  readonly contractNumber: string | undefined;
}

/** A part of an instruction that changes; null takes it back, what is absent stays. */
export type InstructionChange = {
  readonly [Part in keyof Instruction]?: Exclude<Instruction[Part], undefined> | null;
};

const COLUMN_OF = {
  stance: 'stance',
  comment: 'comment',
  serviceCode: 'service_code',
  engagementNumber: 'engagement_number',
  contractNumber: 'contract_number',
} as const satisfies Record<keyof Instruction, string>;

/** Finds what was decided about a document. */
export async function findInstruction(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
): Promise<Instruction | undefined> {
  const columns = Object.entries(COLUMN_OF).map(([part, column]) => `${column} as "${part}"`);
  const { rows } = await tx.query<{ [Part in keyof Instruction]: Instruction[Part] | null }>(
    `select ${columns.join(', ')} from instructions
     where environment = $1 and account = $2 and document_id = $3`,
    [tenant.environment, tenant.account, documentId],
  );
  const [row] = rows;
  return (
    row && {
      stance: row.stance ?? undefined,
      comment: row.comment ?? undefined,
      serviceCode: row.serviceCode ?? undefined,
      engagementNumber: row.engagementNumber ?? undefined,
      contractNumber: row.contractNumber ?? undefined,
    }
  );
}

/** Keeps what was decided about a document, besides what was decided before. */
export async function saveInstruction(
  tenant: TenantId,
  tx: Tx,
  documentId: string,
  change: InstructionChange,
  now: Date,
): Promise<void> {
  const given = new Map<string, unknown>(Object.entries(change));
  const changed = Object.entries(COLUMN_OF).filter(([part]) => given.get(part) !== undefined);
  const values = changed.map(([part]) => given.get(part));
  const columns = changed.map(([, column]) => column);
  const places = columns.map((_column, index) => `$${index + 5}`);
  await tx.query(
    `insert into instructions (${['environment', 'account', 'document_id', 'decided_at', ...columns].join(', ')})
     values (${['$1', '$2', '$3', '$4', ...places].join(', ')})
     on conflict (environment, account, document_id) do update
       set ${['decided_at', ...columns].map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [tenant.environment, tenant.account, documentId, now, ...values],
  );
}
