import { describe, expect, it } from '@jest/globals';
import type { BuyerDemands, DirectoryAnswer } from '../../backend/decide/decision.ts';
import { decide, findRouting } from '../../backend/decide/decide.ts';
import type { EngagementFinding } from '../../backend/decide/directory.ts';
import { parseIsoDate, type IsoDate } from '../../backend/invoice/date.ts';
import { reason } from '../../backend/invoice/reason.ts';
import { parseSnapshot, type StripeSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema, type Settings } from '../../backend/settings.ts';
import { buildInvoice } from '../samples/builder.ts';
import { buildCreditNote } from '../samples/credit-note.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { CreditNoteSpec, CustomerSpec, InvoiceSpec } from '../samples/spec.ts';

const VALID_SIRET = '73282932000074';
const settings = settingsSchema.parse(SAMPLE_SETTINGS);
const today = day('2026-11-23');

function day(text: string): IsoDate {
  const date = parseIsoDate(text);
  if (!date) throw new Error(text);
  return date;
}

function snapshotOf(
  spec: Partial<InvoiceSpec> = {},
  customer: Partial<CustomerSpec> = {},
): StripeSnapshot {
  const parsed = parseSnapshot(
    buildInvoice({
      number: 'GUI-2026-0001',
      customer: {
        name: 'Mairie de Valombre',
        metadata: { government_affiliated: 'true', siret: VALID_SIRET },
        ...customer,
      },
      lines: [{ description: 'Hébergement', unitPriceCents: '10000' }],
      ...spec,
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
  return parsed.value;
}

const demands = (changes: Partial<BuyerDemands> = {}): DirectoryAnswer => ({
  kind: 'found',
  demands: {
    siret: VALID_SIRET,
    name: 'MAIRIE DE VALOMBRE',
    active: true,
    serviceRequired: false,
    engagementRequired: false,
    serviceOrEngagementRequired: false,
    reportsPayment: true,
    services: [
      { code: 'COMPTA', label: 'Comptabilité', active: true },
      { code: 'TRAVAUX', label: 'Travaux', active: true, engagementRequired: true },
      { code: 'ANCIEN', label: 'Ancien service', active: false },
      { code: 'FACTURES_PUBLIQUES', label: 'Entre personnes publiques', active: true },
    ],
    readAt: '2026-11-23T08:00:00Z',
    ...changes,
  },
});

const flagged = (metadata: Record<string, string>) => ({
  metadata: { government_affiliated: 'true', siret: VALID_SIRET, ...metadata },
});

function decideOn(
  snapshot: StripeSnapshot,
  changes: { settings?: Settings | undefined; directory?: DirectoryAnswer | undefined } = {},
) {
  return decide({ snapshot, settings, directory: demands(), today, ...changes });
}

function codes(...args: Parameters<typeof decideOn>): readonly string[] {
  const decision = decideOn(...args);
  return decision.kind === 'held' ? decision.reasons.map(({ code }) => code) : [decision.kind];
}

describe('who is concerned', () => {
  it.each(['true', 'TRUE', ' True '])('is concerned: %p', (flag) => {
    const customer = { metadata: { government_affiliated: flag, siret: VALID_SIRET } };
    expect(codes(snapshotOf({}, customer))).toEqual(['send']);
  });

  it.each(['false', 'yes', '1', ''])('is not concerned: %p', (flag) => {
    const snapshot = snapshotOf({}, { metadata: { government_affiliated: flag } });
    expect(decideOn(snapshot)).toEqual({
      kind: 'not_concerned',
      because: 'customer_not_government',
    });
    expect(findRouting(snapshot)).toBeUndefined();
  });

  it('is not concerned without metadata, without a customer, or with a deleted one', () => {
    expect(decideOn(snapshotOf({}, { metadata: {} }))).toMatchObject({ kind: 'not_concerned' });
    expect(decideOn({ ...snapshotOf(), customer: null })).toMatchObject({
      because: 'customer_not_government',
    });
    expect(decideOn(snapshotOf({}, { deleted: true }))).toMatchObject({
      because: 'customer_deleted',
    });
  });
});

describe('where it goes', () => {
  it('strips the spaces and dots that people put into a SIRET', () => {
    const snapshot = snapshotOf({}, flagged({ siret: ' 732 829.320\u00a0000\u202f74 ' }));
    expect(findRouting(snapshot)).toEqual({ siret: VALID_SIRET });
  });

  it('prefers the metadata to the tax id, and takes the tax id when the metadata is blank', () => {
    const taxIds = [
      { type: 'eu_vat', value: 'FR44732829320' },
      { type: 'fr_siret', value: '12345678200051' },
    ];
    expect(findRouting(snapshotOf({}, { ...flagged({}), taxIds }))?.siret).toBe(VALID_SIRET);
    const blank = snapshotOf({}, { ...flagged({ siret: '  ' }), taxIds });
    expect(findRouting(blank)?.siret).toBe('12345678200051');
  });

  it('takes a reference from the invoice, else the subscription, else the customer', () => {
    const everywhere = snapshotOf(
      {
        metadata: { engagement_number: ' EJ-1 ', contract_number: '' },
        subscriptionMetadata: { engagement_number: 'EJ-2', contract_number: 'M-2' },
      },
      flagged({ engagement_number: 'EJ-3', contract_number: 'M-3', einvoicing_code: 'COMPTA' }),
    );
    expect(findRouting(everywhere)).toEqual({
      siret: VALID_SIRET,
      serviceCode: 'COMPTA',
      engagementNumber: 'EJ-1',
      contractNumber: 'M-2',
    });
  });

  it('warns of a wrong checksum and goes on, and lets La Poste have its own', () => {
    const wrong = decideOn(snapshotOf({}, flagged({ siret: '73282932000075' })));
    expect(wrong).toMatchObject({ kind: 'send', warnings: [{ code: 'buyer_siret_checksum' }] });
    const post = decideOn(snapshotOf({}, flagged({ siret: '35600000009075' })));
    expect(post).toMatchObject({ kind: 'send', warnings: [] });
  });
});

describe('what is missing', () => {
  const without = (part: 'siret' | 'vatNumber' | 'address') => {
    const { [part]: _left, ...seller } = settings.seller;
    return { ...settings, seller };
  };

  it('names each gap in the settings', () => {
    expect(codes(snapshotOf(), { settings: undefined })).toEqual(['settings_missing']);
    expect(codes(snapshotOf(), { settings: without('siret') })).toEqual(['seller_siret_missing']);
    expect(codes(snapshotOf(), { settings: without('vatNumber') })).toEqual([
      'seller_vat_number_missing',
    ]);
    expect(codes(snapshotOf(), { settings: without('address') })).toEqual([
      'seller_address_missing',
    ]);
    const malformed = { ...settings, seller: { ...settings.seller, siret: '123' } };
    expect(codes(snapshotOf(), { settings: malformed })).toEqual(['seller_siret_malformed']);
  });

  it('gives all the reasons at once, also when the directory could not be asked', () => {
    const snapshot = snapshotOf(
      { number: 'a number that is longer than twenty', currency: 'usd', effectiveOn: '2026-12-01' },
      { metadata: { government_affiliated: 'true', siret: '1234' } },
    );
    expect(codes(snapshot, { settings: undefined, directory: undefined })).toEqual([
      'settings_missing',
      'buyer_siret_malformed',
      'invoice_number_too_long',
      'currency_not_supported',
      'issue_date_in_future',
    ]);
  });

  it('says when there is no SIRET at all', () => {
    const snapshot = snapshotOf({}, { metadata: { government_affiliated: 'true' } });
    expect(codes(snapshot, { directory: undefined })).toEqual(['buyer_siret_missing']);
  });

  it.each(['F_2026/11', 'F+1', 'FA 2026-1', 'ABCD1234-0001', '12345678901234567890'])(
    'takes the number %p',
    (number) => expect(codes(snapshotOf({ number }))).toEqual(['send']),
  );

  it.each(['F.2026', 'Façture-1', 'F#1', ' F1', 'F1 '])('refuses the number %p', (number) =>
    expect(codes(snapshotOf({ number }))).toEqual(['invoice_number_characters']),
  );

  it('refuses what is not final, void or negative, and warns of what is uncollectible', () => {
    expect(codes(snapshotOf({ status: 'draft', number: null }))).toEqual(['invoice_not_finalized']);
    expect(codes(snapshotOf({ number: null }))).toEqual(['invoice_number_missing']);
    expect(codes(snapshotOf({ status: 'void' }))).toEqual(['invoice_voided']);
    const negative = { lines: [{ description: 'Avoir', amountCents: -100 }] };
    expect(codes(snapshotOf(negative))).toEqual(['total_negative']);
    expect(decideOn(snapshotOf({ status: 'uncollectible' }))).toMatchObject({
      kind: 'send',
      warnings: [{ code: 'invoice_uncollectible' }],
    });
  });

  it('refuses what is left to pay when it is not what is due less what is paid', () => {
    const snapshot = snapshotOf({ paidCents: 2_000 });
    const spoilt = { ...snapshot.invoice, amount_remaining: 9_999n };
    expect(decideOn({ ...snapshot, invoice: spoilt })).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'amount_due_inexact', params: { found: '99.99', expected: '100.00' } }],
    });
    const overpaid = { ...snapshot.invoice, amount_paid: 13_000n, amount_remaining: 0n };
    expect(codes({ ...snapshot, invoice: overpaid })).toEqual(['send']);
  });

  it('refuses an invoice that another account issues', () => {
    expect(codes(snapshotOf({ issuerAccount: 'acct_1Another' }))).toEqual([
      'issuer_is_another_account',
    ]);
  });

  it('counts days in France', () => {
    // 23:30 in UTC on the 23rd is the 24th in Paris.
    const late = snapshotOf();
    const invoice = { ...late.invoice, effective_at: Date.parse('2026-11-23T23:30:00Z') / 1000 };
    expect(codes({ ...late, invoice })).toEqual(['issue_date_in_future']);
  });

  it('refuses references that Chorus Pro would cut', () => {
    const long = {
      einvoicing_code: 'S'.repeat(101),
      engagement_number: 'E'.repeat(51),
      contract_number: 'M'.repeat(51),
    };
    expect(codes(snapshotOf({}, flagged(long)), { directory: undefined })).toEqual([
      'service_code_too_long',
      'engagement_number_too_long',
      'contract_number_too_long',
    ]);
  });
});

