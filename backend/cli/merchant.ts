import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { erase } from '../jobs/retention.ts';
import { makeLog } from '../log.ts';
import { settingsSchema, technicalAccountSchema, type Settings } from '../settings.ts';
import { countBelongings, type Counts } from '../store/retention.ts';
import { findTenant, saveSettings, touchTenant } from '../store/tenants.ts';
import { listHeld, wakeTransmissions } from '../store/transmissions.ts';
import { ENVIRONMENTS, type TenantId } from '../tenant.ts';
import { withStore } from './open-store.ts';
import { say, sayJson } from './options.ts';
import { parseJson } from './parse-json.ts';
import { parseTenant } from './tenant-argument.ts';

/** Held transmissions that new settings wake at once; the sweep takes the rest in its turn. */
const WAKE_MAX = 10_000;

const MS_PER_SECOND = 1_000;

/** Small statements of one erasure: some millions of rows. */
const ERASE_BATCHES_MAX = 5_000;

interface SetOptions {
  readonly environment: string;
  readonly settings?: string;
  readonly technicalAccount?: boolean;
  readonly json?: true;
}

interface EraseOptions {
  readonly environment: string;
  readonly yes?: true;
  readonly json?: true;
}

/** `guichet merchant …`: a merchant's settings and its technical account. */
export function merchantCommand(): Command {
  const command = new Command('merchant').description("A merchant's settings at Guichet");
  const environment = new Option('--environment <name>', 'which of Stripe’s worlds')
    .choices(ENVIRONMENTS)
    .makeOptionMandatory();

  command
    .command('set <account>')
    .description('write the settings (from a file) and the technical account (from standard input)')
    .addOption(environment)
    .option('--settings <file.json>', 'the settings, as docs/settings.md describes them')
    .option(
      '--technical-account',
      'read {"login": "TECH_…@cpro.fr", "password": "…"} from standard input; it is stored encrypted and never shown',
    )
    .option('--json', 'machine-readable, on standard output')
    .action((account: string, options: SetOptions) =>
      set(parseTenant(account, options.environment), options),
    );

  command
    .command('show <account>')
    .description('show the settings, and whether a technical account is stored')
    .addOption(environment)
    .option('--json', 'machine-readable, on standard output; it is JSON in any case')
    .action((account: string, options: SetOptions) =>
      show(parseTenant(account, options.environment)),
    );

  command
    .command('erase <account>')
    .description('of a merchant who left: what would be erased and what is kept; --yes erases it')
    .addOption(environment)
    .option('--yes', 'erase it now; otherwise nothing is changed')
    .option('--json', 'machine-readable, on standard output')
    .action((account: string, options: EraseOptions) =>
      eraseMerchant(parseTenant(account, options.environment), options),
    );

  return command;
}

async function set(tenant: TenantId, options: SetOptions): Promise<void> {
  const settings =
    options.settings === undefined ? undefined : await readSettings(options.settings);
  const technicalAccount = options.technicalAccount
    ? parseJson(technicalAccountSchema, await text(process.stdin), 'standard input')
    : undefined;
  if (settings === undefined && technicalAccount === undefined) {
    throw new Error('nothing to write: give --settings <file.json>, --technical-account, or both');
  }
  await withStore(async ({ database, secrets }) => {
    await database.transaction(async (tx) => {
      await touchTenant(tenant, tx, Math.floor(Date.now() / MS_PER_SECOND));
      if (settings) await saveSettings(tenant, tx, settings);
      if (technicalAccount) {
        await secrets.saveSecret(tenant, tx, 'technical_account', JSON.stringify(technicalAccount));
      }
      // What waited for these settings is decided again by whatever worker sweeps next.
      await wakeTransmissions(tenant, tx, await listHeld(tenant, tx, WAKE_MAX), new Date());
    });
  });
  const written = [settings && 'settings', technicalAccount && 'technical account'].filter(Boolean);
  const { account, environment } = tenant;
  if (options.json) sayJson({ account, environment, saved: written });
  else say(`${account} (${environment}): ${written.join(' and ')} saved`);
}

async function show(tenant: TenantId): Promise<void> {
  await withStore(async ({ database, secrets }) => {
    const found = await findTenant(tenant, database.pool);
    if (!found) throw new Error(`${tenant.account} is not known in ${tenant.environment}`);
    const stored = await secrets.findSecret(tenant, database.pool, 'technical_account');
    const shown = {
      account: tenant.account,
      environment: tenant.environment,
      status: found.status,
      settings: found.settings ?? null,
      technicalAccount: stored === undefined ? 'not stored' : 'stored',
    };
    sayJson(shown);
  });
}

async function readSettings(file: string): Promise<Settings> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read; give the path of a JSON file`);
  });
  return parseJson(settingsSchema, content, file);
}

/** Erases what is not needed of a merchant who left and asks for it; the law keeps the rest (docs/decisions/0006). */
async function eraseMerchant(tenant: TenantId, { yes, json }: EraseOptions): Promise<void> {
  await withStore(async ({ database }) => {
    const found = await findTenant(tenant, database.pool);
    if (!found) throw new Error(`${tenant.account} is not known in ${tenant.environment}`);
    if (found.status !== 'ended') {
      throw new Error(`${tenant.account} has the app: it is uninstalled in Stripe first`);
    }
    const { goes, stays } = await countBelongings(tenant, database.pool);
    const now = () => new Date();
    const parts = { database, log: makeLog('silent'), now };
    const erased = yes ? await erase(tenant, parts, ERASE_BATCHES_MAX) : undefined;
    const { account, environment } = tenant;
    if (json) {
      sayJson({
        account,
        environment,
        endedAt: found.endedAt,
        goes,
        stays,
        erased: erased ?? null,
      });
      return;
    }
    const lines = (counts: Counts) =>
      Object.entries(counts).map(([name, count]) => `  ${name}: ${count}`);
    say(`${account} (${environment}) left on ${found.endedAt?.toISOString() ?? '?'}`);
    say(yes ? 'erased:' : 'would be erased:', ...lines(erased ?? goes));
    say('kept, for 10 years from their issue (code de commerce, L123-22):', ...lines(stays));
    if (!yes) say('nothing was changed; --yes erases it');
  });
}
