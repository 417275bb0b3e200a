import { mkdir, writeFile } from 'node:fs/promises';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { openAccount, addBundle, copyBundle } from '../simulators/stripe/book.ts';
import { freshSuffix } from '../simulators/stripe/fresh-number.ts';
import type { StripeSimulator } from '../simulators/stripe/stripe.ts';
import { runGuichet, type Variables } from './backend-process.ts';

/** What the sample supplier does: enters its settings, begins invoices. */

/** Enters the settings and the technical account from the command line; answers what it said. */
export async function configureMerchant(variables: Variables): Promise<string> {
  const file = 'demo/settings.json';
  await mkdir('demo', { recursive: true });
  await writeFile(file, JSON.stringify(SAMPLE_SETTINGS, null, 2));
  const words = [
    ...['merchant', 'set', SUPPLIER.account, '--environment', 'test'],
    ...['--settings', file, '--technical-account'],
  ];
  const said = await runGuichet(words, variables, JSON.stringify(SUPPLIER.technicalAccount));
  return said.trim();
}

type Held = Pick<StripeSimulator, 'book' | 'samples'>;

/** Begins another invoice like a sample, for the same customer as it stands now; answers the draft's id. */
export function addDraft({ book, samples }: Held, sampleName: string): string {
  const sample = samples.find(({ name }) => name === sampleName);
  if (!sample) throw new Error(`the Stripe simulator has no sample ${sampleName}`);
  const account = openAccount(book, SUPPLIER.account);
  const copy = copyBundle(sample.build(), { suffix: freshSuffix(), number: null });
  const { invoice, customer } = copy;
  const known = account.customers.get(customer?.id ?? '');
  addBundle(account, {
    ...copy,
    customer: known ?? customer,
    invoice: {
      ...invoice,
      status: 'draft',
      status_transitions: { ...invoice.status_transitions, finalized_at: null },
    },
  });
  return invoice.id;
}

/** Begins an invoice for a customer, like the first sample that it has; undefined when it has none. */
export function addDraftFor(stripe: Held, customerId: string): string | undefined {
  const sample = stripe.samples.find(({ build }) => build().invoice.customer === customerId);
  return sample && addDraft(stripe, sample.name);
}
