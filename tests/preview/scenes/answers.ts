import {
  STEPS,
  type Answer,
  type ReasonView,
  type TransmissionView,
} from '../../../backend/api/contract.ts';
import { viewReason } from '../../../backend/api/view.ts';
import type { ReasonCode } from '../../../backend/invoice/reason.ts';

/** Answers of our backend, made up and complete, from which scenes change one thing each. */

export const CUSTOMER = 'cus_ConseildepartementaldelaVesle';
export const PRIVATE = 'cus_BoulangeriePainLumiere';
export const INVOICE = 'in_1GUI20260008';

type Connection = Answer<'/api/connection/read'>['connection'];

export const CONNECTED: Connection = {
  platform: 'production',
  state: 'connected',
  chorus_pro: 'up',
  login: 'TECH_1_73282932000074@cpro.fr',
  reason: null,
  checked_at: '2026-11-23T07:00:00.000Z',
  renew_password_by: '2027-10-01',
  last_event_at: '2026-11-23T06:12:00.000Z',
};

export function reason(code: ReasonCode, at: string, params = {}): ReasonView {
  return viewReason({ code, at, params });
}

export const SERVICE_MISSING = reason('service_code_missing', 'customer.metadata.einvoicing_code', {
  siret: '12345678200028',
  name: 'DÉPARTEMENT DE LA VESLE',
});
export const CHECKSUM = reason('buyer_siret_checksum', 'customer.metadata.siret', {
  siret: '12345678200028',
});

export function row(change: Partial<TransmissionView>): TransmissionView {
  return {
    document_id: INVOICE,
    number: 'FA-2026-0117',
    state: 'available',
    since: '2026-10-20T09:30:00.000Z',
    actor: 'buyer',
    reasons: [],
    warnings: [],
    buyer_siret: '12345678200028',
    customer_id: CUSTOMER,
    customer_name: 'Conseil départemental de la Vesle',
    total: '235200',
    currency: 'eur',
    flow_number: 'CPP202600000117',
    deposited_at: '2026-10-19T08:00:00.000Z',
    remote_status: 'MISE_A_DISPOSITION',
    remote_comment: null,
    next_at: null,
    ...change,
  };
}

type Found = Answer<'/api/transmissions/find'>;

const LIFE: readonly (readonly [TransmissionView['state'], string])[] = [
  ['received', '2026-10-19T07:59:30.000Z'],
  ['converted', '2026-10-19T07:59:40.000Z'],
  ['deposited', '2026-10-19T08:00:00.000Z'],
  ['integrated', '2026-10-19T08:20:00.000Z'],
  ['available', '2026-10-20T09:30:00.000Z'],
  ['in_payment', '2026-11-10T14:00:00.000Z'],
  ['paid', '2026-11-14T10:00:00.000Z'],
];

export function found(
  change: Partial<TransmissionView>,
  steps: number,
  more: Partial<Found> = {},
): Found {
  const expires_at = '2026-11-23T12:00:00.000Z';
  const url = 'https://api.guichet.example/files/x';
  return {
    transmission: row(change),
    history: LIFE.slice(0, steps).map(([state, at]) => ({
      ...{ at, kind: 'state' as const, state, reasons: [], detail: {}, remote: null },
    })),
    actions: [],
    files: (['factur_x', 'xml', 'proof_pack'] as const).map((file) => ({ file, url, expires_at })),
    references: { service_code: 'ACHATS', engagement_number: 'EJ-2026-44', contract_number: null },
    ...more,
  };
}

/** As public reports show it. */
const REFUSAL =
  "L'element GCU_DEPOT_FLUX/factures/facture/destinataire/codeService est obligatoire.";

/** Deposited, and refused in Chorus Pro's report: its own words beside what they mean. */
export const REFUSED = found(
  { state: 'refused', actor: 'merchant', reasons: [reason('flow_refused', 'invoice')] },
  3,
  {
    sayings: [{ message: REFUSAL, code: 'service_missing' }],
    references: { service_code: null, engagement_number: 'EJ-2026-44', contract_number: null },
    actions: [
      { action: 'retry', primary: true, disabled_because: null },
      { action: 'set_references', primary: false, disabled_because: null },
      { action: 'exclude', primary: false, disabled_because: null },
    ],
  },
);
export const SUSPENDED = found(
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

export const ROWS = [
  row({
    document_id: 'in_a',
    number: 'FA-2026-0121',
    state: 'blocked',
    actor: 'merchant',
    reasons: [SERVICE_MISSING],
  }),
  row({
    document_id: 'in_b',
    number: 'FA-2026-0120',
    state: 'refused',
    actor: 'merchant',
    reasons: [reason('flow_refused', 'invoice')],
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

/** The rows that a search asks for, with another page to come where nothing is left out. */
export const searched = (question: object): Answer<'/api/transmissions/search'> => {
  const states = 'states' in question && Array.isArray(question.states) ? question.states : [];
  const rows = ROWS.filter(({ state }) => states.length === 0 || states.includes(state));
  return { transmissions: rows, next: states.length === 0 ? 'more' : null };
};

export const OVERVIEW: Answer<'/api/overview/read'> = {
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

export const BODY: Answer<'/api/directory/find'> = {
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

export const BODIES: Answer<'/api/directory/search'> = {
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

export const checked = (
  verdict: 'ready' | 'attention' | 'blocked',
): Answer<'/api/invoices/check'> => ({
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

export const steps = (done: number, blocked?: ReasonView): Answer<'/api/onboarding/read'> => ({
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

/** What was told to the merchant, and how it went. */
export const NOTIFIED: Answer<'/api/notifications/read'> = {
  mail: true,
  signing_key: true,
  deliveries: [
    {
      ...{ at: '2026-11-23T06:12:00.000Z', event: 'invoice.suspended', number: 'FA-2026-0120' },
      ...{ channel: 'email', target: 'compta@atelier-du-marais.example', state: 'sent' },
      ...{ attempts: 1, answer: null, next_at: null },
    },
    {
      ...{ at: '2026-11-22T15:40:00.000Z', event: 'invoice.rejected', number: 'FA-2026-0113' },
      ...{ channel: 'webhook', target: '', state: 'waiting' },
      ...{ attempts: 3, answer: '503', next_at: '2026-11-23T09:00:00.000Z' },
    },
  ],
};
