import assert from 'node:assert/strict';
import { SCREENS_FR } from '../../../src/wording/screens-fr.ts';
import { stateWordingFor } from '../../../src/wording/wording.ts';
import type { Journey } from './journey.ts';

const inFrench = { locale: 'fr-FR' } as const;

/** Somebody whose Dashboard is in French: states, amounts and dates as French writes them, on every page. */
export const french: Journey = {
  name: 'everything in French',
  isSetUp: true,
  walk: async ({ page, house, go, see, judge }) => {
    const { invoiceId } = await house.stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: invoiceId, ...inFrench });
    await see(stateWordingFor('available', 'fr').label);
    await see(SCREENS_FR.invoice.timeline);
    // A narrow no-break space or a no-break space, as the browser has it.
    await see(/412,80\s€/);
    await see(/\d{1,2} \p{L}+\.? \d{4}/u);
    await judge();
    await go({ page: 'home', ...inFrench });
    await see(SCREENS_FR.overview.groups.under_way);
    await judge();
    await go({ page: 'settings', ...inFrench });
    await see(SCREENS_FR.settings.sections.company);
    await judge();
    await go({ page: 'onboarding', ...inFrench });
    await see(SCREENS_FR.onboarding.steps.ready.title);
    const drawn = await page.locator('main').innerText();
    assert.doesNotMatch(drawn, /Find your company|Send a test invoice/);
  },
};
