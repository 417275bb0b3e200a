import { Command } from 'commander';
import { findingWordingFor } from '../../src/wording/doctor.ts';
import type { Locale } from '../../src/wording/wording.ts';
import { FINDINGS, type Examination, type Finding } from '../chorus-pro/doctor-findings.ts';
import type { Settings } from '../settings.ts';
import { findTenant } from '../store/tenants.ts';
import { platformOf, type TenantId } from '../tenant.ts';
import { withChorusPro } from './open-chorus-pro.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parseTenant } from './tenant-argument.ts';

/** How a finding is marked in the margin. */
const MARKS = { fine: 'ok  ', soon: 'soon', wrong: 'BAD ', unclear: '?   ' } as const;

/** `guichet doctor <account>`: a merchant's connection, step by step; exit 0 when invoices can be sent, 1 otherwise. */
export function doctorCommand(): Command {
  return addMerchantOptions(
    new Command('doctor')
      .description("examine a merchant's connection to Chorus Pro, without changing anything")
      .argument('<account>'),
  ).action(examine);
}

async function examine(account: string, options: MerchantOptions): Promise<void> {
  const tenant = parseTenant(account, options.environment);
  await withChorusPro(tenant, async ({ database, chorusPro }) => {
    const known = await findTenant(tenant, database.pool);
    if (!known) throw new Error(`${tenant.account} is not known in ${tenant.environment}`);
    const examination = await chorusPro.examine(
      tenant,
      known.settings && identityOf(known.settings),
    );
    if (options.json) sayJson(toJson(tenant, examination, options.language));
    else say(...toLines(tenant, examination, options.language));
    process.exitCode = examination.healthy ? 0 : 1;
  });
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
