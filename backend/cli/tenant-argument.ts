import { parseEnvironment, parseTenantId, type TenantId } from '../tenant.ts';

/** The merchant that a command line names; throws what is wrong with it. */
export function parseTenant(account: string, environmentName: string): TenantId {
  const environment = parseEnvironment(environmentName);
  const tenant = environment && parseTenantId(environment, account);
  if (!tenant) throw new Error(`"${account}" is not a Stripe account id; it begins with acct_`);
  return tenant;
}
