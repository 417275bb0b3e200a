import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
import { getUserAuthorizedPermissions } from '@stripe/ui-extension-sdk/utils';
import Stripe from 'stripe';

/**
 * The only file that speaks to Stripe: a customer's own page reads and saves what routes its invoices, with the rights
 * of the person who is signed in.
 */

/** The metadata keys, in the order of the form. */
export const FIELDS = [
  'government_affiliated',
  'siret',
  'einvoicing_code',
  'engagement_number',
  'contract_number',
] as const;
export type Field = (typeof FIELDS)[number];

/** What the metadata holds; an absent key is an empty text. */
export type Values = Readonly<Record<Field, string>>;

/** A customer, as far as its public-sector invoices go. */
export interface Customer {
  readonly name: string;
  readonly values: Values;
  /** How many keys its metadata holds, ours among them. */
  readonly keyCount: number;
  /** A SIRET among its tax ids. */
  readonly taxIdSiret: string;
  /** Numbers among its tax ids in which a SIREN stands. */
  readonly taxIdNumbers: readonly string[];
}

/** What came of a call to Stripe; `absent` is also what a deleted customer is. */
export type StripeReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly because: 'network' | 'permission' | 'absent' | 'refused' };

const stripe = new Stripe(STRIPE_API_KEY, {
  // The SDK's client is made for this, but its types and those of stripe have grown apart.
  httpClient: createHttpClient() as unknown as Stripe.HttpClient,
  // The Dashboard is in front of a person: an error is shown at once, and the person tries again.
  maxNetworkRetries: 0,
});

/** Reads a customer with its tax ids. */
export function readCustomer(id: string): Promise<StripeReply<Customer>> {
  return replied(async () => {
    const customer = await stripe.customers.retrieve(id, { expand: ['tax_ids'] });
    return customer.deleted ? undefined : customerOf(customer);
  });
}

/** Saves the fields that are given, and no others; an empty text deletes its key. The answer is without tax ids. */
export function saveCustomer(id: string, changes: Partial<Values>): Promise<StripeReply<Customer>> {
  return replied(async () => customerOf(await stripe.customers.update(id, { metadata: changes })));
}

/** Whether the person may change customers, as far as the Dashboard says; it may when it does not say. */
export async function mayChangeCustomers(): Promise<boolean> {
  try {
    const permissions = await getUserAuthorizedPermissions();
    return permissions.includes('customer_write');
  } catch {
    return true;
  }
}

/** Types of tax ids in which a SIREN may stand. */
const WITH_SIREN: readonly string[] = ['fr_siret', 'fr_siren', 'eu_vat'];

function customerOf({ name, metadata, tax_ids: taxIds }: Stripe.Customer): Customer {
  return {
    name: name ?? '',
    values: valuesOf(metadata),
    keyCount: Object.keys(metadata).length,
    taxIdSiret: taxIds?.data.find(({ type }) => type === 'fr_siret')?.value ?? '',
    taxIdNumbers: (taxIds?.data ?? [])
      .filter(({ type }) => WITH_SIREN.includes(type))
      .map(({ value }) => value),
  };
}

function valuesOf(metadata: Stripe.Metadata): Values {
  return {
    government_affiliated: metadata['government_affiliated'] ?? '',
    siret: metadata['siret'] ?? '',
    einvoicing_code: metadata['einvoicing_code'] ?? '',
    engagement_number: metadata['engagement_number'] ?? '',
    contract_number: metadata['contract_number'] ?? '',
  };
}

async function replied<T>(call: () => Promise<T | undefined>): Promise<StripeReply<T>> {
  try {
    const value = await call();
    return value === undefined ? { ok: false, because: 'absent' } : { ok: true, value };
  } catch (error) {
    return { ok: false, because: becauseOf(error) };
  }
}

function becauseOf(error: unknown): 'network' | 'permission' | 'absent' | 'refused' {
  if (!(error instanceof Stripe.errors.StripeError)) return 'network';
  const { statusCode } = error;
  if (statusCode === undefined || statusCode >= 500) return 'network';
  if (statusCode === 401 || statusCode === 403) return 'permission';
  return statusCode === 404 ? 'absent' : 'refused';
}
