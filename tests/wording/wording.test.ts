import { describe, expect, it } from '@jest/globals';
import { STATES, type TransmissionState } from '../../backend/follow/state.ts';
import { reason, REASONS, type ReasonCode } from '../../backend/invoice/reason.ts';
import { placeholdersOf } from '../../src/wording/fill.ts';
import {
  LOCALES,
  sentencesFor,
  stateWordingFor,
  wordingFor,
  type Locale,
  type ReasonWording,
} from '../../src/wording/wording.ts';
import { findReasonCalls } from './reason-calls.ts';

const isCode = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
const isState = (state: string): state is TransmissionState => Object.hasOwn(STATES, state);
const CODES = Object.keys(REASONS).filter(isCode);
const CASES = CODES.flatMap((code) => LOCALES.map((locale) => [code, locale] as const));

/** What comes along with every reason, from `at`. */
const FROM_AT = ['line', 'place'];

const templatesOf = (code: ReasonCode, locale: Locale): readonly string[] => {
  const { title, explanation, remedy } = wordingFor(locale).reasons[code];
  return [title, explanation, remedy];
};

const mentionedBy = (code: ReasonCode, locale: Locale) =>
  new Set(templatesOf(code, locale).flatMap(placeholdersOf));

const demandedBy = (code: ReasonCode, locale: Locale) =>
  new Set(
    templatesOf(code, locale)
      .map((template) => template.replace(/\[\[.*?\]\]/gs, ''))
      .flatMap(placeholdersOf),
  );

/** A reason with a telling value for every param that its sentences know. */
function tellingReason(code: ReasonCode) {
  const names = LOCALES.flatMap((locale) => [...mentionedBy(code, locale)]);
  const params = names.filter((name) => !FROM_AT.includes(name)).map((name) => [name, `<${name}>`]);
  return reason(code, 'invoice.lines[3]', Object.fromEntries(params));
}

const partsOf = ({ title, explanation, remedy }: ReasonWording) => [title, explanation, remedy];

it('covers every code and state, in more than one language', () => {
  expect(CODES.length).toBeGreaterThan(80);
  expect(Object.keys(STATES).length).toBeGreaterThan(15);
  expect(LOCALES).toEqual(['en', 'fr']);
});

describe.each(CASES)('%s in %s', (code, locale) => {
  const full = partsOf(sentencesFor(tellingReason(code), locale));
  const bare = partsOf(sentencesFor(reason(code, 'invoice'), locale));

  it('says something in each part, in whole sentences', () => {
    for (const [title, explanation, remedy] of [full, bare]) {
      expect(title).toMatch(/^\p{Lu}.*[^.!?:\s]$/u);
      expect(title?.length).toBeLessThanOrEqual(80);
      for (const text of [explanation, remedy]) {
        expect(text).toMatch(/^[\p{Lu}“«<?].+[.”»]$/u);
        expect(text?.length).toBeGreaterThan(20);
        expect(text).not.toMatch(/ {2}|\.\.| \.|undefined/);
      }
    }
  });

  it('shows every param, and leaves no bracket open', () => {
    for (const name of mentionedBy(code, locale)) {
      const shown = name === 'line' ? '4' : name === 'place' ? / 4/ : `<${name}>`;
      expect(full.join(' ')).toMatch(shown);
    }
    expect([...full, ...bare].join(' ')).not.toMatch(/[{}]|\[\[|\]\]/);
  });

  it('blames nobody and shouts at nobody', () => {
    expect(full.join(' ')).not.toMatch(/!|\byou (forgot|failed|must not)\b|invalid|oops|sorry/i);
  });
});

it.each(CODES)('%s has the same params in both languages, and other words', (code) => {
  expect(mentionedBy(code, 'fr')).toEqual(mentionedBy(code, 'en'));
  const [english, french] = [templatesOf(code, 'en'), templatesOf(code, 'fr')];
  for (const [index, sentence] of english.entries()) expect(french[index]).not.toBe(sentence);
});

