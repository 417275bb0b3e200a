import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Answer } from '../../backend/api/contract.ts';
import * as backend from '../../backend/notify/event.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { EVENTS, EVENTS_TO_ACT_ON } from '../../src/notice-events.ts';
import { textAt, withValues } from '../../src/settings-form.ts';
import { VATEX_ARTICLES } from '../../src/vatex.ts';
import SettingsPage from '../../src/views/SettingsPage.tsx';
import { VATEX_CODES } from '../../backend/invoice/vatex.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { CONNECTED } from './answers.ts';
import { contextOf, openDashboard, type Dashboard } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const SAVE = '/api/settings/save';
const NOTICES = '/api/notifications/read';
const KEY = '/api/notifications/key';
const TEST = '/api/notifications/test';
const settings = settingsSchema.parse(SAMPLE_SETTINGS);
let dashboard: Dashboard;

// The page is large, and a machine that does other things besides takes its time to draw it again and again.
jest.setTimeout(30_000);

type Delivery = Answer<typeof NOTICES>['deliveries'][number];
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  at: '2026-11-23T08:00:00.000Z',
  event: 'invoice.rejected',
  number: 'FA-2026-0117',
  channel: 'email',
  target: 'finance@atelier.test',
  state: 'sent',
  attempts: 1,
  answer: '250 OK',
  next_at: null,
  ...change,
});
const notices = (change: Partial<Answer<typeof NOTICES>> = {}): Answer<typeof NOTICES> => ({
  mail: true,
  signing_key: true,
  deliveries: [delivery()],
  ...change,
});

