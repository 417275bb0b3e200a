import { beforeEach, describe, expect, it } from '@jest/globals';
import OverviewView from '../../src/views/OverviewView.tsx';
import { CONNECTED, overview, reasonView, transmissionView } from './answers.ts';
import { contextOf, openDashboard, type Dashboard, type Scripted } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const SEARCH = '/api/transmissions/search';
const READ = '/api/overview/read';
let dashboard: Dashboard;

beforeEach(() => {
  dashboard = openDashboard({
    [READ]: overview(),
    [SEARCH]: { transmissions: [transmissionView()], next: null },
  });
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<OverviewView {...contextOf(change)} />);
const searches = () =>
  dashboard.asked.filter(({ path }) => path === SEARCH).map(({ body }) => body);

describe('the overview', () => {
  it('shows what waits for the merchant first, with counts and amounts', async () => {
    const text = (await open()).text();
    const order = ['Waiting for you', 'At Chorus Pro', 'Done'].map((title) => text.indexOf(title));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (const figure of ['€2,401.00', '€12,000.50', '€98,765.43', '27 days']) {
      expect(text).toContain(figure);
    }
  });

  it('lists what waits for the merchant with what is wrong, before anything else', async () => {
    dashboard.answers[READ] = overview({
      groups: [
        { group: 'yours', states: ['blocked', 'refused'], count: 7, total: '240100' },
        { group: 'under_way', states: ['available'], count: 0, total: '0' },
        { group: 'done', states: ['paid'], count: 0, total: '0' },
      ],
    });
    dashboard.answers[SEARCH] = (body) =>
      body['limit'] === 5
        ? {
            transmissions: [
              transmissionView({ document_id: 'in_9', state: 'blocked', reasons: [reasonView()] }),
              transmissionView({ number: null, customer_name: null, state: 'refused' }),
            ],
            next: 'more',
          }
        : { transmissions: [], next: null };
    const screen = await open();
    expect(searches().find(({ limit }) => limit === 5)).toMatchObject({
      states: ['blocked', 'refused'],
    });
    const text = screen.text();
    expect(text).toContain('FA-2026-0001 · Mairie de Valombre-sur-Isle');
    expect(text).toContain('The service code is missing');
    expect(text).toContain('Refused by Chorus Pro');
    expect(text).toContain('And 5 more, in the list below.');
    expect(text.indexOf('The service code is missing')).toBeLessThan(text.indexOf('€2,401.00'));
    const [list] = screen.all('List');
    if (list) await screen.fire(list, 'onAction', 'in_9');
    expect(dashboard.routes).toEqual([{ name: 'invoiceDetails', params: { invoiceId: 'in_9' } }]);
  });

  it('asks for no list of what waits when nothing does', async () => {
    const groups = overview().groups.map((each) => ({ ...each, count: 0 }));
    dashboard.answers[READ] = overview({ groups });
    await open();
    expect(searches().map(({ limit }) => limit)).toEqual([10]);
  });

  it('says since when Chorus Pro has been silent', async () => {
    const connection = {
      ...{ ...CONNECTED, chorus_pro: 'down' as const },
      trouble_since: '2026-11-23T06:40:00.000Z',
    };
    dashboard.answers[READ] = overview({ connection });
    expect((await open()).text()).toContain(
      'Chorus Pro does not answer since Nov 23, 2026, 7:40 AM',
    );
  });

  it('has a chart by month', async () => {
    const [chart] = (await open()).all('BarChart');
    expect(chart?.props['data']).toMatchObject([
      { x: 'Oct 26', y: 4500 },
      { x: 'Nov 26', y: 6200.5 },
    ]);
  });

  it('filters by group and by text, from the first page', async () => {
    const screen = await open();
    await screen.fire(screen.get('Select', 'Show'), 'onChange', { target: { value: 'yours' } });
    expect(searches().at(-1)).toMatchObject({ states: ['blocked', 'refused'] });
    await screen.type('Search', ' FA-2026 ');
    await screen.settle(400);
    expect(searches().at(-1)).toMatchObject({ states: ['blocked', 'refused'], text: 'FA-2026' });
    expect(searches().at(-1)).not.toHaveProperty('before');
  });

  it('pages forth and back', async () => {
    dashboard.answers[SEARCH] = (body) =>
      body['before'] === 'page-2'
        ? { transmissions: [transmissionView({ number: 'FA-2' })], next: null }
        : { transmissions: [transmissionView({ number: 'FA-1' })], next: 'page-2' };
    const screen = await open();
    const turn = async (page: number) => {
      const [table] = screen.all('DataTable');
      const paging = table?.props['pagination'];
      const holder = {
        type: 'paging',
        props: Object.fromEntries(Object.entries(paging ?? {})),
        children: [],
      };
      await screen.fire(holder, 'onPageChange', page);
    };
    await turn(2);
    expect(screen.all('DataTable')[0]?.props['items']).toMatchObject([{ number: 'FA-2' }]);
    await turn(1);
    expect(screen.all('DataTable')[0]?.props['items']).toMatchObject([{ number: 'FA-1' }]);
  });

  it('says how the connection truly is', async () => {
    const text = (await open()).text();
    expect(text).toContain('Connected');
    expect(text).toContain('Last event from Stripe\nNov 23, 2026, 7:12 AM');
    const connection = { ...CONNECTED, last_event_at: null };
    dashboard.answers[READ] = overview({ connection });
    expect((await open()).text()).toContain('None received yet');
  });
});

describe('other days', () => {
  it('has nothing yet, and says what to do', async () => {
    dashboard.answers[SEARCH] = { transmissions: [], next: null };
    expect((await open()).text()).toContain('Finalize an invoice for a customer marked as');
  });

  it.each([
    [{ state: 'not_connected' as const }, 'Chorus Pro is not connected yet'],
    [{ state: 'refused' as const }, 'Chorus Pro refuses the technical account'],
    [{ chorus_pro: 'down' as const }, 'Chorus Pro does not answer at the moment'],
  ])('tells of %j', async (change, told) => {
    dashboard.answers[READ] = overview({ connection: { ...CONNECTED, ...change } });
    expect((await open()).text()).toContain(told);
  });

  it('shows the list while figures are not available yet', async () => {
    dashboard.answers[READ] = { status: 404 };
    const screen = await open();
    expect(screen.text()).toContain('Figures are not available at the moment');
    expect(screen.all('DataTable')).toHaveLength(1);
  });

  it.each<[Scripted, string]>([
    ['no answer', 'Guichet cannot be reached'],
    [{ status: 500 }, 'Guichet has a problem on its side'],
    [{ status: 403 }, 'Your role does not allow this'],
  ])('says once that nothing answers (%j)', async (scripted, told) => {
    dashboard.answers[READ] = scripted;
    const screen = await open();
    expect(screen.all('Banner')).toHaveLength(1);
    expect(screen.text()).toContain(told);
    dashboard.answers[READ] = overview();
    await screen.press('Button', 'Try again');
    expect(screen.text()).toContain('Waiting for you');
  });

  it('is French for a French user', async () => {
    const text = (await open({ locale: 'fr-CA' })).text();
    expect(text).toContain('Délai médian de paiement');
    expect(text).toContain('12\u202f000,50\u00a0€');
  });
});
