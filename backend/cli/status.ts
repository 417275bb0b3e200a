import { Command } from 'commander';
import { sentencesFor, stateWordingFor, type Locale } from '../../src/wording/wording.ts';
import type { ChorusPro } from '../chorus-pro/chorus-pro.ts';
import type { FlowAnswer, FlowError, StatusAnswer } from '../deliver/destination.ts';
import type { LifeAnswer } from '../follow/corrections.ts';
import type { Transmission } from '../store/transmissions.ts';
import { getInvoice } from './find-invoice.ts';
import { withChorusPro } from './open-chorus-pro.ts';
import { addAccountOptions, say, sayJson, type AccountOptions } from './options.ts';
import { explainMessages, linesOfMessages, linesOfReason } from './plain-words.ts';
import { toJson } from './show.ts';
import { parseTenant } from './tenant-argument.ts';

/** `guichet status <number>`: where an invoice stands here, and at Chorus Pro at this moment. Changes nothing. */
export function statusCommand(): Command {
  return addAccountOptions(
    new Command('status')
      .description('where an invoice stands here, and what Chorus Pro says of it at this moment')
      .argument('<number>', 'an invoice number or a Stripe id'),
  ).action(show);
}

/** What Chorus Pro says now; undefined parts were not asked, for what comes before them is not known. */
interface RemoteStanding {
  readonly flow?: FlowAnswer;
  readonly invoice?: StatusAnswer;
  readonly life?: LifeAnswer;
}

async function show(number: string, options: AccountOptions): Promise<void> {
  const tenant = parseTenant(options.account, options.environment);
  await withChorusPro(tenant, async ({ database: { pool }, chorusPro }) => {
    const here = await getInvoice(tenant, pool, number);
    const there = await askChorusPro(chorusPro, here);
    if (options.json) sayJson(jsonOf(here, there, options.language));
    else say(...describeHere(here, options.language), ...describeThere(there, options.language));
  });
}

async function askChorusPro(chorusPro: ChorusPro, here: Transmission): Promise<RemoteStanding> {
  const { tenant, flowNumber, number } = here;
  if (flowNumber === undefined || number === undefined) return {};
  const flow = await chorusPro.flowReport(tenant, flowNumber);
  const invoice = await chorusPro.invoiceStatus(tenant, flowNumber, number);
  if (invoice.kind !== 'status') return { flow, invoice };
  return { flow, invoice, life: await chorusPro.invoiceLife(tenant, invoice.remoteId) };
}

function jsonOf(here: Transmission, there: RemoteStanding, language: Locale): object {
  const errors = there.flow?.kind === 'report' ? there.flow.errors : [];
  const refusals = errors.flatMap((error) => explainMessages(textOf(error), language));
  return { here: toJson(here, language), there: { ...there, refusals } };
}

function describeHere(here: Transmission, language: Locale): readonly string[] {
  const { label, explanation } = stateWordingFor(here.state, language);
  const reasons = [...here.reasons, ...here.warnings].flatMap((each) =>
    linesOfReason(each, language),
  );
  return [
    `${here.number ?? here.documentId}  ${here.state} since ${here.stateSince.toISOString()}: ${label}. ${explanation}`,
    ...reasons,
    `  flow ${here.flowNumber ?? 'none'}, next look ${here.nextAt?.toISOString() ?? 'not planned'}`,
  ];
}

function describeThere(
  { flow, invoice, life }: RemoteStanding,
  language: Locale,
): readonly string[] {
  if (!flow || !invoice) return ['Chorus Pro was not asked: nothing was accepted there'];
  return [
    'At Chorus Pro now:',
    `  flow: ${describeFlow(flow, language)}`,
    ...linesOfFlowErrors(flow, language),
    `  invoice: ${describeInvoice(invoice, language)}`,
    ...(life?.kind === 'life'
      ? life.steps.map(({ status, at, comment }) =>
          ['   ', at, status, comment].filter(Boolean).join('  '),
        )
      : []),
  ];
}

/** What the flow's report complains of: word for word, and what it means. */
function linesOfFlowErrors(flow: FlowAnswer, language: Locale): readonly string[] {
  if (flow.kind !== 'report') return [];
  const messages = flow.errors.flatMap((error) => explainMessages(textOf(error), language));
  return linesOfMessages(messages, language, '    ');
}

function textOf({ code, message }: FlowError): string {
  return [code, message].filter(Boolean).join(' ');
}

function describeFlow(flow: FlowAnswer, language: Locale): string {
  switch (flow.kind) {
    case 'report':
      return [flow.state, flow.at].filter(Boolean).join('  ');
    case 'not_yet':
      return 'not visible yet';
    case 'not_now':
      return sentencesFor(flow.reason, language).title;
    default:
      return flow satisfies never;
  }
}

function describeInvoice(invoice: StatusAnswer, language: Locale): string {
  switch (invoice.kind) {
    case 'status':
      return [invoice.status, invoice.at, invoice.comment].filter(Boolean).join('  ');
    case 'absent':
      return 'does not exist';
    case 'not_now':
      return sentencesFor(invoice.reason, language).title;
    default:
      return invoice satisfies never;
  }
}
