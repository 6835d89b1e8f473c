/**
 * A file as it lies sealed on the server: squeezed, with its media type, padded to the next kilobyte, sealed with the
 * epoch's key for its name alone. Reading is total.
 */
import type { EpochKeys } from "../types";
import { squeeze, unsqueeze } from "../wire/squeeze";
import type { ServedBlob } from "./blob-line";
import type { Bytes } from "./frames";

const PAD = 1024;
/** Bytes of the largest file. */
const LARGEST = 64 * 1024 * 1024;

const contextOf = (hash: string): string => `linksnap file ${hash}`;

export async function sealBlob(
  keys: EpochKeys,
  hash: string,
  { bytes, mediaType }: ServedBlob,
): Promise<Bytes> {
  const type = new TextEncoder().encode(mediaType).slice(0, 255);
  const body = await squeeze(bytes);
  const length = 5 + type.length + body.length;
  const plain = new Uint8Array(Math.ceil(length / PAD) * PAD);
  const view = new DataView(plain.buffer);
  view.setUint32(0, body.length);
  view.setUint8(4, type.length);
  plain.set(type, 5);
  plain.set(body, 5 + type.length);
  return keys.seal(plain, contextOf(hash));
}

/** `null` when it is not that file, sealed with these keys. Whether the bytes have the hash is for the caller to see. */
export async function openBlob(keys: EpochKeys, hash: string, sealed: Bytes): Promise<ServedBlob | null> {
  const plain = await keys.open(sealed, contextOf(hash));
  if (!plain || plain.length < 5) return null;
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const [length, typeLength] = [view.getUint32(0), view.getUint8(4)];
  const start = 5 + typeLength;
  if (start + length > plain.length) return null;
  const bytes = await unsqueeze(plain.slice(start, start + length), LARGEST);
  return bytes && { bytes, mediaType: new TextDecoder().decode(plain.slice(5, start)) };
}
