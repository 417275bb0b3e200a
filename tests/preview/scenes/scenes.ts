import { CUSTOMER_SCENES } from './customer.ts';
import { INVOICE_SCENES } from './invoice.ts';
import { OVERVIEW_SCENES } from './overview.ts';
import type { Scene } from './scene.ts';
import { ONBOARDING_SCENES, SETTINGS_SCENES } from './settings.ts';

/** Every view in every state. */
export const SCENES: readonly Scene[] = [
  ...CUSTOMER_SCENES,
  ...INVOICE_SCENES,
  ...OVERVIEW_SCENES,
  ...SETTINGS_SCENES,
  ...ONBOARDING_SCENES,
];
