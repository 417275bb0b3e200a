import { SCREENS_EN } from '../../../src/wording/screens-en.ts';
import { CONNECTED, OVERVIEW, searched } from './answers.ts';
import { FRENCH, HOME, LIST, READ, VIEW_ONLY, type Scene } from './scene.ts';

const list = { [LIST]: searched };
const none = { [LIST]: { transmissions: [], next: null } };
const with_ = (change: Partial<typeof CONNECTED>) => ({
  [READ]: { ...OVERVIEW, connection: { ...CONNECTED, ...change } },
});

/** The home page, and the drawer of every other page. */
export const OVERVIEW_SCENES: readonly Scene[] = [
  { name: 'overview', place: HOME, script: { ...list, [READ]: OVERVIEW } },
  { name: 'overview-french', place: { ...HOME, ...FRENCH }, script: { ...list, [READ]: OVERVIEW } },
  {
    name: 'overview-view-only',
    place: { ...HOME, ...VIEW_ONLY },
    script: { ...list, [READ]: OVERVIEW },
  },
  {
    name: 'overview-drawer',
    place: { page: 'customers', mode: 'live' },
    script: { ...list, [READ]: OVERVIEW },
  },
  {
    name: 'overview-nothing-fits',
    place: HOME,
    script: {
      [READ]: OVERVIEW,
      [LIST]: (question: object) =>
        'text' in question ? { transmissions: [], next: null } : searched(question),
    },
    act: async (page) => {
      await page.getByLabel(SCREENS_EN.overview.search).fill('nobody of that name');
      await page.getByText(SCREENS_EN.overview.nothingFound).waitFor();
    },
  },
  {
    name: 'overview-empty',
    place: HOME,
    script: {
      ...none,
      [READ]: {
        ...OVERVIEW,
        median_days_to_payment: null,
        months: [],
        groups: OVERVIEW.groups.map((each) => ({ ...each, count: 0, total: '0' })),
        connection: { ...CONNECTED, last_event_at: null },
      },
    },
  },
  {
    name: 'overview-not-connected',
    place: HOME,
    script: {
      ...none,
      [READ]: {
        ...OVERVIEW,
        median_days_to_payment: null,
        months: [],
        groups: OVERVIEW.groups.map((each) => ({ ...each, count: 0, total: '0' })),
        connection: { ...CONNECTED, state: 'not_connected', login: null, checked_at: null },
      },
    },
  },
  { name: 'overview-refused', place: HOME, script: { ...list, ...with_({ state: 'refused' }) } },
  {
    name: 'overview-chorus-pro-down',
    place: HOME,
    script: {
      ...list,
      ...with_({ chorus_pro: 'down', trouble_since: '2026-11-23T07:40:00.000Z' }),
    },
  },
  { name: 'overview-backend-down', place: HOME, script: { [READ]: 503, [LIST]: 503 } },
  { name: 'overview-loading', place: HOME, script: { [READ]: 'never', [LIST]: 'never' } },
];
