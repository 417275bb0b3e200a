import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Keyring } from '../store/secrets.ts';
import { ENVIRONMENTS, parseTenantId, type TenantId } from '../tenant.ts';

/**
 * Links that hold their own permission, for a person's browser: whoever has one may do one thing with one document of one
 * merchant, or with its logo, for a few minutes. Comes in: what it permits. Goes out: an address. Kept here: the signature covers all that
 * the link permits; its key is derived from the encryption keys and serves nothing else; an old key opens what it signed.
 */

/** What a link permits. */
export const LINK_KINDS = ['factur_x', 'xml', 'proof_pack', 'upload'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** How long a link is good: long enough to read the page it stands on and to choose a file. */
export const LINK_LIFETIME_MS = 15 * 60_000;

/** Longer than any link that was ever made. */
const TOKEN_CHARACTERS_MAX = 2_048;

/** To whom a link permits something. */
interface Holder {
  readonly tenant: TenantId;
  /** The Stripe user for whom it was made. */
  readonly userId: string;
}

/** One thing with one document. */
export type DocumentPermission = Holder & {
  readonly kind: LinkKind;
  readonly documentId: string;
};

/** To choose the merchant's logo. */
export type LogoPermission = Holder & { readonly kind: 'logo' };

/** What a link permits to whom. */
export type Permission = DocumentPermission | LogoPermission;

/** An address that works until `expiresAt`. */
export interface Link {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Makes links, and says what one permits. */
export interface Links {
  make(permission: Permission, now: Date): Link;
  /** Undefined for one that is forged, altered or over. */
  open(token: unknown, now: Date): Permission | undefined;
}

const holder = {
  e: z.enum(ENVIRONMENTS),
  a: z.string(),
  u: z.string().min(1).max(255),
  /** Seconds since 1970. */
  x: z.number().int(),
};

const claims = z.discriminatedUnion('k', [
  z.strictObject({
    ...holder,
    k: z.enum(LINK_KINDS),
    d: z.string().regex(/^[A-Za-z0-9_]{1,255}$/),
  }),
  z.strictObject({ ...holder, k: z.literal('logo') }),
]);

const MS_PER_SECOND = 1_000;
const KEY_BYTES = 32;

/** Makes the maker of links; `origin` is where browsers reach this service. */
export function makeLinks({ currentId, keys }: Keyring, origin: () => string): Links {
  const signingKeys = new Map(
    [...keys].map(([id, key]) => [
      id,
      Buffer.from(hkdfSync('sha256', key, '', 'guichet: links', KEY_BYTES)),
    ]),
  );
  const sign = (keyId: string, text: string): Buffer => {
    const key = signingKeys.get(keyId);
    if (!key) throw new Error(`There is no key ${keyId} to sign links with`);
    return createHmac('sha256', key).update(`${keyId}.${text}`).digest();
  };
  return {
    make(permission, now) {
      const expirySeconds = Math.floor((now.getTime() + LINK_LIFETIME_MS) / MS_PER_SECOND);
      const { environment: e, account: a } = permission.tenant;
      const permits: z.input<typeof claims> = {
        ...{ e, a, u: permission.userId, x: expirySeconds },
        ...(permission.kind === 'logo'
          ? { k: permission.kind }
          : { k: permission.kind, d: permission.documentId }),
      };
      const text = Buffer.from(JSON.stringify(permits)).toString('base64url');
      const token = `${currentId}.${text}.${sign(currentId, text).toString('base64url')}`;
      return {
        url: `${origin()}/files?t=${token}`,
        expiresAt: new Date(expirySeconds * MS_PER_SECOND),
      };
    },
    open(token, now) {
      if (typeof token !== 'string' || token.length > TOKEN_CHARACTERS_MAX) return undefined;
      const [keyId = '', text = '', signature = ''] = token.split('.');
      if (!signingKeys.has(keyId)) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const right = sign(keyId, text);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return permissionIn(text, now);
    },
  };
}

/** What a text permits whose signature holds. */
function permissionIn(text: string, now: Date): Permission | undefined {
  const parsed = claims.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success || parsed.data.x * MS_PER_SECOND <= now.getTime()) return undefined;
  const { e, a, u: userId } = parsed.data;
  const tenant = parseTenantId(e, a);
  if (!tenant) return undefined;
  return parsed.data.k === 'logo'
    ? { kind: 'logo', tenant, userId }
    : { kind: parsed.data.k, documentId: parsed.data.d, tenant, userId };
}

/** A link as answers hold it. */
export function viewLink({ url, expiresAt }: Link): { url: string; expires_at: string } {
  return { url, expires_at: expiresAt.toISOString() };
}
