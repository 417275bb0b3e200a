import Stripe from 'stripe';
import type { Environment, TenantId } from '../tenant.ts';

/**
 * One SDK instance per environment; a merchant's account goes along with each call. Telemetry is off, and nothing but
 * the address differs between Stripe and its simulator.
 */

/** Stripe's API version that the snapshot's types are written for: the SDK's own, so that both move together. */
const STRIPE_API_VERSION = '2026-10-28.endive';

/** How long one call may be silent before it is given up and tried again. */
const CALL_TIMEOUT_MS = 15_000;

/** Reads are repeated by the SDK after a lost connection, 409 and 5xx; never after 429. */
const READ_RETRIES_MAX = 2;

/** The environments' secret keys, and where Stripe is. */
export interface StripeOptions {
  /** `sk_…` or `rk_…`; an environment without a key is not served. */
  readonly keys: Readonly<Partial<Record<Environment, string>>>;
  /** STRIPE_API_URL: another origin than https://api.stripe.com. */
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** The SDK for a merchant: every call must carry `as`, or it would act on our own account. */
interface StripeAccount {
  readonly sdk: Stripe;
  readonly as: { readonly stripeAccount: string };
}

/** Stripe, as one merchant's app sees it; throws when the environment has no key. */
export type StripeFor = (tenant: TenantId) => StripeAccount;

/** Opens the clients; throws when the address is not an origin (`http(s)://host[:port]`). */
export function makeStripe({ keys, baseUrl, timeoutMs, retries }: StripeOptions): StripeFor {
  const config: Stripe.StripeConfig = {
    apiVersion: STRIPE_API_VERSION,
    timeout: timeoutMs ?? CALL_TIMEOUT_MS,
    maxNetworkRetries: retries ?? READ_RETRIES_MAX,
    telemetry: false,
    ...(baseUrl === undefined ? {} : parseOrigin(baseUrl)),
  };
  const clients = new Map(
    Object.entries(keys).map(([environment, key]) => [environment, new Stripe(key, config)]),
  );
  return (tenant) => {
    const sdk = clients.get(tenant.environment);
    if (!sdk) throw new Error(`no Stripe secret key is configured for ${tenant.environment}`);
    return { sdk, as: { stripeAccount: tenant.account } };
  };
}

type Origin = Required<Pick<Stripe.StripeConfig, 'protocol' | 'host' | 'port'>>;

function parseOrigin(baseUrl: string): Origin {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const protocol = url?.protocol === 'http:' ? 'http' : 'https';
  if (!url || url.protocol !== `${protocol}:` || url.pathname !== '/' || url.search || url.hash) {
    throw new Error('STRIPE_API_URL must be an origin such as https://api.stripe.com');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { protocol, host, port: url.port || (protocol === 'http' ? 80 : 443) };
}
