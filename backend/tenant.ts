/**
 * Stripe's three separate worlds. `live` speaks to Chorus Pro production; `test` and `sandbox` speak to qualification.
 */
export const ENVIRONMENTS = ['live', 'test', 'sandbox'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Chorus Pro's two platforms. */
export type Platform = 'production' | 'qualification';

/** A merchant's Stripe account in one environment: the first argument of every store and client function. */
export interface TenantId {
  readonly environment: Environment;
  /** `acct_…`. */
  readonly account: string;
  readonly __brand: 'TenantId';
}

/** Parses an environment's name. */
export function parseEnvironment(text: string): Environment | undefined {
  return ENVIRONMENTS.find((environment) => environment === text);
}

/** Makes a tenant from an account id that Stripe vouched for; undefined when it is not shaped like one. */
export function parseTenantId(environment: Environment, account: string): TenantId | undefined {
  if (!/^acct_[A-Za-z0-9]{1,64}$/.test(account)) return undefined;
  return { environment, account } as TenantId;
}

/** The platform an environment may speak to. A non-live invoice can never reach production. */
export function platformOf({ environment }: { readonly environment: Environment }): Platform {
  return environment === 'live' ? 'production' : 'qualification';
}

/** `test/acct_123`, for logs and group keys. */
export function tenantKey({ environment, account }: TenantId): string {
  return `${environment}/${account}`;
}
