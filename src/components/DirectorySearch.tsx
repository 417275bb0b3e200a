import { Box, Inline, List, ListItem } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Answer, Question } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { instantOf } from '../figures.ts';
import { grouped, withoutGrouping } from '../siret.ts';
import { useAnswer } from '../useAnswer.ts';
import { useSettled } from '../useSettled.ts';
import { screensFor } from '../wording/screens.ts';
import { DirectoryAway } from './DirectoryAway.tsx';
import { Loading } from './Loading.tsx';
import { TypedField } from './TypedField.tsx';

/** A public body as the directory lists it. */
export type PublicBody = Extract<
  Answer<'/api/directory/search'>,
  { kind: 'found' }
>['bodies'][number];

interface DirectorySearchProps {
  readonly asker: Asker;
  readonly disabled: boolean;
  readonly onPick: (siret: string) => void;
}

/** Letters from which on a name is searched. */
const LETTERS_MIN = 3;

/** Bodies shown; more of the name finds the others. */
const BODIES_SHOWN_MAX = 6;

/** Finds a public body by name or SIRET in Chorus Pro's directory, to be picked. */
export function DirectorySearch({ asker, disabled, onPick }: DirectorySearchProps) {
  const { customer } = screensFor(asker.locale);
  const [typed, setTyped] = useState('');
  const [shownFor, setShownFor] = useState(0);
  const text = useSettled(typed);
  const pick = (siret: string) => {
    setTyped('');
    // A new key empties the field: it keeps its own text, so that the caret never jumps.
    setShownFor((before) => before + 1);
    onPick(siret);
  };
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <TypedField
        value=""
        key={shownFor}
        type="search"
        label={customer.search}
        description={customer.searchDescription}
        placeholder={customer.searchPlaceholder}
        disabled={disabled}
        onType={setTyped}
      />
      <Results asker={asker} text={typed === '' ? '' : text} onPick={pick} />
    </Box>
  );
}

interface ResultsProps extends Omit<DirectorySearchProps, 'disabled'> {
  readonly text: string;
}

function Results({ asker, text, onPick }: ResultsProps) {
  const { customer } = screensFor(asker.locale);
  const { asked } = useAnswer(asker, '/api/directory/search', questionOf(text));
  if (questionOf(text) === undefined) return null;
  if (asked.state === 'loading') {
    return <Loading locale={asker.locale} what={customer.searching} />;
  }
  if (asked.state === 'answered' && asked.answer.kind === 'not_connected') {
    return <DirectoryAway asker={asker} kind="not_connected" />;
  }
  if (asked.state === 'failed' || asked.answer.kind !== 'found') {
    return <Inline css={{ color: 'secondary' }}>{customer.searchOff}</Inline>;
  }
  const { bodies, more } = asked.answer;
  if (bodies.length === 0) {
    return (
      <Inline css={{ color: 'secondary' }}>
        {limitsOf(asked.answer, asker.locale)[0] ?? customer.searchNothing}
      </Inline>
    );
  }
  return (
    <Box css={{ stack: 'y', gap: 'xsmall' }}>
      <List onAction={(id) => onPick(String(id))}>
        {bodies.slice(0, BODIES_SHOWN_MAX).map((body) => (
          <ListItem
            key={body.siret}
            id={body.siret}
            title={body.name}
            secondaryTitle={secondLineOf(body, customer.inactive)}
          />
        ))}
      </List>
      {(more || bodies.length > BODIES_SHOWN_MAX) && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>{customer.searchMore}</Inline>
      )}
      {limitsOf(asked.answer, asker.locale).map((limit) => (
        <Inline key={limit} css={{ font: 'caption', color: 'secondary' }}>
          {limit}
        </Inline>
      ))}
    </Box>
  );
}

type Found = Extract<Answer<'/api/directory/search'>, { kind: 'found' }>;

/** Where what was found comes from, if not fresh from the whole directory: only bodies met before, or another day. */
function limitsOf(found: Found, locale: Asker['locale']): readonly string[] {
  const { customer } = screensFor(locale);
  const { stale = false, known_only: knownOnly = false, read_at: readAt = null } = found;
  const where = stale ? customer.searchStale : knownOnly ? customer.searchKnown : '';
  const when = readAt === null || found.bodies.length === 0 ? '' : instantOf(readAt, locale);
  return [where, when === '' ? '' : customer.asOf(when)].filter((text) => text !== '');
}

/** A number is searched without the spaces that it was pasted with. */
function questionOf(text: string): Question<'/api/directory/search'> | undefined {
  const digits = withoutGrouping(text);
  const wanted = /^\d+$/.test(digits) ? digits : text.trim();
  return wanted.length < LETTERS_MIN ? undefined : { text: wanted, limit: BODIES_SHOWN_MAX };
}

function secondLineOf({ siret, address, active }: PublicBody, closed: string): string {
  const town = [address?.post_code, address?.city].filter(Boolean).join(' ');
  return [grouped(siret), town, active ? '' : closed].filter(Boolean).join(' · ');
}
