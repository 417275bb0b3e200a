import { Command } from 'commander';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import type { ChorusPro } from '../chorus-pro/chorus-pro.ts';
import { offerServices, type OfferedServices } from '../chorus-pro/offered-services.ts';
import type { BuyerDemands } from '../decide/decision.ts';
import type { EngagementAnswer } from '../decide/directory.ts';
import { STALE_MS } from '../directory/directory.ts';
import { searchDirectory, type DirectorySearchAnswer } from '../directory/search.ts';
import { isSiretShaped } from '../invoice/siret.ts';
import type { Reason } from '../invoice/reason.ts';
import { findBuyer } from '../store/buyers.ts';
import type { Database } from '../store/database.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { withChorusPro } from './open-chorus-pro.ts';
import { addAccountOptions, say, sayJson, type AccountOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

/** Public bodies that one search lists. */
const BUYERS_MAX = 20;

/** Services on one printed page; --json gives them all. */
const SERVICES_SHOWN_MAX = 30;

interface Options extends AccountOptions {
  readonly service?: string;
  readonly services?: string;
  readonly page: string;
  readonly engagement?: string;
}

interface Scene {
  readonly chorusPro: ChorusPro;
  readonly database: Database;
  readonly tenant: TenantId;
  readonly options: Options;
}

/** `guichet directory <siret|name>`: what Chorus Pro's directory says now; exit 2 when nothing is found. */
export function directoryCommand(): Command {
  return addAccountOptions(
    new Command('directory')
      .description('a public body by its SIRET with what it demands, or a list by name or SIREN')
      .argument('<siret|siren|name>')
      .option('--service <code>', 'also say whether this service demands an engagement number')
      .option('--services <words>', 'only the services whose code or label holds these words')
      .option('--page <number>', 'which page of the services', '1')
      .option('--engagement <number>', 'also say whether this engagement number exists'),
  ).action(look);
}

async function look(wanted: string, options: Options): Promise<void> {
  const tenant = parseTenant(options.account, options.environment);
  const siret = wanted.replaceAll(/[\s.]/g, '');
  await withChorusPro(tenant, async ({ chorusPro, database }) => {
    const scene = { chorusPro, database, tenant, options };
    if (isSiretShaped(siret)) await showBuyer(siret, scene);
    else await search(wanted, scene);
  });
}

async function showBuyer(siret: string, scene: Scene): Promise<void> {
  const { chorusPro, tenant, options } = scene;
  const answer = await chorusPro.findBuyer(tenant, siret, options.service);
  if (answer.kind === 'unknown_siret') {
    if (options.json) sayJson({ found: null });
    else say(`${siret}: the directory has no public body with this SIRET`);
    process.exitCode = 2;
    return;
  }
  const stale = answer.kind === 'unavailable';
  const buyer = stale ? await findRemembered(siret, answer.reason, scene) : answer.demands;
  const engagement = options.engagement
    ? await chorusPro.checkEngagement(tenant, siret, options.engagement)
    : undefined;
  if (options.json) {
    sayJson({ found: buyer, stale, ...(engagement && { engagement: engagement.kind }) });
    return;
  }
  if (stale) say('Chorus Pro does not answer; this is what is known from before.');
  say(...describe(buyer, options));
  if (engagement) say(`  engagement ${options.engagement}: ${ENGAGEMENT_WORDS[engagement.kind]}`);
}

/** What is known from before, while the directory is away; throws why it is, where nothing is known. */
async function findRemembered(
  siret: string,
  why: Reason,
  { database, tenant, options }: Scene,
): Promise<BuyerDemands> {
  const known =
    why.code === 'directory_unavailable'
      ? await findBuyer(platformOf(tenant), database.pool, siret, STALE_MS, new Date())
      : undefined;
  if (!known) throw asError(why, options.language);
  return known;
}

const ENGAGEMENT_WORDS = {
  known: 'exists',
  unknown: 'is not in the list of the State’s engagements',
  not_checkable: 'cannot be checked: Chorus Pro does not show this buyer’s engagements',
  refused: 'cannot be an engagement number',
  not_now: 'could not be checked now',
} as const satisfies Record<EngagementAnswer['kind'], string>;

async function search(text: string, { chorusPro, database, tenant, options }: Scene) {
  const { searchBuyers } = chorusPro;
  const now = () => new Date();
  const answer = await searchDirectory(
    tenant,
    { text, limit: BUYERS_MAX },
    { database, now, searchBuyers },
  );
  if (answer.kind === 'unavailable') throw asError(answer.reason, options.language);
  if (options.json) sayJson({ buyers: answer.bodies.map(withoutAddress), ...toldOf(answer) });
  else say(...listOf(text, answer));
  if (answer.bodies.length === 0) process.exitCode = 2;
}

type Found = Extract<DirectorySearchAnswer, { readonly kind: 'found' }>;

function withoutAddress({ siret, name }: Found['bodies'][number]) {
  return { siret, name };
}

function toldOf({ more, stale, knownOnly, readAt }: Found) {
  return { more, stale, knownOnly, readAt: readAt ?? null };
}

function listOf(text: string, { bodies, more, stale, knownOnly, readAt }: Found) {
  const age = readAt === undefined ? '' : `, read at ${readAt.toISOString()}`;
  return [
    ...(stale ? [`Chorus Pro does not answer; this is what is known from before${age}.`] : []),
    ...(knownOnly && !stale ? [`Only bodies that were met before were searched${age}.`] : []),
    ...bodies.map(({ siret, name }) => `${siret}  ${name}`),
    ...(more ? ['… and more; give more of the name'] : []),
    ...(bodies.length === 0 ? [`nothing active is called "${text}"`] : []),
  ];
}

function describe(buyer: BuyerDemands, options: Options): readonly string[] {
  const { address, services } = buyer;
  const place = address && [...address.lines, address.postalCode, address.city].filter(Boolean);
  const closed = services.filter(({ active }) => !active).length;
  const offered = offerServices(services, {
    ...(options.services === undefined ? {} : { text: options.services }),
    page: Number(options.page) || 1,
    perPage: SERVICES_SHOWN_MAX,
  });
  return [
    `${buyer.siret}  ${buyer.name}${buyer.active ? '' : '  (INACTIVE)'}`,
    ...(place ? [`  ${place.join(', ')}`] : []),
    `  demands: ${demandsOf(buyer)}`,
    `  ${buyer.reportsPayment ? 'reports' : 'never reports'} payment`,
    `  read at ${buyer.readAt}`,
    `  services: ${offered.total} to choose from, ${closed} closed`,
    ...serviceLines(offered),
  ];
}

function serviceLines({ services, page, pages }: OfferedServices): readonly string[] {
  return [
    ...services.map(
      ({ code, label, engagementRequired }) =>
        `    ${code}  ${label}${engagementRequired ? '  (engagement number demanded)' : ''}`,
    ),
    ...(page < pages ? [`    … page ${page} of ${pages} (--page, --services, or --json)`] : []),
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
