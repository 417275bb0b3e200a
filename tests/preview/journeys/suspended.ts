import type { Journey } from './journey.ts';
import { badgeOf, SAY } from './words.ts';

const { invoice } = SAY;

const ASKED = 'Merci de joindre le procès-verbal de réception.';
const ANSWERED = 'Voici le procès-verbal signé.';
const FILE = {
  name: 'pv-reception.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n% a signed report, made up\n%%EOF\n'),
};

/** The buyer asks for a document; a real file is chosen on our page and goes to the buyer with an answer. */
export const suspended: Journey = {
  name: 'suspended by the buyer, completed with a file',
  isSetUp: true,
  walk: async ({ page, house, go, see, press, fill, judge, openBuyersPage }) => {
    const { invoiceId, number } = await house.stripe.finalizeSample('ordinary');
    await go({ page: 'invoice', id: invoiceId });
    await see(badgeOf('available'));
    const buyer = await openBuyersPage();
    await buyer.decide(String(number), 'SUSPENDUE', ASKED);
    await see(badgeOf('suspended'));
    await see(ASKED);
    await judge();
    await press(invoice.actions.complete.label);
    await judge();
    const opening = page.context().waitForEvent('page');
    await page.getByText(invoice.addFile).click();
    const upload = await opening;
    await upload.locator('input[type=file]').setInputFiles(FILE);
    await upload.getByText(FILE.name).first().waitFor();
    await upload.getByText('Remove').first().waitFor();
    await judge(upload);
    await upload.close();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(FILE.name).waitFor();
    await fill(invoice.comment, ANSWERED);
    await dialog.getByRole('button', { name: invoice.actions.complete.label }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(badgeOf('completed'));
    await judge();
    await buyer.page.reload();
    const row = buyer.page.getByRole('row').filter({ hasText: String(number) });
    await row.getByText(`pièce jointe : ${FILE.name}`).first().waitFor();
    await row.getByText(ANSWERED).first().waitFor();
  },
};
