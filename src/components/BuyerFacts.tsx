import { Badge, Banner, Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import { instantOf } from '../figures.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';

/** What the directory knows of one public body. */
export type FoundBody = Extract<Answer<'/api/directory/find'>, { kind: 'found' }>;

/** The official name and address of a public body, and badges for what it demands on every invoice. */
export function BuyerFacts(props: { readonly locale: Locale; readonly found: FoundBody }) {
  const { locale, found } = props;
  const { customer } = screensFor(locale);
  const { body, reports_payment, read_at, stale = false } = found;
  const asOf = (stale ? customer.asOfStale : customer.asOf)(instantOf(read_at, locale));
  return (
    <Box
      css={{
        stack: 'y',
        gap: 'xsmall',
        padding: 'medium',
        backgroundColor: 'container',
        borderRadius: 'medium',
      }}
    >
      <Inline css={{ fontWeight: 'semibold' }}>{body.name}</Inline>
      <Inline css={{ font: 'caption', color: 'secondary' }}>{addressOf(found)}</Inline>
      <Box css={{ stack: 'x', gap: 'xsmall', wrap: 'wrap', paddingTop: 'xxsmall' }}>
        {body.active ? (
          <Demands locale={locale} found={found} />
        ) : (
          <Badge type="negative">{customer.inactive}</Badge>
        )}
      </Box>
      {!body.active && (
        <Banner
          type="critical"
          title={customer.inactiveTitle}
          description={customer.inactiveDescription}
        />
      )}
      {body.active && !reports_payment && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>{customer.neverReports}</Inline>
      )}
      <Inline css={{ font: 'caption', color: 'secondary' }}>{asOf}</Inline>
    </Box>
  );
}

function Demands(props: { readonly locale: Locale; readonly found: FoundBody }) {
  const { customer } = screensFor(props.locale);
  const { service, engagement, service_or_engagement } = props.found.demands;
  if (!service && !engagement && !service_or_engagement) {
    return <Badge type="positive">{customer.demandsNothing}</Badge>;
  }
  return (
    <>
      {service && <Badge type="info">{customer.demandsService}</Badge>}
      {engagement && <Badge type="info">{customer.demandsEngagement}</Badge>}
      {service_or_engagement && <Badge type="info">{customer.demandsEither}</Badge>}
    </>
  );
}

function addressOf({ body: { address } }: FoundBody): string {
  const town = [address?.post_code, address?.city].filter(Boolean).join(' ');
  return [address?.line, town].filter(Boolean).join(', ');
}
