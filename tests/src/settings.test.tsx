import { beforeEach, describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../../backend/settings.ts';
import { textAt, withValues } from '../../src/settings-form.ts';
import SettingsPage from '../../src/views/SettingsPage.tsx';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { CONNECTED, reasonView } from './answers.ts';
import { contextOf, openDashboard, type Dashboard } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const READ = '/api/settings/read';
const SAVE = '/api/settings/save';
const CONNECTION = '/api/connection/read';
const CONNECT = '/api/connection/save';
const DISCONNECT = '/api/connection/disconnect';
const settings = settingsSchema.parse(SAMPLE_SETTINGS);
let dashboard: Dashboard;

beforeEach(() => {
  dashboard = openDashboard({
    [READ]: { settings, version: '1' },
    [CONNECTION]: { connection: CONNECTED },
    [SAVE]: { kind: 'saved', version: '2' },
  });
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<SettingsPage {...contextOf(change)} />);
const asked = (path: string) => dashboard.asked.filter((each) => each.path === path);
const save = async (screen: Screen, values: Record<string, string>) => {
  const [view] = screen.all('SettingsView');
  if (view) await screen.fire(view, 'onSave', values);
};
const confirm = async (screen: Screen) => {
  const button = screen.all('Button').find(({ props }) => 'pending' in props);
  if (button) await screen.fire(button, 'onPress');
};

describe('the form', () => {
  it('shows what is there, with required fields marked', async () => {
    const screen = await open();
    expect(screen.get('TextField', 'Legal name *').props).toMatchObject({
      name: 'seller.name',
      defaultValue: 'Atelier Numérique du Marais',
    });
    expect(screen.get('Select', 'VAT falls due').props['defaultValue']).toBe('receipts');
  });

  it('saves all of it, what it does not show as it was', async () => {
    const screen = await open();
    await save(screen, {
      'seller.name': ' New name ',
      'seller.address.line2': '',
      'payment.bic': '',
    });
    const [sent] = asked(SAVE);
    expect(sent?.body).toMatchObject({
      version: '1',
      settings: {
        ...settings,
        seller: { ...settings.seller, name: 'New name' },
        payment: { iban: settings.payment.iban },
      },
    });
    expect(textAt(Object(sent?.body['settings']), 'payment.bic')).toBe('');
    expect(screen.text()).toContain('Saved');
    expect(dashboard.toasts).toEqual(['Saved']);
    expect(asked(READ)).toHaveLength(2);
  });

  it('marks the fields that the backend refuses', async () => {
    dashboard.answers[SAVE] = {
      kind: 'refused',
      fields: [{ at: 'seller.siret', problem: 'malformed' }],
    };
    const screen = await open();
    await save(screen, { 'seller.siret': '123' });
    expect(screen.text()).toContain('Not saved: correct the fields marked below');
    expect(screen.get('TextField', 'SIRET *').props['error']).toBe(
      'This does not look right; see the example.',
    );
  });

  it('shows what somebody else saved meanwhile', async () => {
    const theirs = { ...settings, seller: { ...settings.seller, name: 'Theirs' } };
    dashboard.answers[SAVE] = { kind: 'changed', settings: theirs, version: '9' };
    const screen = await open();
    await save(screen, { 'seller.name': 'Mine' });
    expect(screen.text()).toContain('Somebody else saved meanwhile');
    expect(screen.get('TextField', 'Legal name *').props['defaultValue']).toBe('Theirs');
  });

  it('keeps what was typed when the save fails', async () => {
    dashboard.answers[SAVE] = 'no answer';
    const screen = await open();
    await save(screen, { 'seller.name': 'Mine' });
    expect(screen.text()).toContain('Guichet cannot be reached');
    expect(screen.get('TextField', 'Legal name *').props['defaultValue']).toBe(
      settings.seller.name,
    );
  });

  it('is empty for a merchant that has none yet', async () => {
    dashboard.answers[READ] = { settings: null, version: null };
    expect((await open()).get('TextField', 'Legal name *').props['defaultValue']).toBe('');
  });

  it('cannot be saved by a role that only looks', async () => {
    const screen = await open({ role: 'view_only' });
    await save(screen, { 'seller.name': 'Mine' });
    expect(asked(SAVE)).toEqual([]);
    expect(screen.get('TextField', 'Legal name *').props['disabled']).toBe(true);
  });

  it('puts flat fields where they belong, and leaves empty groups out', () => {
    const values = { 'seller.name': 'A', 'seller.address.city': 'Lille', 'look.colour': '' };
    expect(withValues(null, values)).toEqual({ seller: { name: 'A', address: { city: 'Lille' } } });
  });
});

describe('the Chorus Pro account', () => {
  it('is shown without its password', async () => {
    const screen = await open();
    expect(screen.text()).toContain('Connected as TECH_1_73282932000074@cpro.fr.');
    expect(screen.text()).toContain('The password must be renewed by Oct 1, 2027.');
  });

  it('is tried, kept, and never shown again', async () => {
    dashboard.answers[CONNECTION] = {
      connection: { ...CONNECTED, state: 'not_connected', login: null },
    };
    dashboard.answers[CONNECT] = { kind: 'saved', connection: CONNECTED };
    const screen = await open();
    await screen.press('Button', 'Connect');
    await screen.type('Login', ' TECH_1@cpro.fr ');
    await screen.type('Password', 'secret ');
    await confirm(screen);
    expect(asked(CONNECT)[0]?.body).toMatchObject({
      login: 'TECH_1@cpro.fr',
      password: 'secret ',
      stripe_roles: [{ id: 'admin' }],
    });
    expect(screen.text()).toContain('Connected as');
    expect(screen.text()).not.toContain('secret');
  });

  it('says what Chorus Pro said when it refuses', async () => {
    const reason = reasonView({ code: 'technical_account_refused', at: 'settings', params: {} });
    dashboard.answers[CONNECT] = { kind: 'refused', reason };
    const screen = await open();
    await screen.press('Button', 'Change the account');
    await screen.type('Login', 'TECH_1@cpro.fr');
    await screen.type('Password', 'old');
    await confirm(screen);
    expect(screen.text()).toContain('Chorus Pro refused the technical account');
  });

  it('is disconnected after a confirmation', async () => {
    const connection = { ...CONNECTED, state: 'not_connected', login: null };
    dashboard.answers[DISCONNECT] = { connection };
    const screen = await open();
    await screen.press('Button', 'Disconnect');
    expect(asked(DISCONNECT)).toEqual([]);
    await confirm(screen);
    expect(asked(DISCONNECT)).toHaveLength(1);
    expect(screen.text()).toContain('None is connected.');
  });

  it('is changed by administrators only', async () => {
    const screen = await open({ role: 'developer' });
    expect(screen.get('Button', 'Disconnect').props['disabled']).toBe(true);
    expect(screen.text()).toContain('Only administrators of the Stripe account');
  });

  it('leaves the rest usable when it cannot be shown', async () => {
    dashboard.answers[CONNECTION] = { status: 404 };
    const screen = await open();
    expect(screen.text()).toContain('Not available yet');
    expect(screen.has('TextField', 'Legal name *')).toBe(true);
  });
});

it('is French for a French user', async () => {
  expect((await open({ locale: 'fr-FR' })).text()).toContain('Votre entreprise');
});
