import { beforeEach, describe, expect, it } from '@jest/globals';
import CustomerView from '../../src/views/CustomerView.tsx';
import { foundBody, transmissionView, TWO_TOWN_HALLS } from './answers.ts';
import { contextOf, openDashboard, type Dashboard, type Scripted } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const SEARCH = '/api/transmissions/search';
const object = { id: 'cus_1', object: 'customer' };
let dashboard: Dashboard;

beforeEach(() => {
  dashboard = openDashboard({ [SEARCH]: { transmissions: [], next: null } });
  dashboard.customer = {
    id: 'cus_1',
    name: 'Atelier Dupont',
    metadata: { government_affiliated: 'true', siret: '12345678200028', colour: 'blue' },
    taxIds: [],
  };
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<CustomerView {...contextOf({ object, ...change })} />);

const saves = () => dashboard.stripeCalls.filter(({ method }) => method === 'POST');
const metadata = () => dashboard.customer?.metadata;
const valueOf = (screen: Screen, label: string) =>
  screen.get('TextField', label).props['defaultValue'];

describe('opening', () => {
  it('shows what the metadata holds', async () => {
    const screen = await open();
    expect(screen.get('Switch', 'Government affiliated').props['checked']).toBe(true);
    expect(valueOf(screen, 'SIRET')).toBe('12345678200028');
    expect(saves()).toEqual([]);
  });

  it('shows only the switch for a customer that is not public', async () => {
    dashboard.customer = { id: 'cus_1', name: 'Boulangerie', metadata: {}, taxIds: [] };
    const screen = await open();
    expect(screen.get('Switch', 'Government affiliated').props['checked']).toBe(false);
    expect(screen.all('TextField')).toEqual([]);
    expect(dashboard.asked.map(({ path }) => path)).toEqual([SEARCH]);
  });

  it.each<[number | 'no answer', string]>([
    [403, 'You may not see this customer’s details'],
    ['no answer', 'Stripe could not be reached'],
  ])('says what is wrong when Stripe answers %s', async (fails, title) => {
    dashboard.stripeFails = fails;
    const screen = await open();
    expect(screen.text()).toContain(title);
    dashboard.stripeFails = undefined;
    await screen.press('Button', 'Try again');
    expect(screen.has('Switch', 'Government affiliated')).toBe(true);
  });

  it('says that a customer was deleted, and offers nothing that cannot help', async () => {
    dashboard.customer = undefined;
    const screen = await open();
    expect(screen.text()).toContain('This customer was deleted');
    expect(screen.has('Button', 'Try again')).toBe(false);
  });

  it('is French for a French user', async () => {
    const screen = await open({ locale: 'fr-FR' });
    expect(screen.text()).toContain('Facturation au secteur public');
    expect(screen.has('Switch', 'Organisme public')).toBe(true);
    expect(screen.text()).not.toContain('Engagement number');
  });
});

describe('the SIRET', () => {
  it.each<[string, string, boolean]>([
    ['732829320', 'This is a SIREN (9 digits)', true],
    ['7328 ABC', 'A SIRET has digits only', true],
    ['732 829 320 0007', 'A SIRET has 14 digits', true],
    ['732 829 320 00075', 'The check digit does not fit', false],
    ['732\u00a0829\u202f320 00074', 'The 14 digits of the establishment', false],
    ['356 000 000 49837', 'The 14 digits of the establishment', false],
  ])('%s is explained', async (typed, told, refused) => {
    const screen = await open();
    await screen.type('SIRET', typed);
    expect(screen.text()).toContain(told);
    expect(screen.get('Button', 'Save').props['disabled']).toBe(refused);
  });

  it('is saved without spaces, and nothing else is written', async () => {
    const screen = await open();
    await screen.type('SIRET', ' 732\u00a0829\u202f320 00074 ');
    await screen.press('Button', 'Save');
    expect(saves().map(({ body }) => body)).toEqual(['metadata[siret]=73282932000074']);
    expect(metadata()).toMatchObject({ siret: '73282932000074', colour: 'blue' });
    expect(dashboard.toasts).toEqual(['Customer saved']);
  });

  it('is offered from the tax ids', async () => {
    dashboard.customer = {
      id: 'cus_1',
      name: 'X',
      metadata: { government_affiliated: 'true' },
      taxIds: [{ type: 'fr_siret', value: '732 829 320 00074' }],
    };
    const screen = await open();
    await screen.press('Button', 'Use this SIRET');
    expect(screen.has('Banner', 'Use the SIRET')).toBe(false);
    await screen.press('Button', 'Save');
    expect(metadata()?.['siret']).toBe('73282932000074');
  });
});

describe('a customer that looks public', () => {
  beforeEach(() => {
    dashboard.customer = { id: 'cus_1', name: 'Mairie de Valombre', metadata: {}, taxIds: [] };
  });

  it('is suggested, and marked with one press and a save', async () => {
    const screen = await open();
    await screen.press('Button', 'Mark as public body');
    await screen.press('Button', 'Save');
    expect(metadata()).toEqual({ government_affiliated: 'true' });
  });

  it.each([
    ['fr_siren', '217 800 123'],
    ['fr_siret', '11000201100044'],
    ['eu_vat', 'FR40 217800123'],
  ])('by a number among its tax ids (%s) is suggested', async (type, value) => {
    dashboard.customer = { id: 'cus_1', name: 'X', metadata: {}, taxIds: [{ type, value }] };
    expect((await open()).text()).toContain('looks like a public body');
    dashboard.customer = {
      ...{ id: 'cus_1', name: 'X', metadata: {} },
      taxIds: [{ type: 'eu_vat', value: 'FR44732829320' }],
    };
    expect((await open()).text()).not.toContain('looks like a public body');
  });

  it('is not suggested again once somebody said no', async () => {
    const screen = await open();
    await screen.press('Button', 'It is not one');
    await screen.press('Button', 'Save');
    expect(metadata()).toEqual({ government_affiliated: 'false' });
    const again = await open();
    expect(again.text()).not.toContain('looks like a public body');
  });
});

describe('the directory', () => {
  it('shows the official name, what is demanded and the services', async () => {
    dashboard.answers['/api/directory/find'] = foundBody();
    const screen = await open();
    expect(screen.text()).toContain('DESTINATAIRE SERVICE OBLIGATOIRE');
    expect(screen.text()).toContain('40 rue Carnot, 51000 Châlons-en-Vesle');
    expect(screen.has('Badge', 'Service required')).toBe(true);
    const select = screen.get('Select', 'E-invoicing code');
    await screen.fire(select, 'onChange', { target: { value: 'ACHATS' } });
    expect(screen.get('TextField', 'Engagement number').props['description']).toBe(
      'Demanded by this public body',
    );
    await screen.press('Button', 'Save');
    expect(metadata()?.['einvoicing_code']).toBe('ACHATS');
  });

  it('lets whoever began to type a service go on typing', async () => {
    dashboard.answers['/api/directory/find'] = { status: 404 };
    const screen = await open();
    await screen.type('E-invoicing code', 'ACH');
    dashboard.answers['/api/directory/find'] = foundBody();
    await screen.type('SIRET', '123 456 782 00036');
    expect(screen.text()).toContain('DESTINATAIRE SERVICE OBLIGATOIRE');
    expect(screen.has('TextField', 'E-invoicing code')).toBe(true);
    expect(screen.has('Select', 'E-invoicing code')).toBe(false);
  });

  it('finds a body by name, and a pick fills its SIRET and empties the service of another', async () => {
    dashboard.answers['/api/directory/search'] = TWO_TOWN_HALLS;
    if (dashboard.customer) {
      dashboard.customer.metadata = { government_affiliated: 'true', einvoicing_code: 'OLD' };
    }
    const screen = await open();
    await screen.type('Find the public body', 'mairie');
    await screen.settle(400);
    expect(dashboard.asked.at(-1)?.body).toMatchObject({ text: 'mairie' });
    expect(screen.text()).toContain('Mairie de Valombre');
    expect(screen.text()).toContain('Closed');
    expect(screen.text()).toContain('There are more');
    const [list] = screen.all('List');
    if (list) await screen.fire(list, 'onAction', '12345678200028');
    await screen.press('Button', 'Save');
    expect(metadata()).toEqual({ government_affiliated: 'true', siret: '12345678200028' });
  });

  it.each<[string, Scripted]>([
    ['a backend that cannot search yet', { status: 404 }],
    ['Chorus Pro being down', { kind: 'unavailable', reason: null }],
    ['a backend that is down', 'no answer'],
  ])('is said calmly to be off with %s, and the form works', async (_what, scripted) => {
    dashboard.answers['/api/directory/search'] = scripted;
    const screen = await open();
    await screen.type('Find the public body', 'mairie');
    await screen.settle(400);
    expect(screen.text()).toContain('The directory cannot be searched at the moment');
    expect(screen.all('Banner').filter(({ props }) => props['type'] === 'critical')).toEqual([]);
    await screen.type('Contract number', 'M-2026-4');
    await screen.press('Button', 'Save');
    expect(metadata()?.['contract_number']).toBe('M-2026-4');
  });

  it('says how old an answer is, and that a newer one cannot be had', async () => {
    dashboard.answers['/api/directory/find'] = foundBody();
    expect((await open()).text()).toContain('as of Nov 23, 2026, 9:00 AM');
    const read_at = '2026-11-14T09:05:00.000Z';
    dashboard.answers['/api/directory/find'] = foundBody({ stale: true, read_at });
    expect((await open()).text()).toContain(
      'As of Nov 14, 2026, 10:05 AM; Chorus Pro cannot be asked at the moment.',
    );
    dashboard.answers['/api/directory/search'] = { ...TWO_TOWN_HALLS, stale: true };
    const screen = await open();
    await screen.type('Find the public body', 'mairie');
    await screen.settle(400);
    expect(screen.text()).toContain('only bodies that Guichet has met are found');
  });

  it('does not say that a number is nowhere when only the bodies met before were searched', async () => {
    const none = { kind: 'found', bodies: [], more: false, known_only: true, read_at: null };
    dashboard.answers['/api/directory/search'] = none;
    const screen = await open();
    await screen.type('Find the public body', '217500');
    await screen.settle(400);
    expect(screen.text()).toContain('Type all 14 digits, or a name.');
    expect(screen.text()).not.toContain('The directory holds no public body');
  });

  it('says of what day a search is', async () => {
    const read_at = '2026-11-14T09:05:00.000Z';
    dashboard.answers['/api/directory/search'] = { ...TWO_TOWN_HALLS, read_at };
    const screen = await open();
    await screen.type('Find the public body', 'mairie');
    await screen.settle(400);
    expect(screen.text()).toContain('as of Nov 14, 2026, 10:05 AM');
  });

  it('lets one of thousands of services be found by words', async () => {
    const sent: unknown[] = [];
    dashboard.answers['/api/directory/find'] = (body) => {
      sent.push(body['services_text']);
      if (body['services_text'] === 'nobody') {
        return foundBody({ services: [], services_total: 0 });
      }
      return body['services_text'] === undefined
        ? foundBody({ services_total: 3412 })
        : foundBody({
            services: [{ code: 'DGFIP-9', label: 'Trésorerie', engagement: null }],
            services_total: 1,
          });
    };
    const screen = await open();
    const search = screen.get('TextField', 'Find a service');
    expect(search.props['description']).toBe('Type to find among 3,412 services.');
    await screen.type('Find a service', 'trésor');
    await screen.settle(400);
    expect(sent).toContain('trésor');
    expect(screen.text()).toContain('Trésorerie (DGFIP-9)');
    const select = screen.get('Select', 'E-invoicing code');
    await screen.fire(select, 'onChange', { target: { value: 'DGFIP-9' } });
    await screen.type('Find a service', 'nobody');
    await screen.settle(400);
    expect(screen.text()).toContain('No service has these words');
    // What was chosen stays.
    expect(screen.get('Select', 'E-invoicing code').props['value']).toBe('DGFIP-9');
    await screen.press('Button', 'Save');
    expect(metadata()?.['einvoicing_code']).toBe('DGFIP-9');
  });

  it('asks whether a service demands an engagement where the list does not say', async () => {
    const services = [{ code: 'ACHATS', label: 'Achats', engagement: null }];
    dashboard.answers['/api/directory/find'] = (body) =>
      body['service_code'] === 'ACHATS'
        ? foundBody({ services: [{ code: 'ACHATS', label: 'Achats', engagement: true }] })
        : foundBody({ services });
    const screen = await open();
    const select = screen.get('Select', 'E-invoicing code');
    await screen.fire(select, 'onChange', { target: { value: 'ACHATS' } });
    await screen.settle(400);
    expect(screen.get('TextField', 'Engagement number').props['description']).toBe(
      'Demanded by this public body',
    );
    await screen.type('Engagement number', 'EJ-1');
    expect(screen.get('TextField', 'Engagement number').props['description']).toContain(
      'where Chorus Pro cannot check it, the invoice says so',
    );
  });

  it('warns of a closed body and of an unknown SIRET', async () => {
    const body = { ...foundBody().body, active: false };
    dashboard.answers['/api/directory/find'] = foundBody({ body });
    const screen = await open();
    expect(screen.text()).toContain('This public body is closed at Chorus Pro');
    expect(screen.get('Badge', 'Closed').props['type']).toBe('negative');
    // It is a warning: whoever knows better may save.
    await screen.type('Contract number', 'M-1');
    expect(screen.get('Button', 'Save').props['disabled']).toBe(false);
    dashboard.answers['/api/directory/find'] = { kind: 'unknown_siret' };
    expect((await open()).text()).toContain('This SIRET is not in the Chorus Pro directory');
  });
});

describe('who may only look', () => {
  it.each([
    ['a view-only role', { role: 'view_only' }, ['customer_read', 'customer_write']],
    ['a user without the permission', {}, ['customer_read']],
  ])('sees the values and no Save: %s', async (_who, change, permissions) => {
    dashboard.permissions = permissions;
    const screen = await open(change);
    expect(screen.has('Button', 'Save')).toBe(false);
    for (const field of screen.all('TextField')) expect(field.props['disabled']).toBe(true);
    expect(screen.all('TextField').length).toBeGreaterThan(3);
  });

  it('is told why', async () => {
    expect((await open({ role: 'view_only' })).text()).toContain('You can look, but not change');
  });
});

describe('what surrounds it', () => {
  it('says which permission is missing', async () => {
    const screen = await open({ granted: ['invoice_read', 'event_read', 'tax_rate_read'] });
    expect(screen.text()).toContain('Missing: credit_note_read, customer_read, customer_write.');
  });

  it.each([
    [{ mode: 'test' as const }, 'Test mode'],
    [{ mode: 'test' as const, isSandbox: true }, 'Sandbox'],
  ])('says where invoices go', async (change, told) => {
    expect((await open(change)).text()).toContain(told);
    expect((await open()).text()).not.toContain('qualification');
  });

  it('lists this customer’s invoices only', async () => {
    dashboard.answers[SEARCH] = {
      transmissions: [
        transmissionView(),
        transmissionView({ document_id: 'in_2', customer_id: 'cus_2' }),
      ],
      next: null,
    };
    const screen = await open();
    const [table] = screen.all('DataTable');
    expect(table?.props['items']).toEqual([
      {
        id: 'in_1',
        number: 'FA-2026-0001',
        customer: 'Mairie de Valombre-sur-Isle',
        total: '€1,200.50',
        state: 'With the buyer',
        since: 'Nov 20, 2026',
      },
    ]);
    if (table) await screen.fire(table, 'onRowClick', { id: 'in_1' });
    expect(dashboard.routes).toEqual([{ name: 'invoiceDetails', params: { invoiceId: 'in_1' } }]);
  });
});
