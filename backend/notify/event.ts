/** What merchants are told about: the type that our webhooks name it by, and whether somebody must act. */
export const NOTICE_EVENTS = {
  refused: { type: 'guichet.invoice.refused', acts: true },
  suspended: { type: 'guichet.invoice.suspended', acts: true },
  to_recycle: { type: 'guichet.invoice.to_recycle', acts: true },
  rejected: { type: 'guichet.invoice.rejected', acts: true },
  abandoned: { type: 'guichet.invoice.abandoned', acts: true },
  waiting: { type: 'guichet.invoice.waiting', acts: true },
  available: { type: 'guichet.invoice.available', acts: false },
  paid: { type: 'guichet.invoice.paid', acts: false },
  password_expiring: { type: 'guichet.connection.password_expiring', acts: true },
  connection_refused: { type: 'guichet.connection.refused', acts: true },
} as const satisfies Record<string, { readonly type: string; readonly acts: boolean }>;

/** Something that a merchant may choose to be told about. */
export type NoticeEvent = keyof typeof NOTICE_EVENTS;

const isEvent = (name: string): name is NoticeEvent => name in NOTICE_EVENTS;

/** Every event, in the table's order. */
export const EVENT_NAMES: readonly NoticeEvent[] = Object.keys(NOTICE_EVENTS).filter(isEvent);

/** Those that somebody must do something about: what people are told unless they choose otherwise. */
export const EVENTS_TO_ACT_ON: readonly NoticeEvent[] = EVENT_NAMES.filter(
  (event) => NOTICE_EVENTS[event].acts,
);

/** The ways by which a merchant is told. */
export const CHANNELS = ['email', 'slack', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * What a notice is about besides: the daily summary, which is written to people and is no event of our webhooks, and the
 * trial that somebody asks for, which goes wherever anything goes.
 */
export type NoticeKind = NoticeEvent | 'digest' | 'test';
export const NOTICE_KINDS: readonly NoticeKind[] = [...EVENT_NAMES, 'digest', 'test'];

const PREFIX = 'guichet.';

/** How our webhooks call a notice. */
export function typeOf(event: Exclude<NoticeKind, 'digest'>): string {
  return event === 'test' ? `${PREFIX}test` : NOTICE_EVENTS[event].type;
}

/** How lists call a notice: its type without our prefix. */
export function eventNameOf(event: NoticeKind): string {
  return event === 'digest' ? event : typeOf(event).slice(PREFIX.length);
}
