import type { ChorusProConfig } from '../../backend/chorus-pro/chorus-pro.ts';
import type { FaultName } from '../../backend/chorus-pro/faults.ts';
import { reason, type ReasonCode } from '../../backend/invoice/reason.ts';
import {
  businessError,
  ok,
  SHORT_LIMITS,
  type Reply,
  type Script,
  type ScriptedPiste,
} from './scripted-piste.ts';

type Config = Partial<ChorusProConfig>;

/** One way to see a fault, and what a deposit and a read must then answer. */
export interface FaultCase {
  readonly title: string;
  readonly arrange: (piste: ScriptedPiste) => Config | undefined;
  readonly deposit: readonly ['refused' | 'not_now' | 'uncertain', ReasonCode];
  readonly read: readonly ['not_now' | 'not_yet', ReasonCode?];
  readonly alert?: true;
  /** Business requests that arrive for one deposit; one unless said. */
  readonly arrive?: number;
}

const api =
  (reply: Reply | Script) =>
  (piste: ScriptedPiste): undefined => {
    piste.api = typeof reply === 'function' ? reply : () => reply;
  };
const token =
  (reply: Reply) =>
  (piste: ScriptedPiste): undefined => {
    piste.token = () => reply;
  };
const apiAt =
  (apiUrl: string) =>
  (piste: ScriptedPiste): Config => ({
    applications: { qualification: { ...piste.application, apiUrl } },
  });

const later = {
  deposit: ['not_now', 'chorus_pro_unavailable'],
  read: ['not_now', 'chorus_pro_unavailable'],
} as const;
const unknown = {
  deposit: ['uncertain', 'deposit_uncertain'],
  read: ['not_now', 'chorus_pro_unavailable'],
} as const;
const blocked = (code: ReasonCode) =>
  ({ deposit: ['refused', code], read: ['not_now', code] }) as const;
/** The gateway's way to say that an application has no right to a route. */
export const echo: Script = ({ json }) => ({ status: 403, body: json });
const nothing = { arrive: 0 } as const;
const html = '<html><body>Maintenance en cours</body></html>';

/** The account was refused before, and is not used. */
const held = (code: 'technical_account_refused' | 'technical_account_reset'): FaultCase => ({
  title: `nothing is asked after ${code}`,
  arrange: () => ({
    holds: {
      find: async () => ({ reason: reason(code, 'settings.technicalAccount'), waitMs: 1_000 }),
      begin: async () => undefined,
    },
  }),
  ...blocked(code),
  ...nothing,
});

