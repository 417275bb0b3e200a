import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RawSnapshot } from '../../backend/receive/snapshot.ts';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { makeStripe, type StripeOptions } from '../../backend/stripe/client.ts';
import { makeFetchSnapshot, type FetchOptions } from '../../backend/stripe/fetch-snapshot.ts';
import { parseTenantId, type TenantId } from '../../backend/tenant.ts';
import { buildInvoice } from '../samples/builder.ts';
import { SAMPLES } from '../samples/samples.ts';
import type { InvoiceSpec } from '../samples/spec.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import type { Fault, Route } from '../simulators/stripe/faults.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';

let stripe: StripeSimulator;

beforeEach(async () => {
  stripe = await startStripe();
});
afterEach(() => stripe.close());

function tenantOf(account: string): TenantId {
  const tenant = parseTenantId('test', account);
  if (!tenant) throw new Error(`not an account: ${account}`);
  return tenant;
}

const tenant = tenantOf(SUPPLIER.account);

/** No retries of the SDK: each waits half a second. One test has them. */
const fetchFrom = (options: Partial<StripeOptions> = {}, fetchOptions: FetchOptions = {}) => {
  const keys = { test: STRIPE_PLATFORM.secretKey };
  return makeFetchSnapshot(
    makeStripe({ keys, baseUrl: stripe.url, retries: 0, ...options }),
    fetchOptions,
  );
};

const SPEC: InvoiceSpec = {
  number: 'GUI-2026-0042',
  customer: {
    name: 'Mairie de Valmorin-sur-Orge',
    metadata: { government_affiliated: 'true', siret: '12345678200051' },
    taxIds: [{ type: 'fr_siret', value: '12345678200051' }],
  },
  lines: [
    { description: 'Abonnement', quantity: '2.5', unitPriceCents: '1000.4' },
    { description: 'Livre', unitPriceCents: '500', taxes: [{ percentage: '5.5' }] },
  ],
  subscriptionMetadata: { engagement_number: 'EJ-1' },
};

const manyLines = (count: number): InvoiceSpec => ({
  ...SPEC,
  number: `LINES-${count}`,
  lines: Array.from({ length: count }, (_, index) => {
    return { description: `Ligne ${index + 1}`, unitPriceCents: '100' };
  }),
});

async function fetchWhole(spec: InvoiceSpec, account?: string): Promise<RawSnapshot> {
  const bundle = buildInvoice(spec);
  stripe.add(bundle, account);
  const fetched = await fetchFrom()(account ? tenantOf(account) : tenant, bundle.invoice.id);
  if (!fetched.ok) throw new Error(JSON.stringify(fetched.reasons));
  return fetched.value;
}

describe('a snapshot', () => {
  it('holds the invoice, its lines, its customer and its rates as plain JSON', async () => {
    const bundle = buildInvoice(SPEC);
    const snapshot = await fetchWhole(SPEC);
    expect(snapshot).toEqual(JSON.parse(JSON.stringify(snapshot)));
    expect(snapshot.invoice).toEqual(bundle.invoice);
    expect(snapshot.lines).toEqual(bundle.lines);
    expect(snapshot.customer).toEqual(bundle.customer);
    expect(new Set(snapshot.taxRates)).toEqual(new Set(bundle.taxRates));
    expect(bundle.taxRates).toHaveLength(2);
  });

  it('keeps decimals exact, as strings', async () => {
    const { lines } = await fetchWhole(SPEC);
    const [line] = lines;
    expect(line).toMatchObject({
      quantity_decimal: '2.5',
      pricing: { unit_amount_decimal: '1000.4' },
    });
  });

  it('can be parsed, for every sample', async () => {
    expect(SAMPLES.length).toBeGreaterThan(9);
    const fetchSnapshot = fetchFrom();
    for (const sample of SAMPLES) {
      const bundle = sample.build();
      stripe.add(bundle);
      const fetched = await fetchSnapshot(tenant, bundle.invoice.id);
      const parsed = fetched.ok ? parseSnapshot(fetched.value) : fetched;
      expect(parsed).toEqual(parseSnapshot(bundle));
      expect(parsed.ok).toBe(true);
    }
  });

  it.each([1, 10, 11, 100, 101, 250])('holds all of %i lines, in order', async (count) => {
    const { lines } = await fetchWhole(manyLines(count));
    const { lines: built } = buildInvoice(manyLines(count));
    expect(lines).toEqual(built);
    expect(lines).toHaveLength(count);
    const pages = stripe.calls.filter(({ path }) => path.endsWith('/lines'));
    expect(pages).toHaveLength(count > 10 ? Math.ceil(count / 100) : 0);
  });

  it('of a deleted customer says so, and judges nothing', async () => {
    const spec = { ...SPEC, customer: { ...SPEC.customer, deleted: true } };
    const { customer } = await fetchWhole(spec);
    expect(customer).toMatchObject({ deleted: true });
    expect(customer).not.toHaveProperty('metadata');
  });

  it('of an invoice without a customer has none', async () => {
    const bundle = buildInvoice(SPEC);
    stripe.add({ ...bundle, customer: null, invoice: { ...bundle.invoice, customer: null } });
    const fetched = await fetchFrom()(tenant, bundle.invoice.id);
    expect(fetched.ok && fetched.value.customer).toBeNull();
    expect(fetched.ok).toBe(true);
  });

  it('leaves out a rate that Stripe does not know', async () => {
    const bundle = buildInvoice(SPEC);
    stripe.add({ ...bundle, taxRates: bundle.taxRates.slice(1) });
    const fetched = await fetchFrom()(tenant, bundle.invoice.id);
    expect(fetched.ok && fetched.value.taxRates).toHaveLength(1);
  });

  it('names the account and the pinned version on every call, and the key nowhere in the log', async () => {
    await fetchWhole(manyLines(150));
    expect(stripe.calls.length).toBeGreaterThan(3);
    for (const call of stripe.calls) {
      expect(call).toMatchObject({ account: SUPPLIER.account, version: '2026-10-28.endive' });
    }
    expect(JSON.stringify(stripe.calls)).not.toContain(STRIPE_PLATFORM.secretKey);
  });
});

