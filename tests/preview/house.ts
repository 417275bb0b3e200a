import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { startBackend, type Variables } from '../demo/backend-process.ts';
import { SAMPLES } from '../samples/samples.ts';
import { PISTE_APPLICATION, STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { servePreview, type Preview } from './server.ts';

/** Everything behind the local Dashboard: Stripe and Chorus Pro simulated, and a real backend on a database of its own. */
export interface House {
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly backendUrl: string;
  readonly preview: Preview;
  close(): Promise<void>;
}

/** Quick enough to be watched. */
const PACE = { visibleAfterMs: 400, integratedAfterMs: 1_000, availableAfterMs: 2_000 };

/** Builds the house; every port is free unless one is given for the Dashboard. */
export async function openHouse(options: {
  readonly port?: number;
  readonly dataDir: string;
}): Promise<House> {
  await rm(options.dataDir, { recursive: true, force: true });
  const chorusPro = await startChorusPro({ pace: PACE });
  const stripe = await startStripe({ samples: SAMPLES });
  const backend = await startBackend(variablesFor({ stripe, chorusPro, dataDir: options.dataDir }));
  stripe.pointTo([
    { url: `${backend.url}/webhooks/stripe/test`, secret: STRIPE_PLATFORM.webhookSecret },
  ]);
  const { port } = options;
  const preview = await servePreview({
    ...(port !== undefined && { port }),
    stripe,
    backendUrl: backend.url,
  });
  return {
    stripe,
    chorusPro,
    backendUrl: backend.url,
    preview,
    close: async () => {
      await preview.close();
      await backend.stop();
      await Promise.all([stripe.close(), chorusPro.close()]);
    },
  };
}

interface Simulated {
  readonly stripe: StripeSimulator;
  readonly chorusPro: ChorusProSimulator;
  readonly dataDir: string;
}

function variablesFor({ stripe, chorusPro, dataDir }: Simulated): Variables {
  return {
    STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_SANDBOX_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_SANDBOX_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_SANDBOX_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    STRIPE_API_URL: stripe.url,
    PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
    PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
    ENCRYPTION_KEYS: `preview:${randomBytes(32).toString('base64')}`,
    DATA_DIR: dataDir,
    POLL_FACTOR: '0.01',
    SETTLE_SECONDS: '3',
    CHORUS_PRO_CALLS_PER_SECOND: '50',
    CHORUS_PRO_CALLS_BURST: '50',
    LOG_LEVEL: 'info',
  };
}

/** Takes an invoice back to before it was finalized, so that a person can finalize it. */
export function makeDraft({ book }: StripeSimulator, invoiceId: string): void {
  const invoices = book.get(SUPPLIER.account)?.invoices;
  const invoice = invoices?.get(invoiceId);
  if (!invoices || !invoice) throw new Error(`the Stripe simulator holds no invoice ${invoiceId}`);
  invoices.set(invoiceId, { ...invoice, status: 'draft', number: null });
}
