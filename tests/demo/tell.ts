import type { FindAnswer, TransmissionView } from '../../backend/api/contract.ts';
import type { Sample } from '../samples/samples.ts';

/** Turns what the API says into the demo's lines and its table. */

type History = FindAnswer['history'];

/** What each state is called in a line. */
const STATE_WORDS: Readonly<Record<TransmissionView['state'], string>> = {
  received: 'received',
  not_concerned: 'not concerned: its customer is not a public body',
  blocked: 'blocked',
  waiting: 'waiting',
  converted: 'converted to Factur-X',
  depositing: 'depositing at Chorus Pro',
  uncertain: 'uncertain: being looked up',
  deposited: 'deposited',
  refused: 'refused by Chorus Pro',
  integrated: 'integrated by Chorus Pro',
  available: 'made available to the public buyer',
  suspended: 'suspended by the buyer',
  completed: 'completed',
  to_recycle: 'to be recycled',
  rejected: 'rejected by the buyer',
  replaced: 'rejected and dealt with',
  in_payment: 'being paid',
  booked: 'booked; this body never reports payments',
  paid: 'paid',
  abandoned: 'abandoned',
  stopped: 'stopped',
};

const NUMBER_WIDTH = 15;
const MS_PER_SECOND = 1_000;

export interface Teller {
  finalized(sample: Sample, invoiceId: string): void;
  /** Whether a row has changed since it was told. */
  hasNews(row: TransmissionView): boolean;
  /** Prints every entry of the history that was not told yet. */
  tell(row: TransmissionView, history: History): void;
}

/** Makes a teller that prints through `say`. */
export function makeTeller(say: (line: string) => void, startedAt: number): Teller {
  const told = new Map<string, number>();
  const seen = new Map<string, string>();
  const stamp = () => `${((Date.now() - startedAt) / MS_PER_SECOND).toFixed(1).padStart(5)} s`;
  return {
    finalized: ({ name }, invoiceId) => {
      say(`${stamp()}  ${'Stripe'.padEnd(NUMBER_WIDTH)}  finalizes ${name} (${invoiceId})`);
    },
    hasNews: (row) => seen.get(row.document_id) !== keyOf(row),
    tell: (row, history) => {
      const from = told.get(row.document_id) ?? 0;
      for (const entry of history.slice(from)) {
        say(
          `${stamp()}  ${(row.number ?? row.document_id).padEnd(NUMBER_WIDTH)}  ${describe(entry, row)}`,
        );
      }
      told.set(row.document_id, history.length);
      seen.set(row.document_id, keyOf(row));
    },
  };
}

function keyOf({ state, since, remote_status, reasons }: TransmissionView): string {
  return [state, since, remote_status, ...reasons.map(({ code }) => code)].join('|');
}

function describe(
  { state, reasons, remote, detail }: History[number],
  row: TransmissionView,
): string {
  const { decision, siret, framework } = detail;
  const decided = decision === 'send' ? `decided: to ${siret}, framework ${framework}; ` : '';
  const words = decided + (state === null ? '' : STATE_WORDS[state]);
  const flow = state === 'deposited' && row.flow_number !== null ? `flow ${row.flow_number}` : '';
  const why = reasons.map(({ code, title }) => `${title.en} [${code}]`).join('; ');
  const theirs = state === 'refused' && remote?.message ? `« ${remote.message} »` : '';
  return [words, flow, why, theirs].filter(Boolean).join(': ');
}

/** The table at the end, and every sample that did not end as it should. */
export function endTable(
  rows: readonly TransmissionView[],
  watched: readonly { readonly sample: Sample; readonly invoiceId: string }[],
): { readonly table: string; readonly surprises: readonly string[] } {
  const surprises: string[] = [];
  const lines = watched.map(({ sample, invoiceId }) => {
    const row = rows.find(({ document_id }) => document_id === invoiceId);
    const codes = row?.reasons.map(({ code }) => code) ?? [];
    const { expected } = sample;
    const code = 'code' in expected ? expected.code : undefined;
    if (
      row?.state !== expected.state ||
      (code !== undefined && !codes.some((each) => each === code))
    ) {
      surprises.push(
        `${sample.name} is ${row?.state ?? 'missing'} (${codes.join(', ')}), not ${expected.state} (${code ?? ''})`,
      );
    }
    return [
      row?.number ?? '',
      sample.name,
      row?.state ?? 'missing',
      row?.remote_status ?? '',
      row?.flow_number ?? '',
      codes.join(', '),
    ];
  });
  const all = [['number', 'sample', 'state', 'at Chorus Pro', 'flow', 'reasons'], ...lines];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((line) => line[column]?.length ?? 0)),
  );
  const draw = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [head = [], ...body] = all;
  return { table: [draw(head), rule, ...body.map(draw)].join('\n'), surprises };
}