beforeEach(() => {
  dashboard = openDashboard({
    '/api/settings/read': { settings, version: '1', logo: false },
    '/api/connection/read': { connection: CONNECTED },
    [SAVE]: { kind: 'saved', version: '2' },
    [NOTICES]: notices(),
  });
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<SettingsPage {...contextOf(change)} />);
const asked = (path: string) => dashboard.asked.filter((each) => each.path === path);
const save = async (screen: Screen) => {
  const [view] = screen.all('SettingsView');
  if (view) await screen.fire(view, 'onSave', {});
};
const sent = (): object => Object(asked(SAVE).at(-1)?.body['settings']);
const check = (screen: Screen, label: string, checked: boolean, nth = 0) => {
  const box = screen.all('Checkbox').filter(({ props }) => props['label'] === label)[nth];
  if (!box) throw new Error(`no box ${label}`);
  return screen.fire(box, 'onChange', { target: { checked } });
};

describe('who is told', () => {
  it('is chosen by channel and event', async () => {
    const screen = await open();
    await screen.type('E-mail addresses', 'a@b.fr, c@d.fr');
    await check(screen, 'Received by the buyer', true);
    await check(screen, 'Wrong recipient', false);
    await check(screen, 'Daily summary', true);
    await check(screen, 'Also invoices from before Guichet', true);
    const language = screen.get('Select', 'Language of messages');
    await screen.fire(language, 'onChange', { target: { value: 'en' } });
    await save(screen);
    expect(sent()).toMatchObject({
      notifications: {
        language: 'en',
        digest: true,
        imported: true,
        email: {
          addresses: ['a@b.fr', 'c@d.fr'],
          events: [
            'refused',
            'suspended',
            'rejected',
            'abandoned',
            'waiting',
            'available',
            'password_expiring',
            'connection_refused',
          ],
        },
      },
    });
    expect(() => settingsSchema.parse(sent())).not.toThrow();
  });

  it('has Slack and a webhook of its own only with an address', async () => {
    const screen = await open();
    await screen.type('Address of your endpoint', 'https://example.org/hook');
    await check(screen, 'Paid', false, 1);
    await save(screen);
    const parsed = settingsSchema.parse(sent());
    expect(parsed.notifications.slack).toBeUndefined();
    expect(parsed.notifications.webhook).toEqual({
      url: 'https://example.org/hook',
      events: [...EVENTS],
    });
  });

  it('shows what is told unless one chooses otherwise, as the backend has it', () => {
    expect(EVENTS).toEqual(backend.EVENT_NAMES);
    expect(EVENTS_TO_ACT_ON).toEqual(backend.EVENTS_TO_ACT_ON);
    expect(textAt(null, 'notifications.slack.events')).toBe(EVENTS_TO_ACT_ON.join(', '));
  });

  it('may be nobody at all', () => {
    const events = { 'notifications.email.events': '', 'notifications.digest': 'false' };
    expect(withValues(settings, events)).toMatchObject({
      notifications: { digest: false, email: { events: [] } },
    });
  });

  it('is told that no mail can be sent', async () => {
    dashboard.answers[NOTICES] = notices({ mail: false });
    expect((await open()).text()).toContain('cannot send e-mail at the moment');
  });
});

describe('what was sent', () => {
  it('stands in a short table, with how it ended', async () => {
    dashboard.answers[NOTICES] = notices({
      deliveries: [
        delivery(),
        delivery({ channel: 'slack', target: '', state: 'failed', answer: '404 no_team' }),
        delivery({ event: 'connection.password_expiring', number: null, state: 'waiting' }),
        delivery({ event: 'something.new', number: null, answer: null, state: 'dropped' }),
        ...Array.from({ length: 20 }, () => delivery()),
      ],
    });
    const [table] = (await open()).all('DataTable');
    const items = table?.props['items'];
    expect(items).toHaveLength(10);
    expect(items).toMatchObject([
      {
        at: 'Nov 23, 2026, 9:00 AM',
        event: 'FA-2026-0117: Rejected by the buyer',
        channel: 'finance@atelier.test',
        state: 'Sent',
      },
      { channel: 'Slack', state: 'Failed (404 no_team)' },
      { event: 'Password about to expire', state: 'Waiting (250 OK)' },
      { event: 'something.new', state: 'No longer wanted' },
      ...Array.from({ length: 6 }, () => ({ state: 'Sent' })),
    ]);
  });

  it('is empty at first, and says when it cannot be shown', async () => {
    dashboard.answers[NOTICES] = notices({ deliveries: [] });
    expect((await open()).text()).toContain('Nothing was sent yet.');
    dashboard.answers[NOTICES] = { status: 500 };
    const screen = await open();
    expect(screen.text()).toContain('What was sent cannot be shown at the moment.');
    expect(screen.has('TextField', 'Legal name *')).toBe(true);
  });

  it('gets a test on demand, once', async () => {
    const test = delivery({ event: 'test', number: null, state: 'waiting', answer: null });
    dashboard.answers[TEST] = notices({ deliveries: [test] });
    const screen = await open();
    const button = screen.get('Button', 'Send a test');
    await Promise.all([screen.fire(button, 'onPress'), screen.fire(button, 'onPress')]);
    expect(asked(TEST)).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Test sent']);
    expect(screen.all('DataTable')[0]?.props['items']).toMatchObject([
      { event: 'Test', state: 'Waiting' },
    ]);
  });

  it('is looked up again when the answer of a test is lost', async () => {
    dashboard.answers[TEST] = 'no answer';
    const screen = await open();
    await screen.press('Button', 'Send a test');
    expect(screen.text()).toContain('Guichet cannot be reached');
    dashboard.answers[NOTICES] = notices({ deliveries: [delivery({ event: 'invoice.test' })] });
    await screen.press('Button', 'Send a test');
    expect(dashboard.toasts).toEqual(['Test sent']);
  });
});

describe('the signing key', () => {
  const key = { signing_key: 'whsec_first', previous_until: null };

  it('is shown to administrators when they ask, and is gone with the dialog', async () => {
    dashboard.answers[KEY] = key;
    const screen = await open();
    expect(screen.text()).not.toContain('whsec_first');
    await screen.press('Button', 'Show the signing key');
    await confirm(screen);
    expect(asked(KEY)[0]?.body).toMatchObject({ rotate: false, stripe_roles: [{ id: 'admin' }] });
    expect(screen.text()).toContain('whsec_first');
    await screen.press('Button', 'Close');
    expect(screen.text()).not.toContain('whsec_first');
  });

  it('is made anew after a confirmation', async () => {
    dashboard.answers[KEY] = (body) =>
      body['rotate'] === true
        ? { signing_key: 'whsec_second', previous_until: '2026-11-24T08:00:00.000Z' }
        : key;
    const screen = await open();
    await screen.press('Button', 'Show the signing key');
    await confirm(screen);
    await screen.press('Button', 'Make a new key');
    expect(screen.text()).toContain('Make a new signing key?');
    expect(asked(KEY)).toHaveLength(1);
    await confirm(screen);
    expect(asked(KEY)).toHaveLength(2);
    expect(screen.text()).toContain('whsec_second');
    expect(screen.text()).toContain('also signs until Nov 24, 2026, 9:00 AM');
  });

  it('is not made twice when the answer is lost', async () => {
    let made = 0;
    dashboard.answers[KEY] = (body) => {
      if (body['rotate'] !== true) return made > 0 ? { ...key, signing_key: 'whsec_new' } : key;
      made += 1;
      return 'no answer';
    };
    const screen = await open();
    await screen.press('Button', 'Show the signing key');
    await confirm(screen);
    await screen.press('Button', 'Make a new key');
    await confirm(screen);
    expect(made).toBe(1);
    expect(screen.text()).toContain('whsec_new');
  });

  it('is for administrators only', async () => {
    const screen = await open({ role: 'developer' });
    expect(screen.get('Button', 'Show the signing key').props['disabled']).toBe(true);
  });
});

const confirm = async (screen: Screen) => {
  const buttons = screen.all('FocusView').length;
  expect(buttons).toBe(1);
  const button = screen
    .all('Button')
    .filter(({ props }) => 'pending' in props && props['type'] !== undefined)
    .at(-1);
  if (button) await screen.fire(button, 'onPress');
};

it('offers every reason for charging no VAT that the backend knows', () => {
  expect(Object.keys(VATEX_ARTICLES).sort()).toEqual([...VATEX_CODES].sort());
});
