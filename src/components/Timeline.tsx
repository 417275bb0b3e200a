import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { instantOf } from '../figures.ts';
import { besideSayings, wordsOf } from '../reason-view.ts';
import { isRefusal, refusalWordingFor } from '../wording/refusals.ts';
import { screensFor } from '../wording/screens.ts';
import { stateWordingFor, type Locale } from '../wording/language.ts';
import { statusWordingFor } from '../wording/statuses.ts';
import { OwnWords } from './SayingList.tsx';

type Entry = Answer<'/api/transmissions/find'>['history'][number];

/** What an invoice has met, newest first: states, people's actions, and Chorus Pro's own words. */
export function Timeline(props: { readonly asker: Asker; readonly history: readonly Entry[] }) {
  const { asker, history } = props;
  const { locale } = asker;
  const { invoice } = screensFor(locale);
  const steps = history.map((entry, index) => stepOf(entry, history[index - 1], locale));
  const told = steps.filter(({ headline }) => headline !== '').reverse();
  if (told.length === 0)
    return <Inline css={{ color: 'secondary' }}>{invoice.timelineEmpty}</Inline>;
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      {told.map((step, index) => (
        <TimelineEntry key={index} asker={asker} step={step} />
      ))}
    </Box>
  );
}

/** An entry as it is told. */
interface Step {
  readonly entry: Entry;
  /** Empty for what says nothing to a person. */
  readonly headline: string;
  /** What Chorus Pro calls it, where that is new and not the headline. */
  readonly status: string;
  /** Chorus Pro's own time of a new status; else when Guichet noted it. */
  readonly at: string;
}

function stepOf(entry: Entry, before: Entry | undefined, locale: Locale): Step {
  const { remoteStatus = '', remoteStatusAt } = entry.detail;
  const isNew = remoteStatus !== '' && remoteStatus !== before?.detail['remoteStatus'];
  const status = isNew ? statusWordingFor(remoteStatus, locale) : '';
  const headline = headlineOf(entry, locale);
  const at = isNew && remoteStatusAt ? remoteStatusAt : entry.at;
  return headline === ''
    ? { entry, headline: status, status: '', at }
    : { entry, headline, status, at };
}

function TimelineEntry({ asker, step }: { readonly asker: Asker; readonly step: Step }) {
  const { locale } = asker;
  const { entry, headline, status, at } = step;
  const { sayings = [], remote, detail } = entry;
  const who = whoOf(entry, asker);
  const reasons = besideSayings(entry.reasons, sayings).map(
    (reason) => wordsOf(reason, locale).title,
  );
  const meant = sayings.flatMap(({ code }) =>
    isRefusal(code) ? [refusalWordingFor(code, locale).title] : [],
  );
  const theirs = sayings.length > 0 ? sayings.map(({ message }) => message) : [remote?.message];
  const told = [status, who, ...reasons, ...meant, detail['comment']].filter(Boolean);
  return (
    <Box css={{ stack: 'y', gap: 'xxsmall' }}>
      <Box css={{ stack: 'x', gap: 'small', distribute: 'space-between', width: 'fill' }}>
        <Inline css={{ fontWeight: 'semibold' }}>{headline}</Inline>
        <Inline css={{ font: 'caption', color: 'secondary' }}>{instantOf(at, locale)}</Inline>
      </Box>
      {[...new Set(told)].map((text, index) => (
        <Inline key={index} css={{ color: 'secondary' }}>
          {text}
        </Inline>
      ))}
      {theirs.map((message, index) =>
        message ? <OwnWords key={index} isNamed {...{ locale, message }} /> : null,
      )}
    </Box>
  );
}

/** What an entry is called; empty for one that says nothing to a person. */
function headlineOf({ kind, state, detail }: Entry, locale: Locale): string {
  const { actions, outcomes } = screensFor(locale).invoice;
  const done = Object.entries(actions).find(([name]) => name === detail['action'])?.[1];
  if (kind === 'action' && done) {
    // What Chorus Pro is asked for is done once it has taken it, and not before.
    const outcome = Object.entries(outcomes).find(([name]) => name === detail['outcome'])?.[1];
    return outcome === undefined ? done.toast : outcome(done.label);
  }
  return kind === 'state' && state !== null ? stateWordingFor(state, locale).label : '';
}

/** How those who work on the service's own machine are told apart from the merchant's people. */
const SUPPORT_PREFIX = 'cli:';

/** Who did it, as seen by the one who asks; empty when no person did. */
function whoOf({ user_id: userId }: Entry, asker: Asker): string {
  const { who } = screensFor(asker.locale).invoice;
  if (!userId) return '';
  if (userId.startsWith(SUPPORT_PREFIX)) return who.support;
  return userId === asker.userId ? who.you : who.colleague;
}
