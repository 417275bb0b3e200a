import { Box, Inline, Select } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import type { TransmissionState } from '../../backend/follow/state.ts';
import type { Asker } from '../asker.ts';
import { useAnswer } from '../useAnswer.ts';
import { useSettled } from '../useSettled.ts';
import { screensFor } from '../wording/screens.ts';
import { FailureBanner } from './FailureBanner.tsx';
import { InvoiceTable } from './InvoiceTable.tsx';
import { Loading } from './Loading.tsx';
import { Section } from './Section.tsx';
import { TypedField } from './TypedField.tsx';

type Groups = Answer<'/api/overview/read'>['groups'];

interface InvoiceSearchProps {
  readonly asker: Asker;
  /** The groups to choose from; none while figures are not there. */
  readonly groups: Groups;
}

/** Rows of a page. */
const ROWS = 10;

interface Filter {
  readonly states: readonly TransmissionState[] | undefined;
  readonly text: string;
}

/** All the merchant's invoices: filtered, searched, and paged. */
export function InvoiceSearch({ asker, groups }: InvoiceSearchProps) {
  const { overview } = screensFor(asker.locale);
  const [group, setGroup] = useState('');
  const [typed, setTyped] = useState('');
  const text = useSettled(typed).trim();
  const states = groups.find((each) => each.group === group)?.states;
  return (
    <Section title={overview.list}>
      <Box css={{ stack: 'x', gap: 'small', width: 'fill' }}>
        {groups.length > 0 && (
          <Select
            label={overview.filter}
            value={group}
            onChange={({ target }) => setGroup(target.value)}
          >
            <option value="">{overview.filterAll}</option>
            {groups.map((each) => (
              <option key={each.group} value={each.group}>
                {overview.groups[each.group]}
              </option>
            ))}
          </Select>
        )}
        <TypedField
          type="search"
          label={overview.search}
          value=""
          maxLength={100}
          placeholder={overview.searchPlaceholder}
          onType={setTyped}
        />
      </Box>
      {/* A new filter begins at the first page. */}
      <Pages key={`${group}/${text}`} asker={asker} filter={{ states, text }} />
    </Section>
  );
}

function Pages({ asker, filter }: { readonly asker: Asker; readonly filter: Filter }) {
  const { overview } = screensFor(asker.locale);
  // `before` of each page that was opened; the first has none.
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const [page, setPage] = useState(1);
  const before = cursors[page - 1];
  const { states, text } = filter;
  const { asked, reload } = useAnswer(asker, '/api/transmissions/search', {
    limit: ROWS,
    ...(states && { states: [...states] }),
    ...(text !== '' && { text }),
    ...(before !== undefined && { before }),
  });
  if (asked.state === 'loading') return <Loading locale={asker.locale} />;
  if (asked.state === 'failed') {
    return <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={reload} />;
  }
  const { transmissions, next } = asked.answer;
  const isFiltered = states !== undefined || text !== '';
  if (transmissions.length === 0 && !isFiltered && page === 1) {
    return (
      <Box css={{ stack: 'y', gap: 'xxsmall' }}>
        <Inline css={{ fontWeight: 'semibold' }}>{overview.empty}</Inline>
        <Inline css={{ color: 'secondary' }}>{overview.emptyDescription}</Inline>
      </Box>
    );
  }
  return (
    <InvoiceTable
      locale={asker.locale}
      transmissions={transmissions}
      withCustomer
      emptyMessage={overview.nothingFound}
      paging={{
        page,
        rows: ROWS,
        hasMore: next !== null,
        onPage: (wanted) => {
          if (next !== null) setCursors((known) => [...known.slice(0, page), next]);
          setPage(wanted);
        },
      }}
    />
  );
}
