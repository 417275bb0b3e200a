import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { verifyWebhook } from '../../../backend/stripe/webhook.ts';
import { buildInvoice } from '../../samples/builder.ts';
import { ALREADY_DEPOSITED_NUMBER, SAMPLES } from '../../samples/samples.ts';
import type { InvoiceSpec } from '../../samples/spec.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../../samples/world.ts';
import { startStripe, type StripeSimulator } from './stripe.ts';

const SPEC: InvoiceSpec = {
  number: 'GUI-2026-0042',
  customer: { name: 'Mairie de Valmorin-sur-Orge', metadata: { siret: '1', old: 'x' } },
  lines: Array.from({ length: 25 }, () => ({ description: 'Ligne', unitPriceCents: '100' })),
};
const BUNDLE = buildInvoice(SPEC);
const CUSTOMER = BUNDLE.customer?.id ?? '';

/** An endpoint that answers what it is told, then 200. */
interface Listener {
  readonly url: string;
  readonly taken: { readonly body: Buffer; readonly signature: string | undefined }[];
  readonly answers: number[];
  readonly server: Server;
}

async function listen(): Promise<Listener> {
  const taken: Listener['taken'][number][] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers['stripe-signature'];
      taken.push({ body: Buffer.concat(chunks), signature: [signature].flat()[0] });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/hook`, taken, answers, server };
}

let stripe: StripeSimulator;
let listener: Listener;

beforeEach(async () => {
  listener = await listen();
  stripe = await startStripe({
    endpoints: [{ url: listener.url, secret: STRIPE_PLATFORM.webhookSecret }],
    samples: SAMPLES,
    pace: { attemptsMax: 3, firstPauseMs: 5 },
  });
  stripe.add(BUNDLE);
});

afterEach(async () => {
  await stripe.close();
  listener.server.closeAllConnections();
  await new Promise((resolve) => listener.server.close(resolve));
});

const ASK = {
  authorization: `Bearer ${STRIPE_PLATFORM.secretKey}`,
  'stripe-account': SUPPLIER.account,
};

async function ask(path: string, headers: Record<string, string> = {}, body?: string) {
  const method = body === undefined ? 'GET' : 'POST';
  const init = body === undefined ? {} : { body: new URLSearchParams(body) };
  const sent = Object.entries({ ...ASK, ...headers }).filter(([, value]) => value !== '');
  const response = await fetch(`${stripe.url}${path}`, {
    method,
    headers: Object.fromEntries(sent),
    redirect: 'manual',
    ...init,
  });
  const answer: unknown = await response.json().catch(() => undefined);
  return { status: response.status, headers: response.headers, answer };
}

describe('the API of the Stripe simulator', () => {
  const invoice = `/v1/invoices/${BUNDLE.invoice.id}`;

  it('shows an invoice with its first ten lines, and the customer only when asked', async () => {
    const plain = await ask(invoice);
    expect(plain).toMatchObject({
      status: 200,
      answer: { id: BUNDLE.invoice.id, customer: CUSTOMER },
    });
    expect(plain.answer).toMatchObject({ lines: { has_more: true } });
    expect(plain.headers.get('request-id')).toMatch(/^req_/);
    const expanded = await ask(`${invoice}?expand[0]=customer&expand[1]=customer.tax_ids`);
    expect(expanded.answer).toMatchObject({ customer: { id: CUSTOMER, tax_ids: { data: [] } } });
    const narrow = await ask(`${invoice}?expand[]=customer`);
    expect(narrow.answer).not.toHaveProperty('customer.tax_ids');
    expect(await ask(`${invoice}?expand[]=charge`)).toMatchObject({ status: 400 });
  });

  it('pages through the lines', async () => {
    const ids: unknown[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const { answer } = await ask(`${invoice}/lines?limit=12${after}`);
      const list = JSON.parse(JSON.stringify(answer));
      ids.push(...list.data.map((line: { id: string }) => line.id));
      expect(list.has_more).toBe(page < 2);
      after = `&starting_after=${String(ids.at(-1))}`;
    }
    expect(ids).toEqual(BUNDLE.lines.map((line) => line.id));
    expect(await ask(`${invoice}/lines?limit=101`)).toMatchObject({ status: 400 });
    expect(await ask(`${invoice}/lines?starting_after=il_none`)).toMatchObject({ status: 400 });
  });

  it.each([
    ['no key', { authorization: '' }, 401, undefined],
    ['a wrong key', { authorization: 'Bearer sk_test_wrong' }, 401, undefined],
    [
      'an account that has not installed the app',
      { 'stripe-account': 'acct_x' },
      403,
      'account_invalid',
    ],
    ['no account', { 'stripe-account': '' }, 404, 'resource_missing'],
    ['another API version', { 'stripe-version': '2024-06-20' }, 400, undefined],
  ])('refuses %s', async (_name, headers, status, code) => {
    const refused = await ask(invoice, headers);
    expect(refused).toMatchObject({ status, answer: { error: { type: 'invalid_request_error' } } });
    if (code) expect(refused).toMatchObject({ answer: { error: { code } } });
    expect(JSON.stringify(refused.answer)).not.toContain('sk_test');
  });

  it('keeps accounts apart', async () => {
    await stripe.install('acct_other');
    const elsewhere = await ask(invoice, { 'stripe-account': 'acct_other' });
    expect(elsewhere).toMatchObject({
      status: 404,
      answer: { error: { code: 'resource_missing' } },
    });
  });

  it('knows no other address', async () => {
    expect(await ask('/v1/charges')).toMatchObject({ status: 404 });
  });

  it('merges metadata, deletes what is emptied, and announces the change', async () => {
    const body = 'metadata[siret]=12345678200051&metadata[old]=';
    const updated = await ask(`/v1/customers/${CUSTOMER}`, {}, body);
    expect(updated.answer).toMatchObject({ metadata: { siret: '12345678200051' } });
    expect(updated.answer).not.toHaveProperty('metadata.old');
    const { answer } = await ask(`/v1/customers/${CUSTOMER}?expand[]=tax_ids`);
    expect(answer).toMatchObject({ metadata: { siret: '12345678200051' }, tax_ids: {} });
    expect(stripe.deliveries).toMatchObject([{ type: 'customer.updated' }]);
  });

  it.each([
    ['a key that is too long', `metadata[${'k'.repeat(41)}]=1`],
    ['a value that is too long', `metadata[k]=${'v'.repeat(501)}`],
    ['another field', 'name=Other'],
  ])('refuses %s', async (_name, body) => {
    expect(await ask(`/v1/customers/${CUSTOMER}`, {}, body)).toMatchObject({ status: 400 });
  });

  it('meets the faults that were laid, once each, and logs the calls', async () => {
    stripe.faults.add('invoice', { kind: 'rate_limited' });
    stripe.faults.add('any', { kind: 'status', status: 503 });
    expect(await ask(`${invoice}/lines`)).toMatchObject({ status: 503 });
    const limited = await ask(invoice);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('stripe-rate-limited-reason')).toBe('global-rate');
    expect((await ask(invoice)).status).toBe(200);
    stripe.faults.add('invoice', { kind: 'dropped' });
    await expect(ask(invoice)).rejects.toThrow();
    expect(stripe.calls.map(({ status }) => status)).toEqual([503, 429, 200, 'broken']);
    expect(stripe.calls.at(0)).toMatchObject({ method: 'GET', account: SUPPLIER.account });
  });
});

describe('the events of the Stripe simulator', () => {
  const secrets = [STRIPE_PLATFORM.webhookSecret];

  it('are signed and hold the invoice with ten lines', async () => {
    const sent = await stripe.finalize(BUNDLE.invoice.id);
    expect(sent.delivered).toBe(true);
    const [first] = listener.taken;
    if (!first) throw new Error('nothing came');
    expect(verifyWebhook(first.body, first.signature, secrets)).toMatchObject({
      ok: true,
      event: {
        id: sent.id,
        type: 'invoice.finalized',
        account: SUPPLIER.account,
        livemode: false,
        objectId: BUNDLE.invoice.id,
        customerId: CUSTOMER,
      },
    });
    const { data } = JSON.parse(first.body.toString());
    expect(data.object.lines).toMatchObject({ has_more: true });
    expect(data.object.lines.data).toHaveLength(10);
  });

  it('come again until they are taken, signed anew', async () => {
    listener.answers.push(500, 302);
    const sent = await stripe.finalize(BUNDLE.invoice.id);
    expect(sent.delivered).toBe(true);
    expect(stripe.deliveries).toHaveLength(1);
    expect(stripe.deliveries.at(0)?.attempts.map(({ outcome }) => outcome)).toEqual([
      500, 302, 200,
    ]);
    for (const { body, signature } of listener.taken) {
      expect(verifyWebhook(body, signature, secrets).ok).toBe(true);
    }
  });

  it('are given up in the end', async () => {
    listener.answers.push(500, 500, 500);
    const sent = await stripe.send('invoice.voided', { id: 'in_1', object: 'invoice' });
    expect(sent.delivered).toBe(false);
    expect(listener.taken).toHaveLength(3);
  });

  it('survive an endpoint that is away', async () => {
    stripe.pointTo([{ url: 'http://127.0.0.1:9/hook', secret: 'whsec_x' }]);
    const sent = await stripe.finalize(BUNDLE.invoice.id);
    expect(sent.deliveries.at(0)?.attempts.at(0)?.outcome).toBe('no_connection');
  });

  it('may be sent twice, late, for any account and mode', async () => {
    const options = { account: 'acct_2', created: 1_700_000_000, id: 'evt_same', livemode: true };
    await stripe.send('credit_note.created', { id: 'cn_1', object: 'credit_note' }, options);
    await stripe.send('credit_note.created', { id: 'cn_1', object: 'credit_note' }, options);
    const events = listener.taken.map(({ body, signature }) =>
      verifyWebhook(body, signature, secrets),
    );
    expect(events).toHaveLength(2);
    for (const event of events) {
      const { id, ...rest } = options;
      expect(event).toMatchObject({ ok: true, event: { id, ...rest, objectId: 'cn_1' } });
    }
  });

  it('go to every endpoint, and only on this machine', async () => {
    const secret = STRIPE_PLATFORM.webhookSecret;
    stripe.pointTo([listener.url, listener.url].map((url) => ({ url, secret })));
    await stripe.finalize(BUNDLE.invoice.id);
    expect(listener.taken).toHaveLength(2);
    stripe.pointTo([{ url: 'https://example.com/hook', secret }]);
    await expect(stripe.finalize(BUNDLE.invoice.id)).rejects.toThrow('example.com');
  });

  it('tell of installing and uninstalling', async () => {
    await stripe.uninstall(SUPPLIER.account);
    expect(await ask(`/v1/invoices/${BUNDLE.invoice.id}`)).toMatchObject({ status: 403 });
    await stripe.install(SUPPLIER.account);
    expect(await ask(`/v1/invoices/${BUNDLE.invoice.id}`)).toMatchObject({ status: 200 });
    expect(stripe.deliveries.map(({ type }) => type)).toEqual([
      'account.application.deauthorized',
      'account.application.authorized',
    ]);
  });
});

describe('finalizing', () => {
  it('opens drafts and gives each a number of its own', async () => {
    const draft = buildInvoice({ ...SPEC, number: null, status: 'draft' });
    const { invoice } = draft;
    const other = { ...draft, invoice: { ...invoice, id: `${invoice.id}other` } };
    // Both are there before either is finalized.
    stripe.add(draft);
    stripe.add(other);
    const numbers = [];
    for (const { id } of [invoice, other.invoice]) {
      await stripe.finalize(id);
      const { answer } = await ask(`/v1/invoices/${id}`);
      expect(answer).toMatchObject({ status: 'open', number: expect.stringMatching(/^SIM-/) });
      numbers.push(stripe.book.get(SUPPLIER.account)?.invoices.get(id)?.number);
    }
    expect(new Set(numbers).size).toBe(2);
  });

  it('copies every sample under new ids and a number that fits', async () => {
    expect(SAMPLES.length).toBeGreaterThan(0);
    for (const sample of SAMPLES) {
      const original = sample.build().invoice;
      const copy = await stripe.finalizeSample(sample.name);
      expect(copy.invoiceId).not.toBe(original.id);
      if (original.number === ALREADY_DEPOSITED_NUMBER) expect(copy.number).toBe(original.number);
      else expect(copy.number).toMatch(/^.{1,15}-[A-Z2-9]{4}$/);
      const { answer } = await ask(`/v1/invoices/${copy.invoiceId}/lines?limit=100`);
      const { data } = JSON.parse(JSON.stringify(answer));
      expect(data.length).toBeGreaterThan(0);
      for (const line of data) expect(line).toMatchObject({ invoice: copy.invoiceId });
    }
  });

  it('keeps what a person changed about the customer meanwhile', async () => {
    const [sample] = SAMPLES;
    const customer = sample?.build().customer?.id ?? '';
    await stripe.editMetadata(customer, { siret: '99999999999999' });
    await stripe.finalizeSample(sample?.name ?? '');
    const { answer } = await ask(`/v1/customers/${customer}`);
    expect(answer).toMatchObject({ metadata: { siret: '99999999999999' } });
  });
});

describe('the control panel', () => {
  const panel = (path: string, body?: string) => ask(`/_simulator${path}`, {}, body);

  it('lists what it holds, for programs and for people', async () => {
    const { answer } = await panel('');
    expect(answer).toMatchObject({ accounts: [{ id: SUPPLIER.account, installed: true }] });
    const page = await fetch(`${stripe.url}/_simulator`, { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(html).toContain('Mairie de Valmorin-sur-Orge');
    for (const { name } of SAMPLES) expect(html).toContain(`finalize/${encodeURIComponent(name)}`);
  });

  it('finalizes a sample, with the number that is asked for', async () => {
    const [sample] = SAMPLES;
    const { answer } = await panel(`/finalize/${sample?.name}`, 'number=MINE-1');
    expect(answer).toMatchObject({ number: 'MINE-1', delivered: true });
    const again = await panel(`/finalize/${BUNDLE.invoice.id}`, '');
    expect(again).toMatchObject({ status: 200, answer: { delivered: true } });
    expect(await panel('/finalize/nothing', '')).toMatchObject({ status: 400 });
  });

  it('edits metadata, lays faults, and refuses what it does not know', async () => {
    expect(await panel(`/metadata/${CUSTOMER}`, 'siret=2')).toMatchObject({ status: 200 });
    const { answer } = await ask(`/v1/customers/${CUSTOMER}`);
    expect(answer).toMatchObject({ metadata: { siret: '2' } });
    await panel('/faults', 'route=customer&kind=status&status=500&times=1');
    expect(await ask(`/v1/customers/${CUSTOMER}`)).toMatchObject({ status: 500 });
    expect(await panel('/faults', 'route=moon&kind=status')).toMatchObject({ status: 400 });
    expect(await panel('/dance', '')).toMatchObject({ status: 404 });
  });
});
