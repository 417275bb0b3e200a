import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

const { actions } = SAY.invoice;

const BECAUSE = 'Prestation non conforme au devis.';

/** A rejection is final: a credit note in Stripe goes to Chorus Pro as well, then the rejection is marked as dealt with. */
export const rejected: Journey = {
  name: 'rejected by the buyer, credited in Stripe, marked as dealt with',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, judge, openBuyersPage }) => {
    const { stripe, chorusPro } = house;
    const { invoiceId, number } = await stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: invoiceId });
    await see(badgeOf('available'));
    const buyer = await openBuyersPage();
    await buyer.decide(String(number), 'REJETEE', BECAUSE);
    await see(badgeOf('rejected'));
    await see(BECAUSE);
    await judge();
    await press('Issue credit note');
    await go({ page: 'home' });
    const creditNote = page.getByRole('row').filter({ hasText: /^AV-/ });
    await page.getByLabel(SAY.overview.search).fill('AV-');
    await creditNote.first().waitFor();
    await judge();
    await go({ page: 'invoice', id: invoiceId });
    await press(actions.acknowledge_rejection.label);
    await judge();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: actions.acknowledge_rejection.label }).click();
    await dialog.waitFor({ state: 'detached' });
    await buyer.page.reload();
    await buyer.page.getByText('rejet traité par le fournisseur').waitFor();
    const told = chorusPro.invoices(String(number)).map((held) => held.rejectionAcknowledged);
    if (told.join() !== 'true') throw new Error('Chorus Pro was not told');
  },
};
