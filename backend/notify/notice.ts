import type { TransmissionState } from '../follow/state.ts';
import type { Reason } from '../invoice/reason.ts';
import type { Transmission } from '../store/transmissions.ts';
import type { NoticeEvent, NoticeKind } from './event.ts';

/** What is told of one document: enough for a sentence, and no more. */
export interface DocumentFacts {
  readonly about: 'document';
  /** `in_…` or `cn_…`. */
  readonly documentId: string;
  readonly kind: Transmission['kind'];
  readonly state: TransmissionState;
  /** When it came to this state, as an ISO 8601 instant. */
  readonly since: string;
  readonly number?: string;
  readonly buyer?: string;
  readonly buyerSiret?: string;
  /** Minor units, as text: JSON has no exact large integer. */
  readonly totalMinor?: string;
  readonly currency?: string;
  readonly reasons: readonly Reason[];
  /** The buyer's words. */
  readonly comment?: string;
}

/** What is told of the connection's password. */
export interface PasswordFacts {
  readonly about: 'password';
  /** The day by which it must be renewed, `YYYY-MM-DD`. */
  readonly renewBy: string;
}

/** What is told of a connection that Chorus Pro does not let in. */
export interface ConnectionFacts {
  readonly about: 'connection';
  /** An ISO 8601 instant. */
  readonly since: string;
  readonly reason: Reason;
}

/** The day's summary. */
export interface DigestFacts {
  readonly about: 'digest';
  /** What waits for the merchant, the longest first; DIGEST_ROWS_MAX at most. */
  readonly open: readonly DocumentFacts[];
  /** How many wait in all. */
  readonly openCount: number;
  /** How many came to each state since the summary before. */
  readonly news: Readonly<Partial<Record<TransmissionState, number>>>;
}

export type NoticeFacts = DocumentFacts | PasswordFacts | ConnectionFacts | DigestFacts;

/** Something to tell, whoever wants to hear it. */
export interface Notice {
  readonly id: string;
  readonly event: NoticeKind;
  readonly occurredAt: Date;
  readonly facts: NoticeFacts;
}

/** How long something may wait for somebody before that is told. */
export const WAITING_TOLD_AFTER_MS = 24 * 3_600_000;

/** What coming to a state means for the merchant: told at once, told once it lasts, both, or neither. */
const TOLD = {
  received: { stalls: 'with_reasons' },
  not_concerned: {},
  blocked: { stalls: 'always' },
  waiting: { stalls: 'always' },
  converted: { stalls: 'with_reasons' },
  depositing: {},
  uncertain: { stalls: 'always' },
  deposited: { stalls: 'always' },
  refused: { event: 'refused', stalls: 'always' },
  integrated: {},
  available: { event: 'available' },
  suspended: { event: 'suspended', stalls: 'always' },
  completed: {},
  to_recycle: { event: 'to_recycle', stalls: 'always' },
  rejected: { event: 'rejected' },
  replaced: {},
  in_payment: {},
  booked: {},
  paid: { event: 'paid' },
  abandoned: { event: 'abandoned' },
  stopped: {},
} as const satisfies Record<
  TransmissionState,
  { readonly event?: NoticeEvent; readonly stalls?: 'always' | 'with_reasons' }
>;

/** An event, and when it is told. */
export interface Telling {
  readonly event: NoticeEvent;
  readonly dueAt: Date;
}

/** What there is to tell of a transmission that is seen in a state; each is told once for each time it came there. */
export function tellingsOf(
  { state, reasons }: Pick<Transmission, 'state' | 'reasons'>,
  seenAt: Date,
): readonly Telling[] {
  const { event, stalls } = { event: undefined, stalls: undefined, ...TOLD[state] };
  const stalled = stalls === 'always' || (stalls === 'with_reasons' && reasons.length > 0);
  const lastsAt = new Date(seenAt.getTime() + WAITING_TOLD_AFTER_MS);
  return [
    ...(event === undefined ? [] : [{ event, dueAt: seenAt }]),
    ...(stalled ? [{ event: 'waiting', dueAt: lastsAt } as const] : []),
  ];
}

/** What is told of a transmission. */
export function factsOf(row: Transmission): DocumentFacts {
  return {
    about: 'document',
    documentId: row.documentId,
    kind: row.kind,
    state: row.state,
    since: row.stateSince.toISOString(),
    ...(row.number === undefined ? {} : { number: row.number }),
    ...(row.customerName === undefined ? {} : { buyer: row.customerName }),
    ...(row.buyerSiret === undefined ? {} : { buyerSiret: row.buyerSiret }),
    ...(row.totalMinor === undefined ? {} : { totalMinor: row.totalMinor.toString() }),
    ...(row.currency === undefined ? {} : { currency: row.currency }),
    reasons: row.reasons,
    ...(row.remoteComment === undefined ? {} : { comment: row.remoteComment }),
  };
}
