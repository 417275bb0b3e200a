import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { getMockContextProps } from '@stripe/ui-extension-sdk/testing';
import type { Answer, RoutePath } from '../../backend/api/contract.ts';

/**
 * The Dashboard that a view under test runs in: Stripe's API as far as customers go, signatures, toasts, and our
 * backend behind `fetch`. The real client code of the extension runs above it.
 */

/** One question that reached our backend. */
export interface Asked {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rawBody: string;
  readonly signature: string;
}

/** What a route answers: a body, an HTTP status, or nothing at all. */
export type Scripted =
  object | { readonly status: number; readonly code?: string } | 'no answer' | 'never';

/** The Dashboard, and everything that happened in it. */
export interface Dashboard {
  readonly asked: Asked[];
  /** Payloads that Stripe was asked to sign. */
  readonly signed: unknown[];
  readonly toasts: string[];
  readonly stripeCalls: { method: string; path: string; body: string }[];
  readonly routes: unknown[];
  customer: FakeCustomer | undefined;
  /** Set to fail calls to Stripe: a status, no answer, or none yet. */
  stripeFails: number | 'no answer' | 'never' | undefined;
  signs: boolean;
  permissions: string[];
  /** Answers by route; a function sees the question. */
  readonly answers: Partial<Record<RoutePath, Scripted | ((body: Asked['body']) => Scripted)>>;
  /** Done before the next call to Stripe, such as somebody else's edit. */
  beforeStripe: (() => void) | undefined;
}

/** A customer as the simulated API holds it. */
export interface FakeCustomer {
  id: string;
  name: string;
  metadata: Record<string, string>;
  taxIds: readonly { type: string; value: string }[];
  deleted?: boolean;
}

/** Opens a Dashboard; it stays until the next one is opened. */
export function openDashboard(answers: Dashboard['answers'] = {}): Dashboard {
  const dashboard: Dashboard = {
    asked: [],
    signed: [],
    toasts: [],
    stripeCalls: [],
    routes: [],
    customer: undefined,
    stripeFails: undefined,
    signs: true,
    permissions: ['customer_read', 'customer_write', 'invoice_read'],
    answers,
    beforeStripe: undefined,
  };
  Object.assign(globalThis, {
    __StripeExtExports: { endpoint: { call: rpcOf(dashboard) } },
    fetch: (url: string, init: RequestInit) => answerOf(dashboard, url, init),
  });
  return dashboard;
}

/** What the Dashboard hands to a view. */
export function contextOf(
  change: {
    readonly object?: { readonly id: string; readonly object: string };
    readonly locale?: string;
    readonly mode?: 'live' | 'test';
    readonly isSandbox?: boolean;
    readonly role?: string;
    readonly granted?: readonly string[];
  } = {},
): ExtensionContextValue {
  const { object, locale = 'en-US', mode = 'live', isSandbox = false, role = 'admin' } = change;
  const context = getMockContextProps({
    environment: {
      mode,
      viewportID: 'test',
      objectContext: object ?? null,
      constants: { backend_url: 'https://backend.test' },
    },
    userContext: {
      id: 'usr_1',
      locale,
      roles: [{ id: role, name: role, type: 'builtIn' }],
      account: { id: 'acct_1Guichet0Demo', country: 'FR', isSandbox },
    },
    appContext: { authorizedPermissions: [...(change.granted ?? ALL_PERMISSIONS)] },
  });
  return context;
}

const ALL_PERMISSIONS = [
  'event_read',
  'invoice_read',
  'credit_note_read',
  'customer_read',
  'customer_write',
  'tax_rate_read',
];

function rpcOf(dashboard: Dashboard) {
  return {
    supportsFetchAppEmbeddedKey: async () => false,
    stripeApiFetch: async (path: string, init: { method: string; body?: string }) =>
      stripeAnswer(dashboard, path, init),
    refreshDashboardData: () => undefined,
    showToast: async (message: string) => {
      dashboard.toasts.push(message);
      return { update: () => undefined, dismiss: () => undefined };
    },
    fetchStripeSignature: async (payload: unknown) => {
      if (!dashboard.signs) throw new Error('the session has ended');
      dashboard.signed.push(payload);
      return `signature-${dashboard.signed.length}`;
    },
    getUserAuthorizedPermissions: async () => dashboard.permissions,
    navigateToDashboardRoute: (route: unknown) => void dashboard.routes.push(route),
  };
}

/** An answer that is still on its way. */
const never = () => new Promise<never>(() => undefined);

function stripeAnswer(
  dashboard: Dashboard,
  url: string,
  { method, body = '' }: { method: string; body?: string },
) {
  const path = new URL(url, 'https://api.stripe.com').pathname;
  dashboard.stripeCalls.push({ method, path, body: String(body) });
  dashboard.beforeStripe?.();
  if (dashboard.stripeFails === 'never') return never();
  if (dashboard.stripeFails === 'no answer') throw new Error('offline');
  if (dashboard.stripeFails !== undefined) {
    return response(dashboard.stripeFails, {
      error: { type: 'invalid_request_error', message: 'no' },
    });
  }
  const { customer } = dashboard;
  if (!customer)
    return response(404, { error: { type: 'invalid_request_error', message: 'none' } });
  if (method === 'POST') merge(customer.metadata, new URLSearchParams(String(body)));
  const { taxIds, ...shown } = customer;
  return response(200, { object: 'customer', ...shown, tax_ids: { object: 'list', data: taxIds } });
}

function merge(metadata: Record<string, string>, form: URLSearchParams): void {
  for (const [field, value] of form) {
    const key = /^metadata\[(.+)\]$/.exec(field)?.[1];
    if (key === undefined) continue;
    if (value === '') delete metadata[key];
    else metadata[key] = value;
  }
}

function response(status: number, json: object) {
  return {
    json,
    arrayBuffer: new ArrayBuffer(0),
    headers: {},
    ok: status < 300,
    redirected: false,
    status,
    statusText: '',
    type: 'default',
    url: '',
  };
}

async function answerOf(dashboard: Dashboard, url: string, init: RequestInit): Promise<Response> {
  const path = new URL(url).pathname;
  const rawBody = String(init.body);
  const body: Asked['body'] = JSON.parse(rawBody);
  const signature = new Headers(init.headers).get('stripe-signature') ?? '';
  dashboard.asked.push({ path, body, rawBody, signature });
  const scripted = Object.entries(dashboard.answers).find(([route]) => route === path)?.[1];
  const answer = typeof scripted === 'function' ? scripted(body) : scripted;
  if (answer === 'never') return never();
  if (answer === 'no answer') throw new TypeError('Failed to fetch');
  if (answer === undefined) return refusal(404);
  if ('status' in answer && typeof answer.status === 'number') {
    return refusal(answer.status, 'code' in answer ? String(answer.code) : undefined);
  }
  return new Response(JSON.stringify(answer), { status: 200 });
}

function refusal(status: number, code = 'scripted'): Response {
  const error = { code, message: 'scripted' };
  return new Response(JSON.stringify({ error }), { status });
}

/** A whole answer of a route, checked by the compiler. */
export function answer<Path extends RoutePath>(_path: Path, body: Answer<Path>): Answer<Path> {
  return body;
}
