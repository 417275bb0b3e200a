import { createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, fromMessagePort, type Endpoint } from '@remote-ui/rpc';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Allowed } from './allowed.ts';
import { controller, onGo } from './components.tsx';
import { Page } from './page.tsx';
import { isGiven, textOf, type Given } from './plain.ts';
import { readPlace, writePlace, type Place } from './place.ts';
import { note, NotAnswered } from './problems.ts';
import { findToastFault } from './strict.ts';
import type { SandboxCalls } from './wire.ts';

/** The page around the extension: the Dashboard's frame, its pages, and what it offers to an extension. */

/** What the server tells the page. */
export interface Told {
  readonly accountId: string;
  readonly accountName: string;
  readonly backendUrl: string;
  /** Where a person plays the public buyer. */
  readonly buyersUrl?: string;
  readonly permissions: readonly string[];
  /** What an extension may contact. */
  readonly sources: readonly string[];
}

declare global {
  interface Window {
    told: Told;
    allowed: Allowed;
  }
}

interface Toast {
  readonly id: number;
  readonly message: string;
}

function App() {
  const [place, setPlace] = useState<Place>(readPlace);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [version, setVersion] = useState(0);
  const go = (change: Partial<Place>): void => {
    const next = { ...place, ...change };
    writePlace(next);
    setPlace(next);
  };
  useEffect(() => {
    const back = (): void => setPlace(readPlace());
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  onGo((target) => go(placeOf(target)));
  const calls = useMemo(
    () =>
      callsFor(place, {
        toast: (message) => {
          const id = Date.now();
          setToasts((before) => [...before, { id, message }]);
          setTimeout(
            () => setToasts((before) => before.filter((each) => each.id !== id)),
            TOAST_MS,
          );
        },
        refresh: () => setVersion((before) => before + 1),
        go: (route) => go(placeOf(route)),
      }),
    // `go` follows the place.
    [place],
  );
  return (
    <>
      <Page
        place={place}
        version={version}
        onGo={go}
        drawer={<Extension key={keyOf(place)} place={place} calls={calls} />}
      />
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, message }) => (
          <div key={id}>{message}</div>
        ))}
      </div>
    </>
  );
}

const TOAST_MS = 4_000;

/** A new place loads the extension afresh, as the Dashboard does. */
function keyOf({ page, id, mode, locale, role }: Place): string {
  return [page, id, mode, locale, role].join('/');
}

/** Where a link into the Dashboard leads. */
function placeOf(target: string | Given): Partial<Place> {
  if (typeof target === 'string') return { page: 'settings', id: '' };
  const params = isGiven(target['params']) ? target['params'] : {};
  const name = textOf(target, 'name');
  if (name === 'customerDetails') return { page: 'customer', id: textOf(params, 'customerId') };
  if (name === 'invoiceDetails') return { page: 'invoice', id: textOf(params, 'invoiceId') };
  if (name === 'onboarding') return { page: 'onboarding', id: '' };
  if (name === 'customers') return { page: 'customers', id: '' };
  return { page: 'home', id: '' };
}

interface Effects {
  readonly toast: (message: string) => void;
  readonly refresh: () => void;
  readonly go: (route: Given) => void;
}

/** What the Dashboard offers to an extension. */
function callsFor(place: Place, { toast, refresh, go }: Effects) {
  return {
    ready: () => undefined,
    supportsFetchAppEmbeddedKey: () => false,
    stripeApiFetch: (path: string, options: Given = {}) => stripeFetch(place, path, options),
    fetchStripeSignature: (payload: object = {}) => sign(place, payload),
    showToast: (message: string) => {
      const fault = findToastFault(message);
      if (fault === undefined) toast(message);
      else note(fault);
      return { update: () => undefined, dismiss: () => undefined };
    },
    refreshDashboardData: refresh,
    getUserAuthorizedPermissions: () => permissionsOf(place),
    isPermissionAuthorized: (permission: string) => permissionsOf(place).includes(permission),
    isSourceInAuthorizedCSP: (url: string) =>
      window.told.sources.some((source) => isUnder(source, url)),
    clipboardWriteText: (text: string) => void navigator.clipboard.writeText(text),
    navigateToDashboardRoute: go,
  };
}

