import { Command } from 'commander';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import type { ChorusPro } from '../chorus-pro/chorus-pro.ts';
import type { BuyerDemands } from '../decide/decision.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';
import { withChorusPro } from './open-chorus-pro.ts';
import { addAccountOptions, say, sayJson, type AccountOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

/** Public bodies that one search lists. */
const BUYERS_MAX = 50;

/** Services that are printed; --json gives them all. */
const SERVICES_SHOWN_MAX = 30;

interface Options extends AccountOptions {
  readonly service?: string;
}

/** `guichet directory <siret|name>`: what Chorus Pro's directory says now; exit 2 when nothing is found. */
export function directoryCommand(): Command {
  return addAccountOptions(
    new Command('directory')
      .description('a public body by its SIRET with what it demands, or a list by name')
      .argument('<siret|name>')
      .option('--service <code>', 'also say whether this service demands an engagement number'),
  ).action(look);
}

async function look(wanted: string, options: Options): Promise<void> {
  const tenant = parseTenant(options.account, options.environment);
  const siret = wanted.replaceAll(/[\s.]/g, '');
  await withChorusPro(tenant, async ({ chorusPro }) => {
    if (isSiretShaped(siret)) await showBuyer(chorusPro, tenant, siret, options);
    else await search(chorusPro, tenant, wanted, options);
  });
}

async function showBuyer(
  chorusPro: ChorusPro,
  tenant: TenantId,
  siret: string,
  options: Options,
): Promise<void> {
  const answer = await chorusPro.findBuyer(tenant, siret, options.service);
  if (answer.kind === 'unavailable') throw asError(answer.reason, options.language);
  if (answer.kind === 'unknown_siret') {
    if (options.json) sayJson({ found: null });
    else say(`${siret}: the directory has no public body with this SIRET`);
    process.exitCode = 2;
    return;
  }
  if (options.json) sayJson({ found: answer.demands });
  else say(...describe(answer.demands));
}

async function search(
  chorusPro: ChorusPro,
  tenant: TenantId,
  text: string,
  options: Options,
): Promise<void> {
  const answer = await chorusPro.searchBuyers(tenant, { text, perPage: BUYERS_MAX });
  if (answer.kind === 'not_now') throw asError(answer.reason, options.language);
  if (answer.kind === 'refused') throw asError(answer.reasons[0], options.language);
  const { buyers, total = buyers.length } = answer;
  if (options.json) sayJson({ buyers, total });
  else {
    say(...buyers.map(({ siret, name }) => `${siret}  ${name}`));
    if (total > buyers.length) say(`… and more: ${total} in all; give more of the name`);
    if (buyers.length === 0) say(`nothing active is called "${text}"`);
  }
  if (buyers.length === 0) process.exitCode = 2;
}

function describe(buyer: BuyerDemands): readonly string[] {
  const { address, services } = buyer;
  const place = address && [...address.lines, address.postalCode, address.city].filter(Boolean);
  const open = services.filter(({ active }) => active);
  return [
    `${buyer.siret}  ${buyer.name}${buyer.active ? '' : '  (INACTIVE)'}`,
    ...(place ? [`  ${place.join(', ')}`] : []),
    `  demands: ${demandsOf(buyer)}`,
    `  ${buyer.reportsPayment ? 'reports' : 'never reports'} payment`,
    `  services: ${open.length} active, ${services.length - open.length} closed`,
    ...open
      .slice(0, SERVICES_SHOWN_MAX)
      .map(
        ({ code, label, engagementRequired }) =>
          `    ${code}  ${label}${engagementRequired ? '  (engagement number demanded)' : ''}`,
      ),
    ...(open.length > SERVICES_SHOWN_MAX ? ['    … (--json lists them all)'] : []),
  ];
}

function demandsOf(buyer: BuyerDemands): string {
  const demands = [
    buyer.serviceRequired && 'a service code',
    buyer.engagementRequired && 'an engagement number',
    buyer.serviceOrEngagementRequired && 'a service code or an engagement number',
  ].filter((each) => each !== false);
  return demands.length === 0 ? 'nothing' : demands.join(', and ');
}

function asError(why: Reason, language: Locale): Error {
  const { title, explanation, remedy } = sentencesFor(why, language);
  return new Error(`${title}. ${explanation} ${remedy}`);
}
