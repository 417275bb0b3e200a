import { settingsSchema } from '../../../backend/settings.ts';
import { SCREENS_EN } from '../../../src/wording/screens-en.ts';
import { SAMPLE_SETTINGS } from '../../samples/samples.ts';
import { CONNECTED, NOTIFIED, reason, steps } from './answers.ts';
import {
  CONNECTION,
  FRENCH,
  NOTICES,
  ONBOARDING,
  SETTINGS,
  VIEW_ONLY,
  type Scene,
} from './scene.ts';

const settings = { page: 'settings', mode: 'live' } as const;
const onboarding = { page: 'onboarding', mode: 'live' } as const;
const parsed = { settings: settingsSchema.parse(SAMPLE_SETTINGS), version: '1', logo: false };
const configured = {
  [SETTINGS]: parsed,
  [CONNECTION]: { connection: CONNECTED },
  [NOTICES]: NOTIFIED,
};
const theirs = {
  settings: {
    ...parsed.settings,
    seller: { ...parsed.settings.seller, name: 'Atelier Numérique du Marais SA' },
  },
  version: '2',
  logo: false,
};
const refusedAccount = reason('technical_account_refused', 'settings.technicalAccount');
const say = SCREENS_EN.settings;

/** The settings. */
export const SETTINGS_SCENES: readonly Scene[] = [
  { name: 'settings', place: settings, script: configured },
  {
    name: 'settings-opened',
    place: settings,
    script: configured,
    act: async (page) => {
      for (const part of await page.locator('summary').all()) await part.click();
      await page.locator('summary').last().scrollIntoViewIfNeeded();
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    },
  },
  { name: 'settings-french', place: { ...settings, ...FRENCH }, script: configured },
  {
    name: 'settings-empty',
    place: settings,
    script: {
      [SETTINGS]: { settings: null, version: null },
      [NOTICES]: { ...NOTIFIED, deliveries: [] },
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
    name: 'settings-fields-refused',
    place: settings,
    script: {
      ...configured,
      '/api/settings/save': {
        kind: 'refused',
        fields: [{ at: 'seller.siret', problem: 'malformed' }],
      },
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(say.refused).first().waitFor();
    },
  },
  {
    name: 'settings-changed-meanwhile',
    place: settings,
    script: { ...configured, '/api/settings/save': { kind: 'changed', ...theirs } },
    act: async (page) => {
      await page.getByLabel(`${say.fields['seller.name'].label} *`).fill('Atelier du Marais SAS');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(say.changedTitle).waitFor();
    },
  },
  {
    name: 'settings-connect',
    place: settings,
    script: { ...configured, '/api/connection/save': { kind: 'refused', reason: refusedAccount } },
    act: async (page) => {
      await page.getByRole('button', { name: say.connection.reconnect }).click();
      await page
        .getByLabel(say.connection.login, { exact: true })
        .fill('TECH_1_73282932000074@cpro.fr');
      await page.getByLabel(say.connection.password, { exact: true }).fill('expired');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: say.connection.connect }).click();
      await page.getByText(refusedAccount.title.en).first().waitFor();
    },
  },
  {
    name: 'settings-disconnect',
    place: settings,
    script: configured,
    act: (page) => page.getByRole('button', { name: say.connection.disconnect }).click(),
  },
  { name: 'settings-view-only', place: { ...settings, ...VIEW_ONLY }, script: configured },
  {
    name: 'settings-backend-down',
    place: settings,
    script: { [SETTINGS]: 500, [CONNECTION]: 500, [NOTICES]: 500 },
  },
];

/** Setting up. */
export const ONBOARDING_SCENES: readonly Scene[] = [
  { name: 'onboarding', place: onboarding, script: { [ONBOARDING]: steps(0) } },
  {
    name: 'onboarding-blocked',
    place: onboarding,
    script: { [ONBOARDING]: steps(2, refusedAccount) },
  },
  { name: 'onboarding-test', place: onboarding, script: { [ONBOARDING]: steps(4) } },
  { name: 'onboarding-complete', place: onboarding, script: { [ONBOARDING]: steps(6) } },
  {
    name: 'onboarding-view-only',
    place: { ...onboarding, ...VIEW_ONLY },
    script: { [ONBOARDING]: steps(4) },
  },
  {
    name: 'onboarding-french',
    place: { ...onboarding, ...FRENCH },
    script: { [ONBOARDING]: steps(2, refusedAccount) },
  },
  { name: 'onboarding-backend-down', place: onboarding, script: { [ONBOARDING]: 'no answer' } },
];
