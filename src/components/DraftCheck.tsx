import {
  Badge,
  Banner,
  Box,
  Button,
  Inline,
  PropertyList,
  PropertyListItem,
} from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { customerPage } from '../places.ts';
import { grouped } from '../siret.ts';
import { useAnswer } from '../useAnswer.ts';
import { screensFor } from '../wording/screens.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { ChorusProBanner } from './ChorusProBanner.tsx';
import { FailureBanner } from './FailureBanner.tsx';
import { Loading } from './Loading.tsx';
import { ReasonList } from './ReasonList.tsx';
import { Section } from './Section.tsx';

type Checked = Extract<Answer<'/api/invoices/check'>, { kind: 'checked' }>;

/** What would become of an invoice that Guichet has not sent: green, amber or red, each point with its cure. */
export function DraftCheck({ asker }: { readonly asker: Asker }) {
  const { invoice, common } = screensFor(asker.locale);
  const question = { invoice_id: asker.objectId ?? '' };
  const { asked, reload } = useAnswer(asker, '/api/invoices/check', question);
  if (asked.state === 'loading') return <Loading locale={asker.locale} />;
  if (asked.state === 'failed') {
    if (asked.failure.kind === 'absent') {
      return <Banner title={invoice.notMet} description={invoice.notMetDescription} />;
    }
    return <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={reload} />;
  }
  const { answer } = asked;
  if (answer.kind === 'not_concerned') {
    return <Banner title={invoice.notConcerned} description={invoice.notConcernedDescription} />;
  }
  if (answer.kind !== 'checked') {
    const trouble = answer.kind === 'unavailable' ? 'down' : 'not_connected';
    return (
      <Box css={{ stack: 'y', gap: 'medium' }}>
        <ChorusProBanner asker={asker} trouble={trouble} />
        <Box>
          <Button onPress={reload}>{common.tryAgain}</Button>
        </Box>
      </Box>
    );
  }
  return <Verdict asker={asker} checked={answer} onChanged={reload} />;
}

const TONES = { ready: 'positive', attention: 'warning', blocked: 'negative' } as const;

interface VerdictProps {
  readonly asker: Asker;
  readonly checked: Checked;
  readonly onChanged: () => void;
}

function Verdict({ asker, checked, onChanged }: VerdictProps) {
  const { invoice, common } = screensFor(asker.locale);
  const { verdict, reasons, warnings, customer_id: customerId } = checked;
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      <Box css={{ stack: 'y', gap: 'small' }}>
        <Box>
          <Badge type={TONES[verdict]}>{invoice.verdicts[verdict]}</Badge>
        </Box>
        <Inline>{invoice.verdictDescriptions[verdict]}</Inline>
      </Box>
      {reasons.length > 0 && (
        <Section title={invoice.checks}>
          <ReasonList {...{ asker, reasons, customerId }} severity="blocking" />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={invoice.warnings}>
          <ReasonList {...{ asker, customerId }} reasons={warnings} severity="warning" />
        </Section>
      )}
      <Recipient asker={asker} checked={checked} />
      <ActionButtons
        asker={asker}
        documentId={asker.objectId ?? ''}
        actions={checked.actions}
        references={checked.references}
        onDone={onChanged}
      />
      {customerId !== null && verdict === 'ready' && (
        <Box>
          <Button href={customerPage(customerId)}>{common.openCustomer}</Button>
        </Box>
      )}
    </Box>
  );
}

function Recipient({ asker, checked }: Pick<VerdictProps, 'asker' | 'checked'>) {
  const { invoice } = screensFor(asker.locale);
  const { buyer, references } = checked;
  if (buyer === null) return null;
  const rows = [
    [invoice.recipient, buyer.name ?? ''],
    ['SIRET', grouped(buyer.siret)],
    [invoice.service, references.service_code ?? ''],
    [invoice.engagement, references.engagement_number ?? ''],
    [invoice.contract, references.contract_number ?? ''],
  ] as const;
  return (
    <Section title={invoice.details}>
      <PropertyList>
        {rows.map(([label, value]) =>
          value === '' ? null : <PropertyListItem key={label} label={label} value={value} />,
        )}
      </PropertyList>
    </Section>
  );
}
