/** The digests of all shards: 8 bytes each, zeros for a shard that is empty. */
import { DIGEST, SHARDS } from "../frames";
import type { Bytes, ShardBytes } from "../frames";

export const noDigests = (): Bytes => new Uint8Array(SHARDS * DIGEST);

export const digestOf = (digests: Bytes, shard: number): Bytes =>
  digests.subarray(shard * DIGEST, (shard + 1) * DIGEST);

export const isEmpty = (digest: Bytes): boolean => digest.every((byte) => byte === 0);

/** How many shards are not empty. */
export const filled = (digests: Bytes): number => differing(digests, noDigests()).length;

/** Shards that differ. */
export function differing(a: Bytes, b: Bytes): number[] {
  const shards: number[] = [];
  for (let shard = 0; shard < SHARDS; shard++) if (!isSameAt(a, b, shard * DIGEST)) shards.push(shard);
  return shards;
}

/** Without a view of each: this is asked with every change of a standing. */
function isSameAt(a: Bytes, b: Bytes, from: number): boolean {
  for (let at = from; at < from + DIGEST; at++) if (a[at] !== b[at]) return false;
  return true;
}

export const pick = (digests: Bytes, shards: readonly number[]): ShardBytes[] =>
  shards.map((shard) => ({ shard, bytes: digestOf(digests, shard).slice() }));

/** SHA-256 over all of them. */
export const rootOf = async (digests: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", digests));