describe('what the buyer demands', () => {
  type Case = readonly [
    why: string,
    metadata: Record<string, string>,
    directory: DirectoryAnswer,
    expected: readonly string[],
  ];
  const service = { serviceRequired: true };
  const engagement = { engagementRequired: true };
  const either = { serviceOrEngagementRequired: true };
  const cases: readonly Case[] = [
    ['nothing', {}, demands(), ['send']],
    ['a service', {}, demands(service), ['service_code_missing']],
    ['a service, given', { einvoicing_code: 'COMPTA' }, demands(service), ['send']],
    ['an engagement', {}, demands(engagement), ['engagement_number_missing']],
    ['an engagement, given', { engagement_number: 'EJ' }, demands(engagement), ['send']],
    [
      'both',
      {},
      demands({ ...service, ...engagement }),
      ['service_code_missing', 'engagement_number_missing'],
    ],
    ['one of two', {}, demands(either), ['service_or_engagement_missing']],
    ['one of two, the service', { einvoicing_code: 'COMPTA' }, demands(either), ['send']],
    ['one of two, the engagement', { engagement_number: 'EJ' }, demands(either), ['send']],
    [
      'both and one of two',
      {},
      demands({ ...service, ...engagement, ...either }),
      ['service_code_missing', 'engagement_number_missing'],
    ],
    [
      'an engagement for this service',
      { einvoicing_code: 'TRAVAUX' },
      demands(),
      ['engagement_number_missing'],
    ],
    ['an unknown service', { einvoicing_code: 'compta' }, demands(), ['service_code_unknown']],
    ['a closed service', { einvoicing_code: 'ANCIEN' }, demands(), ['service_code_inactive']],
    [
      'a reserved service',
      { einvoicing_code: 'FACTURES_PUBLIQUES' },
      demands(),
      ['service_code_reserved'],
    ],
    ['a closed structure', {}, demands({ active: false }), ['buyer_inactive']],
    ['an unknown structure', {}, { kind: 'unknown_siret' }, ['buyer_unknown']],
    [
      'nobody knows',
      {},
      { kind: 'unavailable', reason: reason('directory_unavailable', 'buyer') },
      ['directory_unavailable'],
    ],
  ];
  it.each(cases)('%s', (_why, metadata, directory, expected) => {
    expect(codes(snapshotOf({}, flagged(metadata)), { directory })).toEqual(expected);
  });
});

