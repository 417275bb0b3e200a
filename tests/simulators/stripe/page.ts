import type { Delivery } from './deliveries.ts';

/** What the page shows. */
export interface Held {
  readonly samples: readonly { readonly name: string; readonly why: string }[];
  readonly accounts: readonly HeldAccount[];
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
}

/** One account on the page. */
interface HeldAccount {
  readonly id: string;
  readonly installed: boolean;
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly status: string;
    readonly customer: string | null;
  }[];
  readonly customers: readonly HeldCustomer[];
}

interface HeldCustomer {
  readonly id: string;
  readonly name: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The metadata keys that Guichet reads from a customer. */
const KEYS = [
  'government_affiliated',
  'siret',
  'einvoicing_code',
  'engagement_number',
  'contract_number',
] as const;

/** The page that plays the Stripe Dashboard: finalize an invoice, edit a customer, see what was sent. */
export function renderPage({ samples, accounts, deliveries }: Held): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Stripe simulator</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 1px solid #ddd; padding: .35rem; text-align: left; vertical-align: top }
form { margin: 0 } label { display: inline-block; margin-right: .6rem } input { width: 10rem }
</style>
</head>
<body>
<h1>Stripe simulator</h1>
<p>A stand-in on this machine. Nothing here reaches Stripe.</p>
<h2>Finalize a sample</h2>
<p>Each click finalizes another copy with a fresh number and sends <code>invoice.finalized</code>.</p>
<table>${samples.map(renderSample).join('')}</table>
${accounts.map(renderAccount).join('')}
<h2>Events sent</h2>
<table><tr><th>Event</th><th>Account</th><th>Attempts</th></tr>
${deliveries.map(renderDelivery).join('')}</table>
</body>
</html>
`;
}

function renderSample({ name, why }: Held['samples'][number]): string {
  const action = `/_simulator/finalize/${encodeURIComponent(name)}`;
  return `<tr><td><form method="post" action="${escape(action)}"><button>${escape(name)}</button></form></td>
<td>${escape(why)}</td></tr>`;
}

function renderAccount({ id, installed, invoices, customers }: HeldAccount): string {
  const rows = invoices.map(
    (invoice) =>
      `<tr><td>${escape(invoice.number ?? '—')}</td><td>${escape(invoice.customer ?? '—')}</td>
<td>${escape(invoice.status)}</td><td><code>${escape(invoice.id)}</code></td></tr>`,
  );
  return `<h2>Account ${escape(id)}${installed ? '' : ' (app uninstalled)'}</h2>
<h3>Customers and their metadata</h3>
<table>${customers.map(renderCustomer).join('')}</table>
<h3>Invoices</h3>
<table><tr><th>Number</th><th>Customer</th><th>Status</th><th>Id</th></tr>${rows.join('')}</table>`;
}

function renderCustomer({ id, name, metadata }: HeldCustomer): string {
  const inputs = KEYS.map(
    (key) => `<label>${key} <input name="${key}" value="${escape(metadata[key] ?? '')}"></label>`,
  );
  const action = `/_simulator/metadata/${encodeURIComponent(id)}`;
  return `<tr><td>${escape(name ?? id)}</td>
<td><form method="post" action="${escape(action)}">${inputs.join(' ')} <button>Save</button></form></td></tr>`;
}

function renderDelivery({ type, account, attempts, delivered }: Delivery): string {
  const outcomes = attempts.map(({ outcome }) => outcome).join(', ') || 'under way';
  return `<tr><td>${escape(type)}</td><td>${escape(account ?? '—')}</td>
<td>${escape(String(outcomes))}${delivered ? '' : ' (not taken)'}</td></tr>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
