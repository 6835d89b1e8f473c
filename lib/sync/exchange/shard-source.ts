/** What the exchange asks of the library of this device. */
import type { Bytes, ShardBytes } from "./frames";

export interface Sender {
  readonly deviceId: string;
  /** As it calls itself. */
  readonly name: string;
}

/** "held": it waits for the person. "refused": it cannot be read, or builds on something that is not here. */
export type Taken = "applied" | "held" | "refused";

export interface ShardSource {
  /** 256 digests of 8 bytes, of what is durable now; zeros for an empty shard. */
  digests(): Promise<Bytes>;
  /** Bytes of updates the library is made of, as of the last digests. */
  readonly weight: number;
  /** What this device has of each of these shards, as Yjs states it. Shards it has nothing of may be left out. */
  vectors(shards: readonly number[]): Promise<readonly ShardBytes[]>;
  /** What another device lacks of each of these shards, in their order; the bytes say what it has. */
  diffs(needs: readonly ShardBytes[]): Promise<readonly ShardBytes[]>;
  /** What this device is called. */
  readonly name: string;
  /**
   * Merges what a device sent; everything of one call is judged together. `bundle` names the exchange, so that its parts
   * become one entry of Activity.
   */
  receive(from: Sender, updates: readonly ShardBytes[], bundle: string): Promise<Taken>;
  /** Shards of which something waits for the person: they cannot be made equal now. */
  readonly waiting: ReadonlySet<number>;
}
