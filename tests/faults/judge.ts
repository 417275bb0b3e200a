import { PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import type { Stage } from './stage.ts';

/** What a judgement found; every finding is a defect. */
export interface Judgement {
  readonly invoices: number;
  readonly deposits: number;
  readonly findings: readonly string[];
}

interface Row {
  readonly document_id: string;
  readonly number: string;
  readonly state: string;
  readonly flow_number: string | null;
  readonly last_told: string | null;
}

/**
 * Holds the database against the ledger of Chorus Pro's simulator, which no backend can write:
 * one accepted deposit for each invoice that must be there and none for any other; the flow that we follow is the one
 * that was taken; every event that was answered 2xx is stored; the history ends where the row is; no secret was printed.
 */
export async function judge(
  stage: Stage,
  expected: ReadonlyMap<string, string>,
): Promise<Judgement> {
  const findings: string[] = [];
  const { rows } = await stage.database().pool.query<Row>(
    `select document_id, number, state, flow_number,
       (select state from history where history.environment = t.environment and history.account = t.account
          and history.document_id = t.document_id and kind = 'state' order by history.id desc limit 1) as last_told
     from transmissions t`,
  );
  const { ledger } = stage.chorusPro;
  for (const [invoiceId, state] of expected) {
    const row = rows.find(({ document_id }) => document_id === invoiceId);
    if (!row) {
      findings.push(`${invoiceId}: lost, there is no transmission`);
      continue;
    }
    const taken = ledger.filter(({ invoiceNumber }) => invoiceNumber === row.number);
    const wanted = state === 'available' || state === 'refused' ? 1 : 0;
    if (row.state !== state) findings.push(`${row.number}: is ${row.state}, not ${state}`);
    if (taken.length !== wanted)
      findings.push(`${row.number}: ${taken.length} deposits, not ${wanted}`);
    if (wanted === 1 && taken[0]?.flowNumber !== row.flow_number) {
      findings.push(
        `${row.number}: we follow ${row.flow_number}, Chorus Pro took ${taken[0]?.flowNumber}`,
      );
    }
    if (row.last_told !== row.state) {
      findings.push(`${row.number}: is ${row.state}, but its history ends with ${row.last_told}`);
    }
  }
  findings.push(...(await judgeEvents(stage)), ...judgeOutput(stage));
  return { invoices: expected.size, deposits: ledger.length, findings };
}

async function judgeEvents(stage: Stage): Promise<readonly string[]> {
  const { rows } = await stage.database().pool.query<{ id: string }>('select id from events');
  const stored = new Set(rows.map(({ id }) => id));
  return stage.stripe.deliveries
    .filter(({ delivered, eventId }) => delivered && !stored.has(eventId))
    .map(({ eventId }) => `${eventId}: answered 2xx but not stored`);
}

const SECRETS = [
  PISTE_APPLICATION.clientSecret,
  STRIPE_PLATFORM.secretKey,
  STRIPE_PLATFORM.webhookSecret,
  STRIPE_PLATFORM.appSecret,
  SUPPLIER.technicalAccount.password,
  Buffer.from(`${SUPPLIER.technicalAccount.login}:${SUPPLIER.technicalAccount.password}`).toString(
    'base64',
  ),
];

function judgeOutput(stage: Stage): readonly string[] {
  const printed = stage.output();
  return SECRETS.filter((secret) => printed.includes(secret)).map(
    (secret) => `printed the secret ${secret.slice(0, 6)}…`,
  );
}
