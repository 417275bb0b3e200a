import type { Page } from 'playwright-core';
import type { Script } from '../browser.ts';
import type { Place } from '../place.ts';

/** A view in a state, to be looked at: where, what our backend answers, and what a person does there. */
export interface Scene {
  readonly name: string;
  readonly place: Partial<Place>;
  readonly script: Script;
  readonly act?: (page: Page) => Promise<void>;
}

/** What scenes share: places, and routes by short names. */
export const HOME = { page: 'home', mode: 'live' } as const;
export const FRENCH = { locale: 'fr-FR' } as const;
export const VIEW_ONLY = { role: 'view_only' } as const;

export const LIST = '/api/transmissions/search';
export const FIND = '/api/transmissions/find';
export const ACT = '/api/transmissions/act';
export const CHECK = '/api/invoices/check';
export const BODY_FIND = '/api/directory/find';
export const BODY_SEARCH = '/api/directory/search';
export const READ = '/api/overview/read';
export const CONNECTION = '/api/connection/read';
export const SETTINGS = '/api/settings/read';
export const NOTICES = '/api/notifications/read';
export const ONBOARDING = '/api/onboarding/read';
