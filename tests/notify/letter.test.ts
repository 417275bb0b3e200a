import { describe, expect, it } from '@jest/globals';
import { slackBody } from '../../backend/notify/call-body.ts';
import { letterHtml, letterText, type Letter } from '../../backend/notify/letter.ts';

const LETTER: Letter = {
  locale: 'en',
  subject: 'A <b>subject</b>',
  lead: 'What happened & why',
  blocks: [
    [
      { label: 'Buyer: ', text: 'Mairie <img src=x onerror=alert(1)> "& Cie"' },
      { text: 'plain' },
      { text: 'https://dashboard.stripe.com/acct_1/invoices/in_1?a=1&b="2', isLink: true },
    ],
    [{ label: 'What to do: ', text: 'wait' }],
  ],
  link: { label: 'Open', url: 'https://dashboard.stripe.com/acct_1/dashboard' },
  footer: 'Why you get this',
};

/** The words of a page, as a person reads them. */
function wordsOf(html: string): string {
  return html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a letter', () => {
  it('says the same as text and as a page', () => {
    const text = letterText({ ...LETTER, link: { label: 'Open', url: '' }, footer: 'the foot' });
    const html = letterHtml({ ...LETTER, footer: 'the foot' });
    expect(wordsOf(html)).toBe(text.replace('-- \n', '').replace(/\s+/g, ' ').trim());
  });

  it('makes nobody’s text markup, and loads nothing from anywhere', () => {
    const html = letterHtml(LETTER);
    expect(html).not.toMatch(/<(?:img|b|script|link|style|iframe|svg)[ >]|url\(|@import/);
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    expect(links).toEqual([
      'https://dashboard.stripe.com/acct_1/invoices/in_1?a=1&#38;b=&#34;2',
      'https://dashboard.stripe.com/acct_1/dashboard',
    ]);
  });

  it('shows in a chat what each line is about, and stays short there', () => {
    expect(JSON.parse(slackBody(LETTER)).text).toContain('*Buyer:* Mairie &lt;img');
    const blocks = Array.from({ length: 500 }, () => [{ text: '&'.repeat(10) }]);
    const { text } = JSON.parse(slackBody({ ...LETTER, blocks }));
    expect(text.length).toBeLessThan(3_200);
    expect(text).toContain('…');
    // Cut between two signs, never inside one, and the link is still there.
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    expect(text).toContain(`<${LETTER.link.url}|Open>`);
  });
});
