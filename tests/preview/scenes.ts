import type { Page } from 'playwright-core';
import {
  STEPS,
  type Answer,
  type ReasonView,
  type TransmissionView,
} from '../../backend/api/contract.ts';
import { viewReason } from '../../backend/api/view.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { Script } from './browser.ts';
import type { Place } from './place.ts';

/** Every view in every state, to be looked at: where, what our backend answers, and what a person does there. */
export interface Scene {
  readonly name: string;
  readonly place: Partial<Place>;
  readonly script: Script;
  readonly act?: (page: Page) => Promise<void>;
}

const CUSTOMER = 'cus_ConseildepartementaldelaVesle';
const PRIVATE = 'cus_BoulangeriePainLumiere';
const INVOICE = 'in_1GUI20260008';

type Connection = Answer<'/api/connection/read'>['connection'];

const CONNECTED: Connection = {
  platform: 'production',
  state: 'connected',
  chorus_pro: 'up',
  login: 'TECH_1_73282932000074@cpro.fr',
  reason: null,
  checked_at: '2026-11-23T07:00:00.000Z',
  renew_password_by: '2027-10-01',
  last_event_at: '2026-11-23T06:12:00.000Z',
};

function reason(code: ReasonCode, at: string, params = {}): ReasonView {
  return viewReason({ code, at, params });
}

const SERVICE_MISSING = reason('service_code_missing', 'customer.metadata.einvoicing_code', {
  siret: '12345678200028',
  name: 'DESTINATAIRE SERVICE OBLIGATOIRE',
});
const CHECKSUM = reason('buyer_siret_checksum', 'customer.metadata.siret', {
  siret: '12345678200028',
});

function row(change: Partial<TransmissionView>): TransmissionView {
  return {
    document_id: INVOICE,
    number: 'FA-2026-0117',
    state: 'available',
    since: '2026-11-20T09:30:00.000Z',
    actor: 'buyer',
    reasons: [],
    warnings: [],
    buyer_siret: '12345678200028',
    customer_id: CUSTOMER,
    customer_name: 'Conseil départemental de la Vesle',
    total: '120050',
    currency: 'eur',
    flow_number: 'CPP202600000117',
    deposited_at: '2026-11-19T08:00:00.000Z',
    remote_status: 'MISE_A_DISPOSITION',
    remote_comment: null,
    next_at: null,
    ...change,
  };
}

type Found = Answer<'/api/transmissions/find'>;

const LIFE: readonly (readonly [TransmissionView['state'], string])[] = [
  ['received', '2026-11-19T07:59:30.000Z'],
  ['converted', '2026-11-19T07:59:40.000Z'],
  ['deposited', '2026-11-19T08:00:00.000Z'],
  ['integrated', '2026-11-19T08:20:00.000Z'],
  ['available', '2026-11-20T09:30:00.000Z'],
  ['in_payment', '2026-12-10T14:00:00.000Z'],
  ['paid', '2026-12-14T10:00:00.000Z'],
];

function found(change: Partial<TransmissionView>, steps: number, more: Partial<Found> = {}): Found {
  const expires_at = '2026-11-23T12:00:00.000Z';
  const url = 'https://api.guichet.example/files/x';
  return {
    transmission: row(change),
    history: LIFE.slice(0, steps).map(([state, at]) => ({
      ...{ at, kind: 'state' as const, state, reasons: [], detail: {}, remote: null },
    })),
    actions: [{ action: 'set_references', primary: false, disabled_because: null }],
    files: (['factur_x', 'xml', 'proof_pack'] as const).map((file) => ({ file, url, expires_at })),
    references: { service_code: 'ACHATS', engagement_number: 'EJ-2026-44', contract_number: null },
    ...more,
  };
}

const REFUSED = found({ state: 'refused', actor: 'merchant', reasons: [SERVICE_MISSING] }, 3, {
  actions: [
    { action: 'retry', primary: true, disabled_because: null },
    { action: 'set_references', primary: false, disabled_because: null },
    { action: 'exclude', primary: false, disabled_because: null },
  ],
});
const SUSPENDED = found(
  {
    state: 'suspended',
    actor: 'merchant',
    remote_comment: 'Merci de joindre le procès-verbal de réception signé.',
  },
  5,
  {
    actions: [{ action: 'complete', primary: true, disabled_because: null }],
    upload: { url: 'https://api.guichet.example/upload/x', expires_at: '2026-11-23T12:00:00.000Z' },
    attachments: [{ name: 'pv-reception.pdf', bytes: 182_000 }],
  },
);

