import type { NoticeEvent } from '../backend/notify/event.ts';

/**
 * What a merchant may be told of, and whether somebody must act on it; people are told of the latter unless they choose
 * otherwise. A test holds this against the backend's own table, because the extension takes no code from it.
 */
export const NOTICE_EVENTS = {
  refused: { acts: true },
  suspended: { acts: true },
  to_recycle: { acts: true },
  rejected: { acts: true },
  abandoned: { acts: true },
  waiting: { acts: true },
  available: { acts: false },
  paid: { acts: false },
  password_expiring: { acts: true },
  connection_refused: { acts: true },
} as const satisfies Record<NoticeEvent, { readonly acts: boolean }>;

const isEvent = (name: string): name is NoticeEvent => name in NOTICE_EVENTS;

/** Every event, in the table's order. */
export const EVENTS: readonly NoticeEvent[] = Object.keys(NOTICE_EVENTS).filter(isEvent);

/** Those that somebody must do something about. */
export const EVENTS_TO_ACT_ON: readonly NoticeEvent[] = EVENTS.filter(
  (event) => NOTICE_EVENTS[event].acts,
);
