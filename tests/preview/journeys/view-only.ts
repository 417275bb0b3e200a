import assert from 'node:assert/strict';
import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

const asViewer = { role: 'view_only' } as const;

/** Somebody who may only look sees everything and can press nothing that changes anything, and it says why. */
export const viewOnly: Journey = {
  name: 'view only: everything is seen, nothing can be changed',
  isSetUp: true,
  walk: async ({ page, house, go, see, judge, openBuyersPage }) => {
    const { invoiceId, number } = await house.stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: invoiceId, ...asViewer });
    await see(badgeOf('available'));
    const buyer = await openBuyersPage();
    await buyer.decide(String(number), 'SUSPENDUE', 'Bon de livraison absent.');
    await see(badgeOf('suspended'));
    await see(SAY.permissions.viewOnly);
    assert.ok(
      await page.getByRole('button', { name: SAY.invoice.actions.complete.label }).isDisabled(),
    );
    await judge();
    await go({ page: 'customer', id: 'cus_MairiedeValombresurIsle', ...asViewer });
    await see(SAY.permissions.viewOnly);
    assert.ok(await page.getByRole('switch', { name: SAY.customer.flag }).isDisabled());
    assert.equal(await page.getByRole('button', { name: SAY.common.save, exact: true }).count(), 0);
    await judge();
    await go({ page: 'settings', ...asViewer });
    await see(SAY.permissions.administratorsOnly);
    assert.ok(
      await page.getByRole('button', { name: SAY.settings.connection.disconnect }).isDisabled(),
    );
    await judge();
  },
};
