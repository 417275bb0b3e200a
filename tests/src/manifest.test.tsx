import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import manifest from '../../stripe-app.json';
import rules from './manifest-rules.json';

/** The width and height that a PNG says in its first chunk. */
function sizeOf(png: Buffer): readonly [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

const PERMISSIONS = manifest.permissions.map(({ permission }) => permission);

describe('the manifest', () => {
  const validate = new Ajv().compile(rules);

  it('keeps the rules of Stripe’s schema', () => {
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it.each([
    [
      'a permission that does not exist',
      { permissions: [{ permission: 'account_read', purpose: 'x' }] },
    ],
    ['an icon without ./', { icon: 'icon.png' }],
    ['an unknown key', { app_backend: {} }],
    [
      'a viewport that is no more',
      { ui_extension: { views: [{ viewport: 'stripe.dashboard.app.settings', component: 'X' }] } },
    ],
    [
      'a connect-src without a path',
      {
        ui_extension: {
          content_security_policy: {
            purpose: 'x',
            'connect-src': ['https://api.guichet.example/'],
          },
        },
      },
    ],
  ])('would be refused with %s', (_what, change) => {
    expect(validate({ ...manifest, ...change })).toBe(false);
  });

  it('is public, speaks for the platform, and works in sandboxes', () => {
    expect(manifest).toMatchObject({
      distribution_type: 'public',
      stripe_api_access_type: 'platform',
      sandbox_install_compatible: true,
      post_install_action: { type: 'onboarding' },
    });
  });

  it('asks for no more than it uses, each with a purpose in a sentence', () => {
    expect(PERMISSIONS).toEqual([
      'event_read',
      'invoice_read',
      'credit_note_read',
      'customer_read',
      'customer_write',
      'tax_rate_read',
    ]);
    for (const { purpose } of manifest.permissions) expect(purpose).toMatch(/^Guichet .{40,}\.$/);
  });

  it('may only contact the backend that it is told of, over HTTPS', () => {
    const { 'connect-src': sources } = manifest.ui_extension.content_security_policy;
    expect(sources).toEqual([`${manifest.constants.backend_url}/api/`]);
    expect(sources[0]).toMatch(/^https:/);
  });

  it('has a square icon of 300 pixels', () => {
    expect(sizeOf(readFileSync(manifest.icon))).toEqual([300, 300]);
  });

  it('has a name that the marketplace takes', () => {
    expect(manifest.name).not.toMatch(/stripe|app|free|paid|rak|generator|api key|authenticator/i);
  });
});

const COMPONENTS = [...new Set(manifest.ui_extension.views.map(({ component }) => component))];

describe.each(COMPONENTS)('the component %s', (component) => {
  it('is the default export of a file in src/views', async () => {
    const view: unknown = await import(`../../src/views/${component}.tsx`);
    expect(view).toHaveProperty('default', expect.any(Function));
  });
});

it('names every view that there is', () => {
  expect(COMPONENTS).toHaveLength(5);
});
