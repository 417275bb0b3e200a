import { beforeEach, describe, expect, it, jest } from '@jest/globals';
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

// The page is large, and a machine that does other things besides takes its time to draw it again and again.
jest.setTimeout(30_000);

beforeEach(() => {
  dashboard = openDashboard({
    [READ]: { settings, version: '1', logo: false },
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
const sentSettings = (): object => Object(asked(SAVE).at(-1)?.body['settings']);
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

  it('marks the one address of a list that the backend refuses', async () => {
    const at = 'notifications.email.addresses.1';
    dashboard.answers[SAVE] = { kind: 'refused', fields: [{ at, problem: 'malformed' }] };
    const screen = await open();
    await screen.type('E-mail addresses', 'a@b.fr; nobody');
    await save(screen, {});
    expect(sentSettings()).toMatchObject({
      notifications: { email: { addresses: ['a@b.fr', 'nobody'] } },
    });
    expect(screen.get('TextField', 'E-mail addresses').props['error']).toBe(
      'nobody: This does not look right; see the example.',
    );
  });

  it('opens a closed part in which something is refused, with what was typed', async () => {
    const at = 'notifications.slack.url';
    dashboard.answers[SAVE] = { kind: 'refused', fields: [{ at, problem: 'malformed' }] };
    const screen = await open();
    expect(screen.get('AccordionItem', 'Slack').props['defaultOpen']).toBe(false);
    await screen.type('Address of the incoming webhook', 'http://hooks.example');
    await save(screen, {});
    expect(screen.get('AccordionItem', 'Slack').props['defaultOpen']).toBe(true);
    expect(screen.get('TextField', 'Address of the incoming webhook').props).toMatchObject({
      defaultValue: 'http://hooks.example',
      error: 'This does not look right; see the example.',
    });
  });

  it('names what is refused and has no field', async () => {
    const fields = [{ at: 'look.logo', problem: 'malformed' }];
    dashboard.answers[SAVE] = { kind: 'refused', fields };
    const screen = await open();
    await save(screen, {});
    expect(screen.text()).toContain('Also: look.logo.');
  });

  it('saves once for a double click', async () => {
    const screen = await open();
    await Promise.all([
      save(screen, { 'seller.name': 'Mine' }),
      save(screen, { 'seller.name': 'Mine' }),
    ]);
    expect(asked(SAVE)).toHaveLength(1);
  });

  it('asks for the SIRET of a French supplier only', async () => {
    const screen = await open();
    expect(screen.get('TextField', 'SIRET *').props['required']).toBe(true);
    const where = screen.get('Select', 'Established');
    await screen.fire(where, 'onChange', { target: { value: 'eu' } });
    expect(screen.get('TextField', 'SIRET').props['required']).toBe(false);
    expect(screen.get('TextField', 'VAT number *').props['required']).toBe(true);
    await screen.fire(where, 'onChange', { target: { value: 'outside_eu' } });
    expect(screen.has('TextField', 'Country *')).toBe(true);
    expect(screen.get('TextField', 'VAT number').props['required']).toBe(false);
    await save(screen, {});
    expect(sentSettings()).toMatchObject({ seller: { established: 'outside_eu' } });
  });

  it('asks for the VAT number of whoever charges VAT', async () => {
    const screen = await open();
    expect(screen.get('TextField', 'VAT number *').props['required']).toBe(true);
    const regime = screen.get('Select', 'VAT regime');
    await screen.fire(regime, 'onChange', { target: { value: 'franchise' } });
    expect(screen.get('TextField', 'VAT number').props['required']).toBe(false);
  });

  it('takes a reason for each case without VAT, in plain words with its law', async () => {
    const screen = await open();
    const choice = screen.get('Select', 'No tax is configured');
    const options = screen.all('option').map(({ children }) => children.join(''));
    expect(options).toContain('Small business (CGI 293 B)');
    expect(options).toContain('CGI 261 E, 2');
    await screen.fire(choice, 'onChange', { target: { value: 'VATEX-FR-FRANCHISE' } });
    await screen.type('Text where no tax is configured', ' Our own text ');
    await save(screen, {});
    expect(sentSettings()).toMatchObject({
      vat: { noTax: { code: 'VATEX-FR-FRANCHISE', text: 'Our own text' } },
    });
  });
});

describe('two people at once', () => {
  const theirs = { ...settings, seller: { ...settings.seller, name: 'Theirs' } };

  it('see both values of a field that both changed, and choose', async () => {
    dashboard.answers[SAVE] = { kind: 'changed', settings: theirs, version: '9', logo: false };
    const screen = await open();
    await save(screen, { 'seller.name': 'Mine' });
    expect(screen.text()).toContain('Legal name: theirs “Theirs”, yours “Mine”.');
    expect(screen.get('TextField', 'Legal name *').props['defaultValue']).toBe(
      settings.seller.name,
    );
    dashboard.answers[SAVE] = { kind: 'saved', version: '10' };
    await screen.press('Button', 'Save mine');
    expect(asked(SAVE).at(-1)?.body).toMatchObject({ version: '9' });
    expect(sentSettings()).toMatchObject({ seller: { name: 'Mine' } });
  });

  it('can take the other’s value, and keep the rest of their own', async () => {
    dashboard.answers[SAVE] = { kind: 'changed', settings: theirs, version: '9', logo: false };
    const screen = await open();
    await save(screen, { 'seller.name': 'Mine', 'payment.bic': 'AGRIFRPP' });
    await screen.press('Button', 'Take theirs');
    expect(screen.get('TextField', 'Legal name *').props['defaultValue']).toBe('Theirs');
    expect(screen.get('TextField', 'BIC').props['defaultValue']).toBe('AGRIFRPP');
    expect(screen.text()).not.toContain('Somebody else changed');
  });

  it('who changed different fields are merged, which is said', async () => {
    dashboard.answers[SAVE] = (body) =>
      body['version'] === '1'
        ? { kind: 'changed', settings: theirs, version: '9', logo: false }
        : { kind: 'saved', version: '10' };
    const screen = await open();
    await save(screen, { 'payment.bic': 'AGRIFRPP' });
    expect(sentSettings()).toMatchObject({
      seller: { name: 'Theirs' },
      payment: { bic: 'AGRIFRPP' },
    });
    expect(screen.text()).toContain('together with what somebody else had changed');
  });
});

describe('a lost network during a save', () => {
  it('keeps what was typed, and says that it did not arrive', async () => {
    dashboard.answers[SAVE] = 'no answer';
    const screen = await open();
    await screen.type('Legal name *', 'Mine');
    await save(screen, { 'seller.name': 'Mine' });
    expect(screen.text()).toContain('Guichet cannot be reached');
    dashboard.answers[SAVE] = { kind: 'saved', version: '2' };
    await save(screen, {});
    expect(sentSettings()).toMatchObject({ seller: { name: 'Mine' } });
  });

  it('is no failure when the save had arrived, whatever the backend made of the digits', async () => {
    const screen = await open();
    dashboard.answers[SAVE] = 'no answer';
    const seller = { ...settings.seller, siret: '73282932000074' };
    dashboard.answers[READ] = { settings: { ...settings, seller }, version: '2', logo: false };
    await save(screen, { 'seller.siret': '732\u00a0829\u202f320 00074' });
    expect(asked(SAVE)).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Saved']);
  });

  it('is said when nobody knows whether it arrived', async () => {
    const screen = await open();
    dashboard.answers[SAVE] = 'no answer';
    dashboard.answers[READ] = 'no answer';
    await save(screen, { 'seller.name': 'Mine' });
    expect(screen.text()).toContain('The answer was lost on its way');
    expect(screen.has('TextField', 'Legal name *')).toBe(true);
  });
});

describe('the page of settings', () => {
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

describe('the logo', () => {
  const LINK = '/api/settings/logo-link';

  it('is chosen on a page of ours, and shown after a refresh', async () => {
    dashboard.answers[LINK] = {
      upload: { url: 'https://guichet.test/u/x', expires_at: '2026-11-23T12:00:00.000Z' },
    };
    const screen = await open();
    expect(screen.text()).toContain('No logo.');
    await screen.press('Button', 'Choose a logo');
    expect(asked(LINK)).toHaveLength(1);
    expect(screen.get('Link', 'Open the page where it is chosen').props).toMatchObject({
      href: 'https://guichet.test/u/x',
      target: '_blank',
    });
    await screen.type('Legal name *', 'Typed meanwhile');
    dashboard.answers[READ] = { settings, version: '2', logo: true };
    await screen.press('Button', 'Refresh');
    expect(screen.text()).toContain('A logo is set.');
    expect(screen.get('TextField', 'Legal name *').props['defaultValue']).toBe('Typed meanwhile');
  });

  it('is changed or removed on that page as well', async () => {
    dashboard.answers[READ] = { settings, version: '1', logo: true };
    const screen = await open();
    await screen.press('Button', 'Change or remove the logo');
    expect(asked(LINK)).toHaveLength(1);
  });

  it('cannot be chosen by a role that only looks, and says when there is no link', async () => {
    const looking = await open({ role: 'view_only' });
    expect(looking.get('Button', 'Choose a logo').props['disabled']).toBe(true);
    dashboard.answers[LINK] = { status: 500 };
    const screen = await open();
    await screen.press('Button', 'Choose a logo');
    expect(screen.text()).toContain('Guichet has a problem on its side');
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

  it('says why it does not work, and what to do', async () => {
    const reason = reasonView({ code: 'technical_account_refused', at: 'settings', params: {} });
    dashboard.answers[CONNECTION] = { connection: { ...CONNECTED, state: 'refused', reason } };
    const text = (await open()).text();
    expect(text).toContain('Chorus Pro refuses TECH_1_73282932000074@cpro.fr.');
    expect(text).toContain(reason.remedy?.en);
  });

  it('is connected once, also when the answer is lost on its way', async () => {
    dashboard.answers[CONNECTION] = {
      connection: { ...CONNECTED, state: 'not_connected', login: null },
    };
    dashboard.answers[CONNECT] = () => {
      dashboard.answers[CONNECTION] = { connection: CONNECTED };
      return 'no answer';
    };
    const screen = await open();
    await screen.press('Button', 'Connect');
    await screen.type('Login', 'TECH_1@cpro.fr');
    await screen.type('Password', 'secret');
    await Promise.all([confirm(screen), confirm(screen)]);
    expect(asked(CONNECT)).toHaveLength(1);
    expect(screen.text()).toContain('Connected as');
    expect(dashboard.toasts).toEqual(['Connected']);
  });

  it('keeps what was typed when it did not arrive', async () => {
    dashboard.answers[CONNECT] = 'no answer';
    const screen = await open();
    await screen.press('Button', 'Change the account');
    await screen.type('Login', 'TECH_1@cpro.fr');
    await screen.type('Password', 'secret');
    await confirm(screen);
    expect(screen.text()).toContain('Guichet cannot be reached');
    dashboard.answers[CONNECT] = { kind: 'saved', connection: CONNECTED };
    await confirm(screen);
    expect(asked(CONNECT)).toHaveLength(2);
    expect(screen.all('FocusView')).toEqual([]);
  });

  it('is disconnected although the answer is lost', async () => {
    dashboard.answers[DISCONNECT] = () => {
      dashboard.answers[CONNECTION] = {
        connection: { ...CONNECTED, state: 'not_connected', login: null },
      };
      return 'no answer';
    };
    const screen = await open();
    await screen.press('Button', 'Disconnect');
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
