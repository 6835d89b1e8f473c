/**
 * Keys from secrets (HKDF-SHA-256) and sealing with them (AES-256-GCM under a random nonce; at most 2^32 messages a key,
 * which no library reaches within an epoch). The context is authenticated: what was sealed for one place opens nowhere
 * else.
 */
import { joined } from "../../domain/joined";
import { randomBytes, utf8 } from "./bytes";
import type { Bytes } from "./bytes";

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** A secret to derive from; its bytes cannot be read again. */
export const importSecret = (secret: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);

const hkdf = (purpose: string, salt: Bytes) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt,
  info: utf8(`linksnap ${purpose}`),
});

const NO_SALT = new Uint8Array(0);

export const deriveBytes = async (
  secret: CryptoKey,
  purpose: string,
  { length = 32, salt = NO_SALT }: { readonly length?: number; readonly salt?: Bytes } = {},
): Promise<Bytes> => new Uint8Array(await crypto.subtle.deriveBits(hkdf(purpose, salt), secret, length * 8));

/** A key for `sealWith` and `openWith`. */
export const deriveBoxKey = (secret: CryptoKey, purpose: string, salt = NO_SALT): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(hkdf(purpose, salt), secret, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);

/** One byte of version, nonce, ciphertext with its tag. */
export async function sealWith(key: CryptoKey, plain: Bytes, context: string): Promise<Bytes> {
  const iv = randomBytes(NONCE);
  const algorithm = { name: "AES-GCM", iv, additionalData: utf8(context) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain));
  return joined([Uint8Array.of(VERSION), iv, sealed]);
}

/** `null` when it was not sealed with this key and context, or was changed. */
export async function openWith(key: CryptoKey, sealed: Bytes, context: string): Promise<Bytes | null> {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) return null;
  const algorithm = { name: "AES-GCM", iv: sealed.slice(1, 1 + NONCE), additionalData: utf8(context) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(1 + NONCE)));
  } catch {
    return null; // WebCrypto says no more than that it does not fit
  }
}
