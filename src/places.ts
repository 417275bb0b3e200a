import type { RouteDescriptor } from '@stripe/ui-extension-sdk/ui';
import type { Asker } from './asker.ts';
import { APP_ID } from './brand.ts';

/** Pages of the Dashboard that a text sends people to. */

/** A customer’s page. */
export function customerPage(customerId: string): RouteDescriptor {
  return { name: 'customerDetails', params: { customerId } };
}

/** An invoice's page. */
export function invoicePage(invoiceId: string): RouteDescriptor {
  return { name: 'invoiceDetails', params: { invoiceId } };
}

/** The task list of setting up. */
export const ONBOARDING_PAGE = { name: 'onboarding' } as const satisfies RouteDescriptor;

/** The list of customers. */
export const CUSTOMERS_PAGE = { name: 'customers' } as const satisfies RouteDescriptor;

/** Our settings. Stripe names no route for them, but their address is stable. */
export function settingsPage({ accountId, environment }: Asker): string {
  const mode = environment === 'live' ? '' : '/test';
  return `https://dashboard.stripe.com/${accountId}${mode}/settings/apps/${APP_ID}`;
}

/** Chorus Pro's own portal: production for a live account, qualification for every other (AIFE). */
export function chorusProPage({ environment }: Asker): string {
  return environment === 'live'
    ? 'https://portail.chorus-pro.gouv.fr'
    : 'https://chorus-pro.gouv.fr/qualif';
}
