import { Badge, PropertyList, PropertyListItem } from '@stripe/ui-extension-sdk/ui';
import { instantOf } from '../figures.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import type { Connection } from './ChorusProBanner.tsx';

interface ConnectionFactsProps {
  readonly locale: Locale;
  readonly connection: Connection;
}

const TONES = {
  connected: 'positive',
  not_connected: 'neutral',
  refused: 'negative',
  unchecked: 'warning',
} as const satisfies Record<Connection['state'], string>;

/** The link to Chorus Pro and to Stripe as they truly are: when each was last known to work. */
export function ConnectionFacts({ locale, connection }: ConnectionFactsProps) {
  const { overview } = screensFor(locale);
  const { platform, state, checked_at, last_event_at } = connection;
  const badge = <Badge type={TONES[state]}>{overview.states[state]}</Badge>;
  const event = last_event_at === null ? overview.never : instantOf(last_event_at, locale);
  return (
    <PropertyList>
      <PropertyListItem label={overview.platforms[platform]} value={badge} />
      {checked_at !== null && (
        <PropertyListItem label={overview.checked} value={instantOf(checked_at, locale)} />
      )}
      <PropertyListItem label={overview.lastEvent} value={event} />
    </PropertyList>
  );
}