describe('the params that the stations pass', () => {
  const calls = findReasonCalls();

  /** Codes that a file gives by a variable; a new such place must be added here. */
  const BY_VARIABLE: Readonly<Record<string, readonly ReasonCode[]>> = {
    'chorus-pro/directory.ts': ['technical_account_refused', 'application_not_authorized'],
    'chorus-pro/faults.ts': [
      'chorus_pro_unavailable',
      'deposit_uncertain',
      'internal_error',
      'action_refused',
      'action_uncertain',
      'action_not_possible',
    ],
    'chorus-pro/recycle.ts': [
      'service_code_too_long',
      'engagement_number_too_long',
      'contract_number_too_long',
    ],
    'decide/check-buyer.ts': [
      'service_code_reserved',
      'service_code_unknown',
      'service_code_inactive',
    ],
    'decide/routing.ts': [
      'service_code_too_long',
      'engagement_number_too_long',
      'contract_number_too_long',
    ],
    'follow/follow.ts': ['suspended_by_buyer', 'to_recycle', 'rejected_by_buyer'],
    'invoice/rules/lengths.ts': [
      'text_too_long',
      'service_code_too_long',
      'engagement_number_too_long',
      'contract_number_too_long',
    ],
    'invoice/rules/parties.ts': ['seller_address_missing', 'buyer_country_missing'],
    'invoice/rules/rule.ts': ['amount_due_inexact'],
    'stripe/faults.ts': ['stripe_unavailable', 'stripe_data_unexpected'],
  };

  /** Params that come from a variable: those of a fault at Chorus Pro (chorus-pro/faults.ts), all of them optional. */
  const FAULT_PARAMS = ['route', 'fault', 'failure', 'httpStatus', 'code', 'message'];

  const known = calls.flatMap(({ file, code, params }) =>
    (code === undefined ? (BY_VARIABLE[file] ?? []) : [code]).map((each) => ({
      file,
      code: each,
      params,
    })),
  );

  it('were found', () => {
    expect(calls.length).toBeGreaterThan(60);
    const strangers = calls.filter(({ file, code }) => code === undefined && !BY_VARIABLE[file]);
    expect(strangers).toEqual([]);
    expect(known.every(({ code }) => isCode(code))).toBe(true);
  });

  it.each(LOCALES)('are all mentioned in %s, and none is missing', (locale) => {
    const complaints = known.flatMap(({ file, code, params }) => {
      if (!isCode(code)) return [];
      const mentioned = mentionedBy(code, locale);
      const unsaid = (params ?? []).filter((name) => !mentioned.has(name));
      const absent = [...demandedBy(code, locale)].filter(
        (name) => params && !params.includes(name) && !FROM_AT.includes(name),
      );
      return [
        ...unsaid.map((name) => `${file}: ${code} passes ${name}, which no sentence mentions`),
        ...absent.map((name) => `${file}: ${code} does not pass ${name}, which a sentence needs`),
      ];
    });
    expect(complaints).toEqual([]);
  });

  it.each(LOCALES)('of a fault at Chorus Pro are mentioned in %s', (locale) => {
    const codes = [
      'chorus_pro_unavailable',
      'technical_account_missing',
      'technical_account_refused',
      'application_not_authorized',
      'application_credentials_refused',
      'deposit_refused',
      'deposit_uncertain',
      'document_too_large',
      'directory_unavailable',
      'internal_error',
      'action_refused',
      'action_uncertain',
      'action_not_possible',
      'account_lacks_rights',
      'invoice_not_at_chorus_pro',
    ] as const;
    for (const code of codes) {
      for (const name of FAULT_PARAMS) expect(mentionedBy(code, locale)).toContain(name);
    }
  });
});

describe('states', () => {
  it.each(Object.keys(STATES).filter(isState))(
    '%s has a label and says what comes next',
    (state) => {
      const [english, french] = [stateWordingFor(state, 'en'), stateWordingFor(state, 'fr')];
      expect(english.label).not.toBe(french.label);
      for (const { label, explanation } of [english, french]) {
        expect(label).toMatch(/^\p{Lu}[^.]{3,24}$/u);
        expect(explanation).toMatch(/^\p{Lu}.{20,}\.$/u);
      }
    },
  );
});

describe('figures', () => {
  const inexact = reason('line_net_inexact', 'invoice.lines[0]', {
    found: '1234567.80',
    expected: '-0.05',
  });
  const dates = reason('issue_date_in_future', 'invoice', {
    issuedOn: '2026-12-01',
    today: '2026-11-23',
  });
  const rate = reason('tax_rate_not_french', 'invoice.lines[1].taxes[0]', { rate: '7.7' });

  it('are written as English writes them', () => {
    expect(sentencesFor(inexact, 'en').explanation).toContain('€1,234,567.80 on line 1');
    expect(sentencesFor(inexact, 'en').explanation).toContain('-€0.05');
    expect(sentencesFor(dates, 'en').explanation).toContain('Dec 1, 2026');
    expect(sentencesFor(rate, 'en').explanation).toContain('7.7%');
  });

  it('are written as French writes them, with spaces that never break', () => {
    expect(sentencesFor(inexact, 'fr').explanation).toContain('1\u202f234\u202f567,80\u00a0€');
    expect(sentencesFor(inexact, 'fr').explanation).toContain('-0,05\u00a0€');
    expect(sentencesFor(dates, 'fr').explanation).toContain('1er décembre 2026');
    expect(sentencesFor(rate, 'fr').explanation).toContain('7,7\u00a0%');
    expect(sentencesFor(dates, 'fr').remedy).toContain('faire\u00a0: Guichet');
  });

  it('that are none stay as they are', () => {
    const odd = { found: 'a lot', expected: '' };
    const { explanation } = sentencesFor(reason('line_net_inexact', 'invoice', odd), 'en');
    expect(explanation).toContain('Stripe shows a lot, but');
    expect(explanation).toContain('gives ?.');
  });
});

describe('words that came from elsewhere', () => {
  it('stand as they are, whatever is in them', () => {
    const message = 'BT-1 {number} [[x]] $& <b>“quoted”</b>';
    const refused = reason('flow_refused', 'flow', { state: 'IN_REJETE', message });
    expect(sentencesFor(refused, 'en').explanation).toContain(`“${message}”`);
    expect(sentencesFor(refused, 'fr').explanation).toContain('BT-1 {number} [[x]] $& <b>');
  });

  it('are left out with their lead-in when there are none', () => {
    const refused = reason('flow_refused', 'flow', { state: 'IN_REJETE', message: '' });
    expect(sentencesFor(refused, 'en').explanation).not.toContain('words');
  });

  it('name the place in people’s words', () => {
    const place = (at: string) =>
      sentencesFor(reason('text_too_long', at, { found: '9', limit: '8' }), 'en').explanation;
    expect(place('invoice.lines[11].description')).toContain('the description of line 12');
    expect(place('invoice.seller.legalInformation')).toContain('legal information');
    expect(place('something.else')).toContain('something.else');
  });
});
