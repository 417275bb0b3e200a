import { createHash } from 'node:crypto';
import { convert } from '../../backend/convert/convert.ts';
import { decide } from '../../backend/decide/decide.ts';
import { parseIsoDate } from '../../backend/invoice/date.ts';
import type { PackInput, PackedIssue } from '../../backend/pack/pack.ts';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema } from '../../backend/settings.ts';
import type { Deposit } from '../../backend/store/deposits.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { SAMPLES, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { BUYERS, SUPPLIER } from '../samples/world.ts';

/** Everything that is stored of one invoice, without a database: one deposit that was accepted. */

const AT = new Date('2026-11-23T09:00:00.000Z');
const FLOW = 'CPP0000000001_20261123';

/** A document as it was issued, from the sample `ordinary`. */
export function issueOf(issue = 1, sample = 'ordinary'): PackedIssue {
  const build = SAMPLES.find(({ name }) => name === sample)?.build;
  const snapshot = build && parseSnapshot(build());
  const today = parseIsoDate('2026-11-23');
  if (!snapshot?.ok || !today) throw new Error(`${sample} is no sample that can be read`);
  const settings = settingsSchema.parse(SAMPLE_SETTINGS);
  const decision = decide({ snapshot: snapshot.value, settings, directory: undefined, today });
  if (decision.kind !== 'send') throw new Error(`${sample} is not sent`);
  const made = convert(decision);
  if (!made.ok) throw new Error(`${sample} is refused`);
  const pdf = Buffer.from(made.value.pdf);
  return {
    issue,
    number: made.value.number,
    xml: made.value.xml,
    pdf,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    basis: { routing: decision.routing, businessProcess: decision.businessProcess },
    savedAt: AT,
    snapshot: { takenAt: AT, sha256: 'a'.repeat(64) },
  };
}

/** A deposit of these bytes. */
export function depositOf(sha256: string, over: Partial<Deposit> = {}): Deposit {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    attempt: 1,
    state: 'accepted',
    sha256,
    reservedAt: AT,
    callBefore: AT,
    closedAt: AT,
    flowNumber: FLOW,
    lookUps: 0,
    remote: { httpStatus: 200, code: '0', message: 'GCU_MSG_01_000', correlationId: 'corr-1' },
    ...over,
  };
}

/** The records of an invoice that Chorus Pro accepted. */
export function recordsOf(over: Partial<PackInput> = {}): PackInput {
  const tenant = parseTenantId('test', SUPPLIER.account);
  if (!tenant) throw new Error('the sample account is malformed');
  const issue = issueOf();
  return {
    transmission: {
      tenant,
      documentId: 'in_1',
      kind: 'invoice',
      state: 'available',
      stateSince: AT,
      version: 7,
      number: issue.number,
      customerId: 'cus_1',
      customerName: BUYERS.noDemand.name,
      buyerSiret: BUYERS.noDemand.siret,
      totalMinor: 120_000n,
      currency: 'eur',
      issuedOn: parseIsoDate('2026-11-23'),
      reasons: [],
      warnings: [],
      flowNumber: FLOW,
      depositedAt: AT,
      remoteId: '4711',
      remoteStatus: 'MISE_A_DISPOSITION',
      remoteStatusAt: AT,
      remoteComment: undefined,
      closedInStripe: undefined,
      attempts: 0,
      polls: 2,
      nextAt: undefined,
      createdAt: AT,
      updatedAt: AT,
    },
    issues: [issue],
    deposits: [depositOf(issue.sha256)],
    history: [
      { at: AT, kind: 'state', state: 'converted', detail: { framework: 'A1' } },
      {
        at: AT,
        kind: 'state',
        state: 'deposited',
        remote: { httpStatus: 200, message: 'GCU_MSG_01_000', correlationId: 'corr-1' },
      },
      { at: AT, kind: 'action', actor: 'usr_1', detail: { action: 'acknowledge' } },
    ],
    settings: settingsSchema.parse({
      ...SAMPLE_SETTINGS,
      look: { logo: 'aGVsbG8=' },
      notifications: { slack: { url: 'https://hooks.slack.example/services/T0/B0/key' } },
    }),
    ...over,
  };
}
