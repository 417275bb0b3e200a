import { Inline, List, ListItem } from '@stripe/ui-extension-sdk/ui';
import { navigateToDashboardRoute } from '@stripe/ui-extension-sdk/utils';
import type { TransmissionView } from '../../backend/api/contract.ts';
import type { TransmissionState } from '../../backend/follow/state.ts';
import type { Asker } from '../asker.ts';
import { moneyOf } from '../figures.ts';
import { invoicePage } from '../places.ts';
import { wordsOf } from '../reason-view.ts';
import { useAnswer } from '../useAnswer.ts';
import { stateWordingFor } from '../wording/language.ts';
import { screensFor } from '../wording/screens.ts';
import { Section } from './Section.tsx';

interface WaitingForYouProps {
  readonly asker: Asker;
  /** The states in which something is asked of the merchant. */
  readonly states: readonly TransmissionState[];
  readonly count: number;
}

/** Invoices shown; the table below has the others. */
const ROWS_MAX = 5;

/** What waits for the merchant, each with what is wrong; pressing one opens its page, where it is put right. */
export function WaitingForYou({ asker, states, count }: WaitingForYouProps) {
  const { overview } = screensFor(asker.locale);
  const question = { states: [...states], limit: ROWS_MAX };
  const { asked } = useAnswer(asker, '/api/transmissions/search', question);
  // Where it cannot be read, the table below says so.
  if (asked.state !== 'answered') return null;
  const { transmissions } = asked.answer;
  const hidden = count - transmissions.length;
  return (
    <Section title={overview.groups.yours}>
      <List onAction={(id) => navigateToDashboardRoute(invoicePage(String(id)))}>
        {transmissions.map((row) => (
          <ListItem
            key={row.document_id}
            id={row.document_id}
            title={titleOf(row, overview.unnumbered)}
            secondaryTitle={whyOf(row, asker)}
            value={moneyOf(row.total, row.currency, asker.locale)}
          />
        ))}
      </List>
      {hidden > 0 && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>{overview.yoursMore(hidden)}</Inline>
      )}
    </Section>
  );
}

function titleOf({ number, customer_name: name }: TransmissionView, unnumbered: string): string {
  return [number ?? unnumbered, name].filter(Boolean).join(' · ');
}

function whyOf({ reasons: [first], state }: TransmissionView, { locale }: Asker): string {
  return first ? wordsOf(first, locale).title : stateWordingFor(state, locale).label;
}
