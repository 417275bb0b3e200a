import { DataTable } from '@stripe/ui-extension-sdk/ui';
import { navigateToDashboardRoute } from '@stripe/ui-extension-sdk/utils';
import type { TransmissionView } from '../../backend/api/contract.ts';
import { dayOf, moneyOf } from '../figures.ts';
import { invoicePage } from '../places.ts';
import { screensFor } from '../wording/screens.ts';
import { stateWordingFor, type Locale } from '../wording/language.ts';
import { toneOf, type Tone } from './StateBadge.tsx';

interface InvoiceTableProps {
  readonly locale: Locale;
  readonly transmissions: readonly TransmissionView[];
  readonly withCustomer: boolean;
  readonly emptyMessage: string;
  readonly paging?: {
    readonly page: number;
    readonly rows: number;
    readonly hasMore: boolean;
    readonly onPage: (page: number) => void;
  };
}

/** Invoices with their state; pressing a row opens the invoice. */
export function InvoiceTable(props: InvoiceTableProps) {
  const { locale, transmissions, withCustomer, emptyMessage, paging } = props;
  const { columns } = screensFor(locale).overview;
  return (
    <DataTable
      columns={[
        { key: 'number', label: columns.number },
        {
          key: 'state',
          label: columns.state,
          cell: { type: 'status', statusMap: tonesFor(locale, transmissions) },
        },
        { key: 'total', label: columns.total },
        // A drawer is narrow: who it is for matters where it is not the same for all, since when where it is.
        withCustomer
          ? { key: 'customer', label: columns.customer }
          : { key: 'since', label: columns.since },
      ]}
      items={transmissions.map((row) => itemOf(row, locale))}
      emptyMessage={emptyMessage}
      onRowClick={({ id }) => navigateToDashboardRoute(invoicePage(id))}
      {...(paging && {
        pagination: {
          pageSize: paging.rows,
          currentPage: paging.page,
          hasMore: paging.hasMore,
          onPageChange: paging.onPage,
        },
      })}
    />
  );
}

function itemOf(row: TransmissionView, locale: Locale) {
  return {
    id: row.document_id,
    number: row.number ?? screensFor(locale).overview.unnumbered,
    customer: row.customer_name ?? '–',
    total: moneyOf(row.total, row.currency, locale),
    state: stateWordingFor(row.state, locale).label,
    since: dayOf(row.since, locale),
  };
}

/** The table knows a status by its words. */
function tonesFor(locale: Locale, rows: readonly TransmissionView[]): { [label: string]: Tone } {
  return Object.fromEntries(
    rows.map(({ state }) => [stateWordingFor(state, locale).label, toneOf(state)]),
  );
}
