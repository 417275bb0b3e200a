import { describe, expect, it, jest } from '@jest/globals';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import type { ComponentType } from 'react';
import { STEPS, type Answer } from '../../backend/api/contract.ts';
import { settingsSchema } from '../../backend/settings.ts';
import CustomerView from '../../src/views/CustomerView.tsx';
import InvoiceView from '../../src/views/InvoiceView.tsx';
import OnboardingPage from '../../src/views/OnboardingPage.tsx';
import OverviewView from '../../src/views/OverviewView.tsx';
import SettingsPage from '../../src/views/SettingsPage.tsx';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { CONNECTED, found, foundBody, overview, reasonView, transmissionView } from './answers.ts';
import { contextOf, openDashboard, type Dashboard } from './dashboard.ts';
import { draw } from './remote.ts';

// Every view in every state. The compiler asks for each cell: what is changed, and what a person then reads in English
// and in French.

jest.setTimeout(30_000);

type Change = Parameters<typeof contextOf>[0];
type Answers = Dashboard['answers'];
type State =
  | 'loading'
  | 'empty'
  | 'not connected'
  | 'no permission'
  | 'backend down'
  | 'Chorus Pro down'
  | 'view-only'
  | 'live'
  | 'test'
  | 'sandbox';

interface Cell {
  readonly answers?: Answers;
  readonly context?: Change;
  readonly stripeFails?: Dashboard['stripeFails'];
  readonly en: string;
  readonly fr: string;
  /** What must not be there, in English. */
  readonly not?: string;
}

interface View {
  readonly component: ComponentType<ExtensionContextValue>;
  readonly object?: { readonly id: string; readonly object: string };
  readonly answers: Answers;
  readonly cells: Readonly<Record<State, Cell>>;
}

const LIST = '/api/transmissions/search';
const FIND = '/api/transmissions/find';
const CHECK = '/api/invoices/check';
const BODY = '/api/directory/find';
const READ = '/api/overview/read';
const CONNECTION = '/api/connection/read';
const SETTINGS = '/api/settings/read';
const NOTICES = '/api/notifications/read';
const STEPS_READ = '/api/onboarding/read';

const away = { chorus_pro: 'down', trouble_since: '2026-11-23T06:40:00.000Z' } as const;
const unconnected = { state: 'not_connected', login: null, checked_at: null } as const;
const connection = (change: Partial<typeof CONNECTED> = {}) => ({
  connection: { ...CONNECTED, ...change },
});
const unanswered = reasonView({ code: 'chorus_pro_unavailable', at: 'deposit', params: {} });
const steps = (
  change: Partial<Answer<typeof STEPS_READ>['steps'][number]> = {},
): Answer<typeof STEPS_READ> => ({
  steps: STEPS.map((step, index) => ({
    ...{ step, status: 'not_started' as const, reason: null },
    ...(index === 0 && change),
  })),
});

const environments = (told: { readonly en: string; readonly fr: string }) =>
  ({
    live: { ...told, not: 'qualification platform' },
    test: { context: { mode: 'test' }, en: 'Test mode: ', fr: 'Mode test' },
    sandbox: {
      context: { mode: 'test', isSandbox: true },
      en: 'Sandbox: invoices go to',
      fr: 'Environnement de test',
    },
  }) as const satisfies Partial<Record<State, Cell>>;

const viewOnly = {
  context: { role: 'view_only' },
  en: 'You can look, but not change anything',
  fr: 'Vous pouvez consulter, sans rien modifier',
} as const satisfies Cell;

const loading = { en: 'Loading', fr: 'Chargement' } as const;
const down = { en: 'Guichet cannot be reached', fr: 'Guichet est injoignable' } as const;
const forbidden = {
  en: 'Your role does not allow this',
  fr: 'Votre rôle ne le permet pas',
} as const;
const silent = {
  en: 'Chorus Pro does not answer since Nov 23, 2026, 7:40',
  fr: 'Chorus Pro ne répond pas depuis le 23 nov. 2026',
} as const;
const notConnected = {
  en: 'Chorus Pro is not connected yet',
  fr: 'Chorus Pro n’est pas encore connecté',
} as const;

