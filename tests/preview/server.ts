import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import manifest from '../../stripe-app.json' with { type: 'json' };
import { addDraftFor } from '../demo/merchant.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { API_VERSION } from '../simulators/stripe/answers.ts';
import { freshSuffix } from '../simulators/stripe/fresh-number.ts';
import type { StripeSimulator } from '../simulators/stripe/stripe.ts';
import { readAllowed } from './allowed.ts';
import { bundleAll, type Bundles } from './bundle.ts';

/**
 * Serves the local Dashboard: its page, the frame of the extension under the policy that the manifest asks for, the
 * signatures that Stripe would make, and Stripe's API with the rights of the role that looks.
 */

/** What the Dashboard stands on. */
export interface PreviewParts {
  readonly port?: number;
  readonly stripe: StripeSimulator;
  /** Where our backend is. */
  readonly backendUrl: string;
  /** Where a person plays the public buyer. */
  readonly buyersUrl?: string;
  /** Another extension than ours, as a module's text. */
  readonly extension?: string;
}

/** A served Dashboard. */
export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/** Largest body. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** Serves at once; whoever comes while it is still bundling waits. */
export async function servePreview(parts: PreviewParts): Promise<Preview> {
  const bundles = bundleAll(parts.extension);
  // Told to whoever asks for a script.
  bundles.catch(() => undefined);
  const server = createServer((request, response) => {
    answer({ parts, bundles }, request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(parts.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

interface Served {
  readonly parts: PreviewParts;
  readonly bundles: Promise<Bundles>;
}

async function answer(
  { parts, bundles }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { pathname } = url;
  const name = SCRIPTS[pathname];
  if (name) {
    response.setHeader('access-control-allow-origin', '*');
    return send(response, 200, 'text/javascript; charset=utf-8', (await bundles)[name]);
  }
  if (pathname === '/') return send(response, 200, HTML, hostPage(parts));
  if (pathname === '/style.css') {
    return send(response, 200, 'text/css', readFileSync('tests/preview/style.css', 'utf8'));
  }
  if (pathname === '/sandbox.html') {
    response.setHeader('content-security-policy', policyOf(parts, request));
    return send(response, 200, HTML, SANDBOX_PAGE);
  }
  if (pathname === '/account') return send(response, 200, JSON_TYPE, accountOf(parts));
  if (pathname === '/sign') return send(response, 200, 'text/plain', signed(await bodyOf(request)));
  if (pathname.startsWith('/do/')) {
    const [, , act = '', id = ''] = pathname.split('/');
    return send(response, 200, JSON_TYPE, JSON.stringify(await doAs(parts, act, id)));
  }
  if (pathname.startsWith('/stripe/')) return passOn(parts, request, response);
  send(response, 404, 'text/plain', 'nothing here');
}

const SCRIPTS: Readonly<Record<string, keyof Bundles>> = {
  '/host.js': 'host',
  '/sandbox.js': 'sandbox',
  '/ext.js': 'extension',
};

/** What a merchant does in Stripe itself, beside the extension. */
async function doAs({ stripe }: PreviewParts, act: string, id: string): Promise<object> {
  if (act === 'finalize') return stripe.finalize(id);
  if (act === 'draft') return { id: addDraftFor(stripe, id) ?? null };
  if (act === 'credit') {
    const lines = stripe.book.get(SUPPLIER.account)?.lines.get(id) ?? [];
    const number = `AV-${freshSuffix()}`;
    return stripe.credit(id, { number, lines: lines.map((_, line) => ({ line })) });
  }
  throw new Error(`nothing is called ${act}`);
}

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json';

const PERMISSIONS = manifest.permissions.map(({ permission }) => permission);

function hostPage({ backendUrl, buyersUrl }: PreviewParts): string {
  const told = {
    accountId: SUPPLIER.account,
    accountName: SUPPLIER.name,
    backendUrl,
    buyersUrl,
    sources: sourcesOf(backendUrl),
    permissions: PERMISSIONS,
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local Dashboard</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head><body><div id="root"></div>
<script>window.told=${JSON.stringify(told)};window.allowed=${JSON.stringify(readAllowed())};</script>
<script src="/host.js"></script></body></html>`;
}

/** With `crossorigin`, or a frame of origin null would be told of errors in its own scripts without a word on them. */
const SANDBOX_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Extension</title></head><body>
<script src="/sandbox.js" crossorigin></script><script src="/ext.js" crossorigin></script>
<script>window.parent.postMessage({ type: 'sandbox_loaded' }, '*');</script></body></html>`;

/** What the manifest lets the extension contact, with our own address in place of the published one. */
function sourcesOf(backendUrl: string): readonly string[] {
  return manifest.ui_extension.content_security_policy['connect-src'].map((source) =>
    source.replace(manifest.constants.backend_url, backendUrl),
  );
}

/** The manifest's policy; an opaque origin has no 'self'. */
function policyOf({ backendUrl }: PreviewParts, { headers }: IncomingMessage): string {
  const own = `http://${headers.host ?? ''}`;
  const sources = sourcesOf(backendUrl).join(' ');
  return `default-src 'none'; script-src ${own} 'unsafe-inline'; connect-src ${sources}`;
}

/** Lines of an invoice on the Dashboard's own page. */
const LINES_SHOWN_MAX = 12;

function accountOf({ stripe }: PreviewParts): string {
  const account = stripe.book.get(SUPPLIER.account);
  const customers = [...(account?.customers.values() ?? [])];
  const invoices = [...(account?.invoices.values() ?? [])].map(
    ({ id, number, status, customer, customer_name, total, currency, ...invoice }) => {
      const lines = (account?.lines.get(id) ?? [])
        .slice(0, LINES_SHOWN_MAX)
        .map(({ description, amount }) => ({ description, amount }));
      const credited =
        invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
      return { id, number, status, customer, customer_name, total, currency, lines, credited };
    },
  );
  return JSON.stringify({ customers, invoices });
}

/** Signs as Stripe does: the payload, then who is signed in; refused when a role is claimed that is not held. */
function signed(body: string): string {
  const { payload, role }: { payload: { stripe_roles?: { id?: string }[] }; role: string } =
    JSON.parse(body);
  const claimed = payload.stripe_roles ?? [];
  if (claimed.some(({ id }) => id !== role)) throw new Error('the user does not hold this role');
  const text = JSON.stringify({ ...payload, user_id: 'usr_preview', account_id: SUPPLIER.account });
  const seconds = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', STRIPE_PLATFORM.appSecret)
    .update(`${seconds}.${text}`)
    .digest('hex');
  return `t=${seconds},v1=${digest}`;
}

async function passOn(
  { stripe }: PreviewParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  if (method === 'POST' && request.headers['x-role'] === 'view_only') {
    const error = { type: 'invalid_request_error', message: 'Your role does not allow this.' };
    return send(response, 403, JSON_TYPE, JSON.stringify({ error }));
  }
  const body = await bodyOf(request);
  const answered = await fetch(stripe.url + (request.url ?? '').replace('/stripe', ''), {
    method,
    headers: {
      authorization: `Bearer ${STRIPE_PLATFORM.secretKey}`,
      'stripe-account': SUPPLIER.account,
      'stripe-version': API_VERSION,
      'content-type': 'application/x-www-form-urlencoded',
    },
    ...(method !== 'GET' && { body }),
  });
  send(response, answered.status, JSON_TYPE, await answered.text());
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_BYTES_MAX) throw new Error('body too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
