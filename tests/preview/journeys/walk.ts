import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { House } from '../../demo/house.ts';
import { judgeAccess } from '../axe.ts';
import { problemsOn } from '../browser.ts';
import type { BuyersPage, Walk } from './journey.ts';

/**
 * How long a step may take, on a machine that does other things besides: longer than a reservation whose call never began
 * takes to be looked up (call window and deadline, two minutes).
 */
const STEP_TIMEOUT_MS = 180_000;

interface Ground {
  readonly page: Page;
  readonly house: House;
  readonly dashboardUrl: string;
}

/** Prepares a page for a journey. */
export function makeWalk({ page, house, dashboardUrl }: Ground): Walk {
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  return {
    ...{ page, house },
    go: async (place) => {
      await page.goto(`${dashboardUrl}/?${new URLSearchParams({ ...place })}`);
    },
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    fill: (label, text) => page.getByLabel(label, { exact: true }).fill(text),
    seeToast: (text) => page.locator('.toasts').getByText(text).first().waitFor(),
    judge: async (judged = page) => {
      const faults = [...(await judgeAccess(judged)), ...(await problemsOn(judged))];
      assert.deepEqual(faults, []);
    },
    openBuyersPage: () => openBuyersPage(page, house),
  };
}

async function openBuyersPage(beside: Page, { chorusPro }: House): Promise<BuyersPage> {
  const page = await beside.context().newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  await page.goto(chorusPro.pageUrl);
  return {
    page,
    decide: async (invoiceNumber, status, comment = '') => {
      await page.reload();
      const row = page.getByRole('row').filter({ hasText: invoiceNumber }).first();
      await row.getByLabel('Nouveau statut').selectOption(status);
      await row.getByLabel('Motif').fill(comment);
      await row.getByRole('button', { name: 'Changer le statut' }).click();
      await row.locator('strong', { hasText: status }).waitFor();
      await beside.bringToFront();
    },
  };
}
