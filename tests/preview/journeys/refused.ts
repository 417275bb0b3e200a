import { addDraft } from '../../demo/merchant.ts';
import { BUYERS } from '../../samples/world.ts';
import type { Journey } from './journey.ts';
import { badgeOf, REFUSAL, SAY } from './words.ts';

const { siret, service } = BUYERS.serviceRequired;
const { common, customer } = SAY;
const { actions } = SAY.invoice;

/**
 * A body begins to demand a service after its directory entry was read, so only Chorus Pro can refuse the invoice. Its own
 * words stand beside what they mean; with the service entered on the customer it goes again, under the same number.
 */
export const refused: Journey = {
  name: 'refused by Chorus Pro for a missing service, corrected, sent again',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, seeToast, judge }) => {
    const { chorusPro, stripe } = house;
    chorusPro.changeDemands(siret, 'nothing');
    const id = addDraft(stripe, 'service-missing');
    await go({ page: 'invoice', id });
    await page
      .getByText(SAY.invoice.verdicts.attention)
      .or(page.getByText(SAY.invoice.verdicts.ready))
      .first()
      .waitFor();
    chorusPro.changeDemands(siret, 'service');
    await press('Finalize invoice');
    await see(badgeOf('refused'));
    await see(REFUSAL.service_missing.title);
    await see(/est obligatoire/);
    const number = await page.getByRole('heading', { level: 1 }).innerText();
    await judge();
    await page.getByText(common.openCustomer).first().click();
    await page.getByRole('combobox', { name: customer.code }).selectOption(service);
    await press(common.save);
    await seeToast(customer.savedToast);
    await go({ page: 'invoice', id });
    await press(actions.retry.label);
    await judge();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: actions.retry.label, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(badgeOf('available'));
    await see(service);
    await judge();
    const held = chorusPro.invoices(number).map(({ serviceCode }) => serviceCode);
    if (held.join() !== service) throw new Error(`the buyer has ${held.length}: ${held.join()}`);
  },
};
