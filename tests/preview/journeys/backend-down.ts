import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

const { failures, common } = SAY;

/** Our service is away: every page says so and what to do; when it is back, trying again works and nothing is lost. */
export const backendDown: Journey = {
  name: 'backend down: told, and trying again works',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, judge }) => {
    const { invoiceId } = await house.stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: invoiceId });
    await see(badgeOf('available'));
    await house.stopBackend();
    for (const place of ['invoice', 'home', 'settings', 'onboarding'] as const) {
      await go({ page: place, id: place === 'invoice' ? invoiceId : '' });
      await see(failures.network.title);
      await judge();
    }
    await go({ page: 'invoice', id: invoiceId });
    await see(failures.network.title);
    await press(common.tryAgain);
    await see(failures.network.title);
    await house.startBackend();
    await press(common.tryAgain);
    await see(badgeOf('available'));
    await page.getByText(failures.network.title).waitFor({ state: 'detached' });
  },
};
