import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailer } from '../../backend/notify/mailer.ts';
import { makeNotifier, type Notifier } from '../../backend/notify/notify.ts';
import { makePost } from '../../backend/notify/post.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { SUPPLIER } from '../samples/world.ts';
import { startReceiver, type TestReceiver } from './receiver.ts';
import { startMailServer, type TestMailServer } from './smtp.ts';

/** An invoice's way through Stripe, the jobs and Chorus Pro, as the merchant hears of it. */

let shop: Workshop;
let mail: TestMailServer;
let receiver: TestReceiver;
let notifier: Notifier;

const ADDRESS = 'compta@merchant.example';
const DAY_MS = 24 * 3_600_000;

beforeAll(async () => {
  shop = await openWorkshop();
  [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  const { database, log, metrics, now } = shop.outside;
  const { secrets } = shop;
  notifier = makeNotifier({
    ...{ database, secrets, log, metrics, now },
    mailer: makeMailer({ smtpUrl: mail.url, from: 'notices@guichet.example' }),
    post: makePost(receiver.dispatcher),
    random: () => 0,
  });
  const notifications = {
    language: 'en',
    email: { addresses: [ADDRESS] },
    webhook: { url: 'https://hooks.merchant.example/life' },
  } as const;
  const settings = settingsSchema.parse({ ...SAMPLE_SETTINGS, notifications });
  await saveSettings(shop.tenant, database.pool, settings);
});
afterAll(async () => {
  await Promise.all([mail.close(), receiver.close()]);
  await shop.close();
});

async function tell(): Promise<void> {
  while ((await notifier.round()) > 0) await notifier.settled();
}

/** What was told of a document since the last time, by mail and by our webhook. */
async function heardOf(number: string): Promise<{ mails: string[]; types: string[] }> {
  await tell();
  const mails = mail.mails.splice(0).filter(({ subject }) => subject.includes(number));
  const calls = receiver.calls.splice(0).map(({ body }) => JSON.parse(body));
  return {
    mails: mails.map(({ subject, text }) => `${subject}\n${text}`),
    types: calls.filter(({ data }) => data.document.number === number).map(({ type }) => type),
  };
}

describe('a merchant', () => {
  it('hears that Chorus Pro refused an invoice: its words, what they mean, what to do', async () => {
    const number = 'TAKEN-1';
    shop.chorusPro.seed([{ number, supplierSiret: SUPPLIER.siret }]);
    const { invoiceId } = await shop.stripe.finalizeSample('ordinary', { number });
    await shop.run({ documentId: invoiceId });
    const { reasons } = await shop.until(invoiceId, 'refused');
    const { mails, types } = await heardOf(number);
    expect(types).toEqual(['guichet.invoice.refused']);
    expect(mails).toHaveLength(1);
    const { title, remedy } = refusalWordingFor('number_already_used', 'en');
    const message = reasons[0]?.params['message'] ?? 'none';
    expect(message).toContain(number);
    for (const told of [message, title, remedy]) expect(mails[0]).toContain(told);
  });

  it('hears of a suspension with the buyer’s words, then of a day without an answer, then of the payment', async () => {
    const documentId = await shop.finalize('ordinary');
    const { number = '' } = await shop.until(documentId, 'available');
    expect((await heardOf(number)).types).toEqual(['guichet.invoice.available']);
    shop.chorusPro.setStatus(number, 'SUSPENDUE', 'Merci de joindre le bon de livraison');
    await shop.until(documentId, 'suspended');
    const suspended = await heardOf(number);
    expect(suspended.types).toEqual(['guichet.invoice.suspended']);
    expect(suspended.mails[0]).toContain('Merci de joindre le bon de livraison');

    shop.pass(DAY_MS);
    const waiting = await heardOf(number);
    expect(waiting.types).toEqual(['guichet.invoice.waiting']);
    expect(waiting.mails).toHaveLength(1);

    shop.chorusPro.setStatus(number, 'MISE_EN_PAIEMENT');
    await shop.until(documentId, 'paid');
    const paid = await heardOf(number);
    expect(paid.types).toEqual(['guichet.invoice.paid']);
    // People asked for what needs them, and payment needs nobody.
    expect(paid.mails).toEqual([]);
  });
});
