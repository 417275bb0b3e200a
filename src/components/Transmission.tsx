import {
  Banner,
  Box,
  Inline,
  Link,
  PropertyList,
  PropertyListItem,
} from '@stripe/ui-extension-sdk/ui';
import type { Answer, TransmissionView } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { dayOf, instantOf, moneyOf } from '../figures.ts';
import { besideSayings } from '../reason-view.ts';
import { grouped } from '../siret.ts';
import { screensFor } from '../wording/screens.ts';
import { languageFor, stateWordingFor, type Locale } from '../wording/language.ts';
import { statusWordingFor } from '../wording/statuses.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { ReasonList } from './ReasonList.tsx';
import { SayingList } from './SayingList.tsx';
import { Section } from './Section.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Timeline } from './Timeline.tsx';

type Found = Answer<'/api/transmissions/find'>;

interface TransmissionProps {
  readonly asker: Asker;
  readonly found: Found;
  readonly onChanged: (answer: Found) => void;
}

/** Where an invoice is, why, who acts next, and what can be done about it. */
export function Transmission({ asker, found, onChanged }: TransmissionProps) {
  const { transmission, actions = [], references, attachments, upload } = found;
  const { invoice } = screensFor(asker.locale);
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      <Head asker={asker} found={found} />
      {transmission.remote_comment !== null && transmission.remote_comment !== '' && (
        <RemoteWords asker={asker} comment={transmission.remote_comment} />
      )}
      <Reasons asker={asker} found={found} />
      <ActionButtons
        asker={asker}
        documentId={transmission.document_id}
        actions={actions}
        references={references}
        attachments={attachments}
        upload={upload}
        history={found.history}
        onDone={onChanged}
      />
      <Section title={invoice.details}>
        <Details asker={asker} found={found} />
      </Section>
      <Files asker={asker} found={found} />
      <Section title={invoice.timeline}>
        <Timeline asker={asker} history={found.history} />
      </Section>
    </Box>
  );
}

type PartProps = Pick<TransmissionProps, 'asker' | 'found'>;

function Head({ asker, found: { transmission } }: PartProps) {
  const { locale } = asker;
  const { invoice, common } = screensFor(locale);
  const { state, actor, since, next_at } = transmission;
  const who = languageFor(locale).actors[actor];
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Box css={{ stack: 'x', gap: 'small', alignY: 'center', wrap: 'wrap' }}>
        <StateBadge state={state} locale={locale} />
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {invoice.since(dayOf(since, locale))}
        </Inline>
      </Box>
      <Inline>{stateWordingFor(state, locale).explanation}</Inline>
      {actor !== 'nobody' && <Inline css={{ fontWeight: 'semibold' }}>{common.next(who)}</Inline>}
      {next_at !== null && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {invoice.nextAt(instantOf(next_at, locale))}
        </Inline>
      )}
    </Box>
  );
}

function RemoteWords({ asker, comment }: { readonly asker: Asker; readonly comment: string }) {
  const { common, invoice } = screensFor(asker.locale);
  return <Banner title={invoice.buyersWords} description={common.quoted(comment)} />;
}

function Reasons({ asker, found: { transmission, sayings = [] } }: PartProps) {
  const { invoice } = screensFor(asker.locale);
  const { warnings, customer_id } = transmission;
  const reasons = besideSayings(transmission.reasons, sayings);
  const isTheirs = reasons.some(({ actor }) => actor === 'merchant');
  return (
    <>
      {sayings.length > 0 && (
        <Section title={invoice.sayings}>
          <SayingList {...{ asker, sayings }} customerId={customer_id} />
        </Section>
      )}
      {reasons.length > 0 && (
        <Section title={isTheirs ? invoice.checks : invoice.waiting}>
          <ReasonList {...{ asker, reasons }} severity="blocking" customerId={customer_id} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={invoice.warnings}>
          <ReasonList
            asker={asker}
            reasons={warnings}
            severity="warning"
            customerId={customer_id}
          />
        </Section>
      )}
    </>
  );
}

function Details({ asker, found: { transmission, references } }: PartProps) {
  const { locale } = asker;
  const { invoice } = screensFor(locale);
  const { buyer_siret, customer_name, total, currency, state } = transmission;
  const { flow_number, deposited_at, remote_status } = transmission;
  const rows = [
    [invoice.recipient, customer_name ?? ''],
    ['SIRET', grouped(buyer_siret ?? '')],
    [invoice.service, references?.service_code ?? ''],
    [invoice.engagement, references?.engagement_number ?? ''],
    [invoice.contract, references?.contract_number ?? ''],
    [invoice.total, moneyOf(total, currency, locale)],
    [invoice.flow, flow_number ?? ''],
    [invoice.remoteStatus, remote_status === null ? '' : statusWordingFor(remote_status, locale)],
    [invoice.deposited, deposited_at === null ? '' : instantOf(deposited_at, locale)],
    [invoice.elapsed[state === 'paid' ? 'paid' : 'open'], elapsedOf(transmission, locale)],
  ] as const;
  return (
    <PropertyList>
      {rows.map(([label, value]) =>
        value === '' ? null : <PropertyListItem key={label} label={label} value={value} />,
      )}
    </PropertyList>
  );
}

const DAY_MS = 86_400_000;

/** Days from the deposit to the payment, or to today while somebody still has to act; empty where neither is said. */
function elapsedOf(transmission: TransmissionView, locale: Locale): string {
  const { deposited_at: depositedAt, state, actor, since } = transmission;
  const paidAt = transmission.remote_status_at ?? since;
  if (depositedAt === null || (actor === 'nobody' && state !== 'paid')) return '';
  const end = state === 'paid' ? Date.parse(paidAt) : Date.now();
  const days = Math.floor((end - Date.parse(depositedAt)) / DAY_MS);
  return days < 0 ? '' : screensFor(locale).invoice.elapsed.days(days);
}

function Files({ asker, found: { files = [] } }: PartProps) {
  const { invoice } = screensFor(asker.locale);
  if (files.length === 0) return null;
  return (
    <Section title={invoice.files}>
      {files.map(({ file, url }) => (
        <Link key={file} href={url} external target="_blank">
          {invoice.fileNames[file]}
        </Link>
      ))}
      <Inline css={{ font: 'caption', color: 'secondary' }}>{invoice.filesNote}</Inline>
    </Section>
  );
}
