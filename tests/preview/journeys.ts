import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { SAMPLES } from '../samples/samples.ts';
import { BUYERS, SUPPLIER } from '../samples/world.ts';
import { openBrowser, openPage, problemsOn } from './browser.ts';
import { makeDraft, openHouse, type House } from './house.ts';
import type { Place } from './place.ts';

/**
 * `npm run journeys`: people's ways through the whole product in a real browser: the extension in its frame, a real
 * backend on a real database, Stripe and Chorus Pro simulated.
 */

/** How long a step may take. */
const STEP_TIMEOUT_MS = 20_000;

interface Journey {
  readonly name: string;
  readonly walk: (page: Page, house: House) => Promise<void>;
}

const idOf = (sample: string): string => {
  const found = SAMPLES.find(({ name }) => name === sample);
  if (!found) throw new Error(`no sample ${sample}`);
  return found.build().invoice.id;
};

async function open(page: Page, { preview }: House, place: Partial<Place>): Promise<void> {
  await page.goto(`${preview.url}/?${new URLSearchParams({ ...place })}`);
}

const sees = (page: Page, text: string) => page.getByText(text).first().waitFor();

const JOURNEYS: readonly Journey[] = [
  {
    name: 'enter the company and connect Chorus Pro',
    walk: async (page, house) => {
      await open(page, house, { page: 'settings' });
      await sees(page, 'None is connected.');
      const fields = {
        'Legal name *': SUPPLIER.name,
        'SIRET *': '732 829 320 00074',
        'VAT number': SUPPLIER.vatNumber,
        'Address *': '12 rue des Filatures',
        'Post code *': '59100',
        'Town *': 'Roubaix',
        'IBAN *': 'FR7630006000011234567890189',
      };
      for (const [label, text] of Object.entries(fields)) {
        await page.getByLabel(label, { exact: true }).fill(text);
      }
      await page.getByRole('button', { name: 'Save' }).click();
      await page
        .getByRole('status')
        .filter({ hasText: /^Saved$/ })
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByLabel('Login').fill(SUPPLIER.technicalAccount.login);
      await page.getByLabel('Password').fill(SUPPLIER.technicalAccount.password);
      await page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click();
      await sees(page, `Connected as ${SUPPLIER.technicalAccount.login}.`);
    },
  },
  {
    name: 'flag a customer found by its SIRET, and save once',
    walk: async (page, house) => {
      await open(page, house, { page: 'customer', id: 'cus_BoulangeriePainLumiere' });
      await page.getByRole('switch', { name: 'Government affiliated' }).check();
      await page.getByLabel('Find the public body').fill('123 456 782 00051');
      await page.getByRole('button', { name: BUYERS.noDemand.name }).click();
      await sees(page, 'No reference required');
      await page.getByRole('button', { name: 'Save' }).dblclick();
      await sees(page, 'Customer saved');
      await page.getByRole('term').filter({ hasText: 'government_affiliated' }).waitFor();
    },
  },
  {
    name: 'check a draft, finalize it, and see it with the buyer',
    walk: async (page, house) => {
      const id = idOf('ordinary');
      makeDraft(house.stripe, id);
      await open(page, house, { page: 'invoice', id });
      await page.getByText(/Ready to be finalized|Ready, with points/).waitFor();
      await page.getByRole('button', { name: 'Finalize invoice' }).click();
      await sees(page, 'With the buyer');
    },
  },
  {
    name: 'blocked for a missing service, corrected on the customer, sent by itself',
    walk: async (page, house) => {
      const id = idOf('service-missing');
      await house.stripe.finalize(id);
      await open(page, house, { page: 'invoice', id });
      await sees(page, 'The service code is missing');
      await page.getByText('Open customer').first().click();
      await sees(page, 'Service required');
      await page.getByLabel('E-invoicing code').selectOption(BUYERS.serviceRequired.service);
      await page.getByRole('button', { name: 'Save' }).click();
      await sees(page, 'Customer saved');
      await open(page, house, { page: 'invoice', id });
      await sees(page, 'With the buyer');
    },
  },
  {
    name: 'see all invoices in French, as somebody who only looks',
    walk: async (page, house) => {
      await open(page, house, { page: 'home', locale: 'fr-FR', role: 'view_only' });
      await sees(page, 'Vous pouvez consulter, sans rien modifier');
      await page.getByRole('cell', { name: 'Mise à disposition' }).first().waitFor();
      await open(page, house, {
        page: 'customer',
        id: 'cus_MairiedeValombresurIsle',
        role: 'view_only',
      });
      assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
    },
  },
];

const wanted = process.argv.slice(2);
const house = await openHouse({ dataDir: 'demo/journeys-data' });
const browser = await openBrowser();
let failed = 0;
for (const { name, walk } of JOURNEYS.filter((each) =>
  wanted.every((word) => each.name.includes(word)),
)) {
  const page = await openPage(browser);
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  const startedAt = Date.now();
  try {
    await walk(page, house);
    assert.deepEqual(await problemsOn(page), []);
    console.log(`passed  ${name} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    await page.screenshot({ path: 'tests/preview/out/failed.png' });
    console.error(`FAILED  ${name}: ${String(error)}`);
  }
  await page.context().close();
}
await browser.close();
await house.close();
console.log(`${JOURNEYS.length - failed} of ${JOURNEYS.length} journeys passed`);
process.exitCode = failed === 0 ? 0 : 1;
