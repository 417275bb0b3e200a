import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import { instantOf } from '../figures.ts';
import { wordsOf } from '../reason-view.ts';
import { screensFor } from '../wording/screens.ts';
import { stateWordingFor, type Locale } from '../wording/wording.ts';

type Entry = Answer<'/api/transmissions/find'>['history'][number];

/** What an invoice has met, newest first: states, people's actions, and Chorus Pro's own words. */
export function Timeline(props: { readonly locale: Locale; readonly history: readonly Entry[] }) {
  const { locale, history } = props;
  const { invoice } = screensFor(locale);
  const told = history.filter((entry) => headlineOf(entry, locale) !== '').reverse();
  if (told.length === 0)
    return <Inline css={{ color: 'secondary' }}>{invoice.timelineEmpty}</Inline>;
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      {told.map((entry, index) => (
        <TimelineEntry key={index} locale={locale} entry={entry} />
      ))}
    </Box>
  );
}

function TimelineEntry({ locale, entry }: { readonly locale: Locale; readonly entry: Entry }) {
  const { common } = screensFor(locale);
  const reasons = entry.reasons.map((reason) => wordsOf(reason, locale).title);
  const theirs = entry.remote?.message ?? '';
  const said = entry.detail['comment'] ?? '';
  return (
    <Box css={{ stack: 'y', gap: 'xxsmall' }}>
      <Box css={{ stack: 'x', gap: 'small', distribute: 'space-between', width: 'fill' }}>
        <Inline css={{ fontWeight: 'semibold' }}>{headlineOf(entry, locale)}</Inline>
        <Inline css={{ font: 'caption', color: 'secondary' }}>{instantOf(entry.at, locale)}</Inline>
      </Box>
      {[...reasons, said].filter(Boolean).map((text, index) => (
        <Inline key={index} css={{ color: 'secondary' }}>
          {text}
        </Inline>
      ))}
      {theirs !== '' && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {`${common.by}: ${common.quoted(clamped(theirs))}`}
        </Inline>
      )}
    </Box>
  );
}

/** What an entry is called; empty for one that says nothing to a person. */
function headlineOf({ kind, state, detail }: Entry, locale: Locale): string {
  const { actions } = screensFor(locale).invoice;
  const done = Object.entries(actions).find(([name]) => name === detail['action'])?.[1];
  if (kind === 'action' && done) return done.toast;
  return kind === 'state' && state !== null ? stateWordingFor(state, locale).label : '';
}

/** Most characters of a remote text that are shown; the Dashboard refuses texts over 5,000. */
const REMOTE_CHARACTERS_MAX = 1_000;

function clamped(text: string): string {
  return text.length <= REMOTE_CHARACTERS_MAX ? text : `${text.slice(0, REMOTE_CHARACTERS_MAX)}…`;
}
