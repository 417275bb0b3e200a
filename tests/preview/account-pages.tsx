import { useEffect, useState, type ReactNode } from 'react';
import type { Place } from './place.ts';
import { isGiven, listOf, objectOf, textOf, type Given } from './plain.ts';

/** Plain pages of what the account holds, in the Dashboard's own English, with what a merchant does in Stripe itself. */

/** How to go to another place. */
type Go = (change: Partial<Place>) => void;

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

interface AccountPageProps {
  readonly place: Place;
  /** Grows when an extension asks for fresh data. */
  readonly version: number;
  readonly onGo: Go;
}

/** The page of a place: a customer, an invoice, or a list of them. */
export function AccountPage({ place, version, onGo }: AccountPageProps) {
  const account = useAccount(version);
  const customers = listOf(account, 'customers');
  const invoices = listOf(account, 'invoices');
  const { page, id } = place;
  const customer = customers.find((each) => each['id'] === id);
  const invoice = invoices.find((each) => each['id'] === id);
  const of = (each: Given) => invoices.filter(({ customer: of }) => of === each['id']);
  if (page === 'customer' && customer) {
    return <CustomerPage customer={customer} invoices={of(customer)} onGo={onGo} />;
  }
  if (page === 'invoice' && invoice) return <InvoicePage invoice={invoice} onGo={onGo} />;
  if (page === 'customers') {
    const rows = customers.map((each) => [
      ...[textOf(each, 'id'), textOf(each, 'name')],
      String(of(each).length),
    ]);
    const open = (opened: string) => onGo({ page: 'customer', id: opened });
    return <Rows title="Customers" heads={['Name', 'Invoices']} rows={rows} onOpen={open} />;
  }
  return <Invoices title={page === 'home' ? 'Home' : 'Invoices'} invoices={invoices} onGo={onGo} />;
}

interface InvoicesProps {
  readonly title: string;
  readonly invoices: readonly Given[];
  readonly onGo: Go;
}

function Invoices({ title, invoices, onGo }: InvoicesProps) {
  const rows = invoices.map((each) => [
    textOf(each, 'id'),
    textOf(each, 'number') || 'Draft',
    textOf(each, 'customer_name'),
    totalOf(each),
    textOf(each, 'status'),
  ]);
  const open = (opened: string) => onGo({ page: 'invoice', id: opened });
  const heads = ['Number', 'Customer', 'Amount', 'Status'];
  return <Rows title={title} heads={heads} rows={rows} onOpen={open} />;
}

/** The Dashboard's own English; the extension has its own ways. */
function totalOf(invoice: Given): string {
  const currency = textOf(invoice, 'currency').toUpperCase() || 'EUR';
  const amount = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return amount.format(Number(textOf(invoice, 'total')) / CENTS);
}

const CENTS = 100;

interface RowsProps {
  readonly title: string;
  readonly heads: readonly string[];
  /** Each begins with its id, which is not shown. */
  readonly rows: readonly (readonly string[])[];
  readonly onOpen: (id: string) => void;
}

function Rows({ title, heads, rows, onOpen }: RowsProps) {
  return (
    <>
      <h1>{title}</h1>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
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
                <td key={index}>{heads[index] === 'Status' ? <Status status={cell} /> : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const STATUSES: Readonly<Record<string, string>> = { paid: 'positive', open: 'info' };

function Status({ status }: { readonly status: string }) {
  return <span className={`badge ${STATUSES[status] ?? 'neutral'}`}>{status}</span>;
}

/** What a person does in Stripe itself; the page sees it when it asks next. */
async function act(name: 'finalize' | 'draft' | 'credit', id: string): Promise<Given> {
  const response = await fetch(`/do/${name}/${id}`, { method: 'POST' });
  const answer: unknown = await response.json();
  return isGiven(answer) ? answer : {};
}

interface CustomerPageProps {
  readonly customer: Given;
  readonly invoices: readonly Given[];
  readonly onGo: Go;
}

function CustomerPage({ customer, invoices, onGo }: CustomerPageProps) {
  const address = objectOf(customer, 'address');
  const begin = () =>
    void act('draft', textOf(customer, 'id')).then((draft) =>
      onGo({ page: 'invoice', id: textOf(draft, 'id') }),
    );
  const lines = ['line1', 'postal_code', 'city', 'country'];
  return (
    <>
      <div className="head">
        <h1>{textOf(customer, 'name')}</h1>
        <button type="button" className="button" onClick={begin}>
          Create invoice
        </button>
      </div>
      <h2>Details</h2>
      <Properties
        rows={[
          ['Customer ID', textOf(customer, 'id')],
          [
            'Billing address',
            lines
              .map((key) => textOf(address, key))
              .filter(Boolean)
              .join(', '),
          ],
        ]}
      />
      <h2>Metadata</h2>
      <Properties
        rows={Object.entries(objectOf(customer, 'metadata')).map(([key, value]) => [
          key,
          String(value),
        ])}
      />
      <div className="below">
        <Invoices title="Invoices" invoices={invoices} onGo={onGo} />
      </div>
    </>
  );
}

function Properties({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="properties">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface InvoicePageProps {
  readonly invoice: Given;
  readonly onGo: Go;
}

function InvoicePage({ invoice, onGo }: InvoicePageProps) {
  const id = textOf(invoice, 'id');
  const isDraft = invoice['status'] === 'draft';
  const isWhole = textOf(invoice, 'credited') === '0';
  const customer = (
    <a
      href="#customer"
      onClick={(event) => {
        event.preventDefault();
        onGo({ page: 'customer', id: textOf(invoice, 'customer') });
      }}
    >
      {textOf(invoice, 'customer_name')}
    </a>
  );
  return (
    <>
      <div className="head">
        <h1>{textOf(invoice, 'number') || 'Draft invoice'}</h1>
        {isDraft && (
          <button type="button" className="button primary" onClick={() => void act('finalize', id)}>
            Finalize invoice
          </button>
        )}
        {!isDraft && isWhole && (
          <button type="button" className="button" onClick={() => void act('credit', id)}>
            Issue credit note
          </button>
        )}
      </div>
      <Properties
        rows={[
          ['Status', <Status key="status" status={textOf(invoice, 'status')} />],
          ['Billed to', customer],
          ['Amount', totalOf(invoice)],
          ...(isDraft || isWhole ? [] : [['Credit note', 'For the whole amount'] as const]),
        ]}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">Description</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {listOf(invoice, 'lines').map((line, index) => (
            <tr key={index}>
              <td>{textOf(line, 'description')}</td>
              <td>{totalOf({ ...invoice, total: line['amount'] })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