const ROWS = [
  row({ document_id: 'in_a', number: 'FA-2026-0121', state: 'blocked', actor: 'merchant' }),
  row({
    document_id: 'in_b',
    number: 'FA-2026-0120',
    state: 'refused',
    actor: 'merchant',
    customer_name: 'Centre hospitalier de Brévanne',
    total: '480000',
  }),
  row({
    document_id: 'in_c',
    number: 'FA-2026-0119',
    customer_name: 'Mairie de Valombre-sur-Isle',
    total: '96000',
  }),
  row({
    document_id: 'in_d',
    number: 'FA-2026-0118',
    state: 'in_payment',
    customer_name: 'Préfecture du Haut-Marais',
    total: '1250000',
  }),
  row({
    document_id: 'in_e',
    number: 'FA-2026-0117',
    state: 'paid',
    actor: 'nobody',
    total: '72000',
  }),
];

const OVERVIEW: Answer<'/api/overview/read'> = {
  groups: [
    { group: 'yours', states: ['blocked', 'refused'], count: 2, total: '600050' },
    { group: 'under_way', states: ['available', 'in_payment'], count: 14, total: '4810000' },
    { group: 'done', states: ['paid'], count: 61, total: '19876543' },
  ],
  currency: 'eur',
  median_days_to_payment: 26,
  months: [
    ['2026-06', '2100000'],
    ['2026-07', '2650000'],
    ['2026-08', '900000'],
    ['2026-09', '3120000'],
    ['2026-10', '2980000'],
    ['2026-11', '1870000'],
  ].map(([month = '', total = '']) => ({ month, total, count: 9 })),
  connection: CONNECTED,
};

const BODY: Answer<'/api/directory/find'> = {
  kind: 'found',
  body: {
    siret: '12345678200028',
    name: 'DÉPARTEMENT DE LA VESLE',
    active: true,
    address: { line: '40 rue Carnot', post_code: '51000', city: 'Châlons-en-Vesle' },
  },
  demands: { service: true, engagement: false, service_or_engagement: false },
  reports_payment: false,
  services: [
    { code: 'SERVICE_DEST_SERV_OBL', label: 'Direction des finances', engagement: false },
    { code: 'ACHATS', label: 'Service des achats', engagement: true },
  ],
  read_at: '2026-11-23T08:00:00.000Z',
};

const BODIES: Answer<'/api/directory/search'> = {
  kind: 'found',
  more: true,
  bodies: [
    {
      siret: '12345678200051',
      name: 'COMMUNE DE VALOMBRE-SUR-ISLE',
      active: true,
      address: { line: null, post_code: '24100', city: 'Valombre-sur-Isle' },
    },
    {
      siret: '12345678200069',
      name: 'CCAS DE VALOMBRE-SUR-ISLE',
      active: true,
      address: { line: null, post_code: '24100', city: 'Valombre-sur-Isle' },
    },
    {
      siret: '12345678200077',
      name: 'COMMUNE DE VALOMBRE-LE-HAUT',
      active: false,
      address: { line: null, post_code: '24110', city: 'Valombre-le-Haut' },
    },
  ],
};

const checked = (verdict: 'ready' | 'attention' | 'blocked'): Answer<'/api/invoices/check'> => ({
  kind: 'checked',
  verdict,
  reasons:
    verdict === 'blocked' ? [SERVICE_MISSING, reason('iban_missing', 'settings.payment.iban')] : [],
  warnings: verdict === 'ready' ? [] : [CHECKSUM],
  buyer: { siret: '12345678200028', name: 'DÉPARTEMENT DE LA VESLE' },
  customer_id: CUSTOMER,
  references: {
    service_code: verdict === 'blocked' ? null : 'ACHATS',
    engagement_number: 'EJ-2026-44',
    contract_number: null,
  },
  actions: [
    { action: 'set_references', primary: false, disabled_because: null },
    { action: 'hold', primary: false, disabled_because: null },
    { action: 'exclude', primary: false, disabled_because: null },
  ],
});