describe('tax rates', () => {
  const rateCalls = () => stripe.calls.filter(({ path }) => path.startsWith('/v1/tax_rates'));

  it('are read once per account, until they are old', async () => {
    let now = 0;
    const fetchSnapshot = fetchFrom({}, { now: () => now });
    const { invoice } = buildInvoice(SPEC);
    stripe.add(buildInvoice(SPEC));
    stripe.add(buildInvoice(SPEC), 'acct_other');
    await fetchSnapshot(tenant, invoice.id);
    await fetchSnapshot(tenant, invoice.id);
    expect(rateCalls()).toHaveLength(2);
    await fetchSnapshot(tenantOf('acct_other'), invoice.id);
    expect(rateCalls()).toHaveLength(4);
    now = 11 * 60_000;
    await fetchSnapshot(tenant, invoice.id);
    expect(rateCalls()).toHaveLength(6);
  });
});

describe('an account', () => {
  it('never sees what another holds', async () => {
    const { invoice } = buildInvoice(SPEC);
    stripe.add(buildInvoice(SPEC));
    await stripe.install('acct_other');
    const fetched = await fetchFrom()(tenantOf('acct_other'), invoice.id);
    expect(fetched).toMatchObject({
      ok: false,
      reasons: [{ code: 'stripe_object_missing', at: 'invoice' }],
    });
  });

  it('that uninstalled the app has left', async () => {
    const { invoice } = buildInvoice(SPEC);
    stripe.add(buildInvoice(SPEC));
    await stripe.uninstall(SUPPLIER.account);
    const fetched = await fetchFrom()(tenant, invoice.id);
    expect(fetched).toMatchObject({ ok: false, reasons: [{ code: 'merchant_left' }] });
  });
});