describe('credit notes', () => {
  const credit = (change: Partial<CreditNoteSpec> = {}, status: 'open' | 'paid' = 'open') => {
    const invoice = buildInvoice({
      number: 'GUI-2026-0001',
      customer: { name: 'Mairie de Valombre', ...flagged({}) },
      lines: [{ description: 'Hébergement', unitPriceCents: '10000' }],
      status,
    });
    const spec = { number: 'GUI-2026-0001-CN-1', lines: [{ line: 0 }], ...change };
    const parsed = parseSnapshot(buildCreditNote(invoice, spec));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.reasons));
    return parsed.value;
  };

  it('are to be deducted, or were given back already', () => {
    expect(decideOn(credit())).toMatchObject({ businessProcess: 'A1', prepaid: 0n });
    const paidBack = credit({ prePaymentCents: 0 }, 'paid');
    expect(decideOn(paidBack)).toMatchObject({ businessProcess: 'A2', prepaid: 12_000n });
  });

  it('have their own number, date, status and references', () => {
    expect(codes(credit({ status: 'void' }))).toEqual(['credit_note_voided']);
    expect(codes(credit({ effectiveOn: '2026-12-24' }))).toEqual(['issue_date_in_future']);
    expect(codes(credit({ number: 'AVOIR SUR LA FACTURE 1' }))).toEqual([
      'invoice_number_too_long',
    ]);
    const own = credit({ metadata: { engagement_number: 'EJ-9' } });
    expect(findRouting(own)?.engagementNumber).toBe('EJ-9');
  });

  it('are refused when what they lower and give back is not all of them', () => {
    const snapshot = credit();
    const creditNote = snapshot.creditNote && { ...snapshot.creditNote, post_payment_amount: 1n };
    expect(codes({ ...snapshot, creditNote })).toEqual(['amount_due_inexact']);
  });
});

