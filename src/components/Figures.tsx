import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import { BarChart } from '@stripe/ui-extension-sdk/ui/next';
import type { Answer } from '../../backend/api/contract.ts';
import { moneyOf, monthOf } from '../figures.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { Section } from './Section.tsx';

type Overview = Answer<'/api/overview/read'>;

interface FiguresProps {
  readonly locale: Locale;
  readonly overview: Overview;
}

/** What waits, what is under way, what is done, how long payment takes, and what was invoiced by month. */
export function Figures({ locale, overview }: FiguresProps) {
  const say = screensFor(locale).overview;
  const { groups, currency, median_days_to_payment: median, months } = overview;
  const hasMonths = months.some(({ count }) => count > 0);
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      <Box css={{ stack: 'x', gap: 'small', width: 'fill' }}>
        {groups.map(({ group, count, total }) => (
          <Tile
            key={group}
            title={say.groups[group]}
            figure={String(count)}
            small={moneyOf(total, currency, locale)}
          />
        ))}
      </Box>
      <Box css={{ stack: 'x', gap: 'small', distribute: 'space-between', width: 'fill' }}>
        <Inline css={{ color: 'secondary' }}>{say.median}</Inline>
        <Inline css={{ fontWeight: 'semibold' }}>
          {median === null ? say.noMedian : say.days(median)}
        </Inline>
      </Box>
      {hasMonths && (
        <Section title={say.byMonth}>
          <Box css={{ height: CHART_HEIGHT_PX, width: 'fill' }}>
            <BarChart
              data={months.map(({ month, total }) => ({
                x: monthOf(month, locale),
                y: Number(total) / MINOR_UNITS,
                name: say.byMonth,
              }))}
            />
          </Box>
        </Section>
      )}
    </Box>
  );
}

const CHART_HEIGHT_PX = 140;

/** A chart needs a number; it is a height on a screen, not an amount that anybody adds up. */
const MINOR_UNITS = 100;

interface TileProps {
  readonly title: string;
  readonly figure: string;
  readonly small: string;
}

function Tile({ title, figure, small }: TileProps) {
  return (
    <Box
      css={{
        stack: 'y',
        gap: 'xxsmall',
        padding: 'small',
        width: '1/3',
        backgroundColor: 'container',
        borderRadius: 'medium',
      }}
    >
      <Inline css={{ font: 'caption', color: 'secondary' }}>{title}</Inline>
      <Inline css={{ font: 'title' }}>{figure}</Inline>
      <Inline css={{ font: 'caption', color: 'secondary' }}>{small}</Inline>
    </Box>
  );
}
