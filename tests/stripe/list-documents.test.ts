import { expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { makeStripe } from '../../backend/stripe/client.ts';
import { makeListDocuments, PeriodTooLongError } from '../../backend/stripe/list-documents.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { parseTenantId } from '../../backend/tenant.ts';

/** A Stripe whose list of invoices never ends. */
async function startEndless(): Promise<{ readonly url: string; close(): void }> {
  let made = 0;
  const server = createServer((request, response) => {
    const isInvoices = request.url?.startsWith('/v1/invoices') ?? false;
    const data = Array.from({ length: isInvoices ? 100 : 0 }, () => {
      made += 1;
      return {
        ...{ id: `in_${made}`, object: 'invoice', number: `A-${made}`, total: 1, currency: 'eur' },
        status_transitions: { finalized_at: 1_000 },
      };
    });
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ object: 'list', url: '/v1/invoices', has_more: isInvoices, data }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

it('refuses a period of which it would leave documents out', async () => {
  const stripe = await startEndless();
  const tenant = parseTenantId('test', SUPPLIER.account);
  if (!tenant) throw new Error('malformed');
  try {
    const keys = { test: STRIPE_PLATFORM.secretKey };
    const list = makeListDocuments(makeStripe({ keys, baseUrl: stripe.url, retries: 0 }));
    await expect(list(tenant, { from: 0, until: 2_000 })).rejects.toThrow(PeriodTooLongError);
  } finally {
    stripe.close();
  }
});
