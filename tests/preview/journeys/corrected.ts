import { addDraft } from '../../demo/merchant.ts';
import { BUYERS } from '../../samples/world.ts';
import type { Journey } from './journey.ts';
import { badgeOf, SAY, titleOf } from './words.ts';

const { customer, common, invoice } = SAY;

/** What the directory demands is known before anything is sent: corrected on the customer, it leaves by itself. */
export const corrected: Journey = {
  name: 'held back for a missing service, corrected on the customer, sent by itself',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, seeToast, judge }) => {
    const id = addDraft(house.stripe, 'service-missing');
    await go({ page: 'invoice', id });
    await see(invoice.verdicts.blocked);
    await see(titleOf('service_code_missing'));
    await judge();
    await press('Finalize invoice');
    await see(badgeOf('blocked'));
    await page.getByText(common.openCustomer).first().click();
    await see(customer.demandsService);
    await page
      .getByRole('combobox', { name: customer.code })
      .selectOption(BUYERS.serviceRequired.service);
    await judge();
    await press(common.save);
    await seeToast(customer.savedToast);
    await go({ page: 'invoice', id });
    await see(badgeOf('available'));
  },
};
