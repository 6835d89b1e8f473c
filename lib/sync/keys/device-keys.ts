/**
 * The keys of one device: ECDSA and ECDH on P-256, which every browser that can run the app has, so that every device
 * can check every other one. The private halves cannot be read, only used; IndexedDB keeps them as they are.
 */
import { deriveBoxKey, importSecret, openWith, sealWith } from "./box";
import { joined } from "../../domain/joined";
import { fromText, toText } from "./bytes";
import type { Bytes } from "./bytes";

const CURVE = "P-256";
const SIGNING = { name: "ECDSA", namedCurve: CURVE } as const;
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;
const AGREEING = { name: "ECDH", namedCurve: CURVE } as const;

export interface DeviceKeys {
  readonly sign: CryptoKey;
  /** base64url of the public half, as `agreeKey`. */
  readonly signKey: string;
  readonly agree: CryptoKey;
  readonly agreeKey: string;
}

const publicText = async (key: CryptoKey): Promise<string> =>
  toText(new Uint8Array(await crypto.subtle.exportKey("raw", key)));

export async function newDeviceKeys(): Promise<DeviceKeys> {
  const sign = await crypto.subtle.generateKey(SIGNING, false, ["sign", "verify"]);
  const agree = await newAgreement();
  return {
    sign: sign.privateKey,
    signKey: await publicText(sign.publicKey),
    agree: agree.privateKey,
    agreeKey: agree.publicKey,
  };
}

export interface Agreement {
  readonly privateKey: CryptoKey;
  readonly publicKey: string;
}

/** A pair of keys to agree on a secret with. */
export async function newAgreement(): Promise<Agreement> {
  const pair = await crypto.subtle.generateKey(AGREEING, false, ["deriveBits"]);
  return { privateKey: pair.privateKey, publicKey: await publicText(pair.publicKey) };
}

/** The secret both sides get; `null` when the other key is none. */
export async function agreeWith(own: CryptoKey, other: string): Promise<Bytes | null> {
  const bytes = fromText(other);
  if (!bytes) return null;
  try {
    const key = await crypto.subtle.importKey("raw", bytes, AGREEING, false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: key }, own, 256));
  } catch {
    return null; // no point of the curve
  }
}

/** 64 bytes. */
export const signWith = async (key: CryptoKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, message));

export async function isSignedBy(signKey: string, message: Bytes, signature: Bytes): Promise<boolean> {
  const bytes = fromText(signKey);
  if (!bytes) return false;
  try {
    const key = await crypto.subtle.importKey("raw", bytes, SIGNING, false, ["verify"]);
    return await crypto.subtle.verify(SIGNATURE, key, signature, message);
  } catch {
    return false; // no point of the curve
  }
}

/** What only the holder of `agreeKey` can open. */
export interface Envelope {
  /** Public half of a pair made for this envelope. */
  readonly key: string;
  readonly sealed: string;
}

const saltOf = (key: string, recipient: string): Bytes =>
  joined([fromText(key) ?? new Uint8Array(0), fromText(recipient) ?? new Uint8Array(0)]);

/** `null` when the recipient's key is none. */
export async function sealFor(recipient: string, plain: Bytes, context: string): Promise<Envelope | null> {
  const { privateKey, publicKey: key } = await newAgreement();
  const shared = await agreeWith(privateKey, recipient);
  if (!shared) return null;
  const box = await deriveBoxKey(await importSecret(shared), "envelope", saltOf(key, recipient));
  return { key, sealed: toText(await sealWith(box, plain, context)) };
}

export async function openEnvelope(
  keys: DeviceKeys,
  { key, sealed }: Envelope,
  context: string,
): Promise<Bytes | null> {
  const [shared, bytes] = [await agreeWith(keys.agree, key), fromText(sealed)];
  if (!shared || !bytes) return null;
  const box = await deriveBoxKey(await importSecret(shared), "envelope", saltOf(key, keys.agreeKey));
  return openWith(box, bytes, context);
}
