import { SUPPLIER } from '../../samples/world.ts';
import type { Journey, Walk } from './journey.ts';
import { SAY, titleOf } from './words.ts';

const { onboarding, settings, common } = SAY;

/** From the installation to “set up”: each step is checked live, a wrong password is told, a test invoice arrives. */
export const onboarded: Journey = {
  name: 'onboard: company, technical account, test invoice, ready',
  isSetUp: false,
  walk: async (walk) => {
    const { go, see, press, fill, judge } = walk;
    await go({ page: 'home' });
    await see(SAY.chorusPro.notConnected);
    await judge();
    await press(common.setUp);
    await see(onboarding.steps.company.explanation);
    await judge();
    await press(common.openSettings);
    await see(settings.connection.none);
    await enterCompany(walk);
    await judge();
    await press(settings.connection.connect);
    await fill(settings.connection.login, SUPPLIER.technicalAccount.login);
    await fill(settings.connection.password, 'not the password');
    await connect(walk);
    await see(titleOf('technical_account_refused'));
    await judge();
    await fill(settings.connection.password, SUPPLIER.technicalAccount.password);
    await connect(walk);
    await see(settings.connection.connectedAs(SUPPLIER.technicalAccount.login));
    await press('Set up Guichet');
    await see(onboarding.steps.test_deposit.explanation);
    await judge();
    await press(onboarding.sendTest);
    await see(onboarding.complete);
  },
};

async function enterCompany({ page, press, fill, seeToast }: Walk): Promise<void> {
  const { fields } = settings;
  const typed: Readonly<Record<string, string>> = {
    [`${fields['seller.name'].label} *`]: SUPPLIER.name,
    // As it is pasted: with spaces.
    [`${fields['seller.siret'].label} *`]: '732 829 320 00074',
    [`${fields['seller.vatNumber'].label} *`]: SUPPLIER.vatNumber,
    [`${fields['seller.address.line1'].label} *`]: '12 rue des Filatures',
    [`${fields['seller.address.postCode'].label} *`]: '59100',
    [`${fields['seller.address.city'].label} *`]: 'Roubaix',
    [`${fields['payment.iban'].label} *`]: 'FR7630006000011234567890189',
  };
  for (const [label, text] of Object.entries(typed)) await fill(label, text);
  await press(common.save);
  await seeToast(settings.saved);
  await page.getByRole('status').filter({ hasText: settings.saved }).first().waitFor();
}

async function connect({ page }: Walk): Promise<void> {
  const { connect: name } = settings.connection;
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}
