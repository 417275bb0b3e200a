import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { Asker } from '../asker.ts';
import { curePlaceOfRefusal, type Saying } from '../reason-view.ts';
import { isRefusal, refusalWordingFor } from '../wording/refusals.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { CureLink } from './CureLink.tsx';

interface SayingListProps {
  readonly asker: Asker;
  readonly sayings: readonly Saying[];
  readonly customerId: string | null;
}

/** What Chorus Pro said when it refused: in plain words, what to do, and its own text under it. */
export function SayingList({ asker, sayings, customerId }: SayingListProps) {
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      {sayings.map((saying, index) => (
        <OneSaying key={index} {...{ asker, saying, customerId }} />
      ))}
    </Box>
  );
}

interface OneSayingProps extends Omit<SayingListProps, 'sayings'> {
  readonly saying: Saying;
}

function OneSaying({ asker, saying, customerId }: OneSayingProps) {
  const { locale } = asker;
  const { code, message } = saying;
  if (!isRefusal(code)) {
    return (
      <Box css={{ stack: 'y', gap: 'xsmall' }}>
        <Inline css={{ fontWeight: 'semibold' }}>{screensFor(locale).invoice.unknownSaying}</Inline>
        <OwnWords locale={locale} message={message} />
      </Box>
    );
  }
  const { title, explanation, remedy } = refusalWordingFor(code, locale);
  return (
    <Box css={{ stack: 'y', gap: 'xsmall' }}>
      <Inline css={{ fontWeight: 'semibold' }}>{title}</Inline>
      <Box css={{ color: 'secondary' }}>{explanation}</Box>
      <Box>{remedy}</Box>
      <CureLink {...{ asker, customerId }} place={curePlaceOfRefusal(code)} />
      <OwnWords locale={locale} message={message} isNamed />
    </Box>
  );
}

interface OwnWordsProps {
  readonly locale: Locale;
  readonly message: string;
  /** Whether it is said whose words they are. */
  readonly isNamed?: boolean;
}

/** A remote text as it came, in quotes. */
export function OwnWords({ locale, message, isNamed = false }: OwnWordsProps) {
  const { common } = screensFor(locale);
  const quoted = common.quoted(clamped(message));
  return (
    <Inline css={{ font: 'caption', color: 'secondary' }}>
      {isNamed ? common.by(quoted) : quoted}
    </Inline>
  );
}

/** Most characters of a remote text that are shown; the Dashboard refuses texts over 5,000. */
const REMOTE_CHARACTERS_MAX = 1_000;

function clamped(text: string): string {
  return text.length <= REMOTE_CHARACTERS_MAX ? text : `${text.slice(0, REMOTE_CHARACTERS_MAX)}…`;
}
