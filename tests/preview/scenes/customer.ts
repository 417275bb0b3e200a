import { SCREENS_EN } from '../../../src/wording/screens-en.ts';
import { BODIES, BODY, CUSTOMER, PRIVATE, searched } from './answers.ts';
import { UNMARKED, WITH_TAX_ID } from './customers.ts';
import { BODY_FIND, BODY_SEARCH, FRENCH, LIST, VIEW_ONLY, type Scene } from './scene.ts';

const customer = { page: 'customer', id: CUSTOMER, mode: 'live' } as const;
const list = { [LIST]: searched };
const none = { [LIST]: { transmissions: [], next: null } };
const directory = { [BODY_FIND]: BODY, [BODY_SEARCH]: BODIES };
const say = SCREENS_EN.customer;

/** A customer's page. */
export const CUSTOMER_SCENES: readonly Scene[] = [
  { name: 'customer', place: customer, script: { ...list, ...directory } },
  { name: 'customer-french', place: { ...customer, ...FRENCH }, script: { ...list, ...directory } },
  {
    name: 'customer-search',
    place: customer,
    script: { ...none, ...directory },
    act: async (page) => {
      await page.getByLabel(say.search).fill('valombre');
      await page.getByText(say.searchMore).waitFor();
    },
  },
  {
    name: 'customer-search-nothing',
    place: customer,
    script: { ...none, ...directory, [BODY_SEARCH]: { kind: 'found', bodies: [], more: false } },
    act: async (page) => {
      await page.getByLabel(say.search).fill('nowhere');
      await page.getByText(say.searchNothing).waitFor();
    },
  },
  {
    name: 'customer-directory-off',
    place: customer,
    script: { ...none, [BODY_SEARCH]: 404, [BODY_FIND]: 404 },
    act: async (page) => {
      await page.getByLabel(say.search).fill('valombre');
      await page.getByText(say.searchOff).waitFor();
    },
  },
  {
    name: 'customer-directory-stale',
    place: customer,
    script: {
      ...none,
      [BODY_FIND]: { ...BODY, read_at: '2026-11-20T08:00:00.000Z', stale: true },
    },
  },
  {
    name: 'customer-closed-body',
    place: customer,
    script: {
      ...none,
      [BODY_FIND]:
        BODY.kind === 'found' ? { ...BODY, body: { ...BODY.body, active: false } } : BODY,
    },
  },
  {
    name: 'customer-siren',
    place: customer,
    script: { ...none, [BODY_FIND]: 404 },
    act: (page) => page.getByLabel('SIRET', { exact: true }).fill('732 829 320'),
  },
  {
    name: 'customer-checksum',
    place: customer,
    script: { ...none, [BODY_FIND]: { kind: 'unknown_siret' } },
    act: (page) => page.getByLabel('SIRET', { exact: true }).fill('732 829 320 00075'),
  },
  {
    name: 'customer-many-services',
    place: customer,
    script: {
      ...none,
      [BODY_FIND]: { ...BODY, services_total: 2_402, services_page: 1, services_pages: 13 },
    },
  },
  { name: 'customer-private', place: { ...customer, id: PRIVATE }, script: none },
  { name: 'customer-suggested', place: { ...customer, id: UNMARKED }, script: none },
  { name: 'customer-tax-id', place: { ...customer, id: WITH_TAX_ID }, script: none },
  {
    name: 'customer-changed-meanwhile',
    place: customer,
    script: { ...none, ...directory },
    act: async (page) => {
      const field = page.getByLabel(say.contract, { exact: true });
      await field.fill('M-2026-1');
      await page.route('**/stripe/v1/customers/*', async (route) => {
        const response = await route.fetch();
        const now: { metadata: object } = await response.json();
        const metadata = { ...now.metadata, contract_number: 'M-2026-2' };
        await route.fulfill({ response, json: { ...now, metadata } });
      });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(say.changedTitle).waitFor();
    },
  },
  {
    name: 'customer-save-lost',
    place: customer,
    script: { ...none, ...directory },
    act: async (page) => {
      await page.getByLabel(say.contract, { exact: true }).fill('M-2026-1');
      await page.route('**/stripe/v1/customers/*', (route) => route.abort());
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(say.saveUnknown).first().waitFor();
    },
  },
  {
    name: 'customer-view-only',
    place: { ...customer, ...VIEW_ONLY },
    script: { ...list, ...directory },
  },
  {
    name: 'customer-backend-down',
    place: customer,
    script: { [LIST]: 'no answer', [BODY_FIND]: 'no answer' },
  },
  {
    name: 'customer-test',
    place: { ...customer, mode: 'test' },
    script: { ...list, ...directory },
  },
  {
    name: 'customer-sandbox',
    place: { ...customer, mode: 'sandbox' },
    script: { ...none, ...directory },
  },
];