/** A source that ends in a slash covers what is under it; another covers itself. */
function isUnder(source: string, url: string): boolean {
  return source.endsWith('/') ? url.startsWith(source) : url === source;
}

function permissionsOf({ role }: Place): readonly string[] {
  const { permissions } = window.told;
  return role === 'view_only'
    ? permissions.filter((each) => !each.endsWith('_write'))
    : permissions;
}

async function stripeFetch(place: Place, url: string, options: Given): Promise<object> {
  const { pathname, search } = new URL(url, 'https://api.stripe.com');
  const method = textOf(options, 'method') || 'GET';
  const body = textOf(options, 'body');
  const response = await fetch(`/stripe${pathname}${search}`, {
    method,
    headers: { 'x-role': place.role, 'content-type': 'application/x-www-form-urlencoded' },
    ...(method !== 'GET' && { body }),
  }).catch((error: unknown) => {
    throw new NotAnswered(String(error));
  });
  const { ok, status, statusText } = response;
  return {
    json: await response.json(),
    arrayBuffer: new ArrayBuffer(0),
    headers: Object.fromEntries(response.headers),
    ...{ ok, status, statusText, redirected: false, type: 'default', url },
  };
}

async function sign(place: Place, payload: object): Promise<string> {
  const response = await fetch('/sign', {
    method: 'POST',
    body: JSON.stringify({ ...place, payload }),
  });
  if (!response.ok) throw new NotAnswered('not signed');
  return response.text();
}

function contextOf(place: Place): ExtensionContextValue {
  const { accountId, accountName, backendUrl, permissions } = window.told;
  const { page, id, mode, locale, role } = place;
  const objects = { customer: 'customer', invoice: 'invoice' } as const;
  const object = page === 'customer' || page === 'invoice' ? objects[page] : undefined;
  return {
    userContext: {
      id: 'usr_preview',
      name: 'Camille',
      locale,
      roles: [{ id: role, name: role, type: 'builtIn' }],
      account: { id: accountId, name: accountName, country: 'FR', isSandbox: mode === 'sandbox' },
    },
    environment: {
      mode: mode === 'live' ? 'live' : 'test',
      viewportID: page,
      objectContext: object === undefined ? null : { id, object },
      constants: { backend_url: backendUrl },
    },
    appContext: { authorizedPermissions: [...permissions] },
  };
}

const VIEWS = {
  home: 'OverviewView',
  customers: 'OverviewView',
  invoices: 'OverviewView',
  customer: 'CustomerView',
  invoice: 'InvoiceView',
  settings: 'SettingsPage',
  onboarding: 'OnboardingPage',
} as const satisfies Record<Place['page'], string>;

interface ExtensionProps {
  readonly place: Place;
  readonly calls: ReturnType<typeof callsFor>;
}

/** The extension in a frame of its own, of origin null, drawn here component by component. */
function Extension({ place, calls }: ExtensionProps) {
  const receiver = useMemo(() => createRemoteReceiver(), []);
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  useEffect(() => {
    if (!frame) return undefined;
    let endpoint: Endpoint<SandboxCalls> | undefined;
    const hear = ({ source, data }: MessageEvent): void => {
      if (source !== frame.contentWindow) return;
      if (data?.type === 'problem') note(String(data.problem));
      if (data?.type !== 'sandbox_loaded') return;
      const { port1, port2 } = new MessageChannel();
      endpoint = createEndpoint<SandboxCalls>(fromMessagePort(port1));
      const open = endpoint;
      endpoint.expose({
        ...calls,
        ready: () => void open.call.render(receiver.receive, VIEWS[place.page], contextOf(place)),
      });
      port1.start();
      frame.contentWindow?.postMessage({ type: 'init_extension' }, '*', [port2]);
    };
    window.addEventListener('message', hear);
    frame.src = '/sandbox.html';
    return () => {
      window.removeEventListener('message', hear);
      endpoint?.terminate();
    };
    // A new place makes a new component; what is called stays with it.
  }, [frame]);
  return (
    <>
      <iframe ref={setFrame} hidden title="extension" sandbox="allow-scripts" />
      <RemoteRenderer receiver={receiver} controller={controller} />
    </>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
