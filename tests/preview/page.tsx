import { useEffect, useState, type ReactNode } from 'react';
import { MODES, VIEWERS, type Place } from './place.ts';
import { isGiven, listOf, objectOf, textOf, type Given } from './plain.ts';

/** The Dashboard's own part of the screen: navigation, switches, and plain pages of customers and invoices. */

interface PageProps {
  readonly place: Place;
  /** Grows when an extension asks for fresh data. */
  readonly version: number;
  readonly drawer: ReactNode;
  readonly onGo: (change: Partial<Place>) => void;
}

const NAVIGATION = [
  ['home', 'Home'],
  ['customers', 'Customers'],
  ['invoices', 'Invoices'],
  ['onboarding', 'Set up Guichet'],
  ['settings', 'Guichet settings'],
] as const;

const LOCALES = ['en-US', 'fr-FR'] as const;

/** The whole page with the extension where the Dashboard has it: in a drawer, or on a page of its own. */
export function Page({ place, version, drawer, onGo }: PageProps) {
  const isWhole = place.page === 'settings' || place.page === 'onboarding';
  return (
    <div className={`dashboard mode-${place.mode}`}>
      <nav aria-label="Dashboard">
        <div className="account">{window.told.accountName}</div>
        {NAVIGATION.map(([page, words]) => (
          <button
            key={page}
            type="button"
            aria-current={place.page === page ? 'page' : undefined}
            onClick={() => onGo({ page, id: '' })}
          >
            {words}
          </button>
        ))}
        <div className="switches">
          <Switches place={place} onGo={onGo} />
        </div>
      </nav>
      <main>
        {place.mode !== 'live' && (
          <div className="ribbon">{place.mode === 'test' ? 'Test mode' : 'Sandbox'}</div>
        )}
        {isWhole ? (
          <div className="whole">{drawer}</div>
        ) : (
          <Content place={place} version={version} onGo={onGo} />
        )}
      </main>
      {!isWhole && <aside aria-label="Apps">{drawer}</aside>}
    </div>
  );
}

function Switches({ place, onGo }: Pick<PageProps, 'place' | 'onGo'>) {
  return (
    <>
      <label>
        Mode
        <select
          value={place.mode}
          onChange={({ target }) =>
            onGo({ mode: MODES.find((each) => each === target.value) ?? 'test' })
          }
        >
          {MODES.map((mode) => (
            <option key={mode}>{mode}</option>
          ))}
        </select>
      </label>
      <label>
        Locale
        <select value={place.locale} onChange={({ target }) => onGo({ locale: target.value })}>
          {LOCALES.map((locale) => (
            <option key={locale}>{locale}</option>
          ))}
        </select>
      </label>
      <label>
        Role
        <select
          value={place.role}
          onChange={({ target }) =>
            onGo({ role: VIEWERS.find((each) => each === target.value) ?? 'admin' })
          }
        >
          {VIEWERS.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      </label>
    </>
  );
}

/** What the account holds, as the simulated Stripe tells it. */
function useAccount(version: number): Given {
  const [account, setAccount] = useState<Given>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void fetch('/account')
      .then((response) => response.json())
      .then((told: unknown) => isCurrent && isGiven(told) && setAccount(told));
    return () => {
      isCurrent = false;
    };
  }, [version, round]);
  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return account;
}

const ASK_EVERY_MS = 5_000;

type ContentProps = Omit<PageProps, 'drawer'>;

function Content({ place, version, onGo }: ContentProps) {
  const account = useAccount(version);
  const customers = listOf(account, 'customers');
  const invoices = listOf(account, 'invoices');
  const { page, id } = place;
  const customer = customers.find((each) => each['id'] === id);
  const invoice = invoices.find((each) => each['id'] === id);
  if (page === 'customer' && customer) return <CustomerPage customer={customer} />;
  if (page === 'invoice' && invoice) return <InvoicePage invoice={invoice} onGo={onGo} />;
  if (page === 'customers') {
    return (
      <Rows
        title="Customers"
        rows={customers.map((each) => [
          textOf(each, 'id'),
          textOf(each, 'name'),
          textOf(each, 'email'),
        ])}
        onOpen={(opened) => onGo({ page: 'customer', id: opened })}
      />
    );
  }
  return (
    <Rows
      title={page === 'home' ? 'Home' : 'Invoices'}
      rows={invoices.map((each) => [
        textOf(each, 'id'),
        textOf(each, 'number') || 'Draft',
        textOf(each, 'customer_name'),
        textOf(each, 'status'),
      ])}
      onOpen={(opened) => onGo({ page: 'invoice', id: opened })}
    />
  );
}

interface RowsProps {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  readonly onOpen: (id: string) => void;
}

function Rows({ title, rows, onOpen }: RowsProps) {
  return (
    <>
      <h1>{title}</h1>
      <table>
        <tbody>
          {rows.map(([id = '', ...cells]) => (
            <tr
              key={id}
              className="pressable"
              tabIndex={0}
              onClick={() => onOpen(id)}
              onKeyDown={({ key }) => key === 'Enter' && onOpen(id)}
            >
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function CustomerPage({ customer }: { readonly customer: Given }) {
  const address = objectOf(customer, 'address');
  const metadata = Object.entries(objectOf(customer, 'metadata'));
  return (
    <>
      <h1>{textOf(customer, 'name')}</h1>
      <h2>Details</h2>
      <dl className="properties">
        <div>
          <dt>Customer ID</dt>
          <dd>{textOf(customer, 'id')}</dd>
        </div>
        <div>
          <dt>Billing address</dt>
          <dd>
            {['line1', 'postal_code', 'city', 'country']
              .map((key) => textOf(address, key))
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
      </dl>
      <h2>Metadata</h2>
      <dl className="properties">
        {metadata.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function InvoicePage({
  invoice,
  onGo,
}: {
  readonly invoice: Given;
  readonly onGo: PageProps['onGo'];
}) {
  const id = textOf(invoice, 'id');
  const finalize = (): void => void fetch(`/finalize/${id}`, { method: 'POST' });
  return (
    <>
      <h1>{textOf(invoice, 'number') || 'Draft invoice'}</h1>
      {invoice['status'] === 'draft' && (
        <button type="button" className="button primary" onClick={finalize}>
          Finalize invoice
        </button>
      )}
      <dl className="properties">
        <div>
          <dt>Status</dt>
          <dd>{textOf(invoice, 'status')}</dd>
        </div>
        <div>
          <dt>Billed to</dt>
          <dd>
            <a
              href="#customer"
              onClick={(event) => {
                event.preventDefault();
                onGo({ page: 'customer', id: textOf(invoice, 'customer') });
              }}
            >
              {textOf(invoice, 'customer_name')}
            </a>
          </dd>
        </div>
        <div>
          <dt>Total, in cents</dt>
          <dd>{`${textOf(invoice, 'total')} ${textOf(invoice, 'currency').toUpperCase()}`}</dd>
        </div>
      </dl>
    </>
  );
}
