import { describe, expect, it } from '@jest/globals';
import { slackBody, webhookBody } from '../../backend/notify/call-body.ts';
import { composeLetter } from '../../backend/notify/compose.ts';
import { letterText } from '../../backend/notify/letter.ts';
import { reason } from '../../backend/invoice/reason.ts';
import type { NoticeEvent } from '../../backend/notify/event.ts';
import type { DocumentFacts, Notice } from '../../backend/notify/notice.ts';
import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { LOCALES } from '../../src/wording/wording.ts';
import { makeTenant, NOW } from '../store/rows.ts';

const UNDERSTOOD = 'CadreDeFacturation.codeServiceExecutant : Le code service est obligatoire';
const UNHEARD = 'Anomalie 4711: voir <avec> le support';

function noticeOf(event: NoticeEvent, facts: Partial<DocumentFacts>): Notice {
  const document: DocumentFacts = {
    about: 'document',
    documentId: 'in_1',
    kind: 'invoice',
    state: 'refused',
    since: NOW.toISOString(),
    number: 'F-1',
    reasons: [],
    ...facts,
  };
  return { id: 'n', event, occurredAt: NOW, facts: document };
}

const refusal = (message: string): Notice =>
  noticeOf('refused', {
    reasons: [reason('flow_refused', 'flow', { state: 'IN_REJETE', message })],
  });

const textOf = (notice: Notice, locale: 'en' | 'fr') =>
  letterText(composeLetter(makeTenant('live'), notice, locale));

describe('a refusal', () => {
  it.each(LOCALES)(
    'is told with Chorus Pro’s words, what they mean and what to do (%s)',
    (locale) => {
      const { title, explanation, remedy } = refusalWordingFor('service_missing', locale);
      const text = textOf(refusal(UNDERSTOOD), locale);
      for (const told of [UNDERSTOOD, title, explanation, remedy]) expect(text).toContain(told);
      const chat = slackBody(composeLetter(makeTenant('live'), refusal(UNDERSTOOD), locale));
      expect(JSON.parse(chat).text).toContain(explanation);
    },
  );

  it('says all that several messages say, and nothing twice', () => {
    const text = textOf(refusal(`${UNDERSTOOD} | ${UNHEARD}`), 'en');
    expect(text.split('Chorus Pro’s words: “')).toHaveLength(3);
    expect(text.split('What to do: ')).toHaveLength(3);
    expect(text.split(UNDERSTOOD)).toHaveLength(2);
  });

  it('that nobody has met is shown as it is, and said to be unknown', () => {
    const text = textOf(refusal(UNHEARD), 'en');
    expect(text).toContain(`Chorus Pro’s words: “${UNHEARD}”`);
    expect(text).toContain('What it means: Guichet does not know this message');
    expect(text).toContain('What to do: Correct what it names');
  });

  it('without a word of Chorus Pro’s is told as any reason is', () => {
    const text = textOf(refusal(''), 'en');
    expect(text).toContain('Why: Chorus Pro refused the invoice');
    expect(text).not.toContain('Chorus Pro’s words: “');
  });

  it('repeats nobody’s words: a comment that a reason holds is not told again', () => {
    const comment = 'Merci de joindre le bon de livraison';
    const params = { status: 'SUSPENDUE', comment };
    const quoted = reason('suspended_by_buyer', 'invoice.status', params);
    for (const reasons of [[quoted], []]) {
      const suspended = noticeOf('suspended', { state: 'suspended', comment, reasons });
      expect(textOf(suspended, 'fr').split(comment)).toHaveLength(2);
    }
  });

  it('comes to webhooks with each message and its code, or null', () => {
    const body = webhookBody(makeTenant('live'), refusal(`${UNDERSTOOD} | ${UNHEARD}`));
    expect(JSON.parse(body ?? '').data.document.sayings).toEqual([
      { message: UNDERSTOOD, code: 'service_missing' },
      { message: UNHEARD, code: null },
    ]);
  });
});
