import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  ABSENT_LOOK_UPS_MIN,
  RESENDS_MAX,
  deliver,
  resolve,
  type Ledger,
} from '../../backend/deliver/deliver.ts';
import type {
  DepositAnswer,
  Destination,
  LookUpAnswer,
} from '../../backend/deliver/destination.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { parseTenantId } from '../../backend/tenant.ts';

const tenant = parseTenantId('test', 'acct_1');
if (!tenant) throw new Error('the test tenant is malformed');

const request = { fileName: 'A-1.pdf', pdf: new Uint8Array([1]), invoiceNumber: 'A-1' };
const down = reason('chorus_pro_unavailable', 'chorus_pro');
const NOW = new Date('2026-11-23T10:00:00Z');

let written: string[];
let absences: number;
let givenUp: number;

function makeLedger(callBefore = new Date(NOW.getTime() + 1_000)): Ledger {
  const write = (what: string) => async () => {
    written.push(what);
  };
  return {
    reserve: async () => {
      written.push('reserve');
      return { depositId: 'd1', callBefore };
    },
    accept: async (_id, flow) => write(`accept ${flow}`)(),
    refuse: async (_id, { code }) => write(`refuse ${code}`)(),
    postpone: async (_id, { reason: { code }, retryAfterMs }) =>
      write(`postpone ${code} ${retryAfterMs}`)(),
    doubt: write('doubt'),
    countAbsent: async () => (absences += 1),
    giveUp: async (_id, resend) => write(resend ? 'resend' : 'ask a person')(),
    waitForLookUp: write('wait'),
    countGivenUp: async () => givenUp,
  };
}

function makeDestination(deposit: DepositAnswer | undefined, lookUp?: LookUpAnswer): Destination {
  const never = async () => {
    throw new Error('this call was not expected');
  };
  return {
    deposit: async () => {
      written.push('call');
      return deposit ?? never();
    },
    lookUp: async () => lookUp ?? never(),
    flowReport: never,
    invoiceStatus: never,
  };
}

beforeEach(() => {
  written = [];
  absences = 0;
  givenUp = 0;
});

const run = (ledger: Ledger, destination: Destination) =>
  deliver(tenant, request, ledger, destination, () => NOW);

describe('deliver', () => {
  it.each<[DepositAnswer, string]>([
    [{ kind: 'accepted', flowNumber: 'F1', remote: {} }, 'accept F1'],
    [
      { kind: 'refused', reason: reason('deposit_refused', 'deposit'), remote: {} },
      'refuse deposit_refused',
    ],
    [
      { kind: 'not_now', reason: down, retryAfterMs: 7_000, remote: {} },
      'postpone chorus_pro_unavailable 7000',
    ],
    [{ kind: 'uncertain', reason: down, remote: {} }, 'doubt'],
  ])('reserves, calls, then records: %j', async (answer, record) => {
    expect(await run(makeLedger(), makeDestination(answer))).toBe(answer.kind);
    expect(written).toEqual(['reserve', 'call', record]);
  });

  it('does not call when somebody else holds the reservation', async () => {
    const ledger = { ...makeLedger(), reserve: async () => undefined };
    expect(await run(ledger, makeDestination(undefined))).toBe('somebody_else');
    expect(written).toEqual([]);
  });

  it('does not call after its deadline: another process may be looking the deposit up by then', async () => {
    expect(await run(makeLedger(NOW), makeDestination(undefined))).toBe('too_late');
    expect(written).toEqual(['reserve']);
  });
});

describe('resolving an uncertain deposit', () => {
  const look = (answer: LookUpAnswer) =>
    resolve(tenant, 'A-1', 'd1', makeLedger(), makeDestination(undefined, answer));

  it('takes what it finds for a success', async () => {
    await look({ kind: 'found', flowNumber: 'F9', remote: {} });
    expect(written).toEqual(['accept F9']);
  });

  it('asks again later when there is no answer', async () => {
    await look({ kind: 'not_now', reason: down, remote: {} });
    expect(written).toEqual(['wait']);
  });

  it(`sends again only after ${ABSENT_LOOK_UPS_MIN} look-ups found nothing`, async () => {
    await look({ kind: 'absent', remote: {} });
    expect(written).toEqual([]);
    await look({ kind: 'absent', remote: {} });
    expect(written).toEqual(['resend']);
  });

  it(`leaves it to a person after ${RESENDS_MAX} resends`, async () => {
    absences = ABSENT_LOOK_UPS_MIN;
    givenUp = RESENDS_MAX;
    await look({ kind: 'absent', remote: {} });
    expect(written).toEqual(['ask a person']);
  });
});
