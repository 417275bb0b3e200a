import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import type { Environment } from '../backend/tenant.ts';
import { localeOf } from './locale.ts';
import type { Locale } from './wording/wording.ts';

/** Who looks at a view, where, and in which language: what the Dashboard hands to every view, in our words. */
export interface Asker {
  readonly environment: Environment;
  readonly userId: string;
  readonly accountId: string;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  /** Where our backend is, from the manifest's constants. */
  readonly backendUrl: string;
  /** The permissions that the merchant has granted; undefined where the Dashboard does not say. */
  readonly granted: readonly string[] | undefined;
  /** `cus_…` or `in_…` on a page about one. */
  readonly objectId: string | undefined;
}

/** A role as the Dashboard names it; it goes back word for word where Stripe is to check it. */
export interface Role {
  readonly id?: string;
  readonly name: string;
  readonly type: string;
}

/** Roles that may see and change credentials. */
const ADMINISTRATORS = ['admin', 'super_admin'];

/** Reads what the Dashboard hands to a view. */
export function askerOf(context: ExtensionContextValue): Asker {
  const { userContext, environment, appContext } = context;
  const { account } = userContext;
  return {
    environment: account.isSandbox ? 'sandbox' : environment.mode,
    userId: userContext.id ?? '',
    accountId: account.id,
    roles: (userContext.roles ?? []).map(({ id, name, type }) =>
      id === undefined ? { name, type } : { id, name, type },
    ),
    locale: localeOf(userContext.locale),
    backendUrl: backendUrlOf(environment.constants),
    granted: appContext?.authorizedPermissions,
    objectId: environment.objectContext?.id || undefined,
  };
}

/** Whether the user administers the account. */
export function isAdministrator({ roles }: Asker): boolean {
  return roles.some(({ id }) => id !== undefined && ADMINISTRATORS.includes(id));
}

/** Whether the user may look, but not change anything. */
export function isViewOnly({ roles }: Asker): boolean {
  return roles.every(({ id }) => id === 'view_only');
}

function backendUrlOf(constants: ExtensionContextValue['environment']['constants']): string {
  const url = constants?.['backend_url'];
  return typeof url === 'string' ? url : '';
}
