/**
 * A parcel: changes of some shards, signed by the device that wrote them and sealed with the epoch's key. What the server
 * sees is a number of bytes, padded to the next half kilobyte. Reading is total: what does not keep to the shape, or was
 * sealed for another place, is `null`.
 *
 *   plain   length u32 | payload | zeros
 *   payload version u8 | device id, 14 characters | written at f64 | name length u8 | name | signature length u8 |
 *           signature | squeezed records
 *   record  shard u8 | length u32 | update
 */
import { joined } from "../../domain/joined";
import type { EpochKeys, Identity } from "../types";
import { squeeze, unsqueeze } from "../wire/squeeze";

type Bytes = Uint8Array<ArrayBuffer>;

export interface ShardUpdate {
  readonly shard: number;
  readonly bytes: Bytes;
}

export interface Parcel {
  readonly deviceId: string;
  /** As the device calls itself. */
  readonly name: string;
  /** Ms since 1970 by its clock. */
  readonly at: number;
  readonly updates: readonly ShardUpdate[];
  /** Whether a device that belongs to the library signed it. */
  readonly isProven: boolean;
}

export interface Writer {
  readonly keys: Pick<EpochKeys, "seal" | "mailbox">;
  readonly identity: Identity;
  readonly name: string;
  readonly at: number;
}

const VERSION = 1;
const PAD = 512;
const ID = 14;
/** Bytes of what one parcel may hold when it is not squeezed. */
const LONGEST = 128 * 1024 * 1024;
const FRAME = 5;

const text = (value: string): Bytes => new TextEncoder().encode(value);

function recordsOf(updates: readonly ShardUpdate[]): Bytes {
  return joined(
    updates.flatMap(({ shard, bytes }) => {
      const head = new Uint8Array(FRAME);
      head[0] = shard;
      new DataView(head.buffer).setUint32(1, bytes.length);
      return [head, bytes];
    }),
  );
}

function readRecords(bytes: Bytes): ShardUpdate[] | null {
  const updates: ShardUpdate[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + FRAME > bytes.length) return null;
    const [shard, length] = [view.getUint8(at), view.getUint32(at + 1)];
    at += FRAME;
    if (at + length > bytes.length) return null;
    updates.push({ shard, bytes: bytes.slice(at, at + length) });
    at += length;
  }
  return updates;
}

/** What is sealed must not be moved to another box, nor a parcel pass for a part of a base. */
const contextOf = (place: "parcel" | "base", box: string): string => `linksnap ${place} of ${box}`;

function padded(payload: Bytes): Bytes {
  const whole = new Uint8Array(Math.ceil((payload.length + 4) / PAD) * PAD);
  new DataView(whole.buffer).setUint32(0, payload.length);
  whole.set(payload, 4);
  return whole;
}

/** Signed and sealed for a place in the writer's box. */
export async function sealParcel(
  updates: readonly ShardUpdate[],
  place: "parcel" | "base",
  { keys, identity, name, at }: Writer,
): Promise<Bytes> {
  const records = await squeeze(recordsOf(updates));
  const time = new Uint8Array(8);
  new DataView(time.buffer).setFloat64(0, at);
  const called = text(name).slice(0, 255);
  const head = joined([
    Uint8Array.of(VERSION),
    text(identity.deviceId),
    time,
    Uint8Array.of(called.length),
    called,
  ]);
  const context = contextOf(place, keys.mailbox.id);
  const signature = await identity.sign(joined([text(context), head, records]));
  const payload = joined([head, Uint8Array.of(signature.length), signature, records]);
  return keys.seal(padded(payload), context);
}

/** Takes bytes from the front, or fails for good. */
class Cursor {
  at = 0;
  isSound = true;

  constructor(readonly bytes: Bytes) {}

  take(length: number): Bytes {
    if (this.at + length > this.bytes.length) this.isSound = false;
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }
}

function unpadded(plain: Bytes): Bytes | null {
  if (plain.length < 4) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  return length + 4 <= plain.length ? plain.slice(4, 4 + length) : null;
}

/** Opens what lies in a box; `null` when it is not of this library or was changed. */
export async function openParcel(
  sealed: Bytes,
  place: "parcel" | "base",
  {
    keys,
    identity,
  }: { readonly keys: Pick<EpochKeys, "open" | "mailbox">; readonly identity: Pick<Identity, "verify"> },
): Promise<Parcel | null> {
  const context = contextOf(place, keys.mailbox.id);
  const plain = await keys.open(sealed, context);
  const payload = plain && unpadded(plain);
  if (!payload) return null;
  const from = new Cursor(payload);
  const version = from.byte();
  const deviceId = new TextDecoder().decode(from.take(ID));
  const time = from.take(8);
  const name = new TextDecoder().decode(from.take(from.byte()));
  const headLength = from.at;
  const signature = from.take(from.byte());
  if (!from.isSound || version !== VERSION) return null;
  const packed = payload.slice(from.at);
  const records = await unsqueeze(packed, LONGEST);
  const updates = records && readRecords(records);
  if (!updates) return null;
  const message = joined([text(context), payload.subarray(0, headLength), packed]);
  const isProven = await identity.verify(deviceId, message, signature);
  return { deviceId, name, at: new DataView(time.buffer).getFloat64(0), updates, isProven };
}

/** A base: parts one after the other, each with its length before it. */
export const writeBase = (parts: readonly Bytes[]): Bytes =>
  joined(
    parts.flatMap((part) => {
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, part.length);
      return [length, part];
    }),
  );

/** The parts of a base; what is cut off at its end is left out. */
export function* readBase(bytes: Bytes): Generator<Bytes> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = view.getUint32(at);
    at += 4;
    if (at + length > bytes.length) return;
    yield bytes.slice(at, at + length);
    at += length;
  }
}
