import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { Asker } from '../asker.ts';
import { useAnswer } from '../useAnswer.ts';
import { screensFor } from '../wording/screens.ts';
import { InvoiceTable } from './InvoiceTable.tsx';
import { Loading } from './Loading.tsx';

/** Invoices shown on a customer's page. */
const ROWS_MAX = 10;

/** What became of this customer's invoices at Chorus Pro. */
export function CustomerInvoices({ asker }: { readonly asker: Asker }) {
  const { customer } = screensFor(asker.locale);
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Inline css={{ font: 'heading' }}>{customer.invoices}</Inline>
      <Rows asker={asker} />
    </Box>
  );
}

function Rows({ asker }: { readonly asker: Asker }) {
  const { customer } = screensFor(asker.locale);
  const customerId = asker.objectId ?? '';
  const question = { customer_id: customerId, limit: ROWS_MAX };
  const { asked } = useAnswer(asker, '/api/transmissions/search', question);
  if (asked.state === 'loading') return <Loading locale={asker.locale} />;
  if (asked.state === 'failed') {
    return <Inline css={{ color: 'secondary' }}>{customer.invoicesOff}</Inline>;
  }
  // A backend that does not know the filter yet answers with everybody's.
  const own = asked.answer.transmissions.filter(({ customer_id }) => customer_id === customerId);
  return (
    <InvoiceTable
      locale={asker.locale}
      transmissions={own}
      withCustomer={false}
      emptyMessage={customer.noInvoices}
    />
  );
}
