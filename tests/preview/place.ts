/** Where somebody is in the local Dashboard, kept in the address so that a page can be opened and reloaded. */

/** The pages that there are. */
export const PAGES = [
  'home',
  'customers',
  'invoices',
  'customer',
  'invoice',
  'settings',
  'onboarding',
] as const;
/** Stripe’s environments. */
export const MODES = ['test', 'live', 'sandbox'] as const;
/** Roles of the person who looks. */
export const VIEWERS = ['admin', 'developer', 'view_only'] as const;

/** A place. */
export interface Place {
  readonly page: (typeof PAGES)[number];
  /** The customer or the invoice of the page. */
  readonly id: string;
  readonly mode: (typeof MODES)[number];
  readonly locale: string;
  readonly role: (typeof VIEWERS)[number];
}

/** Reads the address. */
export function readPlace(): Place {
  const query = new URLSearchParams(location.search);
  const one = <T extends string>(values: readonly [T, ...T[]], name: string): T =>
    values.find((value) => value === query.get(name)) ?? values[0];
  return {
    page: one(PAGES, 'page'),
    id: query.get('id') ?? '',
    mode: one(MODES, 'mode'),
    locale: query.get('locale') ?? 'en-US',
    role: one(VIEWERS, 'role'),
  };
}

/** Writes the address. */
export function writePlace(place: Place): void {
  history.pushState(null, '', `/?${new URLSearchParams({ ...place })}`);
}
