import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DepositAnswer } from '../../../backend/deliver/destination.ts';
import { readFlow, readStatus } from '../../../backend/follow/follow.ts';
import { REASONS } from '../../../backend/invoice/reason.ts';
import { sentencesFor } from '../../../src/wording/wording.ts';
import { TROUBLES, type Stage, type Trouble } from './stage.ts';

/**
 * What every destination must keep, whoever is behind it: the promises that exactly one deposit rests on. Each check
 * throws when the promise is broken. A new destination runs them all; nothing in them knows Chorus Pro.
 */

/** A promise, and how it is tried. */
export interface Check {
  readonly title: string;
  readonly run: (stage: Stage) => Promise<void>;
}

/** Troubles after which nobody can know whether the document was taken. */
const UNKNOWABLE: readonly Trouble[] = [
  'lost_before',
  'lost_after',
  'silent_after',
  'unreadable_after',
  'broken_before',
];
const TAKEN: readonly Trouble[] = ['lost_after', 'silent_after', 'unreadable_after'];

const NUMBER = 'CONF-0001';

async function acceptedFlow(stage: Stage): Promise<string> {
  const answer = await stage.destination.deposit(stage.tenant, stage.request(NUMBER));
  assert.equal(answer.kind, 'accepted', `a good document was ${answer.kind}`);
  assert(answer.kind === 'accepted' && answer.flowNumber !== '');
  return answer.flowNumber;
}

const perTrouble = TROUBLES.map((kind): Check => ({
  title: `${kind}: the end that is told is true`,
  run: async (stage) => {
    stage.trouble(kind);
    const { destination, tenant } = stage;
    const startedAtMs = Date.now();
    const answer = await destination.deposit(tenant, stage.request(NUMBER));
    assert(Date.now() - startedAtMs <= stage.patienceMs, 'the answer came too late');
    const unknowable = UNKNOWABLE.includes(kind);
    const expected = unknowable ? 'uncertain' : kind === 'throttled' ? 'not_now' : 'refused';
    assert.equal(answer.kind, expected);
    assertExplained(answer);
    stage.settle();
    assert.equal(stage.taken(NUMBER), TAKEN.includes(kind) ? 1 : 0);
    // Refused or not now: certainly not there. Uncertain: the look-up tells the truth.
    const found = await destination.lookUp(tenant, NUMBER);
    assert.equal(found.kind, TAKEN.includes(kind) ? 'found' : 'absent');
  },
}));

function assertExplained(answer: DepositAnswer): void {
  if (answer.kind === 'accepted') return;
  const { reason } = answer;
  assert(Object.hasOwn(REASONS, reason.code), `${reason.code} is no reason of the house`);
  for (const locale of ['en', 'fr'] as const) {
    assert(sentencesFor(reason, locale).remedy !== '', 'nobody is told what to do');
  }
}

/** Every promise. */
export const CHECKS: readonly Check[] = [
  {
    title: 'a good document is taken once, unchanged, and found under its number',
    run: async (stage) => {
      const flowNumber = await acceptedFlow(stage);
      stage.settle();
      const sent = createHash('sha256').update(stage.request(NUMBER).pdf).digest('hex');
      assert.equal(stage.sha256(flowNumber), sent, 'other bytes arrived');
      assert.equal(stage.taken(NUMBER), 1);
      assert.equal(stage.standing(NUMBER), 1);
      const found = await stage.destination.lookUp(stage.tenant, NUMBER);
      assert(found.kind === 'found' && found.flowNumber === flowNumber, 'it is not found');
    },
  },
  {
    title:
      'the same reference twice is one invoice, and the second is refused in words that follow/ knows',
    run: async (stage) => {
      const first = await acceptedFlow(stage);
      stage.settle();
      const again = await stage.destination.deposit(stage.tenant, stage.request(NUMBER));
      stage.settle();
      assert.equal(stage.standing(NUMBER), 1, 'two invoices stand under one number');
      const found = await stage.destination.lookUp(stage.tenant, NUMBER);
      assert(found.kind === 'found' && found.flowNumber === first, 'the first is lost');
      if (again.kind !== 'accepted') return;
      const report = await stage.destination.flowReport(stage.tenant, again.flowNumber);
      assert(report.kind === 'report', 'the second has no report');
      assert.equal(readFlow(report.state, report.errors).state, 'refused');
    },
  },
  {
    title: 'a deposit whose answer was lost, looked up and sent again, arrives once',
    run: async (stage) => {
      for (const kind of ['lost_before', 'lost_after'] as const) {
        const number = `CONF-${kind.slice(5)}`;
        stage.trouble(kind);
        const request = stage.request(number);
        await stage.destination.deposit(stage.tenant, request);
        stage.settle();
        const found = await stage.destination.lookUp(stage.tenant, number);
        if (found.kind === 'absent') await stage.destination.deposit(stage.tenant, request);
        stage.settle();
        assert.deepEqual([stage.taken(number), stage.standing(number)], [1, 1], kind);
      }
    },
  },
  {
    title: 'what was never sent is absent, has no status, and its flow is not there yet',
    run: async ({ destination, tenant }) => {
      assert.equal((await destination.lookUp(tenant, 'NEVER')).kind, 'absent');
      assert.equal((await destination.flowReport(tenant, 'NEVER')).kind, 'not_yet');
      assert.equal((await destination.invoiceStatus(tenant, 'NEVER', 'NEVER')).kind, 'absent');
    },
  },
  {
    title: 'report and status of an accepted document mean something to follow/',
    run: async (stage) => {
      const flow = await acceptedFlow(stage);
      stage.settle();
      const report = await stage.destination.flowReport(stage.tenant, flow);
      assert(report.kind === 'report');
      const verdict = readFlow(report.state, report.errors);
      assert(verdict.exists && verdict.warnings.length === 0, `${report.state} is not understood`);
      const status = await stage.destination.invoiceStatus(stage.tenant, flow, NUMBER);
      assert(status.kind === 'status' && status.remoteId !== '');
      assert.equal(readStatus(status.status).warnings.length, 0, `${status.status} is unknown`);
    },
  },
  {
    title: 'an environment’s invoice never reaches another’s remote side',
    run: async (stage) => {
      const answer = await stage.destination.deposit(stage.foreignTenant, stage.request(NUMBER));
      assert.equal(answer.kind, 'refused');
      assertExplained(answer);
      stage.settle();
      assert.equal(stage.taken(NUMBER), 0);
    },
  },
  {
    title: 'no secret is in any answer or log line, whatever goes wrong',
    run: async (stage) => {
      const { destination, tenant } = stage;
      const said: unknown[] = [];
      for (const [index, kind] of [undefined, ...TROUBLES].entries()) {
        if (kind) stage.trouble(kind);
        said.push(await destination.deposit(tenant, stage.request(`CONF-S${index}`)));
        said.push(await destination.lookUp(tenant, `CONF-S${index}`));
        said.push(await destination.flowReport(tenant, 'NEVER'));
        said.push(await destination.invoiceStatus(tenant, 'NEVER', 'NEVER'));
      }
      const text = `${JSON.stringify(said)} ${stage.logged()}`;
      assert(text.length > 500 && stage.secrets.length > 0, 'nothing was tried');
      assert.deepEqual(
        stage.secrets.filter((secret) => text.includes(secret)).length,
        0,
        'a secret was told',
      );
    },
  },
  ...perTrouble,
];
