import { BUYERS } from '../../samples/world.ts';
import type { Journey } from './journey.ts';
import { SAY } from './words.ts';

const { customer, common, invoice } = SAY;

/** A customer becomes a public body: found by its name, saved once however often Save is pressed; its draft is ready. */
export const flagged: Journey = {
  name: 'flag a customer found by name, and check its next draft',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, fill, seeToast, judge }) => {
    await go({ page: 'customer', id: 'cus_BoulangeriePainLumiere' });
    await page.getByRole('switch', { name: customer.flag }).check();
    await fill(customer.search, 'destinataire sans');
    await page.getByRole('button', { name: BUYERS.noDemand.name }).click();
    await see(customer.demandsNothing);
    await judge();
    await page.getByRole('button', { name: common.save, exact: true }).dblclick();
    await seeToast(customer.savedToast);
    await page.getByRole('term').filter({ hasText: 'government_affiliated' }).waitFor();
    const saved = house.stripe.calls.filter(({ method }) => method === 'POST');
    if (saved.length !== 1) throw new Error(`saved ${saved.length} times`);
    await press('Create invoice');
    await see(invoice.verdicts.ready);
    await judge();
  },
};
