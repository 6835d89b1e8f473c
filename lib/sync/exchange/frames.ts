/**
 * What two devices say to each other on the lane of the replica. One byte of kind, then a body of fixed shape; numbers
 * are big-endian. Reading is total: whatever does not keep to the shape is `null`, and its sender is let go.
 *
 *   hello    version u8 | device id, 14 characters | epoch u32 | nonce, 32 bytes
 *   proof    signature over both hellos and both ends' certificates
 *   root     SHA-256 over all digests (equal roots, equal libraries, nothing more to say) | name of the device, UTF-8
 *   digests  what the library weighs u32, in KiB of updates | a bit for each shard that is not empty, 32 bytes | their
 *            digests, 8 bytes each
 *   need     squeezed records of shard and state vector: answered with one `diff` record each
 *   diff     squeezed records of shard and update
 *   live     squeezed records as in `diff`, of what was written just now
 *   changed  pairs of shard u8 and digest, 8 bytes: how those shards stand at the sender
 *   ping, pong
 *   few      in place of the first root, by whom hardly any shard is filled: length of the name u16 | name | as in `digests`
 *   gives    the answer to it: a bit for each shard that follows unasked as `diff`, 32 bytes | as in `digests`, the others
 *
 * A record is shard u8 | length u32 | bytes.
 */
import { joined } from "../../domain/joined";

export type Bytes = Uint8Array<ArrayBuffer>;

export const VERSION = 3;
export const SHARDS = 256;
export const DIGEST = 8;
export const NONCE = 32;
const ROOT = 32;
const BITS = SHARDS / 8;
const LONGEST_NAME = 800;
const LONGEST_PROOF = 512;
const ID = 14;

export interface ShardBytes {
  readonly shard: number;
  readonly bytes: Bytes;
}

export interface Hello {
  readonly version: number;
  readonly deviceId: string;
  readonly epoch: number;
  readonly nonce: Bytes;
}

export type Frame =
  | ({ readonly kind: "hello" } & Hello)
  | { readonly kind: "proof"; readonly signature: Bytes }
  | { readonly kind: "root"; readonly root: Bytes; readonly name: string }
  /** 256 digests of 8 bytes, zeros for an empty shard. `weight`: KiB. */
  | { readonly kind: "digests"; readonly digests: Bytes; readonly weight: number }
  /** Still squeezed: `readRecords` reads what it holds. */
  | { readonly kind: "need" | "diff" | "live"; readonly packed: Bytes }
  | { readonly kind: "changed"; readonly digests: readonly ShardBytes[] }
  | { readonly kind: "ping" | "pong" }
  | { readonly kind: "few"; readonly name: string; readonly digests: Bytes; readonly weight: number }
  | {
      readonly kind: "gives";
      readonly given: readonly number[];
      readonly digests: Bytes;
      readonly weight: number;
    };

const KINDS = [
  "hello",
  "proof",
  "root",
  "digests",
  "need",
  "diff",
  "live",
  "changed",
  "ping",
  "pong",
  "few",
  "gives",
] as const;

const numberBytes = (value: number): Bytes => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export const writeRecords = (records: readonly ShardBytes[]): Bytes =>
  joined(records.flatMap(({ shard, bytes }) => [Uint8Array.of(shard), numberBytes(bytes.length), bytes]));

/** `null` when they are cut off. */
export function readRecords(bytes: Bytes): ShardBytes[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: ShardBytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 5 > bytes.length) return null;
    const end = at + 5 + view.getUint32(at + 1);
    if (end > bytes.length) return null;
    records.push({ shard: view.getUint8(at), bytes: bytes.slice(at + 5, end) });
    at = end;
  }
  return records;
}

/** Hello without its kind, as it is signed, too. */
export const helloBytes = ({ version, deviceId, epoch, nonce }: Hello): Bytes =>
  joined([Uint8Array.of(version), new TextEncoder().encode(deviceId), numberBytes(epoch), nonce]);

export function writeFrame(frame: Frame): Bytes {
  return joined([Uint8Array.of(KINDS.indexOf(frame.kind)), bodyOf(frame)]);
}

function bodyOf(frame: Frame): Bytes {
  switch (frame.kind) {
    case "hello":
      return helloBytes(frame);
    case "proof":
      return frame.signature;
    case "root":
      return joined([frame.root, new TextEncoder().encode(frame.name)]);
    case "digests":
      return writeDigests(frame);
    case "few":
      return writeFew(frame);
    case "gives":
      return joined([bitsOf(frame.given), writeDigests(frame)]);
    case "changed":
      return joined(frame.digests.flatMap(({ shard, bytes }) => [Uint8Array.of(shard), bytes]));
    default:
      return "packed" in frame ? frame.packed : new Uint8Array(0);
  }
}

