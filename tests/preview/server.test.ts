import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import manifest from '../../stripe-app.json' with { type: 'json' };
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';
import { SAMPLES } from '../samples/samples.ts';
import { startStripe, type StripeSimulator } from '../simulators/stripe/stripe.ts';
import { verifyAppSignature } from '../../backend/stripe/app-signature.ts';
import { servePreview, type Preview } from './server.ts';

let stripe: StripeSimulator;
let preview: Preview;
const BACKEND_URL = 'http://127.0.0.1:9';

beforeAll(async () => {
  stripe = await startStripe({ samples: SAMPLES });
  // An extension of one line: what is served beside it is what is tested.
  preview = await servePreview({
    stripe,
    backendUrl: BACKEND_URL,
    extension: 'export const a = 1;',
  });
});
afterAll(async () => {
  await preview.close();
  await stripe.close();
});

const sign = (question: object) =>
  fetch(`${preview.url}/sign`, { method: 'POST', body: JSON.stringify(question) });

describe('the frame of the extension', () => {
  it('may run its own scripts and contact what the manifest names, nothing else', async () => {
    const response = await fetch(`${preview.url}/sandbox.html`);
    const policy = response.headers.get('content-security-policy');
    const [source] = manifest.ui_extension.content_security_policy['connect-src'];
    const ours = source?.replace(manifest.constants.backend_url, BACKEND_URL);
    expect(ours).toBe(`${BACKEND_URL}/api/`);
    expect(policy).toBe(
      `default-src 'none'; script-src ${preview.url} 'unsafe-inline'; connect-src ${ours}`,
    );
  });

  it('is sandboxed: its page gives it no origin of its own', async () => {
    const host = await (await fetch(`${preview.url}/host.js`)).text();
    expect(host).toContain('"allow-scripts"');
    expect(host).not.toContain('allow-same-origin');
  });
});

describe('Stripe’s part', () => {
  it('signs the whole payload, then who is signed in, so that our backend takes it', async () => {
    const payload = { environment: 'test', text: 'Mairie' };
    const signature = await (await sign({ payload, role: 'admin' })).text();
    const told = { ...payload, user_id: 'usr_preview', account_id: SUPPLIER.account };
    const secrets = [STRIPE_PLATFORM.appSecret];
    const verify = (body: object) =>
      verifyAppSignature(Buffer.from(JSON.stringify(body)), signature, secrets).ok;
    expect(verify(told)).toBe(true);
    expect(verify({ ...told, account_id: 'acct_other' })).toBe(false);
  });

  it('signs no role that the user does not hold', async () => {
    const payload = { stripe_roles: [{ id: 'admin', name: 'Admin', type: 'builtIn' }] };
    expect((await sign({ payload, role: 'admin' })).status).toBe(200);
    expect((await sign({ payload, role: 'view_only' })).status).toBe(500);
  });

  it.each([
    ['admin', 200],
    ['view_only', 403],
  ])('lets a user of role %s change a customer with %i', async (role, status) => {
    const response = await fetch(`${preview.url}/stripe/v1/customers/cus_BoulangeriePainLumiere`, {
      method: 'POST',
      headers: { 'x-role': role, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'metadata[siret]=1',
    });
    expect(response.status).toBe(status);
  });
});
