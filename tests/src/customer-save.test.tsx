import { beforeEach, describe, expect, it } from '@jest/globals';
import { CHARACTERS_MAX, METADATA_CHARACTERS_MAX } from '../../src/customer-form.ts';
import { FIELDS } from '../../src/stripe-customer.ts';
import CustomerView from '../../src/views/CustomerView.tsx';
import { contextOf, openDashboard, type Dashboard } from './dashboard.ts';
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
const changeElsewhere = (key: string) => {
  if (dashboard.customer) dashboard.customer.metadata[key] = 'THEIRS';
};
const valueOf = (screen: Screen, label: string) =>
  screen.get('TextField', label).props['defaultValue'];

describe('saving', () => {
  it('happens once for a double click', async () => {
    const screen = await open();
    await screen.type('Contract number', 'M-1');
    const save = screen.get('Button', 'Save');
    await Promise.all([
      screen.fire(save, 'onPress', { type: 'press' }),
      screen.fire(save, 'onPress', { type: 'press' }),
    ]);
    expect(saves()).toHaveLength(1);
  });

  it('keeps what was typed when the network is lost, and can be done again', async () => {
    const screen = await open();
    await screen.type('Contract number', 'M-1');
    dashboard.stripeFails = 'no answer';
    await screen.press('Button', 'Save');
    expect(screen.text()).toContain('The connection was lost while saving');
    expect(screen.get('Button', 'Save').props['disabled']).toBe(false);
    dashboard.stripeFails = undefined;
    await screen.press('Button', 'Save');
    expect(metadata()?.['contract_number']).toBe('M-1');
    expect(screen.text()).not.toContain('The connection was lost');
  });

  it('shows what somebody else changed meanwhile, and lets the person choose', async () => {
    const screen = await open();
    await screen.type('Engagement number', 'MINE');
    changeElsewhere('engagement_number');
    await screen.press('Button', 'Save');
    expect(screen.text()).toContain('Engagement number: theirs “THEIRS”, yours “MINE”.');
    expect(saves()).toEqual([]);
    await screen.press('Button', 'Save mine');
    expect(metadata()?.['engagement_number']).toBe('MINE');
  });

  it('can take what somebody else wrote', async () => {
    const screen = await open();
    await screen.type('Engagement number', 'MINE');
    changeElsewhere('engagement_number');
    await screen.press('Button', 'Save');
    await screen.press('Button', 'Take theirs');
    expect(valueOf(screen, 'Engagement number')).toBe('THEIRS');
    expect(screen.get('Button', 'Save').props['disabled']).toBe(true);
  });

  it('merges with other fields that somebody else changed, and says so', async () => {
    const screen = await open();
    await screen.type('Engagement number', 'MINE');
    changeElsewhere('contract_number');
    await screen.press('Button', 'Save');
    expect(metadata()).toMatchObject({ engagement_number: 'MINE', contract_number: 'THEIRS' });
    expect(screen.text()).toContain('Somebody else changed other fields meanwhile');
    expect(valueOf(screen, 'Contract number')).toBe('THEIRS');
  });

  it('says when the role does not allow it', async () => {
    const screen = await open();
    await screen.type('Contract number', 'M-1');
    dashboard.beforeStripe = () => {
      if (dashboard.stripeCalls.at(-1)?.method === 'POST') dashboard.stripeFails = 403;
    };
    await screen.press('Button', 'Save');
    expect(screen.text()).toContain('does not allow changing customers');
  });

  it('refuses references that Chorus Pro would refuse', async () => {
    const screen = await open();
    await screen.type('Engagement number', 'x'.repeat(51));
    expect(screen.text()).toContain('At most 50 characters');
    expect(screen.get('Button', 'Save').props['disabled']).toBe(true);
  });
});

describe('a lost network during a save', () => {
  const failPosts = (fails: number | 'no answer') => {
    dashboard.beforeStripe = () => {
      dashboard.stripeFails = dashboard.stripeCalls.at(-1)?.method === 'POST' ? fails : undefined;
    };
  };

  it('is no failure when the save had arrived', async () => {
    const screen = await open();
    await screen.type('Contract number', 'M-1');
    dashboard.beforeStripe = () => {
      const isPost = dashboard.stripeCalls.at(-1)?.method === 'POST';
      if (isPost && dashboard.customer) dashboard.customer.metadata['contract_number'] = 'M-1';
      dashboard.stripeFails = isPost ? 'no answer' : undefined;
    };
    await screen.press('Button', 'Save');
    expect(saves()).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Customer saved']);
    expect(screen.text()).not.toContain('The connection was lost');
    expect(screen.text()).not.toContain('Somebody else');
  });

  it('writes nothing a second time that had arrived unseen', async () => {
    const screen = await open();
    await screen.type('Contract number', 'M-1');
    failPosts('no answer');
    await screen.press('Button', 'Save');
    expect(screen.text()).toContain('The connection was lost while saving');
    expect(valueOf(screen, 'Contract number')).toBe('');
    if (dashboard.customer) dashboard.customer.metadata['contract_number'] = 'M-1';
    await screen.press('Button', 'Save');
    expect(saves()).toHaveLength(1);
    expect(valueOf(screen, 'Contract number')).toBe('M-1');
  });
});

describe('Stripe’s limits', () => {
  it('of keys are told before a save, with what to do', async () => {
    const others = Array.from({ length: 49 }, (_, index) => [`other_${index}`, 'x']);
    if (dashboard.customer) {
      dashboard.customer.metadata = {
        ...Object.fromEntries(others),
        government_affiliated: 'true',
      };
    }
    const screen = await open();
    await screen.type('SIRET', '732 829 320 00074');
    expect(screen.text()).toContain('metadata is full: Stripe takes 50 keys');
    expect(screen.text()).toContain('Remove one other key');
    expect(screen.get('Button', 'Save').props['disabled']).toBe(true);
    await screen.type('SIRET', '');
    expect(screen.text()).not.toContain('metadata is full');
    expect(saves()).toEqual([]);
  });

  it('of characters are kept by what Chorus Pro takes, and our keys are short enough', () => {
    expect(FIELDS.every((field) => field.length <= 40)).toBe(true);
    for (const limit of Object.values(CHARACTERS_MAX)) {
      expect(limit).toBeLessThanOrEqual(METADATA_CHARACTERS_MAX);
    }
  });
});

describe('what is pasted', () => {
  it.each([
    ['\u00a0732\u202f829\u00a0320\u202f00074\ufeff', '73282932000074'],
    ['732.829.320.00074', '73282932000074'],
    ['732 829\u2060320\u200b00074\n', '73282932000074'],
  ])('as a SIRET (%j) is saved as its digits', async (pasted, siret) => {
    const screen = await open();
    await screen.type('SIRET', pasted);
    await screen.press('Button', 'Save');
    expect(metadata()?.['siret']).toBe(siret);
  });

  it('as a reference is saved without what nobody sees', async () => {
    const screen = await open();
    await screen.type('Engagement number', '\u200b\u00a0EJ\u00a02026\u202f44 \ufeff');
    await screen.press('Button', 'Save');
    expect(metadata()?.['engagement_number']).toBe('EJ 2026 44');
  });
});
