import { addDraft } from '../../demo/merchant.ts';
import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

/** An invoice's whole way: a draft that is ready, finalized, integrated, with the buyer, and paid. */
export const paid: Journey = {
  name: 'finalize, see it integrated, and paid by the town hall',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, judge, openBuyersPage }) => {
    await go({ page: 'invoice', id: addDraft(house.stripe, 'ordinary') });
    await page.getByText(SAY.invoice.verdicts.ready).waitFor();
    await judge();
    await press('Finalize invoice');
    await see(badgeOf('available'));
    await see(badgeOf('integrated'));
    await judge();
    const number = await page.getByRole('heading', { level: 1 }).innerText();
    const buyer = await openBuyersPage();
    await buyer.decide(number, 'MANDATEE');
    await see(badgeOf('in_payment'));
    for (const status of ['MISE_A_DISPOSITION_COMPTABLE', 'COMPTABILISEE', 'MISE_EN_PAIEMENT']) {
      await buyer.decide(number, status);
    }
    await see(badgeOf('paid'));
    await judge();
    await go({ page: 'home' });
    await page
      .getByRole('row')
      .filter({ hasText: number })
      .filter({ hasText: badgeOf('paid') })
      .first()
      .waitFor();
    await judge();
  },
};
