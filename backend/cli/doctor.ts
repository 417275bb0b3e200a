import { Command } from 'commander';
import { findingWordingFor } from '../../src/wording/doctor.ts';
import type { Locale } from '../../src/wording/wording.ts';
import { FINDINGS, type Examination, type Finding } from '../chorus-pro/doctor-findings.ts';
import { reason } from '../invoice/reason.ts';
import { isAccountRefused, keepTrial } from '../jobs/technical-account.ts';
import type { Settings } from '../settings.ts';
import { findKeptAccount } from '../store/connection-checks.ts';
import { findTenant } from '../store/tenants.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { withChorusPro, type Connected } from './open-chorus-pro.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

/** How a finding is marked in the margin. */
const MARKS = { fine: 'ok  ', soon: 'soon', wrong: 'BAD ', unclear: '?   ' } as const;

/** `guichet doctor <account>`: a merchant's connection, step by step; exit 0 when invoices can be sent, 1 otherwise. */
export function doctorCommand(): Command {
  return addMerchantOptions(
    new Command('doctor')
      .description("examine a merchant's connection to Chorus Pro, without changing anything there")
      .argument('<account>'),
  ).action(examine);
}

async function examine(account: string, options: MerchantOptions): Promise<void> {
  const tenant = parseTenant(account, options.environment);
  const work = async ({ database, chorusPro }: Connected) => {
    const known = await findTenant(tenant, database.pool);
    if (!known) throw new Error(`${tenant.account} is not known in ${tenant.environment}`);
    const examination = await chorusPro.examine(
      tenant,
      known.settings && identityOf(known.settings),
    );
    await keepAccount(tenant, examination, { database, chorusPro });
    if (options.json) sayJson(toJson(tenant, examination, options.language));
    else say(...toLines(tenant, examination, options.language));
    process.exitCode = examination.healthy ? 0 : 1;
  };
  // Whether a platform that is left alone answers again is what somebody wants to know.
  await withChorusPro(tenant, work, { insists: true });
}

/**
 * Tells the running service what was seen of the technical account: one that Chorus Pro refuses is held, one that it
 * lets in again is held no longer.
 */
async function keepAccount(
  tenant: TenantId,
  { findings }: Examination,
  { database, chorusPro }: Connected,
): Promise<void> {
  const kept = await findKeptAccount(tenant, database.pool);
  if (!kept) return;
  const seen = findings.find(({ step }) => step === 'technical_account')?.code;
  const parts = { database, now: () => new Date() };
  if (seen === 'account_refused') {
    const why = reason('technical_account_refused', 'settings.technicalAccount');
    await keepTrial(tenant, kept.version, { kind: 'failing', reason: why }, parts);
    return;
  }
  const before = kept.trial?.refusedBecause;
  if (seen !== 'account_accepted' || !before || !isAccountRefused(before)) return;
  await keepTrial(tenant, kept.version, await chorusPro.checkConnection(tenant), parts);
}

/** How Chorus Pro knows the supplier; undefined where only Chorus Pro can say. */
function identityOf({ seller }: Settings): string | undefined {
  switch (seller.established) {
    case 'france':
      return seller.siret;
    case 'eu':
      return seller.vatNumber;
    case 'outside_eu':
      return undefined;
    default:
      return seller.established satisfies never;
  }
}

function toJson(tenant: TenantId, examination: Examination, language: Locale): object {
  const { account, environment } = tenant;
  return {
    account,
    environment,
    platform: platformOf(tenant),
    healthy: examination.healthy,
    passwordExpiresAt: examination.passwordExpiresAt ?? null,
    findings: examination.findings.map((finding) => ({
      ...finding,
      verdict: FINDINGS[finding.code].verdict,
      actor: FINDINGS[finding.code].actor,
      ...findingWordingFor(finding, language),
    })),
  };
}

function toLines(tenant: TenantId, examination: Examination, language: Locale): readonly string[] {
  return [
    `${tenant.account} (${tenant.environment}) at Chorus Pro ${platformOf(tenant)}`,
    ...examination.findings.flatMap((finding) => linesOf(finding, language)),
  ];
}

/** What is fine needs a line; anything else says why and what to do. */
function linesOf(finding: Finding, language: Locale): readonly string[] {
  const { verdict } = FINDINGS[finding.code];
  const { title, explanation, remedy } = findingWordingFor(finding, language);
  const head = `${MARKS[verdict]}  ${title}`;
  if (verdict === 'fine' || finding.code === 'not_examined') return [head];
  const correlation = finding.correlationId ? [`      (${finding.correlationId})`] : [];
  return [head, `      ${explanation}`, `      ${remedy}`, ...correlation];
}
