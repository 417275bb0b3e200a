import { SAMPLE_SUPPLIER } from '../../simulators/chorus-pro/chorus-pro.ts';
import { SUPPLIER } from '../../samples/world.ts';
import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

const { chorusPro: banners, settings, common } = SAY;

const RENEWED = 'renewed-password';

/** The technical account's password is over: invoices wait, every page says so, and a new password sets them going. */
export const passwordExpired: Journey = {
  name: 'password expired: told, renewed, and the queue goes on',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, fill, judge }) => {
    const { chorusPro, stripe } = house;
    const before = await stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: before.invoiceId });
    await see(badgeOf('available'));
    chorusPro.addSupplier({ ...SAMPLE_SUPPLIER, password: RENEWED });
    const first = await stripe.finalizeSample('ordinary');
    const second = await stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: first.invoiceId });
    // Whatever it is called: what is said names the password.
    await page
      .locator('aside')
      .getByText(/password/i)
      .first()
      .waitFor();
    await judge();
    await go({ page: 'home' });
    await see(banners.refused);
    await judge();
    await press(common.openSettings);
    await press(settings.connection.reconnect);
    await fill(settings.connection.login, SUPPLIER.technicalAccount.login);
    await fill(settings.connection.password, RENEWED);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: settings.connection.connect, exact: true }).click();
    await see(settings.connection.connectedAs(SUPPLIER.technicalAccount.login));
    for (const { invoiceId } of [first, second]) {
      await go({ page: 'invoice', id: invoiceId });
      await see(badgeOf('available'));
    }
    await go({ page: 'home' });
    await page
      .getByText(settings.sections.chorusPro)
      .or(page.getByText(SAY.overview.connection))
      .first()
      .waitFor();
    if (await page.getByText(banners.refused).count()) throw new Error('the banner stays');
  },
};
