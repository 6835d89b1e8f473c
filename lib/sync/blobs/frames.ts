/**
 * What two devices say to each other on the lane of files. One byte of kind, a number that answers repeat (u32), then a
 * body of fixed shape; numbers are big-endian. Reading is total: whatever does not keep to the shape is `null`.
 *
 *   want   offset f64 | hash, 32 bytes
 *   found  bytes of the whole f64 | media type
 *   part   bytes; the next of the file that was found
 *   no     it is not here
 *   stop   nobody waits for it any more
 *   has    hashes, 32 bytes each
 *   have   for each of them 1 = here, 0 = not
 *   holds  what the device holds as a whole, JSON
 */
export type Bytes = Uint8Array<ArrayBuffer>;

export type BlobFrame =
  | { readonly kind: "want"; readonly id: number; readonly offset: number; readonly hash: string }
  | { readonly kind: "found"; readonly id: number; readonly total: number; readonly mediaType: string }
  | { readonly kind: "part"; readonly id: number; readonly bytes: Bytes }
  | { readonly kind: "have"; readonly id: number; readonly bytes: Bytes }
  | { readonly kind: "holds"; readonly id: number; readonly bytes: Bytes }
  | { readonly kind: "no"; readonly id: number }
  | { readonly kind: "stop"; readonly id: number }
  | { readonly kind: "has"; readonly id: number; readonly hashes: readonly string[] };

const KINDS = ["want", "found", "part", "no", "stop", "has", "have", "holds"] as const;
const HEAD = 5;
const HASH = 32;
/** Hashes that may be asked about at once. */
export const MOST_HASHES = 2000;

const bytesOfHash = (hash: string): Bytes =>
  Uint8Array.from({ length: HASH }, (_, at) => Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16));
const hashIn = (bytes: Bytes, at: number): string =>
  [...bytes.subarray(at, at + HASH)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function numbered(value: number, rest: Uint8Array): Bytes {
  const all = new Uint8Array(8 + rest.length);
  new DataView(all.buffer).setFloat64(0, value);
  all.set(rest, 8);
  return all;
}

function bodyOf(frame: BlobFrame): Uint8Array {
  switch (frame.kind) {
    case "want":
      return numbered(frame.offset, bytesOfHash(frame.hash));
    case "found":
      return numbered(frame.total, new TextEncoder().encode(frame.mediaType));
    case "part":
    case "have":
    case "holds":
      return frame.bytes;
    case "has": {
      const all = new Uint8Array(frame.hashes.length * HASH);
      frame.hashes.forEach((hash, at) => all.set(bytesOfHash(hash), at * HASH));
      return all;
    }
    default:
      return new Uint8Array();
  }
}

export function writeFrame(frame: BlobFrame): Bytes {
  const body = bodyOf(frame);
  const all = new Uint8Array(HEAD + body.length);
  all[0] = KINDS.indexOf(frame.kind);
  new DataView(all.buffer).setUint32(1, frame.id);
  all.set(body, HEAD);
  return all;
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function readNumbered(body: Bytes): { readonly value: number; readonly rest: Bytes } | null {
  if (body.length < 8) return null;
  const value = new DataView(body.buffer, body.byteOffset).getFloat64(0);
  return isSize(value) ? { value, rest: body.slice(8) } : null;
}

function readHashes(body: Bytes): string[] | null {
  if (body.length % HASH !== 0 || body.length > HASH * MOST_HASHES) return null;
  return Array.from({ length: body.length / HASH }, (_, at) => hashIn(body, at * HASH));
}

type Reading = (id: number, body: Bytes) => BlobFrame | null;

const carrying =
  (kind: "part" | "have" | "holds"): Reading =>
  (id, bytes) => ({ kind, id, bytes });

const readings: Readonly<Record<(typeof KINDS)[number], Reading>> = {
  want: (id, body) => {
    const found = readNumbered(body);
    return found?.rest.length === HASH
      ? { kind: "want", id, offset: found.value, hash: hashIn(found.rest, 0) }
      : null;
  },
  found: (id, body) => {
    const found = readNumbered(body);
    return (
      found && { kind: "found", id, total: found.value, mediaType: new TextDecoder().decode(found.rest) }
    );
  },
  part: carrying("part"),
  no: (id) => ({ kind: "no", id }),
  stop: (id) => ({ kind: "stop", id }),
  has: (id, body) => {
    const hashes = readHashes(body);
    return hashes && { kind: "has", id, hashes };
  },
  have: carrying("have"),
  holds: carrying("holds"),
};

export function readFrame(bytes: Bytes): BlobFrame | null {
  const kind = KINDS[bytes[0] ?? -1];
  if (!kind || bytes.length < HEAD) return null;
  const id = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return readings[kind](id, bytes.slice(HEAD));
}