const steps = (done: number, blocked?: ReasonView): Answer<'/api/onboarding/read'> => ({
  steps: STEPS.map((step, index) => ({
    step,
    status:
      index < done
        ? 'complete'
        : index > done
          ? 'not_started'
          : blocked
            ? 'blocked'
            : 'in_progress',
    reason: index === done ? (blocked ?? null) : null,
  })),
});

const LIST = '/api/transmissions/search';
const FIND = '/api/transmissions/find';
const CHECK = '/api/invoices/check';
const READ = '/api/overview/read';
const CONNECTION = '/api/connection/read';
const SETTINGS = '/api/settings/read';
const ONBOARDING = '/api/onboarding/read';

const list = { [LIST]: { transmissions: ROWS, next: 'more' } };
const none = { [LIST]: { transmissions: [], next: null } };
const customer = { page: 'customer', id: CUSTOMER, mode: 'live' } as const;
const invoice = { page: 'invoice', id: INVOICE, mode: 'live' } as const;
const home = { page: 'home', mode: 'live' } as const;
const settings = { page: 'settings', mode: 'live' } as const;
const onboarding = { page: 'onboarding', mode: 'live' } as const;
const french = { locale: 'fr-FR' } as const;
const viewOnly = { role: 'view_only' } as const;
const directory = { '/api/directory/find': BODY, '/api/directory/search': BODIES };
const parsed = { settings: settingsSchema.parse(SAMPLE_SETTINGS), version: '1' };
const configured = { [SETTINGS]: parsed, [CONNECTION]: { connection: CONNECTED } };
const refusedAccount = reason('technical_account_refused', 'settings.technicalAccount');

