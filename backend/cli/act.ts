import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { Argument, Command } from 'commander';
import { noWayBackWordingFor, wayBackWordingFor } from '../../src/wording/ways-back.ts';
import { stateWordingFor, type Locale } from '../../src/wording/wording.ts';
import { WAY_BACK_OF, WAYS_BACK, type WayBack } from '../follow/ways-back.ts';
import { act, type ActOutside, type Deed, type DeedEnd } from '../jobs/act.ts';
import { LOCAL_ACTIONS, type Action } from '../jobs/action-table.ts';
import { REMOTE_ACTIONS } from '../store/actions.ts';
import { listHistory } from '../store/history.ts';
import { findTransmission, type Transmission } from '../store/transmissions.ts';
import { confirm } from './confirm.ts';
import { getInvoice } from './find-invoice.ts';
import { withQueue } from './open-queue.ts';
import { addAccountOptions, say, sayJson, type AccountOptions } from './options.ts';
import { explainReason, linesOfReason } from './plain-words.ts';
import { parseTenant } from './tenant-argument.ts';

/**
 * `guichet act` and `guichet resend`: support does what the Dashboard's buttons do, by the same table and the same code.
 * In: an invoice and an action. Out: done, asked of Chorus Pro, done already, or refused with the way that is right in
 * this state. Exit 0 unless refused, 2 then.
 */

/** How a refused action ends; 1 is for what went wrong. */
const REFUSED_EXIT = 2;

/** All that the Dashboard can do. */
const ACTIONS = [...LOCAL_ACTIONS, ...REMOTE_ACTIONS] as const;

interface ActOptions extends AccountOptions {
  readonly yes?: true;
  readonly comment?: string;
  readonly siret?: string;
  readonly service?: string;
  readonly engagement?: string;
  readonly contract?: string;
}

/** How it ended: `already` when it had been done before and is at work. */
type End = DeedEnd | { readonly kind: 'already' };

/** `guichet act <number> <action>`: any action of the Dashboard. */
export function actCommand(): Command {
  const command = new Command('act')
    .description('do what a button in the Dashboard does, in the name of support')
    .argument('<number>', 'an invoice number or a Stripe id')
    .addArgument(new Argument('<action>', 'what to do').choices(ACTIONS))
    .option('--comment <text>', 'why; the buyer reads it where the action goes to Chorus Pro')
    .option('--siret <siret>', 'recycle: the other recipient')
    .option('--service <code>', 'set_references, recycle: the service code')
    .option('--engagement <number>', 'set_references, recycle: the engagement number')
    .option('--contract <number>', 'set_references: the contract number')
    .option('--yes', 'without asking');
  return addAccountOptions(command).action((number: string, action: Action, options: ActOptions) =>
    run(number, action, options),
  );
}

/** `guichet resend <number>`: decides again and sends, where the state allows it: the action `retry`. */
export function resendCommand(): Command {
  const command = new Command('resend')
    .description('send again what Chorus Pro refused, or decide again what is held; never twice')
    .argument('<number>', 'an invoice number or a Stripe id')
    .option('--yes', 'without asking');
  return addAccountOptions(command).action((number: string, options: ActOptions) =>
    run(number, 'retry', options),
  );
}

async function run(number: string, action: Action, options: ActOptions): Promise<void> {
  const tenant = parseTenant(options.account, options.environment);
  if (action === 'exclude' && !options.comment) {
    throw new Error('excluding an invoice needs a --comment that says why');
  }
  await withQueue(async (outside) => {
    const { pool } = outside.database;
    const before = await getInvoice(tenant, pool, number);
    const name = before.number ?? before.documentId;
    const question = `${action} ${name} (${before.state}) for ${tenant.account}, ${tenant.environment}?`;
    if (!(await confirm(question, options.yes))) throw new Error('nothing was done');
    const end = await carryOut(before, deedOf(before, action, options), outside);
    const after = (await findTransmission(tenant, pool, before.documentId)) ?? before;
    if (end.kind === 'refused') process.exitCode = REFUSED_EXIT;
    if (options.json) sayJson(toJson(action, end, after, options.language));
    else say(...toLines(action, end, after, options.language));
  });
}

function deedOf({ documentId }: Transmission, action: Action, options: ActOptions): Deed {
  const { comment, siret, service, engagement, contract } = options;
  return {
    ...{ documentId, action, nonce: randomUUID(), comment, siret },
    // Whoever reads the history must see that it was not the merchant.
    actor: `cli:${userInfo().username}`,
    references: {
      serviceCode: service,
      engagementNumber: engagement,
      contractNumber: contract,
    },
  };
}

/** A command that is given twice does once. */
async function carryOut(before: Transmission, deed: Deed, outside: ActOutside): Promise<End> {
  const end = await act(before.tenant, deed, outside);
  if (end.kind !== 'refused') return end;
  const row = WAY_BACK_OF[before.state];
  if (row.way !== undefined || row.because !== 'under_way') return end;
  const history = await listHistory(before.tenant, outside.database.pool, before.documentId);
  const latest = history.findLast(({ kind }) => kind === 'action');
  return latest?.detail?.['action'] === deed.action ? { kind: 'already' } : end;
}

/** The way that a state allows, in words. */
function rightWay({ state }: Transmission, language: Locale) {
  const row = WAY_BACK_OF[state];
  if (row.way === undefined) {
    return { way: null, explanation: noWayBackWordingFor(row.because, language) };
  }
  const { action, explanation, number } = wayBackWordingFor(row.way, language);
  return { way: row.way, explanation: `${action}: ${explanation} ${number}` };
}

/** How support goes each way back. */
const COMMANDS = {
  resend: 'guichet resend',
  recycle: 'guichet act … recycle',
  complete: 'guichet act … complete',
  replace: 'guichet act … acknowledge_rejection',
} as const satisfies Record<WayBack, string>;

function toJson(action: Action, end: End, after: Transmission, language: Locale): object {
  const { documentId, number, state } = after;
  const told = { action, documentId, number: number ?? null, state, outcome: end.kind };
  if (end.kind === 'asked') return { ...told, actionId: end.actionId };
  if (end.kind !== 'refused') return told;
  const reasons = end.reasons.map((each) => explainReason(each, language));
  return { ...told, reasons, instead: rightWay(after, language) };
}

function toLines(
  action: Action,
  end: End,
  after: Transmission,
  language: Locale,
): readonly string[] {
  const name = after.number ?? after.documentId;
  const { label, explanation } = stateWordingFor(after.state, language);
  switch (end.kind) {
    case 'done':
      return [`${name}: ${action} done. ${label}. ${explanation}`];
    case 'asked':
      return [`${name}: ${action} is written down; the running service asks Chorus Pro`];
    case 'already':
      return [`${name}: ${action} was done already and is at work. ${label}. ${explanation}`];
    case 'unknown_document':
      return [`${name}: unknown`];
    case 'refused': {
      const right = rightWay(after, language);
      const by =
        right.way === null ? '' : ` (${WAYS_BACK[right.way].atChorusPro}: ${COMMANDS[right.way]})`;
      return [
        `${name}: ${action} is not possible while it is ${after.state}`,
        ...end.reasons.flatMap((each) => linesOfReason(each, language)),
        `  ${right.explanation}${by}`,
      ];
    }
    default:
      return end satisfies never;
  }
}
