import { describe, expect, it } from '@jest/globals';
import { slackBody, webhookBody } from '../../backend/notify/call-body.ts';
import type { TransmissionState } from '../../backend/follow/state.ts';
import { reason, type Reason } from '../../backend/invoice/reason.ts';
import { composeLetter } from '../../backend/notify/compose.ts';
import { letterText } from '../../backend/notify/letter.ts';
import { EVENT_NAMES, type NoticeEvent } from '../../backend/notify/event.ts';
import type { DocumentFacts, Notice } from '../../backend/notify/notice.ts';
import { LOCALES } from '../../src/wording/wording.ts';
import { makeTenant, NOW } from '../store/rows.ts';

const FACTS: DocumentFacts = {
  about: 'document',
  documentId: 'in_1',
  kind: 'invoice',
  state: 'suspended',
  since: NOW.toISOString(),
  number: 'F-1',
  buyer: 'Mairie <!channel> & Cie',
  totalMinor: '123456',
  currency: 'eur',
  reasons: [],
  comment: 'voir <https://example.com|ici>',
};

const REFUSED = {
  about: 'connection',
  since: '2026-12-23T10:00:00.000Z',
  reason: reason('technical_account_reset', 'settings.technicalAccount', { since: '2026-12-23' }),
} as const;

function noticeOf(event: NoticeEvent, facts: Partial<DocumentFacts> = {}): Notice {
  const about =
    event === 'password_expiring'
      ? ({ about: 'password', renewBy: '2026-12-23' } as const)
      : event === 'connection_refused'
        ? REFUSED
        : { ...FACTS, ...facts };
  return { id: 'n', event, occurredAt: NOW, facts: about };
}

describe('a letter', () => {
  const cases = EVENT_NAMES.flatMap((event) => LOCALES.map((locale) => ({ event, locale })));

  it.each(cases)('says $event in $locale, with its document or its day', ({ event, locale }) => {
    const { subject, lead } = composeLetter(makeTenant('live'), noticeOf(event), locale);
    const day = locale === 'fr' ? '23 décembre 2026' : 'Dec 23, 2026';
    for (const told of [subject, lead]) {
      if (event !== 'connection_refused') {
        expect(told).toContain(event === 'password_expiring' ? day : 'F-1');
      }
      expect(told).not.toMatch(/undefined|[{}]/);
    }
  });

  it('says since when Chorus Pro refuses a connection, why, and what to do', () => {
    const notice = noticeOf('connection_refused');
    const text = letterText(composeLetter(makeTenant('live'), notice, 'en'));
    expect(text).toContain('Since Dec 23, 2026');
    expect(text).toContain('a colleague may have reset its password');
    expect(text).toContain('What to do: Ask whoever manages');
    expect(JSON.parse(webhookBody(makeTenant('live'), notice) ?? '')).toMatchObject({
      type: 'guichet.connection.refused',
      data: { since: REFUSED.since, reason: { code: 'technical_account_reset' } },
    });
  });

  it('has a subject of one line, whatever stands in a number', () => {
    const notice = noticeOf('paid', { number: 'F-1\r\nBcc: x@example.com' });
    expect(composeLetter(makeTenant('live'), notice, 'en').subject).toBe(
      'Payment released for invoice F-1 Bcc: x@example.com',
    );
  });

  it('marks what is not live, writes euros, and names by Stripe’s id what has no number', () => {
    const { number: _number, ...unnamed } = FACTS;
    const notice: Notice = { id: 'n', event: 'waiting', occurredAt: NOW, facts: unnamed };
    const letter = composeLetter(makeTenant('test'), notice, 'en');
    expect(letter.subject).toBe('[Test] Waiting for more than a day: invoice in_1');
    expect(letterText(letter)).toContain('Amount: €1,234.56');
  });

  it.each<[TransmissionState, readonly Reason[], string, string]>([
    ['blocked', [reason('iban_missing', 'x')], 'It waits for you.', 'C’est à vous d’agir.'],
    ['deposited', [], 'It waits for Chorus Pro,', 'C’est Chorus Pro qui doit répondre'],
    [
      'refused',
      [reason('flow_incident', 'flow', { state: 'IN_INCIDENTE' })],
      'It waits for Guichet’s support',
      'C’est au support de Guichet d’agir',
    ],
  ])('says who is waited for while it is %s', (state, reasons, english, french) => {
    const { comment: _comment, ...silent } = FACTS;
    const notice: Notice = { ...noticeOf('waiting'), facts: { ...silent, state, reasons } };
    const leads = LOCALES.map((locale) => composeLetter(makeTenant('live'), notice, locale).lead);
    expect(leads).toEqual([expect.stringContaining(english), expect.stringContaining(french)]);
  });

  it('lets nobody’s words become a mention or a link in a chat', () => {
    const body = slackBody(composeLetter(makeTenant('live'), noticeOf('suspended'), 'en'));
    expect(body).toContain('Mairie &lt;!channel&gt; &amp; Cie');
    expect(body).not.toContain('<!channel>');
    expect(body).not.toContain('<https://example.com');
  });
});
