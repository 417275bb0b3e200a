import { describe, expect, it } from '@jest/globals';
import { slackBody, webhookBody } from '../../backend/notify/call-body.ts';
import { composeLetter, letterText } from '../../backend/notify/compose.ts';
import type { Notice } from '../../backend/notify/notice.ts';
import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { LOCALES, sentencesFor } from '../../src/wording/wording.ts';
import { makeTenant, NOW } from '../store/rows.ts';

const UNDERSTOOD = 'CadreDeFacturation.codeServiceExecutant : Le code service est obligatoire';
const UNHEARD = 'Anomalie 4711: voir <avec> le support';

function refusal(message: string): Notice {
  const facts = {
    about: 'document',
    documentId: 'in_1',
    kind: 'invoice',
    state: 'refused',
    since: NOW.toISOString(),
    number: 'F-1',
    reasons: [{ code: 'flow_refused', at: 'flow', params: { state: 'IN_REJETE', message } }],
  } as const;
  return { id: 'n', event: 'refused', occurredAt: NOW, facts };
}

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

  it('that nobody has met is shown as it is, with what can be done about any', () => {
    const notice = refusal(UNHEARD);
    const text = textOf(notice, 'en');
    expect(text).toContain(`Chorus Pro’s words: “${UNHEARD}”`);
    expect(text).not.toContain('What it means');
    if (notice.facts.about !== 'document' || !notice.facts.reasons[0]) throw new Error('no reason');
    expect(text).toContain(sentencesFor(notice.facts.reasons[0], 'en').remedy);
  });

  it('without a word of Chorus Pro’s is told as any reason is', () => {
    const text = textOf(refusal(''), 'en');
    expect(text).toContain('Why: Chorus Pro refused the invoice');
    expect(text).not.toContain('Chorus Pro’s words: “');
  });

  it('comes to webhooks with each message and its code, or null', () => {
    const body = webhookBody(makeTenant('live'), refusal(`${UNDERSTOOD} | ${UNHEARD}`));
    expect(JSON.parse(body ?? '').data.document.sayings).toEqual([
      { message: UNDERSTOOD, code: 'service_missing' },
      { message: UNHEARD, code: null },
    ]);
  });
});