/** All scenes. */
export const SCENES: readonly Scene[] = [
  { name: 'customer', place: customer, script: { ...list, ...directory } },
  { name: 'customer-french', place: { ...customer, ...french }, script: { ...list, ...directory } },
  {
    name: 'customer-search',
    place: customer,
    script: { ...none, ...directory },
    act: async (page) => {
      await page.getByLabel('Find the public body').fill('valombre');
      await page.getByText('There are more').waitFor();
    },
  },
  {
    name: 'customer-directory-off',
    place: customer,
    script: { ...none, '/api/directory/search': 404, '/api/directory/find': 404 },
    act: async (page) => {
      await page.getByLabel('Find the public body').fill('valombre');
      await page.getByText('cannot be searched').waitFor();
    },
  },
  {
    name: 'customer-siren',
    place: customer,
    script: { ...none, '/api/directory/find': 404 },
    act: (page) => page.getByLabel('SIRET', { exact: true }).fill('732 829 320'),
  },
  {
    name: 'customer-checksum',
    place: customer,
    script: { ...none, '/api/directory/find': { kind: 'unknown_siret' } },
    act: (page) => page.getByLabel('SIRET', { exact: true }).fill('732 829 320 00075'),
  },
  { name: 'customer-private', place: { ...customer, id: PRIVATE }, script: none },
  {
    name: 'customer-view-only',
    place: { ...customer, ...viewOnly },
    script: { ...list, ...directory },
  },
  {
    name: 'customer-backend-down',
    place: customer,
    script: { [LIST]: 'no answer', '/api/directory/find': 'no answer' },
  },
  {
    name: 'customer-test',
    place: { ...customer, mode: 'test' },
    script: { ...list, ...directory },
  },
  {
    name: 'customer-sandbox',
    place: { ...customer, mode: 'sandbox' },
    script: { ...none, ...directory },
  },
  { name: 'invoice-loading', place: invoice, script: { [FIND]: 'never' } },
  { name: 'invoice-available', place: invoice, script: { [FIND]: found({}, 5) } },
  {
    name: 'invoice-paid',
    place: invoice,
    script: {
      [FIND]: found({ state: 'paid', actor: 'nobody', since: '2026-12-14T10:00:00.000Z' }, 7),
    },
  },
  { name: 'invoice-refused', place: invoice, script: { [FIND]: REFUSED } },
  { name: 'invoice-refused-french', place: { ...invoice, ...french }, script: { [FIND]: REFUSED } },
  {
    name: 'invoice-confirm',
    place: invoice,
    script: { [FIND]: REFUSED },
    act: (page) => page.getByRole('button', { name: 'Send again' }).click(),
  },
  {
    name: 'invoice-suspended',
    place: invoice,
    script: { [FIND]: SUSPENDED },
    act: (page) => page.getByRole('button', { name: 'Send the documents' }).click(),
  },
  {
    name: 'invoice-draft-blocked',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('blocked') },
  },
  {
    name: 'invoice-draft-attention',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('attention') },
  },
  {
    name: 'invoice-draft-ready',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('ready') },
  },
  {
    name: 'invoice-not-concerned',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'not_concerned', held: null } },
  },
  {
    name: 'invoice-not-connected',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'not_connected', reason: null } },
  },
  {
    name: 'invoice-chorus-pro-down',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'unavailable', reason: null } },
  },
  { name: 'invoice-backend-down', place: invoice, script: { [FIND]: 500 } },
  { name: 'invoice-offline', place: invoice, script: { [FIND]: 'no answer' } },
  { name: 'invoice-forbidden', place: invoice, script: { [FIND]: 403 } },
  { name: 'invoice-view-only', place: { ...invoice, ...viewOnly }, script: { [FIND]: REFUSED } },
  { name: 'overview', place: home, script: { ...list, [READ]: OVERVIEW } },
  { name: 'overview-french', place: { ...home, ...french }, script: { ...list, [READ]: OVERVIEW } },
  {
    name: 'overview-empty',
    place: home,
    script: {
      ...none,
      [READ]: {
        ...OVERVIEW,
        median_days_to_payment: null,
        months: [],
        groups: OVERVIEW.groups.map((each) => ({ ...each, count: 0, total: '0' })),
        connection: { ...CONNECTED, last_event_at: null },
      },
    },
  },
  {
    name: 'overview-not-connected',
    place: home,
    script: {
      ...none,
      [READ]: {
        ...OVERVIEW,
        months: [],
        connection: { ...CONNECTED, state: 'not_connected', login: null, checked_at: null },
      },
    },
  },
  {
    name: 'overview-refused',
    place: home,
    script: { ...list, [READ]: { ...OVERVIEW, connection: { ...CONNECTED, state: 'refused' } } },
  },
  {
    name: 'overview-chorus-pro-down',
    place: home,
    script: { ...list, [READ]: { ...OVERVIEW, connection: { ...CONNECTED, chorus_pro: 'down' } } },
  },
  { name: 'overview-backend-down', place: home, script: { [READ]: 503, [LIST]: 503 } },
  { name: 'overview-loading', place: home, script: { [READ]: 'never', [LIST]: 'never' } },
  { name: 'settings', place: settings, script: configured },
  { name: 'settings-french', place: { ...settings, ...french }, script: configured },
  {
    name: 'settings-empty',
    place: settings,
    script: {
      [SETTINGS]: { settings: null, version: null },
      [CONNECTION]: {
        connection: {
          ...CONNECTED,
          state: 'not_connected',
          login: null,
          checked_at: null,
          renew_password_by: null,
        },
      },
    },
  },
  {
    name: 'settings-connect',
    place: settings,
    script: { ...configured, '/api/connection/save': { kind: 'refused', reason: refusedAccount } },
    act: async (page) => {
      await page.getByRole('button', { name: 'Change the account' }).click();
      await page.getByLabel('Login', { exact: true }).fill('TECH_1_73282932000074@cpro.fr');
      await page.getByLabel('Password', { exact: true }).fill('expired');
      await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click();
      await page.getByText('Chorus Pro refused').waitFor();
    },
  },
  {
    name: 'settings-disconnect',
    place: settings,
    script: configured,
    act: (page) => page.getByRole('button', { name: 'Disconnect' }).click(),
  },
  { name: 'settings-view-only', place: { ...settings, ...viewOnly }, script: configured },
  {
    name: 'settings-backend-down',
    place: settings,
    script: { [SETTINGS]: 500, [CONNECTION]: 500 },
  },
  { name: 'onboarding', place: onboarding, script: { [ONBOARDING]: steps(0) } },
  {
    name: 'onboarding-blocked',
    place: onboarding,
    script: { [ONBOARDING]: steps(2, refusedAccount) },
  },
  { name: 'onboarding-test', place: onboarding, script: { [ONBOARDING]: steps(4) } },
  { name: 'onboarding-complete', place: onboarding, script: { [ONBOARDING]: steps(6) } },
  {
    name: 'onboarding-french',
    place: { ...onboarding, ...french },
    script: { [ONBOARDING]: steps(2, refusedAccount) },
  },
  { name: 'onboarding-backend-down', place: onboarding, script: { [ONBOARDING]: 'no answer' } },
];