describe('under which framework', () => {
  const framework = (spec: Partial<InvoiceSpec>) => {
    const decision = decideOn(snapshotOf(spec));
    return decision.kind === 'send' ? decision.businessProcess : decision.kind;
  };

  it('is A2 exactly when all of something is paid', () => {
    expect(framework({})).toBe('A1');
    expect(framework({ status: 'paid' })).toBe('A2');
    expect(framework({ startingBalanceCents: -12_000 })).toBe('A2');
    expect(framework({ startingBalanceCents: -2_000 })).toBe('A1');
    expect(framework({ paidCents: 5_000 })).toBe('A1');
    // Stripe calls it paid, yet nobody has paid all of it.
    expect(framework({ status: 'paid', prePaymentCreditNotesCents: 3_000 })).toBe('A1');
    expect(framework({ lines: [{ description: 'Appel', unitPriceCents: '30' }] })).toBe('A1');
    expect(framework({ lines: [{ description: 'Essai', unitPriceCents: '0' }] })).toBe('A1');
  });

  it('changes nothing of what it was given, and answers the same again', () => {
    const snapshot = snapshotOf();
    const before = structuredClone(snapshot);
    expect(decideOn(snapshot)).toEqual(decideOn(snapshot));
    expect(snapshot).toEqual(before);
  });
});

describe('an engagement number that was looked up', () => {
  const found = (finding: EngagementFinding | undefined, changes: Partial<BuyerDemands> = {}) => {
    const snapshot = snapshotOf({}, flagged({ engagement_number: 'EJ-1' }));
    const directory = demands(changes);
    const decision = decide({ snapshot, settings, directory, engagement: finding, today });
    if (decision.kind === 'not_concerned') throw new Error(decision.because);
    const reasons = decision.kind === 'held' ? decision.reasons : [];
    return [...reasons, ...decision.warnings].map(({ code }) => code);
  };

  it('is no reason where it exists, or nobody looked', () => {
    expect(found('known', { engagementRequired: true })).toEqual([]);
    expect(found(undefined, { engagementRequired: true })).toEqual([]);
  });

  it('holds the invoice where it certainly does not exist', () => {
    expect(found('unknown')).toEqual(['engagement_number_unknown']);
  });

  it('is worth a warning where it is demanded and nobody can say', () => {
    expect(found('unchecked')).toEqual([]);
    expect(found('unchecked', { engagementRequired: true })).toEqual([
      'engagement_number_unchecked',
    ]);
    expect(found('unchecked', { serviceOrEngagementRequired: true })).toEqual([
      'engagement_number_unchecked',
    ]);
  });
});