/** For every row of the fault table, the answers that must fall under it. */
export const FAULT_CASES = {
  account_missing: [
    {
      title: 'the merchant has no technical account',
      arrange: () => ({ findTechnicalAccount: async () => undefined }),
      ...blocked('technical_account_missing'),
      ...nothing,
    },
  ],
  account_held: [held('technical_account_refused')],
  account_reset: [held('technical_account_reset')],
  application_missing: [
    {
      title: 'we have no application on this platform',
      arrange: () => ({ applications: {} }),
      ...blocked('application_credentials_refused'),
      alert: true,
      ...nothing,
    },
  ],
  breaker_open: [],
  // A deposit never meets these four: change-faults.test.ts does.
  attachment_too_large: [],
  invoice_not_found: [],
  no_rights: [],
  status_not_allowed: [],
  no_turn: [
    {
      title: 'the turn does not come in time',
      arrange: () => ({
        takeTurn: () => new Promise(() => undefined),
        limits: { ...SHORT_LIMITS, queueWaitMs: 30 },
      }),
      ...later,
      ...nothing,
    },
  ],
  token_credentials_refused: [400, 401].map((status) => ({
    title: `invalid_client with ${status}`,
    arrange: token({ status, body: { error: 'invalid_client', error_description: 'Invalid' } }),
    ...blocked('application_credentials_refused'),
    alert: true,
    ...nothing,
  })),
  token_rate_limited: [{ title: '429', arrange: token({ status: 429 }), ...later, ...nothing }],
  token_unreachable: [
    { title: 'a lost token answer', arrange: token('drop'), ...later, ...nothing },
    { title: 'a late token answer', arrange: token('silence'), ...later, ...nothing },
    { title: '503', arrange: token({ status: 503, body: html }), ...later, ...nothing },
    {
      title: 'no connection to the token server',
      arrange: ({ application }) => ({
        applications: { qualification: { ...application, tokenUrl: 'http://127.0.0.1:9/token' } },
      }),
      ...later,
      ...nothing,
    },
  ],
  token_unknown_answer: [
    { title: '400 as a page', arrange: token({ status: 400, body: html }) },
    { title: '200 without a token', arrange: token({ status: 200, body: { expires_in: 3600 } }) },
    {
      title: '200 with a token that no header can carry',
      arrange: token({ status: 200, body: { access_token: 'two\r\nlines', expires_in: 3600 } }),
    },
    { title: 'an empty 200', arrange: token({ status: 200 }) },
  ].map((each) => ({ ...each, ...later, alert: true as const, ...nothing })),
  not_sent: [
    { title: 'connection refused', arrange: apiAt('http://127.0.0.1:9/cpro') },
    { title: 'a name that does not resolve', arrange: apiAt('https://nowhere.invalid/cpro') },
    {
      title: 'TLS against a server that has none',
      arrange: (piste: ScriptedPiste) =>
        apiAt(piste.application.apiUrl.replace('http:', 'https:'))(piste),
    },
  ].map((each) => ({ ...each, ...later, ...nothing })),
  broken_off: [
    { title: 'the connection drops', arrange: api('drop'), ...unknown },
    { title: 'the answer is cut', arrange: api('half'), ...unknown },
    { title: 'nobody answers', arrange: api('silence'), ...unknown },
    {
      title: 'the answer exceeds the cap',
      arrange: (piste) => {
        piste.api = () => ok({ numeroFluxDepot: 'x'.repeat(2_000) });
        return { limits: { ...SHORT_LIMITS, responseBytes: 1_000 } };
      },
      ...unknown,
    },
  ],
  rate_limited: [{ title: '429', arrange: api({ status: 429 }), ...later }],
  token_not_seen: [
    {
      title: '400 that asks for a token',
      arrange: api({
        status: 400,
        headers: {
          'www-authenticate':
            'Bearer realm="DefaultRealm", error="invalid_request", error_description="Unable to find token in the message"',
        },
      }),
      ...blocked('application_credentials_refused'),
      alert: true,
    },
  ],
  account_refused: [
    {
      title: '401 with a fresh token too',
      arrange: api({ status: 401 }),
      ...blocked('technical_account_refused'),
      arrive: 2,
    },
  ],
  application_not_authorized: [
    {
      title: '403 with the request echoed',
      arrange: api(echo),
      ...blocked('application_not_authorized'),
      alert: true,
    },
  ],
  route_unknown: [
    {
      title: '403 with {}',
      arrange: api({ status: 403, body: {} }),
      ...blocked('application_not_authorized'),
      alert: true,
    },
  ],
  api_unknown: [
    {
      title: '404',
      arrange: api({ status: 404, body: html }),
      ...blocked('application_not_authorized'),
      alert: true,
    },
  ],
  server_error: [500, 502, 503, 504].map((status) => ({
    title: `${status}`,
    arrange: api({ status, body: status === 500 ? { codeRetour: 1, libelle: 'KO' } : html }),
    ...unknown,
  })),
  document_too_large: [
    { title: '413', arrange: api({ status: 413 }) },
    {
      title: '20001 GDP_MSG_11.022',
      arrange: api(businessError(20001, 'GDP_MSG_11.022 - Fichier trop volumineux')),
    },
    { title: '20001 GDP_MSG_11_022', arrange: api(businessError(20001, 'GDP_MSG_11_022')) },
  ].map((each) => ({
    ...each,
    deposit: ['refused', 'document_too_large'] as const,
    read: ['not_now', 'internal_error'] as const,
    alert: true as const,
  })),
  format_not_supported: [
    {
      title: '415',
      arrange: api({ status: 415 }),
      deposit: ['refused', 'deposit_refused'],
      read: ['not_now', 'internal_error'],
      alert: true,
    },
  ],
  request_refused: [
    {
      title: '400 in the envelope',
      arrange: api({ status: 400, body: { codeRetour: 400, libelle: 'champ inconnu' } }),
      deposit: ['refused', 'deposit_refused'],
      read: ['not_now', 'internal_error'],
      alert: true,
    },
  ],
  nothing_found: [
    {
      title: '20000 TRA_MSG_00.015',
      arrange: api(businessError(20000, 'TRA_MSG_00.015')),
      deposit: ['uncertain', 'deposit_uncertain'],
      read: ['not_yet'],
    },
  ],
  flow_not_found: [
    {
      title: '20001 POQ_MSG_01.003',
      arrange: api(businessError(20001, 'POQ_MSG_01.003 : flux introuvable')),
      deposit: ['uncertain', 'deposit_uncertain'],
      read: ['not_yet'],
    },
  ],
  business_code_unknown: [
    { title: 'a code that no table has', arrange: api(businessError(29999, 'XXX_MSG_99.999')) },
    { title: 'a code without a label', arrange: api({ status: 200, body: { codeRetour: 1 } }) },
  ].map((each) => ({ ...each, ...unknown, alert: true as const })),
  success_unreadable: [
    { title: '200 without a body', arrange: api({ status: 200 }) },
    { title: '200 with a page', arrange: api({ status: 200, body: html }) },
    { title: '200 with {}', arrange: api({ status: 200, body: {} }) },
    { title: '200 with a list', arrange: api({ status: 200, body: [] }) },
    { title: 'success without what was asked for', arrange: api(ok()) },
    {
      title: 'success with blank numbers',
      arrange: api(ok({ numeroFluxDepot: ' ', etatCourantDepotFlux: '' })),
    },
  ].map((each) => ({ ...each, ...unknown, alert: true as const })),
  answer_unknown: [
    { title: '403 with a page', arrange: api({ status: 403, body: html }) },
    { title: '400 without an envelope', arrange: api({ status: 400, body: html }) },
    { title: '302', arrange: api({ status: 302, headers: { location: '/elsewhere' } }) },
    { title: '418', arrange: api({ status: 418 }) },
  ].map((each) => ({ ...each, ...unknown, alert: true as const })),
} as const satisfies Record<FaultName, readonly FaultCase[]>;
