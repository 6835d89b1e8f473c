/**
 * Where the search index lies: immutable segments of bytes in blocks, and what the index knows of its own completeness.
 * Everything in it can be made anew from the snapshots, so it may be lost as a whole, but never in part: a commit is
 * whole or it never was.
 */

/** `words`: the words of a segment with the texts that have them; `places`: where in those texts. */
export type BlockKind = "words" | "places";

export interface StoredSegment {
  readonly id: number;
  /** How many texts it holds, removed ones included. */
  readonly texts: number;
  /** Bytes of all its blocks. */
  readonly bytes: number;
  /** First word of each of its `words` blocks; `places` blocks have the same numbers. */
  readonly firstWords: readonly string[];
  /** Numbers of texts that are no longer to be found. */
  readonly removed: readonly number[];
}

/** The texts of a segment, by number. */
export interface StoredTexts {
  readonly segment: number;
  /** Link ids, 14 characters each, one behind the other. */
  readonly links: string;
  /** SHA-256 of the blob each text was read from, 32 bytes each. */
  readonly hashes: Uint8Array;
  /** When the newest snapshot with this text was taken, ms since 1970. */
  readonly times: Float64Array;
}

/** How far a shard of the replica is in the index. */
export interface IndexedShard {
  readonly shard: number;
  /** Sequence number of the log up to which its snapshots are in the index. */
  readonly head: number;
  /** Texts that were not on this device when it was looked through. */
  readonly absent: number;
}

export interface StoredIndex {
  readonly segments: readonly StoredSegment[];
  readonly texts: readonly StoredTexts[];
  readonly shards: readonly IndexedShard[];
}

export interface IndexChange {
  readonly add?: readonly { readonly segment: StoredSegment; readonly texts: StoredTexts }[];
  /** Segments to remove with their blocks. */
  readonly drop?: readonly number[];
  /** Texts to take out, by segment: all removed numbers of it. */
  readonly removed?: readonly { readonly id: number; readonly removed: readonly number[] }[];
  readonly shards?: readonly IndexedShard[];
}

export interface SearchStore {
  /** Segments, texts and shards as they are now. An index of another version reads as empty. */
  load(): Promise<StoredIndex>;
  /** Blocks `from` to `to` (inclusive) of a segment; fewer than asked for when the segment is gone. */
  blocks(at: { segment: number; kind: BlockKind }, from: number, to: number): Promise<readonly Uint8Array[]>;
  /** Writes blocks of a segment that no commit has named yet. Rejects with a `QuotaExceededError` on a full disk. */
  putBlock(at: { segment: number; kind: BlockKind }, block: number, bytes: Uint8Array): Promise<void>;
  commit(change: IndexChange): Promise<void>;
  /** Removes blocks of segments that were never committed: what a crash left behind. */
  dropLeftovers(): Promise<void>;
  /** Empties the index. */
  clear(): Promise<void>;
  close(): void;
}