describe('what Stripe answers instead', () => {
  const cases: readonly (readonly [string, Route, Fault, string, string])[] = [
    ['429', 'invoice', { kind: 'rate_limited' }, 'stripe_unavailable', 'invoice'],
    ['500', 'invoice', { kind: 'status', status: 500 }, 'stripe_unavailable', 'invoice'],
    [
      '503 on the lines',
      'lines',
      { kind: 'status', status: 503 },
      'stripe_unavailable',
      'invoice.lines',
    ],
    ['409', 'invoice', { kind: 'status', status: 409 }, 'stripe_unavailable', 'invoice'],
    ['a body cut off', 'invoice', { kind: 'half_a_body' }, 'stripe_unavailable', 'invoice'],
    ['a page instead of JSON', 'tax_rate', { kind: 'not_json' }, 'stripe_unavailable', 'taxRates'],
    [
      'a lost connection',
      'invoice',
      { kind: 'dropped', times: 2 },
      'stripe_unavailable',
      'invoice',
    ],
    [
      'a permission missing',
      'invoice',
      { kind: 'permission_missing' },
      'stripe_permission_missing',
      'invoice',
    ],
    [
      'an unknown refusal',
      'lines',
      { kind: 'status', status: 400 },
      'stripe_data_unexpected',
      'invoice.lines',
    ],
  ];

  it.each(cases)('%s', async (_name, route, fault, code, at) => {
    const bundle = buildInvoice(manyLines(12));
    stripe.add(bundle);
    stripe.faults.add(route, fault);
    const fetched = await fetchFrom()(tenant, bundle.invoice.id);
    expect(fetched).toMatchObject({ ok: false, reasons: [{ code, at }] });
    // Gone with the fault.
    expect((await fetchFrom()(tenant, bundle.invoice.id)).ok).toBe(true);
  });

  it('names the request for support, and nothing secret', async () => {
    const { invoice } = buildInvoice(SPEC);
    stripe.faults.add('invoice', { kind: 'status', status: 503 });
    const fetched = await fetchFrom()(tenant, invoice.id);
    expect(fetched).toMatchObject({
      reasons: [{ params: { detail: expect.stringMatching(/^503, request req_\w+$/) } }],
    });
    expect(JSON.stringify(fetched)).not.toContain(STRIPE_PLATFORM.secretKey);
  });

  it('a wrong key', async () => {
    const { invoice } = buildInvoice(SPEC);
    stripe.add(buildInvoice(SPEC));
    const fetched = await fetchFrom({ keys: { test: 'sk_test_wrong' } })(tenant, invoice.id);
    expect(fetched).toMatchObject({ ok: false, reasons: [{ code: 'stripe_key_refused' }] });
    expect(JSON.stringify(fetched)).not.toContain('sk_test');
  });

  it('nobody listening', async () => {
    const { invoice } = buildInvoice(SPEC);
    const fetchSnapshot = fetchFrom();
    await stripe.close();
    const fetched = await fetchSnapshot(tenant, invoice.id);
    expect(fetched).toMatchObject({ ok: false, reasons: [{ code: 'stripe_unavailable' }] });
  });

  it('silence: the call, then the whole snapshot, has its time', async () => {
    const bundle = buildInvoice(SPEC);
    stripe.add(bundle);
    stripe.faults.add('invoice', { kind: 'slow', ms: 5_000, times: 2 });
    const late = { ok: false, reasons: [{ code: 'stripe_unavailable', at: 'invoice' }] };
    expect(await fetchFrom({ timeoutMs: 50 })(tenant, bundle.invoice.id)).toMatchObject(late);
    expect(await fetchFrom({}, { deadlineMs: 50 })(tenant, bundle.invoice.id)).toMatchObject(late);
  });

  it('a decimal that is none is data that nobody expected', async () => {
    const bundle = buildInvoice(SPEC);
    const [line, ...others] = bundle.invoice.lines.data;
    if (!line) throw new Error('no line');
    const data = [{ ...line, quantity_decimal: 'two and a half' }, ...others];
    stripe.add({
      ...bundle,
      invoice: { ...bundle.invoice, lines: { ...bundle.invoice.lines, data } },
    });
    const fetched = await fetchFrom()(tenant, bundle.invoice.id);
    expect(fetched).toMatchObject({ ok: false, reasons: [{ code: 'stripe_data_unexpected' }] });
  });

  it('a passing fault is tried again by the SDK', async () => {
    const bundle = buildInvoice(SPEC);
    stripe.add(bundle);
    stripe.faults.add('invoice', { kind: 'status', status: 500 });
    stripe.faults.add('tax_rate', { kind: 'dropped' });
    const fetched = await fetchFrom({ retries: 2 })(tenant, bundle.invoice.id);
    expect(fetched.ok).toBe(true);
  });

  it.each(['', 'in_', 'cus_1', 'in_1/lines', '../customers'])(
    'is not even asked for %j',
    async (invoiceId) => {
      const fetched = await fetchFrom()(tenant, invoiceId);
      expect(fetched).toMatchObject({ ok: false, reasons: [{ code: 'stripe_object_missing' }] });
      expect(stripe.calls).toHaveLength(0);
    },
  );
});

describe('the clients', () => {
  it('serve no environment that has no key', async () => {
    const live = parseTenantId('live', SUPPLIER.account);
    if (!live) throw new Error('not an account');
    await expect(fetchFrom()(live, 'in_1')).rejects.toThrow('live');
  });

  it.each(['ftp://127.0.0.1', 'localhost:12111', 'http://127.0.0.1/v1', 'not a url', ''])(
    'refuse %j as an address',
    (baseUrl) => {
      expect(() => makeStripe({ keys: {}, baseUrl })).toThrow('STRIPE_API_URL');
    },
  );
});
