/**
 * What a device gets that has next to nothing: all shards it lacks, unasked and without their digests. Until its root
 * shows that both are the same, the digests of what was given are not known to it.
 */
import { digestOf, differing, filled, isEmpty } from "./digests";
import { DIGEST, isSame } from "../frames";
import type { Bytes } from "../frames";

/** So many digests take more room than saying by the root that all are as the other side told. */
export const MANY = 8;
/** Bytes of a library that is given unasked: no more than can be taken in at once. */
const LIGHT = 4 * 1024 * 1024;
/** State vector of an empty document. */
export const NOTHING: Bytes = Uint8Array.of(0);
/** Stands for the digest of a shard that was given. */
const UNTOLD: Bytes = new Uint8Array(DIGEST).fill(0xff);

/** Hardly any shard is filled: its digests are as short as a root. */
export const isFew = (digests: Bytes): boolean => filled(digests) <= MANY;

export interface Gift {
  readonly given: readonly number[];
  /** Digests of what is not given. */
  readonly digests: Bytes;
}

/** Shards of `own` to be given to whoever has `theirs`; `null` where asking for them is as good. */
export function giftFor(own: Bytes, theirs: Bytes, weight: number): Gift | null {
  if (weight > LIGHT) return null;
  const given = differing(own, theirs).filter((shard) => isEmpty(digestOf(theirs, shard)));
  return given.length > MANY ? { given, digests: withEach(own, given, new Uint8Array(DIGEST)) } : null;
}

function withEach(digests: Bytes, shards: readonly number[], digest: Bytes): Bytes {
  const changed = digests.slice();
  for (const shard of shards) changed.set(digest, shard * DIGEST);
  return changed;
}

/** The other side's digests, with those of `given` untold. */
export const untold = (digests: Bytes, given: readonly number[]): Bytes => withEach(digests, given, UNTOLD);

export const isUntold = (digests: Bytes, shard: number): boolean => isSame(digestOf(digests, shard), UNTOLD);

/** All that was told is the same, and of all that was given there is something. */
export const mayBeSame = (own: Bytes, theirs: Bytes): boolean =>
  differing(own, theirs).every((shard) => isUntold(theirs, shard) && !isEmpty(digestOf(own, shard)));
