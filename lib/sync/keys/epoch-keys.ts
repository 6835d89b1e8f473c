/**
 * Everything one epoch's secret yields. Room, mailbox and write capability are separate derivations: who knows one of
 * them knows nothing of the others, and none leads back to the secret.
 */
import type { EpochKeys } from "../types";
import { deriveBoxKey, deriveBytes, importSecret, openWith, sealWith } from "./box";
import { joined } from "../../domain/joined";
import { sha256, toHex, toText, utf8, randomBytes } from "./bytes";
import type { Bytes } from "./bytes";

export const SECRET_BYTES = 32;

export interface EpochSecret {
  /** Counted from 1. */
  readonly number: number;
  /** 32 random bytes. */
  readonly secret: Bytes;
}

export const newEpoch = (number: number): EpochSecret => ({ number, secret: randomBytes(SECRET_BYTES) });

/** Tells secrets apart and nothing of them. */
export const epochId = async ({ secret }: EpochSecret): Promise<string> =>
  toText((await sha256(joined([utf8("linksnap epoch "), secret]))).slice(0, 12));

export async function deriveEpochKeys({ number, secret }: EpochSecret): Promise<EpochKeys> {
  const root = await importSecret(secret);
  const text = async (purpose: string): Promise<string> => toText(await deriveBytes(root, purpose));
  const [room, signalPassword, id, writeCapability, box, names] = await Promise.all([
    text("room"),
    text("signal"),
    text("mailbox"),
    text("mailbox write"),
    deriveBoxKey(root, "seal"),
    deriveBytes(root, "blob names"),
  ]);
  const nameKey = await crypto.subtle.importKey("raw", names, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  return {
    epoch: number,
    room,
    signalPassword,
    mailbox: { id, writeCapability },
    seal: (plain, context) => sealWith(box, plain, context),
    open: (sealed, context) => openWith(box, sealed, context),
    blobName: async (hash) => toHex(new Uint8Array(await crypto.subtle.sign("HMAC", nameKey, utf8(hash)))),
  };
}