export function readFrame(message: Bytes): Frame | null {
  const kind = KINDS[message[0] ?? KINDS.length];
  return kind === undefined ? null : READERS[kind](message.subarray(1));
}

const READERS: Readonly<Record<Frame["kind"], (body: Bytes) => Frame | null>> = {
  hello: (body) => readHello(body),
  proof: (body) => (body.length <= LONGEST_PROOF ? { kind: "proof", signature: body.slice() } : null),
  root: (body) => readRoot(body),
  digests: (body) => readDigests(body),
  need: (packed) => ({ kind: "need", packed }),
  diff: (packed) => ({ kind: "diff", packed }),
  live: (packed) => ({ kind: "live", packed }),
  changed: (body) => readChanged(body),
  ping: () => ({ kind: "ping" }),
  pong: () => ({ kind: "pong" }),
  few: (body) => readFew(body),
  gives: (body) => readGives(body),
};

function readHello(body: Bytes): Frame | null {
  if (body.length !== 1 + ID + 4 + NONCE) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return {
    kind: "hello",
    version: view.getUint8(0),
    deviceId: new TextDecoder().decode(body.subarray(1, 1 + ID)),
    epoch: view.getUint32(1 + ID),
    nonce: body.slice(5 + ID),
  };
}

function readRoot(body: Bytes): Frame | null {
  if (body.length < ROOT || body.length > ROOT + LONGEST_NAME) return null;
  return { kind: "root", root: body.slice(0, ROOT), name: new TextDecoder().decode(body.subarray(ROOT)) };
}

const hasBit = (bits: Bytes, shard: number): boolean => (((bits[shard >> 3] ?? 0) >> (shard & 7)) & 1) === 1;

function bitsOf(shards: readonly number[]): Bytes {
  const bits = new Uint8Array(BITS);
  for (const shard of shards) bits[shard >> 3] = (bits[shard >> 3] ?? 0) | (1 << (shard & 7));
  return bits;
}

const shardsOf = (bits: Bytes): number[] =>
  Array.from({ length: SHARDS }, (_, shard) => shard).filter((shard) => hasBit(bits, shard));

interface Digests {
  readonly digests: Bytes;
  readonly weight: number;
}

function writeDigests({ digests, weight }: Digests): Bytes {
  const filled: number[] = [];
  const parts: Bytes[] = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    const digest = digests.subarray(shard * DIGEST, (shard + 1) * DIGEST);
    if (digest.every((byte) => byte === 0)) continue;
    filled.push(shard);
    parts.push(digest);
  }
  return joined([numberBytes(Math.min(weight, 0xffffffff)), bitsOf(filled), ...parts]);
}

function digestsIn(body: Bytes): Digests | null {
  const from = 4 + BITS;
  if (body.length < from || (body.length - from) % DIGEST !== 0) return null;
  const digests = new Uint8Array(SHARDS * DIGEST);
  let at = from;
  for (const shard of shardsOf(body.subarray(4, from))) {
    digests.set(body.subarray(at, at + DIGEST), shard * DIGEST);
    at += DIGEST;
  }
  const weight = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(0);
  return at === body.length ? { digests, weight } : null;
}

function readDigests(body: Bytes): Frame | null {
  const read = digestsIn(body);
  return read && { kind: "digests", ...read };
}

function writeFew(frame: Digests & { readonly name: string }): Bytes {
  const name = new TextEncoder().encode(frame.name).subarray(0, LONGEST_NAME);
  return joined([Uint8Array.of(name.length >> 8, name.length & 0xff), name, writeDigests(frame)]);
}

function readFew(body: Bytes): Frame | null {
  const length = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
  if (length > LONGEST_NAME || body.length < 2 + length) return null;
  const read = digestsIn(body.subarray(2 + length));
  return read && { kind: "few", name: new TextDecoder().decode(body.subarray(2, 2 + length)), ...read };
}

function readGives(body: Bytes): Frame | null {
  if (body.length < BITS) return null;
  const read = digestsIn(body.subarray(BITS));
  return read && { kind: "gives", given: shardsOf(body.subarray(0, BITS)), ...read };
}

function readChanged(body: Bytes): Frame | null {
  const size = 1 + DIGEST;
  if (body.length % size !== 0 || body.length > SHARDS * size) return null;
  const digests = Array.from({ length: body.length / size }, (_, i) => ({
    shard: body[i * size] ?? 0,
    bytes: body.slice(i * size + 1, (i + 1) * size),
  }));
  return { kind: "changed", digests };
}
