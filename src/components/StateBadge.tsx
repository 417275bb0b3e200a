import { Badge } from '@stripe/ui-extension-sdk/ui';
import type { TransmissionState } from '../../backend/follow/state.ts';
import { stateWordingFor, type Locale } from '../wording/language.ts';

/** The tone of a badge. */
export type Tone = 'neutral' | 'urgent' | 'warning' | 'negative' | 'positive' | 'info';

const TONES = {
  received: 'neutral',
  not_concerned: 'neutral',
  blocked: 'warning',
  waiting: 'neutral',
  converted: 'info',
  depositing: 'info',
  uncertain: 'warning',
  deposited: 'info',
  refused: 'negative',
  integrated: 'info',
  available: 'info',
  suspended: 'warning',
  completed: 'info',
  to_recycle: 'warning',
  rejected: 'negative',
  replaced: 'neutral',
  in_payment: 'positive',
  booked: 'positive',
  paid: 'positive',
  abandoned: 'neutral',
  stopped: 'neutral',
} as const satisfies Record<TransmissionState, Tone>;

/** The tone that a state is shown in: red where the buyer's side said no, amber where the merchant is asked. */
export function toneOf(state: TransmissionState): Tone {
  return TONES[state] ?? 'neutral';
}

/** Where an invoice is, in a word. */
export function StateBadge(props: { readonly state: TransmissionState; readonly locale: Locale }) {
  const { state, locale } = props;
  return <Badge type={toneOf(state)}>{stateWordingFor(state, locale).label}</Badge>;
}
