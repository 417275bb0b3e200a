import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeFetchSnapshot } from '../../backend/stripe/fetch-snapshot.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { buildInvoice } from '../samples/builder.ts';
import type { CreditNoteSpec, InvoiceSpec } from '../samples/spec.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';

const tenant = parseTenantId('test', SUPPLIER.account);
if (!tenant) throw new Error('the sample account is malformed');

let stripe: StripeSimulator;
beforeEach(async () => {
  stripe = await startStripe();
});
afterEach(() => stripe.close());

const fetchFrom = () =>
  makeFetchSnapshot(
    makeStripe({ keys: { test: STRIPE_PLATFORM.secretKey }, baseUrl: stripe.url, retries: 0 }),
  );

const invoiceOf = (lines: number): InvoiceSpec => ({
  number: 'GUI-2026-0042',
  customer: { name: 'Mairie de Valmorin-sur-Orge', metadata: { siret: '12345678200051' } },
  lines: Array.from({ length: lines }, (_, index) => ({
    description: `Ligne ${index + 1}`,
    unitPriceCents: '100',
  })),
  shipping: { cents: 900, tax: { percentage: '20' } },
});

const everyLine = (lines: number): CreditNoteSpec => ({
  number: 'GUI-2026-0042-CN-01',
  lines: Array.from({ length: lines }, (_, line) => ({ line })),
  shipping: true,
});

async function credit(lines: number): Promise<string> {
  const { invoice, ...rest } = buildInvoice(invoiceOf(lines));
  stripe.add({ invoice, ...rest });
  return (await stripe.credit(invoice.id, everyLine(lines))).creditNoteId;
}

describe('the snapshot of a credit note', () => {
  it.each([1, 10, 11, 150])(
    'holds all of %i lines, its invoice and the taxes of its shipping',
    async (count) => {
      const id = await credit(count);
      const fetched = await fetchFrom()(tenant, id);
      const parsed = fetched.ok ? parseSnapshot(fetched.value) : fetched;
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
      const { creditNote, invoice, lines } = parsed.value;
      expect(creditNote?.id).toBe(id);
      expect(creditNote?.lines.data).toHaveLength(count);
      expect(creditNote?.shipping_cost?.taxes).toHaveLength(1);
      expect(invoice.number).toBe('GUI-2026-0042');
      expect(lines).toHaveLength(count);
      const pages = stripe.calls.filter(({ path }) => /^\/v1\/credit_notes\/.*\/lines$/.test(path));
      expect(pages).toHaveLength(count > 10 ? Math.ceil(count / 100) : 0);
    },
  );

  it('says what was missing when Stripe has no such credit note, or is away', async () => {
    expect(await fetchFrom()(tenant, 'cn_none')).toMatchObject({
      ok: false,
      reasons: [{ code: 'stripe_object_missing', at: 'credit_note' }],
    });
    const id = await credit(1);
    stripe.faults.add('credit_note', { kind: 'status', status: 503 });
    expect(await fetchFrom()(tenant, id)).toMatchObject({
      ok: false,
      reasons: [{ code: 'stripe_unavailable', at: 'credit_note' }],
    });
  });
});
