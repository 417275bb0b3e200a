import type { Platform } from '../tenant.ts';

/**
 * PISTE, the State's API gateway, in front of Chorus Pro. We are what AIFE calls a *concentrateur*: one application per
 * platform for all merchants, one technical account (*compte technique*) per merchant.
 */

/** Our PISTE application on one platform. */
export interface PisteApplication {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where tokens are issued, in full. */
  readonly tokenUrl: string;
  /** What every route follows, `…/cpro`. */
  readonly apiUrl: string;
}

/** Our application on each platform that we serve. */
export type PisteApplications = Readonly<Partial<Record<Platform, PisteApplication | undefined>>>;

/** The public addresses (PISTE; hosts of the older `aife.economie.gouv.fr` are closed since 2023). */
export const PISTE_ADDRESSES = {
  production: {
    tokenUrl: 'https://oauth.piste.gouv.fr/api/oauth/token',
    apiUrl: 'https://api.piste.gouv.fr/cpro',
  },
  qualification: {
    tokenUrl: 'https://sandbox-oauth.piste.gouv.fr/api/oauth/token',
    apiUrl: 'https://sandbox-api.piste.gouv.fr/cpro',
  },
} as const satisfies Record<Platform, Pick<PisteApplication, 'tokenUrl' | 'apiUrl'>>;

const OTHER = {
  production: 'qualification',
  qualification: 'production',
} as const satisfies Record<Platform, Platform>;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const hostOf = (url: string) => new URL(url).hostname;

/**
 * Refuses, at start, addresses that would mix the two platforms or send secrets in clear text. Throws: a wrong
 * configuration must not start.
 */
export function checkAddresses(platform: Platform, application: PisteApplication): void {
  const foreign = Object.values(PISTE_ADDRESSES[OTHER[platform]]).map(hostOf);
  for (const address of [application.tokenUrl, application.apiUrl]) {
    const { protocol, hostname } = new URL(address);
    if (foreign.includes(hostname)) {
      throw new Error(`${hostname} belongs to ${OTHER[platform]}, not to ${platform}`);
    }
    if (protocol !== 'https:' && !LOOPBACK.test(hostname)) {
      throw new Error(`${hostname} must be reached through https`);
    }
  }
}

/** The `cpro-account` header of a technical account: base64 of `login:password`, on one line. */
export function accountHeader(account: {
  readonly login: string;
  readonly password: string;
}): string {
  return Buffer.from(`${account.login}:${account.password}`, 'utf8').toString('base64');
}
