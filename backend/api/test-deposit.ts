import { createHash, randomBytes } from 'node:crypto';
import { convert } from '../convert/convert.ts';
import { decide } from '../decide/decide.ts';
import type { FacturX } from '../convert/factur-x.ts';
import type { DepositAnswer } from '../deliver/destination.ts';
import { askBuyer } from '../directory/directory.ts';
import { readFlow } from '../follow/follow.ts';
import { dayInFranceOf } from '../invoice/date.ts';
import { refused, type Outcome } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { parseSnapshot } from '../receive/snapshot.ts';
import type { Settings } from '../settings.ts';
import {
  findTestDeposit,
  reserveTestDeposit,
  saveTestDeposit,
  type TestDeposit,
  type TestDepositChange,
} from '../store/test-deposits.ts';
import type { TenantId } from '../tenant.ts';
import type { DashboardParts } from './parts.ts';
import { makeTestInvoice, TEST_BUYER_SIRET } from './test-invoice.ts';

/**
 * Onboarding's test deposit. Comes in: a merchant that is set up. Goes out: a made-up invoice at qualification, issued
 * and handed over by the ordinary stations. Kept here: never for a live merchant (so says the table, too); reserved
 * before it is sent, one at a time, each under a number of its own; nothing but onboarding ever sees it.
 */

/** After this long a reservation whose process died counts as uncertain; longer than a deposit may take. */
const CALL_MS = 120_000;

/** How long an uncertain deposit is looked for before it is given up: another one has another number. */
const SETTLE_MS = 15 * 60_000;

const MS_PER_SECOND = 1_000;

type Parts = Pick<DashboardParts, 'database' | 'chorusPro' | 'now'>;

/** Sends a made-up invoice, unless one is under way; the reason tells why none could be made. */
export async function sendTestDeposit(
  tenant: TenantId,
  settings: Settings,
  parts: Parts,
): Promise<Reason | undefined> {
  const issued = await issueTestInvoice(tenant, settings, parts);
  if (!issued.ok) return issued.reasons[0];
  const { number, pdf } = issued.value;
  const { database, chorusPro, now } = parts;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const asked = { number, sha256, now: now() };
  if (!(await reserveTestDeposit(tenant, database.pool, asked))) return undefined;
  const request = { fileName: `${number}.pdf`, pdf, invoiceNumber: number };
  const answer = await chorusPro.deposit(tenant, request);
  await saveTestDeposit(tenant, database.pool, number, changeAfter(answer));
  return undefined;
}

async function issueTestInvoice(
  tenant: TenantId,
  settings: Settings,
  { database, chorusPro, now }: Parts,
): Promise<Outcome<FacturX>> {
  const siret = TEST_BUYER_SIRET;
  const directory = await askBuyer(tenant, { siret }, { ...chorusPro, database, now });
  if (directory.kind === 'unavailable') return refused(directory.reason);
  if (directory.kind === 'unknown_siret') {
    return refused(reason('buyer_unknown', 'customer.metadata.siret', { siret }));
  }
  const seconds = Math.floor(now().getTime() / MS_PER_SECOND);
  const today = dayInFranceOf(seconds);
  const raw = makeTestInvoice({
    number: `TEST-${today.slice(2).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`,
    buyer: directory.demands,
    settings,
    now: seconds,
  });
  const snapshot = parseSnapshot(raw);
  if (!snapshot.ok) return snapshot;
  const decision = decide({ snapshot: snapshot.value, settings, directory, today });
  if (decision.kind === 'held') return refused(...decision.reasons);
  if (decision.kind === 'not_concerned') throw new Error('the test invoice is for a public body');
  return convert(decision);
}

function changeAfter(answer: DepositAnswer): TestDepositChange {
  switch (answer.kind) {
    case 'accepted':
      return { state: 'accepted', flowNumber: answer.flowNumber };
    case 'refused':
    case 'not_now':
      return { state: 'refused', refusedBecause: answer.reason };
    case 'uncertain':
      return { state: 'uncertain' };
    default:
      return answer satisfies never;
  }
}

/** The newest test deposit, asked about at Chorus Pro where it is not over. */
export async function followTestDeposit(
  tenant: TenantId,
  parts: Parts,
): Promise<TestDeposit | undefined> {
  const { pool } = parts.database;
  const known = await findTestDeposit(tenant, pool);
  const change = known && (await newsOf(tenant, known, parts));
  if (!change) return known;
  await saveTestDeposit(tenant, pool, known.number, change);
  return findTestDeposit(tenant, pool);
}

async function newsOf(
  tenant: TenantId,
  known: TestDeposit,
  parts: Parts,
): Promise<TestDepositChange | undefined> {
  const ageMs = parts.now().getTime() - known.reservedAt.getTime();
  switch (known.state) {
    case 'integrated':
    case 'refused':
      return undefined;
    case 'open':
      return ageMs < CALL_MS ? undefined : lookUp(tenant, known, ageMs, parts);
    case 'uncertain':
      return lookUp(tenant, known, ageMs, parts);
    case 'accepted':
      return askFlow(tenant, known, parts);
    default:
      return known.state satisfies never;
  }
}

async function lookUp(
  tenant: TenantId,
  { number }: TestDeposit,
  ageMs: number,
  { chorusPro }: Parts,
): Promise<TestDepositChange | undefined> {
  const answer = await chorusPro.lookUp(tenant, number);
  if (answer.kind === 'found') return { state: 'accepted', flowNumber: answer.flowNumber };
  if (answer.kind === 'not_now') return undefined;
  if (ageMs < SETTLE_MS) return { state: 'uncertain' };
  return { state: 'refused', refusedBecause: reason('deposit_uncertain', 'deposit', { number }) };
}

async function askFlow(
  tenant: TenantId,
  { flowNumber }: TestDeposit,
  { chorusPro }: Parts,
): Promise<TestDepositChange | undefined> {
  if (flowNumber === undefined) return undefined;
  const answer = await chorusPro.flowReport(tenant, flowNumber);
  if (answer.kind !== 'report') return undefined;
  const { exists, state, reasons } = readFlow(answer.state, answer.errors);
  if (exists) return { state: 'integrated', flowNumber };
  const [first] = reasons;
  return state === 'refused' && first ? { state: 'refused', refusedBecause: first } : undefined;
}