const VIEWS: Readonly<Record<string, View>> = {
  customer: {
    component: CustomerView,
    object: { id: 'cus_1', object: 'customer' },
    answers: { [LIST]: { transmissions: [], next: null }, [BODY]: foundBody() },
    cells: {
      loading: { stripeFails: 'never', ...loading },
      empty: {
        en: 'No invoice of this customer has been finalized',
        fr: 'Aucune facture de ce client n’a été finalisée',
      },
      'not connected': {
        answers: { [BODY]: { kind: 'not_connected', reason: null } },
        en: 'Connect Chorus Pro, and its directory shows',
        fr: 'Connectez Chorus Pro, et son annuaire montrera',
      },
      'no permission': {
        stripeFails: 403,
        en: 'You may not see this customer’s details',
        fr: 'Vous n’avez pas accès aux détails de ce client',
      },
      'backend down': {
        answers: { [LIST]: 'no answer', [BODY]: 'no answer' },
        en: 'Invoices cannot be shown at the moment.',
        fr: 'Les factures ne peuvent pas être affichées',
      },
      'Chorus Pro down': {
        answers: { [BODY]: { kind: 'unavailable', reason: null } },
        en: 'directory does not answer at the moment. You can save',
        fr: 'L’annuaire de Chorus Pro ne répond pas',
      },
      'view-only': viewOnly,
      ...environments({ en: 'Government affiliated', fr: 'Organisme public' }),
    },
  },
  invoice: {
    component: InvoiceView,
    object: { id: 'in_1', object: 'invoice' },
    answers: { [FIND]: found() },
    cells: {
      loading: { answers: { [FIND]: 'never' }, ...loading },
      empty: {
        answers: { [FIND]: { status: 404 }, [CHECK]: { kind: 'not_concerned', held: null } },
        en: 'This invoice does not go to Chorus Pro',
        fr: 'Cette facture n’est pas envoyée à Chorus Pro',
      },
      'not connected': {
        answers: { [FIND]: { status: 404 }, [CHECK]: { kind: 'not_connected', reason: null } },
        ...notConnected,
      },
      'no permission': { answers: { [FIND]: { status: 403 } }, ...forbidden },
      'backend down': { answers: { [FIND]: 'no answer' }, ...down },
      'Chorus Pro down': {
        answers: {
          [FIND]: found({ state: 'waiting', actor: 'chorus_pro', reasons: [unanswered] }),
        },
        en: unanswered.title.en,
        fr: unanswered.title.fr.replace(/[\u00a0\u202f]/g, ' '),
      },
      'view-only': viewOnly,
      ...environments({ en: 'With the buyer', fr: 'Mise à disposition' }),
    },
  },
  overview: {
    component: OverviewView,
    answers: {
      [READ]: overview(),
      [LIST]: { transmissions: [transmissionView()], next: null },
    },
    cells: {
      loading: { answers: { [READ]: 'never', [LIST]: 'never' }, ...loading },
      empty: {
        answers: {
          [READ]: overview({ groups: [], months: [], median_days_to_payment: null }),
          [LIST]: { transmissions: [], next: null },
        },
        en: 'No invoice yet',
        fr: 'Aucune facture',
      },
      'not connected': {
        answers: { [READ]: overview(connection(unconnected)) },
        ...notConnected,
      },
      'no permission': { answers: { [READ]: { status: 403 } }, ...forbidden },
      'backend down': { answers: { [READ]: 'no answer', [LIST]: 'no answer' }, ...down },
      'Chorus Pro down': { answers: { [READ]: overview(connection(away)) }, ...silent },
      'view-only': viewOnly,
      ...environments({ en: 'Waiting for you', fr: 'En attente de vous' }),
    },
  },
  settings: {
    component: SettingsPage,
    answers: {
      [SETTINGS]: { settings: settingsSchema.parse(SAMPLE_SETTINGS), version: '1', logo: false },
      [CONNECTION]: connection(),
      [NOTICES]: { mail: true, signing_key: false, deliveries: [] },
    },
    cells: {
      loading: { answers: { [SETTINGS]: 'never', [CONNECTION]: 'never' }, ...loading },
      empty: {
        answers: { [SETTINGS]: { settings: null, version: null } },
        en: 'As it stands on your invoices',
        fr: 'Comme sur vos factures',
        not: 'Atelier Numérique du Marais',
      },
      'not connected': {
        answers: { [CONNECTION]: connection(unconnected) },
        en: 'None is connected.',
        fr: 'Aucun n’est connecté.',
      },
      'no permission': { answers: { [SETTINGS]: { status: 403 } }, ...forbidden },
      'backend down': {
        answers: { [SETTINGS]: 'no answer', [CONNECTION]: 'no answer' },
        ...down,
      },
      'Chorus Pro down': { answers: { [CONNECTION]: connection(away) }, ...silent },
      'view-only': viewOnly,
      ...environments({ en: 'Your company', fr: 'Votre entreprise' }),
    },
  },
  onboarding: {
    component: OnboardingPage,
    answers: { [STEPS_READ]: steps() },
    cells: {
      loading: { answers: { [STEPS_READ]: 'never' }, ...loading },
      empty: { en: 'Legal name, SIRET, VAT number', fr: 'Raison sociale, SIRET' },
      'not connected': {
        answers: { [STEPS_READ]: { steps: steps().steps.slice(2) } },
        en: 'Create a technical account',
        fr: 'Créez un compte technique',
      },
      'no permission': { answers: { [STEPS_READ]: { status: 403 } }, ...forbidden },
      'backend down': { answers: { [STEPS_READ]: 'no answer' }, ...down },
      'Chorus Pro down': {
        answers: { [STEPS_READ]: steps({ status: 'blocked', reason: unanswered }) },
        en: unanswered.title.en,
        fr: unanswered.title.fr.replace(/[\u00a0\u202f]/g, ' '),
      },
      'view-only': viewOnly,
      ...environments({ en: 'Set up Guichet', fr: 'Configurer Guichet' }),
    },
  },
};

const CASES = Object.entries(VIEWS).flatMap(([name, view]) =>
  Object.entries(view.cells).map(([state, cell]) => ({ name, state, view, cell })),
);

async function textOf(view: View, cell: Cell, locale: string): Promise<string> {
  const { component: Component, object } = view;
  const dashboard = openDashboard({ ...view.answers, ...cell.answers });
  dashboard.stripeFails = cell.stripeFails;
  dashboard.customer = {
    ...{ id: 'cus_1', name: 'Mairie de Valombre', taxIds: [] },
    metadata: { government_affiliated: 'true', siret: '12345678200028' },
  };
  const context = contextOf({ ...(object && { object }), ...cell.context, locale });
  return (await draw(<Component {...context} />)).text();
}

describe('every view in every state', () => {
  it('is looked at', () => expect(CASES).toHaveLength(5 * 10));

  it.each(CASES)('$name, $state', async ({ view, cell }) => {
    const english = await textOf(view, cell, 'en-US');
    expect(english).toContain(cell.en);
    if (cell.not !== undefined) expect(english).not.toContain(cell.not);
    const french = (await textOf(view, cell, 'fr-FR')).replace(/[\u00a0\u202f]/g, ' ');
    expect(french).toContain(cell.fr);
    expect(french).not.toContain(cell.en);
  });
});
