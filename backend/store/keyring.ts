import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Envelope encryption: a value is sealed under a data key of its own, which is wrapped by a key of the keyring; both
 * with AES-256-GCM, and both bound to what they belong to, so that a row copied elsewhere cannot be opened.
 */

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEYS_MAX = 20;

/** Our keys; new values are wrapped by the current one, and all of them open what they wrapped. */
export interface Keyring {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** A value under lock: what is stored. */
export interface SealedValue {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

/** Parses `id:base64,id:base64`, the first of which is current. Throws with what is wrong, never with a key. */
export function parseKeyring(text: string): Keyring {
  const entries = text.split(',').map(parseKey);
  const keys = new Map(entries);
  const [first] = entries;
  if (!first || entries.length > KEYS_MAX) throw new Error(`1 to ${KEYS_MAX} encryption keys`);
  if (keys.size !== entries.length) throw new Error('Two encryption keys have the same id');
  return { currentId: first[0], keys };
}

function parseKey(entry: string, position: number): readonly [string, Buffer] {
  const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(entry) ?? [];
  const place = `Encryption key ${position + 1}`;
  if (id === undefined || base64 === undefined) throw new Error(`${place} is not id:base64`);
  const key = Buffer.from(base64, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new Error(`${place} (${id}) has ${key.length} bytes instead of ${KEY_BYTES}`);
  }
  return [id, key];
}

/** Seals a value for what `context` names. */
export function seal(keyring: Keyring, value: string, context: string): SealedValue {
  const dataKey = randomBytes(KEY_BYTES);
  return {
    ...wrap(keyring, dataKey, context),
    sealed: encrypt(dataKey, Buffer.from(value), `value/${context}`),
  };
}

/** Opens a sealed value; throws when its key is unknown, or when it was changed or belongs elsewhere. */
export function unseal(keyring: Keyring, value: SealedValue, context: string): string {
  const dataKey = unwrap(keyring, value, context);
  return decrypt(dataKey, value.sealed, `value/${context}`).toString();
}

/** Wraps the data key of a sealed value anew, under the current key; the value itself stays as it is. */
export function rewrap(keyring: Keyring, value: SealedValue, context: string): SealedValue {
  return { ...value, ...wrap(keyring, unwrap(keyring, value, context), context) };
}

function wrap(
  { currentId, keys }: Keyring,
  dataKey: Buffer,
  context: string,
): Pick<SealedValue, 'keyId' | 'wrappedKey'> {
  const wrapping = getKey(keys, currentId);
  return {
    keyId: currentId,
    wrappedKey: encrypt(wrapping, dataKey, `key/${currentId}/${context}`),
  };
}

function unwrap({ keys }: Keyring, { keyId, wrappedKey }: SealedValue, context: string): Buffer {
  return decrypt(getKey(keys, keyId), wrappedKey, `key/${keyId}/${context}`);
}

function getKey(keys: Keyring['keys'], id: string): Buffer {
  const key = keys.get(id);
  if (!key) throw new Error(`A secret was encrypted with key ${id}, which ENCRYPTION_KEYS lacks`);
  return key;
}

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    throw new Error(
      'A secret cannot be opened: the key is not the one that sealed it, or the row was changed',
    );
  }
}
