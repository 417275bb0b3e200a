import { Inline } from '@stripe/ui-extension-sdk/ui';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { askerOf } from '../asker.ts';
import { ChorusProBanner, troubleOf } from '../components/ChorusProBanner.tsx';
import { ConnectionFacts } from '../components/ConnectionFacts.tsx';
import { FailureBanner } from '../components/FailureBanner.tsx';
import { Figures } from '../components/Figures.tsx';
import { Frame } from '../components/Frame.tsx';
import { InvoiceSearch } from '../components/InvoiceSearch.tsx';
import { Loading } from '../components/Loading.tsx';
import { Section } from '../components/Section.tsx';
import { WaitingForYou } from '../components/WaitingForYou.tsx';
import { useAnswer } from '../useAnswer.ts';
import { screensFor } from '../wording/screens.ts';

/** Months of the chart. */
const MONTHS = 6;

/** All invoices at a glance: what waits for the merchant, what is at Chorus Pro, what is done, and each of them. */
export default function OverviewView(context: ExtensionContextValue) {
  const asker = askerOf(context);
  const { overview } = screensFor(asker.locale);
  const { asked, reload } = useAnswer(asker, '/api/overview/read', { months: MONTHS });
  const answer = asked.state === 'answered' ? asked.answer : undefined;
  const yours = answer?.groups.find(({ group }) => group === 'yours');
  const trouble = answer && troubleOf(answer.connection);
  // Without figures the list may still answer; where nothing answers, it would only repeat why.
  const isAway = asked.state === 'failed' && asked.failure.kind !== 'absent';
  return (
    <Frame asker={asker} title={overview.title}>
      {trouble && (
        <ChorusProBanner {...{ asker, trouble }} since={answer.connection.trouble_since} />
      )}
      {asked.state === 'loading' && <Loading locale={asker.locale} />}
      {asked.state === 'failed' && isAway && (
        <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={reload} />
      )}
      {asked.state === 'failed' && !isAway && (
        <Inline css={{ color: 'secondary' }}>{overview.figuresOff}</Inline>
      )}
      {yours && yours.count > 0 && <WaitingForYou {...{ asker, ...yours }} />}
      {answer && <Figures locale={asker.locale} overview={answer} />}
      {asked.state !== 'loading' && !isAway && (
        <InvoiceSearch asker={asker} groups={answer?.groups ?? []} />
      )}
      {answer && (
        <Section title={overview.connection}>
          <ConnectionFacts locale={asker.locale} connection={answer.connection} />
        </Section>
      )}
    </Frame>
  );
}
