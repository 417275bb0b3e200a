import type { Answer, ReasonView, TransmissionView } from '../../backend/api/contract.ts';
import { REASONS, type ReasonCode } from '../../backend/invoice/reason.ts';
import type { FoundBody } from '../../src/components/BuyerFacts.tsx';
import { sentencesFor, type Locale } from '../../src/wording/wording.ts';
import { answer } from './dashboard.ts';

/** Whole answers of our backend, for views to be drawn from. */

/** A reason as the backend tells it. */
export function reasonView(change: Partial<ReasonView> = {}): ReasonView {
  const { code = 'service_code_missing', at = 'customer.metadata.einvoicing_code' } = change;
  const params = change.params ?? { name: 'Mairie', siret: '12345678200028' };
  const words = { en: wordsOf(code, at, params, 'en'), fr: wordsOf(code, at, params, 'fr') };
  return {
    ...{ code, at, params, actor: 'merchant' },
    title: { en: words.en.title, fr: words.fr.title },
    explanation: { en: words.en.explanation, fr: words.fr.explanation },
    remedy: { en: words.en.remedy, fr: words.fr.remedy },
    ...change,
  };
}

function wordsOf(code: string, at: string, params: ReasonView['params'], locale: Locale) {
  if (isReason(code)) return sentencesFor({ code, at, params }, locale);
  return { title: `The title of ${code}`, explanation: '', remedy: '' };
}

const isReason = (code: string): code is ReasonCode => code in REASONS;

/** An invoice on its way. */
export function transmissionView(change: Partial<TransmissionView> = {}): TransmissionView {
  return {
    document_id: 'in_1',
    number: 'FA-2026-0001',
    state: 'available',
    since: '2026-11-20T09:30:00.000Z',
    actor: 'buyer',
    reasons: [],
    warnings: [],
    buyer_siret: '12345678200051',
    customer_id: 'cus_1',
    customer_name: 'Mairie de Valombre-sur-Isle',
    total: '120050',
    currency: 'eur',
    flow_number: 'CPP202600000001',
    deposited_at: '2026-11-19T08:00:00.000Z',
    remote_status: 'MISE_A_DISPOSITION',
    remote_comment: null,
    next_at: null,
    ...change,
  };
}

/** What the directory knows of a public body that demands a service. */
export function foundBody(change: Partial<FoundBody> = {}): FoundBody {
  return {
    kind: 'found',
    body: {
      siret: '12345678200028',
      name: 'DESTINATAIRE SERVICE OBLIGATOIRE',
      active: true,
      address: { line: '40 rue Carnot', post_code: '51000', city: 'Châlons-en-Vesle' },
    },
    demands: { service: true, engagement: false, service_or_engagement: false },
    reports_payment: true,
    services: [
      { code: 'SERVICE_DEST_SERV_OBL', label: 'Service comptabilité', engagement: false },
      { code: 'ACHATS', label: 'Achats', engagement: true },
    ],
    read_at: '2026-11-23T08:00:00.000Z',
    ...change,
  };
}

/** A directory that knows two town halls. */
export const TWO_TOWN_HALLS = answer('/api/directory/search', {
  kind: 'found',
  bodies: [
    {
      siret: '12345678200028',
      name: 'Mairie de Valombre',
      active: true,
      address: { line: null, post_code: '24100', city: 'Valombre-sur-Isle' },
    },
    { siret: '12345678200036', name: 'Mairie d’Ancienne', active: false, address: null },
  ],
  more: true,
});

/** A merchant that is connected and well. */
export const CONNECTED: Answer<'/api/connection/read'>['connection'] = {
  platform: 'production',
  state: 'connected',
  chorus_pro: 'up',
  login: 'TECH_1_73282932000074@cpro.fr',
  reason: null,
  checked_at: '2026-11-23T07:00:00.000Z',
  renew_password_by: '2027-10-01',
  last_event_at: '2026-11-23T06:12:00.000Z',
};

type Found = Answer<'/api/transmissions/find'>;

/** An invoice with its history. */
export function found(
  transmission: Partial<TransmissionView> = {},
  more: Partial<Omit<Found, 'transmission'>> = {},
): Found {
  return {
    transmission: transmissionView(transmission),
    history: [
      entry('received', '2026-11-19T07:59:00.000Z'),
      entry('deposited', '2026-11-19T08:00:00.000Z'),
      entry('available', '2026-11-20T09:30:00.000Z'),
    ],
    ...more,
  };
}

function entry(state: TransmissionView['state'], at: string): Found['history'][number] {
  return { at, kind: 'state', state, reasons: [], detail: {}, remote: null };
}

/** Figures of a merchant with a few invoices. */
export function overview(
  change: Partial<Answer<'/api/overview/read'>> = {},
): Answer<'/api/overview/read'> {
  return {
    groups: [
      { group: 'yours', states: ['blocked', 'refused'], count: 2, total: '240100' },
      { group: 'under_way', states: ['deposited', 'available'], count: 5, total: '1200050' },
      { group: 'done', states: ['paid'], count: 12, total: '9876543' },
    ],
    currency: 'eur',
    median_days_to_payment: 27,
    months: [
      { month: '2026-10', count: 3, total: '450000' },
      { month: '2026-11', count: 4, total: '620050' },
    ],
    connection: CONNECTED,
    ...change,
  };
}
